"""The search box of the top bar and the list under it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ledger.language import _
from ui.shell.page import Hit
from ui.theme import Role, theme
from ui.widgets import Label

# Long enough to skip the letters of a pinyin being typed, short enough to feel immediate.
_PAUSE_MILLISECONDS = 120
_SHOWN = 9
_HIT = Qt.ItemDataRole.UserRole

Find = Callable[[str], Sequence[Hit]]


class SearchBox(QLineEdit):
    """`found(Hit)` when one of the list is taken, `searched(str)` when Enter is pressed on the words themselves."""

    found = Signal(object)
    searched = Signal(str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._hits: _Hits | None = None
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
        return self._hits.hits() if self._hits and self._hits.isVisible() else []

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
        self._key.setVisible(shown)
        self.setTextMargins(0, 0, self._key.sizeHint().width() if shown else 0, 0)

    def _look(self) -> None:
        words = self.text().strip()
        if not words:
            return
        if self._hits is None:
            self._hits = _Hits(self.window())
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


class _Hits(QFrame):
    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("hits")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        self._list = QListWidget()
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self.taken.emit(item.data(_HIT)))
        self._none = Label(_("Nothing found."), "muted")
        self._none.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hits(self) -> list[Hit]:
        return [self._list.item(row).data(_HIT) for row in range(self._list.count())]

    def current(self) -> Hit | None:
        item = self._list.currentItem()
        return item.data(_HIT) if item else None

    def step(self, by: int) -> None:
        if count := self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + by) % count)

    def show_hits(self, hits: Sequence[Hit], under: QWidget) -> None:
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_HIT, hit)
            self._list.addItem(item)
        if hits:
            self._list.setCurrentRow(0)
        self._list.setVisible(bool(hits))
        self._none.setVisible(not hits)
        look = theme()
        height = look.size(46) * len(hits) + 12 if hits else look.size(42)
        place = under.mapTo(self._window, QPoint(0, under.height() + 4))
        room = self._window.height() - place.y() - 12
        self.setGeometry(QRect(place, QSize(under.width(), min(height, room))))
        self.show()
        self.raise_()


class _HitDelegate(QStyledItemDelegate):
    """Two lines a hit: what it is, and where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().size(46))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(_HIT)
        look = theme()
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour(Role.SELECTION))
        inner = area.adjusted(look.size(10), look.size(4), -look.size(10), -look.size(4))
        half = inner.height() // 2
        painter.setFont(look.font("small"))
        painter.setPen(look.colour(Role.MUTED))
        kind_width = painter.fontMetrics().horizontalAdvance(hit.kind) + look.size(10)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hit.kind)
        self._line(painter, inner.adjusted(0, half, -kind_width, 0), hit.text)
        painter.setFont(look.font())
        painter.setPen(look.colour(Role.TEXT))
        self._line(painter, inner.adjusted(0, 0, -kind_width, -half), hit.title)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
