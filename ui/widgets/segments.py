"""A few choices side by side, one of them in force: views of a list, kinds of a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class SegmentRow(QWidget):
    """`chosen(value)` follows a click or an arrow key; Tab reaches the one in force."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        self._quiet = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for at, (_value, words) in enumerate(options):
            row.addWidget(self._button(at, words))
        row.addStretch(1)
        self._group.idToggled.connect(self._toggled)
        self.set_value(self._values[0])

    def value(self) -> Any:
        """The value in force."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Put a value in force without telling; the first where it is not offered."""
        self._quiet = True
        self._group.button(self._values.index(value) if value in self._values else 0).setChecked(True)
        self._quiet = False

    def show_words(self, value: Any, words: str) -> None:
        """Change the words of one choice, for instance its count."""
        self._group.button(self._values.index(value)).setText(words)

    def words(self, value: Any) -> str:
        """The words of one choice."""
        return self._group.button(self._values.index(value)).text()

    def _button(self, at: int, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button, at)
        return button

    def _toggled(self, at: int, on: bool) -> None:
        if on:
            self.setFocusProxy(self._group.button(at))
        if on and not self._quiet:
            self.chosen.emit(self._values[at])
