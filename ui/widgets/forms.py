"""Forms: a label, a field, and under it what is wrong with it. Enter goes to the next field."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ledger.errors import FieldProblem, InputProblem
from ui.theme import theme
from ui.widgets.cards import Label, reveal

LABEL_WIDTH = 88
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SENDS = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)


class FormRow(QWidget):
    """One field of a form under its record's name (`name`), with room for its problem."""

    def __init__(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        hint: str = "",
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`narrow` gives the label no more than its own width: for rows that stand side by side."""
        super().__init__(parent)
        self.name = name
        self.field = field
        self._narrow = narrow
        self._label = Label(label, wrap=not narrow)
        self._label.setBuddy(field)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setContentsMargins(0, 5, 0, 0)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self._hint = hint
        self._below = Label(hint, "muted", wrap=True)
        reveal(self._below, bool(hint))
        self._lay_out()
        self.setFocusProxy(field)
        self._fit()
        theme().changed.connect(self._fit)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong under the field; "" takes it away."""
        self._below.setText(sentence or self._hint)
        self._below.set_role("problem" if sentence else "muted")
        reveal(self._below, bool(sentence or self._hint))
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.setAccessibleDescription(sentence)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def problem(self) -> str:
        """The problem shown now, or ""."""
        return self._below.text() if self._below.property("role") == "problem" else ""

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.field, 1)
        right.addWidget(self._below)
        # What a field does not take stays empty below it, never between it and its label.
        right.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addLayout(right, 1)
        expands = bool(self.field.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
        height = QSizePolicy.Policy.Expanding if expands else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)

    def _fit(self) -> None:
        if not self._narrow:
            self._label.setFixedWidth(theme().size(LABEL_WIDTH))


class Form(QWidget):
    """Rows of fields. `sent` is emitted by Ctrl+Enter; `show_problems` puts each problem under its own field."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self._general = Label("", "problem", wrap=True)
        self._general.hide()
        self.column.addWidget(self._general)
        self._enter = _EnterMovesOn(self)

    def add(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        hint: str = "",
        narrow: bool = False,
        into: QBoxLayout | None = None,
    ) -> FormRow:
        """Add a field under the name its record gives it, below the others or to a line of its own (`into`)."""
        row = FormRow(name, label, field, hint=hint, narrow=narrow)
        self.rows[name] = row
        (into or self.column).addWidget(row)
        for part in (field, *field.findChildren(QWidget)):
            part.installEventFilter(self._enter)
        return row

    def remove(self, name: str) -> None:
        """Take a field away."""
        row = self.rows.pop(name)
        row.hide()
        row.deleteLater()

    def show_problems(self, problems: InputProblem | Iterable[FieldProblem]) -> None:
        """Show each problem under its field, those of no field here above all, and go to the first."""
        from ledger.sentences import problem_sentence

        listed = problems.problems if isinstance(problems, InputProblem) else tuple(problems)
        self.clear_problems()
        general: list[str] = []
        for problem in listed:
            row = self.rows.get(problem.field)
            if row is None:
                general.append(problem_sentence(problem))
            elif not row.problem():
                row.show_problem(problem_sentence(problem))
        self._general.setText("\n".join(general))
        reveal(self._general, bool(general))
        for row in self.rows.values():
            if row.problem():
                row.field.setFocus()
                break

    def clear_problems(self) -> None:
        """Forget every problem shown."""
        self._general.hide()
        for row in self.rows.values():
            row.show_problem("")

    def problems(self) -> dict[str, str]:
        """The problems shown now, by field name; those of no field under ""."""
        shown = {name: row.problem() for name, row in self.rows.items() if row.problem()}
        if not self._general.isHidden():
            shown[""] = self._general.text()
        return shown


class _EnterMovesOn(QObject):
    """Enter goes to the next field, as in the forms people know; Ctrl+Enter sends the form."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER:
            return False
        if event.modifiers() & _SENDS[0] or event.modifiers() & _SENDS[1]:
            self._form.sent.emit()
            return True
        if isinstance(watched, QLineEdit | QComboBox) and not _list_is_open(watched):
            watched.focusNextChild()
            return True
        return False


def _list_is_open(field: QLineEdit | QComboBox) -> bool:
    """Whether Enter means something to the field itself: a list under it, or what it calls `takes_enter`."""
    if (takes_enter := getattr(field, "takes_enter", None)) is not None:
        return bool(takes_enter())
    if isinstance(field, QComboBox):
        shown: QWidget | None = field.view()
    else:
        completer = field.completer()
        shown = completer.popup() if completer else None
    return shown is not None and shown.isVisible()
