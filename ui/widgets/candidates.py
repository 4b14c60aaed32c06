"""A field with a list of candidates under it while something is typed: arrows walk it, Enter takes one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from ui.theme import theme
from ui.widgets.drop_list import DropLine, DropList

# Long enough to skip the letters of a pinyin typed quickly, too short to be waited for.
_PAUSE_MILLISECONDS = 60
_MOST_SHOWN = 8
_LINE = 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of the list: what it is called, what is said of it, a mark at its end, and what it stands for."""

    title: str
    text: str
    mark: str
    value: Any


Look = Callable[[str], Sequence[Candidate]]


class CandidateField(QLineEdit):
    """`taken(value)` follows Enter or a click on a candidate, `typed` every change by hand."""

    taken = Signal(object)
    typed = Signal()

    def __init__(self, look: Look, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look_up = look
        self._list: _CandidateList | None = None
        self.setAccessibleName(name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.offer)
        # Silent while an input method is composing: only what is committed is looked for.
        self.textEdited.connect(self._edited)

    def candidates(self) -> list[Candidate]:
        """What the list shows now."""
        return self._list.records() if self._list and self._list.isVisible() else []

    def offer(self) -> None:
        """Look now and show what was found; nothing is shown where nothing is."""
        self._timer.stop()
        found = list(self._look_up(self.text().strip()))
        if not found or not self.hasFocus():
            self.close_list()
            return
        if self._list is None:
            self._list = _CandidateList(self.window())
            self._list.taken.connect(self._take)
            self.window().installEventFilter(self)
        self._list.show_under(self, found)

    def close_list(self) -> None:
        """Take the list away."""
        self._timer.stop()
        if self._list is not None:
            self._list.hide()

    def takes_enter(self) -> bool:
        """Whether Enter takes a candidate here rather than going to the next field."""
        return self._timer.isActive() or bool(self.candidates())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the list, Enter takes, Esc closes it."""
        shown = bool(self.candidates())
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list is not None and shown:
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self.offer()
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape and shown:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while there is nothing to take back in the line itself."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the marked candidate, as Enter does."""
        if forward and self.takes_enter():
            self._enter()
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the window changes under it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close_list()
        return False

    def _edited(self, _text: str) -> None:
        self.typed.emit()
        self._timer.start()

    def _enter(self) -> None:
        # Enter right after the last letter must not act on the list of the letter before.
        if self._timer.isActive():
            self.offer()
        candidate = self._list.current() if self._list and self._list.isVisible() else None
        if candidate is not None:
            self._take(candidate)
        else:
            self.taken.emit(None)

    def _take(self, candidate: Candidate) -> None:
        self.close_list()
        self.taken.emit(candidate.value)


class _CandidateList(DropList):
    """Candidates under the field, or over it where there is more room."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _CandidateLine())
        self._window = window

    def show_under(self, field: QWidget, found: Sequence[Candidate]) -> None:
        self.offer(found, self._place(field, min(len(found), _MOST_SHOWN)))

    def _place(self, field: QWidget, lines: int) -> QRect:
        look = theme()
        window = self._window
        height = look.size(_LINE) * lines + 12
        corner = field.mapTo(window, QPoint(0, field.height() + 4))
        below = window.height() - corner.y() - 8
        if below < height and corner.y() - field.height() - 8 > below:
            corner.setY(max(8, corner.y() - field.height() - 8 - height))
        else:
            height = min(height, max(below, look.size(_LINE) + 12))
        width = max(field.width(), min(look.size(420), window.width() - corner.x() - 16))
        return QRect(corner, QSize(width, height))


class _CandidateLine(DropLine):
    """One line: the title, what is said of it in grey, the mark at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().size(_LINE))

    def paint_record(self, painter: QPainter, area: QRect, record: Any) -> None:
        look = theme()
        inner = area.adjusted(look.size(10), 0, -look.size(10), 0)
        self.muted(painter)
        mark_width = self.paint_right(painter, inner, record.mark)
        inner.adjust(0, 0, -mark_width - look.size(10), 0)
        self.ordinary(painter)
        used = self.paint_left(painter, inner, record.title)
        self.muted(painter)
        self.paint_left(painter, inner.adjusted(used + look.size(12), 0, 0, 0), record.text)
