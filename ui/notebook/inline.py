"""Writing words anew where they stand on a card: Enter takes them, Esc leaves them as they were."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme

_NARROWEST = 220
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InlineLine(QLineEdit):
    """Stands over a part of a card. `written(text)` where it was changed, then `ended(by_key)`."""

    written = Signal(str)
    ended = Signal(bool)

    def __init__(self, parent: QWidget, text: str, name: str, longest: int) -> None:
        super().__init__(parent)
        self._before = text
        self._is_over = False
        self.setText(text)
        self.setMaxLength(longest)
        self.setAccessibleName(name)
        self.selectAll()

    def stand_over(self, chip: QWidget, right: int) -> None:
        """Cover a part up to `right`, at least wide enough to write in."""
        width = max(right - chip.x(), theme().size(_NARROWEST))
        left = max(theme().size(8), min(chip.x(), right - width))
        height = self.sizeHint().height()
        self.setGeometry(QRect(left - 2, chip.geometry().center().y() - height // 2, right - left + 4, height))
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is the page's, but what was written here goes with it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _enters_page(event):
            self._end(take=True, by_key=True)
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is written, Esc does not."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._end(take=True, by_key=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(take=False, by_key=True)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever clicks elsewhere meant what was written."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(take=True, by_key=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is written, as Enter does."""
        self._end(take=True, by_key=True)
        return True

    def _end(self, *, take: bool, by_key: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        text = self.text().strip()
        if take and text != self._before:
            self.written.emit(text)
        self.ended.emit(by_key)
        self.hide()
        self.deleteLater()


def _enters_page(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
