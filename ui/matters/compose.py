"""写一句办理情况，回车记入……: the line on which a step is noted without opening anything."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.errors import FieldProblem, InputProblem
from ledger.language import _
from ledger.matters.steps import note_progress
from ledger.records.matters import Matter
from ledger.sentences import problem_sentence
from ledger.store.drafts import drop_draft, load_draft, save_draft
from ui.matters.sheet import stroke
from ui.theme import theme
from ui.widgets import DateField, GhostButton, Label
from ui.workspace import Workspace

_DRAFT = "step"
_PAUSE = 300


class Compose(QWidget):
    """Words, and beside them what comes next and when. What is typed is kept until it is noted."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._matter: Matter | None = None
        self.text = QLineEdit()
        self.next_step = QLineEdit()
        self.next_on = DateField(None, today=workspace.today, name=_("Next date"))
        self._button = GhostButton(_("Note it"))
        self._problem = Label("", "problem", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self._lay_out()
        for field in (self.text, self.next_step, self.next_on):
            field.textChanged.connect(lambda _text: self._timer.start())
            field.returnPressed.connect(self.send)
        self._button.clicked.connect(self.send)
        theme().changed.connect(self._fit)

    def show_matter(self, matter: Matter) -> None:
        """Write for this matter from now on; what was typed for it before stands here again."""
        self.next_step.setPlaceholderText(
            _("Next step: %(words)s") % {"words": matter.next_step} if matter.next_step else _("Next step")
        )
        if self._matter is not None and self._matter.id == matter.id:
            self._matter = matter
            return
        self.keep()
        self._matter = matter
        self._fill(load_draft(self._workspace.ledger, kind=_DRAFT, key=matter.uid) or {})

    def keep(self) -> None:
        """Keep what was typed against a crash, or forget the draft where nothing is."""
        self._timer.stop()
        if self._matter is None or not self._workspace.is_open:
            return
        typed = {name: field.text() for name, field in self._fields().items()}
        ledger, key = self._workspace.ledger, self._matter.uid
        if any(typed.values()):
            save_draft(ledger, kind=_DRAFT, key=key, content=typed)
        else:
            drop_draft(ledger, kind=_DRAFT, key=key)

    def send(self) -> None:
        """Note the step, and be ready for the next."""
        if self._matter is None:
            return
        if not self.next_on.is_readable():
            self.show_problems(InputProblem(_bad_date(self.next_on)))
            return
        written = self._workspace.write(
            note_progress,
            self._matter.id,
            stroke(self._workspace, text=self.text.text()),
            next_step=self.next_step.text() or None,
            next_on=self.next_on.day(),
            said=_("%(number)s: %(what)s") % {"number": self._matter.number, "what": _("Noted")},
            form=self,
        )
        if written is not None:
            self._fill({})
            self.keep()
            self.text.setFocus()

    def show_problems(self, problems: InputProblem) -> None:
        """Say what is wrong below the line, and go to the field it is about."""
        self._problem.setText(" ".join(problem_sentence(problem) for problem in problems.problems))
        self._problem.show()
        field = self._fields().get(problems.problems[0].field)
        if field is not None:
            field.setFocus()

    def clear_problems(self) -> None:
        """Take the sentence away."""
        self._problem.hide()

    def problem(self) -> str:
        """The sentence shown now, or ""."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _fields(self) -> dict[str, QLineEdit]:
        return {"text": self.text, "next_step": self.next_step, "next_on": self.next_on}

    def _fill(self, content: Mapping[str, object]) -> None:
        for name, field in self._fields().items():
            field.blockSignals(True)
            field.setText(str(content.get(name, "")))
            field.blockSignals(False)
        self.clear_problems()

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(_("Write what was done, Enter notes it…"))
        self.text.setAccessibleName(_("What was done"))
        self.next_step.setAccessibleName(_("Next step"))
        self.next_on.setPlaceholderText(_("Next date"))
        self._problem.hide()
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.next_step, 1)
        second.addWidget(self.next_on)
        second.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self._problem)
        column.addLayout(second)
        self._fit()

    def _fit(self) -> None:
        self.next_on.setFixedWidth(theme().size(150))


def _bad_date(field: DateField) -> FieldProblem:
    return FieldProblem("next_on", "bad_date", (("text", field.text().strip()),))
