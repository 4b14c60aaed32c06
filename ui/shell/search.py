"""The search box of the top bar and the list under it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ledger.language import _
from ui.shell.page import Hit
from ui.theme import theme
from ui.widgets import Label, reveal

if TYPE_CHECKING:
    from ui.shell.hits import HitList

# Long enough to skip the letters of a pinyin being typed, short enough to feel immediate.
_PAUSE_MILLISECONDS = 120
_SHOWN = 9

Find = Callable[[str], Sequence[Hit]]


class SearchBox(QLineEdit):
    """`found(Hit)` when one of the list is taken, `searched(str)` when Enter is pressed on the words themselves."""

    found = Signal(object)
    searched = Signal(str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._hits: HitList | None = None
        self.setPlaceholderText(_("Name, pinyin, door number, end of a phone number, need…"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        self._key = Label("Ctrl K", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self.textEdited.connect(self._typed)
        self._fit()
        theme().changed.connect(self._fit)

    def begin(self) -> None:
        """Take the keyboard, with what was searched last selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self._look()

    def hits(self) -> list[Hit]:
        """What the list shows now."""
        return self._hits.records() if self._hits and self._hits.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the list, Enter takes, Esc leaves."""
        shown = self._hits is not None and self._hits.isVisible()
        if shown and self._hits and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._hits.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
            self.clear()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the keyboard goes elsewhere or the window changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._close()
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self._close()

    def _typed(self, text: str) -> None:
        self._show_key()
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._close()

    def _show_key(self) -> None:
        # The key's hint gives way to what is typed.
        shown = not self.text()
        reveal(self._key, shown)
        self.setTextMargins(0, 0, self._key.sizeHint().width() if shown else 0, 0)

    def _look(self) -> None:
        words = self.text().strip()
        if not words:
            return
        if self._hits is None:
            from ui.shell.hits import HitList

            self._hits = HitList(self.window())
            self._hits.taken.connect(self._found)
            self.window().installEventFilter(self)
        self._hits.show_hits(self._find(words)[:_SHOWN], self)

    def _take(self) -> None:
        # Enter right after the last letter must not act on the list of the letter before.
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        hit = self._hits.current() if self._hits and self._hits.isVisible() else None
        if hit is not None:
            self._found(hit)
        elif self.text().strip():
            words = self.text().strip()
            self._close()
            self.searched.emit(words)

    def _found(self, hit: Hit) -> None:
        self._close()
        self.found.emit(hit)

    def _close(self) -> None:
        self._timer.stop()
        self._show_key()
        if self._hits:
            self._hits.hide()

    def _fit(self) -> None:
        look = theme()
        self.setMinimumWidth(look.size(260))
        self.setMaximumWidth(look.size(520))
        self.setMinimumHeight(look.size(34))
        self._show_key()
