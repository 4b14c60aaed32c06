"""The head of one matter: the way back, its title, chips and number, and what can be done with it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ledger.language import _
from ledger.records.matters import Matter
from ledger.wording import label
from ui.matters.actions import MatterAction, main_action, title_of
from ui.matters.words import is_cut, short_title, status_tone, urgent_tone, urgent_words
from ui.theme import Tone
from ui.widgets import Chip, GhostButton, IconButton, Label, PrimaryButton, clear_layout


class MatterHeading(QWidget):
    """`chosen(MatterAction)` follows a button, a menu line or a key; `back_asked` the arrow."""

    chosen = Signal(object)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = IconButton("chevron-left", _("Back to the list"))
        back.clicked.connect(lambda: self.back_asked.emit())
        self.title = Label("", "title", wrap=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.urgent = Chip("")
        self.status = Chip("")
        self.satisfaction = Chip("")
        self.note = Label("", "muted", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._bound: list[QAction] = []
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._buttons)
        top.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for chip in (self.urgent, self.status, self.satisfaction):
            chips.addWidget(chip)
        chips.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(chips)

    def show_matter(self, matter: Matter, today: date) -> None:
        """Show whose head this is."""
        self.title.setText(short_title(matter))
        self.title.setToolTip(matter.title if is_cut(matter) else "")
        self.urgent.show_text(urgent_words(matter, today), urgent_tone(matter, today))
        outcome = f" · {label(matter.outcome)}" if matter.outcome and not matter.status.is_open else ""
        self.status.show_text(label(matter.status) + outcome, status_tone(matter))
        asked = label(matter.satisfaction) if matter.satisfaction else ""
        self.satisfaction.show_text(asked, Tone.GREEN)
        self.note.setText(f"{matter.number} · {matter.category}")

    def offer(self, actions: Sequence[MatterAction]) -> None:
        """Offer these actions: the one this page is for last and in red, a few beside it, the others in a menu."""
        items = (self._buttons.itemAt(at) for at in range(self._buttons.count()))
        held_focus = any(item is not None and (w := item.widget()) and w.hasFocus() for item in items)
        clear_layout(self._buttons)
        for bound in self._bound:
            self.removeAction(bound)
            bound.deleteLater()
        self._bound = []
        main = main_action(tuple(actions))
        beside = [action for action in actions if action.as_button and action is not main]
        rest = [action for action in actions if action not in beside and action is not main]
        for action in beside:
            self._buttons.addWidget(self._button(action, GhostButton(title_of(action))))
        if rest:
            self._buttons.addWidget(self._more(rest))
        if main is not None:
            self._buttons.addWidget(self._button(main, PrimaryButton(title_of(main))))
        if held_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the last button, which is the main one."""
        item = self._buttons.itemAt(self._buttons.count() - 1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setFocus()

    def buttons(self) -> list[str]:
        """The words of the buttons offered now."""
        items = (self._buttons.itemAt(at) for at in range(self._buttons.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.text() for widget in widgets if isinstance(widget, GhostButton | PrimaryButton)]

    def menu_lines(self) -> list[str]:
        """Every action offered now, wherever it stands."""
        return [bound.text() for bound in self._bound]

    def _button(self, action: MatterAction, button: GhostButton | PrimaryButton) -> GhostButton | PrimaryButton:
        bound = self._bind(action)
        button.clicked.connect(bound.trigger)
        if action.keys:
            button.setToolTip(action.keys)
        return button

    def _more(self, actions: Sequence[MatterAction]) -> GhostButton:
        button = GhostButton(_("More") + "  ")
        menu = QMenu(button)
        before = actions[0]
        for action in actions:
            if (action.step is None) != (before.step is None):
                menu.addSeparator()
            menu.addAction(self._bind(action))
            before = action
        button.setMenu(menu)
        button.setShortcut(QKeySequence("Alt+M"))
        button.setToolTip("Alt+M")
        return button

    def _bind(self, action: MatterAction) -> QAction:
        bound = QAction(title_of(action), self)
        if action.keys:
            bound.setShortcut(QKeySequence(action.keys))
        bound.triggered.connect(lambda: self.chosen.emit(action))
        self.addAction(bound)
        self._bound.append(bound)
        return bound
