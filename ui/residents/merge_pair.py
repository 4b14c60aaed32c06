"""One field of two entries beside each other, with a choice where they differ."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ledger.people.merge_fields import FieldPair, Side
from ui.widgets import Label


class PairField(QWidget):
    """Left what the kept entry says, right what the other one says. `chosen(Side)` follows a choice."""

    chosen = Signal(object)

    def __init__(self, pair: FieldPair, words: Mapping[Side, str], *, name: str, parent: QWidget | None = None) -> None:
        """`words` are the values as shown, for every side that may be taken; `name` is the field's."""
        super().__init__(parent)
        self._pair = pair
        self._options: dict[Side, SideOption] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(16)
        column.addLayout(row)
        if not pair.differs:
            same = Label(words[Side.KEPT], wrap=True)
            same.setContentsMargins(0, 5, 0, 0)
            row.addWidget(same)
            return
        for side in pair.sides:
            option = SideOption(words[side], f"{name}：{words[side]}")
            self._options[side] = option
            self._group.addButton(option.button)
            if side is Side.BOTH:
                column.addWidget(option)
            else:
                row.addWidget(option, 1)
        self._options[pair.proposed].button.setChecked(True)
        self.setFocusProxy(self._options[pair.proposed].button)
        self._group.buttonToggled.connect(self._toggled)

    def value(self) -> Side:
        """Whose value is taken."""
        return next((side for side, option in self._options.items() if option.button.isChecked()), Side.KEPT)

    def choose(self, side: Side) -> None:
        """Take this side's value."""
        self._options[side].button.setChecked(True)

    def show_words(self, words: Mapping[Side, str]) -> None:
        """Show the values otherwise, masked or whole."""
        for side, option in self._options.items():
            option.words.setText(words[side])

    def _toggled(self, button: QRadioButton, on: bool) -> None:
        if on:
            # Tab comes back to what is chosen.
            self.setFocusProxy(button)
            self.chosen.emit(self.value())


class SideOption(QWidget):
    """A radio button with words of any length beside it; a click on them chooses."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton()
        self.button.setAccessibleName(name)
        self.words = Label(text, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked on."""
        self.button.setChecked(True)
        self.button.setFocus()
        super().mouseReleaseEvent(event)
