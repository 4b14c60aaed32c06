"""A row of chips to choose from by keyboard: arrows move, Space or a number chooses, Enter goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Role, theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_WIDEST = 300
# Room for the frame round the chip the keyboard is on, and between two chips.
_FRAME, _GAP = 3, 6


@dataclass(frozen=True, slots=True)
class Option:
    """One chip: what it stands for, its words, and what is said under the mouse."""

    value: Any
    words: str
    tip: str = ""


class _ChipButton(QPushButton):
    """A chip that shortens its words where they are too long; the whole stands in its tooltip."""

    def __init__(self, number: int, option: Option) -> None:
        super().__init__()
        self.option = option
        self._words = f"{number} {option.words}" if number <= 9 else option.words
        self.setCheckable(True)
        self.setAutoDefault(False)
        # The row has the keyboard, so that Tab stops at it once and where it stands.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "choice")
        self.setAccessibleName(option.words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fit()

    def fit(self) -> None:
        """Shorten the words for the text size in force."""
        self.ensurePolished()
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, theme().size(_WIDEST)))
        whole = self.text() == self._words
        tip = "\n".join(part for part in ("" if whole else self.option.words, self.option.tip) if part)
        # A tooltip reads markup; what people wrote is none.
        self.setToolTip(tip.replace("<", "‹"))


class ChipChoice(QWidget):
    """Chips, of which one (`several` False) or any number may be chosen. One stop for Tab.

    `changed` follows every choice of the user; `done` follows Enter.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, *, several: bool, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._several = several
        self._here = 0
        self._suggested: set[Any] = set()
        self._buttons: list[_ChipButton] = []
        self._last: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._fit)

    def set_options(self, options: Iterable[Option]) -> None:
        """Offer these; what was chosen and is still offered stays chosen."""
        before = self.values()
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(number, option) for number, option in enumerate(options, 1)]
        self.set_values(before)
        self._arrange()

    def options(self) -> list[Option]:
        """What is offered."""
        return [button.option for button in self._buttons]

    def end_with(self, widget: QWidget) -> None:
        """Let a widget stand behind the last chip."""
        widget.setParent(self)
        self._last = widget
        self._arrange()

    def values(self) -> list[Any]:
        """The values chosen, in the order offered."""
        return [button.option.value for button in self._buttons if button.isChecked()]

    def value(self) -> Any:
        """The first value chosen, or None."""
        return next(iter(self.values()), None)

    def suggest(self, values: Sequence[Any]) -> None:
        """Choose these for the user; the number of one of them then agrees rather than taking it away."""
        self.set_values(values)
        self._suggested = set(values)

    def set_values(self, values: Sequence[Any]) -> None:
        """Choose these."""
        self._suggested = set()
        for button in self._buttons:
            button.setChecked(button.option.value in values)
        self._here = next((at for at, button in enumerate(self._buttons) if button.isChecked()), 0)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as the lines need."""
        return QSize(theme().size(300), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard has left."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Space, numbers and Enter; everything else is not meant for chips."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.done.emit()
        elif key in _STEPS and self._buttons:
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_Space and self._buttons:
            self._choose(self._here)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self._buttons):
            self._choose(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame round the chip the keyboard is on."""
        if not (self.hasFocus() and self._here < len(self._buttons)):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour(Role.FOCUS), 2))
        painter.drawRoundedRect(self._buttons[self._here].geometry().adjusted(-2, -2, 2, 2), 8, 8)
        painter.end()

    def _step(self, by: int) -> None:
        self._here = max(0, min(self._here + by, len(self._buttons) - 1))
        if not self._several and not self._buttons[self._here].isChecked():
            self._choose(self._here)
        self.update()

    def _choose(self, at: int) -> None:
        button = self._buttons[at]
        agreed = button.option.value in self._suggested
        button.setChecked(agreed or not self._several or not button.isChecked())
        self._suggested.discard(button.option.value)
        self._chosen(button)

    def _clicked(self, button: _ChipButton) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._suggested.discard(button.option.value)
        self._chosen(button)

    def _chosen(self, button: _ChipButton) -> None:
        if not self._several:
            self.set_values([button.option.value])
        self._here = self._buttons.index(button)
        self.update()
        self.changed.emit()

    def _button(self, number: int, option: Option) -> _ChipButton:
        button = _ChipButton(number, option)
        button.clicked.connect(lambda: self._clicked(button))
        button.setParent(self)
        button.show()
        return button

    def _arrange(self) -> None:
        # Not a layout with height for width: those ask their parents for the height of the narrowest column.
        x = y = _FRAME
        line = 0
        for part in (*self._buttons, *([self._last] if self._last else [])):
            wanted = part.sizeHint().expandedTo(part.minimumSize()).boundedTo(part.maximumSize())
            width = min(wanted.width(), max(self.width() - 2 * _FRAME, 0))
            if x > _FRAME and x + width > self.width() - _FRAME:
                x, y, line = _FRAME, y + line + _GAP, 0
            part.setGeometry(x, y, width, wanted.height())
            x, line = x + width + _GAP, max(line, wanted.height())
        self.setFixedHeight(y + line + _FRAME)

    def _fit(self) -> None:
        for button in self._buttons:
            button.fit()
        self._arrange()
