"""Hands on a keyboard: keys go to whatever has the focus, Chinese comes through the input method."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """Types into a window as its user would, never into a widget by name."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    @property
    def at(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self._window

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.at, key, modifier)

    def enter(self, times: int = 1) -> None:
        """Press Enter."""
        self.press(*[Qt.Key.Key_Return] * times)

    def send(self) -> None:
        """Press Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, modifier=CTRL)

    def write(self, text: str) -> None:
        """Type letters, digits and line ends; commit everything else through the input method, as people do."""
        for character in text:
            if character == "\n":
                self.enter()
            elif character.isascii():
                QTest.keyClick(self.at, character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QApplication.sendEvent(self.at, event)

    def compose(self, text: str) -> None:
        """Show `text` as being composed by the input method, not committed yet."""
        QApplication.sendEvent(self.at, QInputMethodEvent(text, []))
