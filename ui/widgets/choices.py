"""A choice among a few values, each with its words."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class ChoiceField(QComboBox):
    """A combo box that speaks in values. `chosen` carries the value the user picked."""

    chosen = Signal(object)

    def __init__(
        self, options: Iterable[tuple[Any, str]] = (), *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[Any] = []
        self.set_options(options)
        self.activated.connect(lambda _row: self.chosen.emit(self.value()))

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer (value, words) pairs; the value chosen before stays chosen if it is still offered."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = []
        for value, words in options:
            self._values.append(value)
            self.addItem(words)
        self.blockSignals(False)
        self.set_value(before)

    def value(self) -> Any:
        """The value chosen, or None where there is nothing to choose."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose `value`; the first option where it is not offered."""
        row = self._values.index(value) if value in self._values else 0
        self.setCurrentIndex(row if self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page over an unfocused field must not change what was chosen."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
