"""The list under the search box: two lines a hit. Imported when something is first searched."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
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

_HIT = Qt.ItemDataRole.UserRole


class HitList(QFrame):
    """`taken(Hit)` follows a click; the box walks it with `step` and asks for `current`."""

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
        """What the list shows."""
        return [self._list.item(row).data(_HIT) for row in range(self._list.count())]

    def current(self) -> Hit | None:
        """The hit that Enter would take."""
        item = self._list.currentItem()
        return item.data(_HIT) if item else None

    def step(self, by: int) -> None:
        """Walk the list, round its ends."""
        if count := self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + by) % count)

    def show_hits(self, hits: Sequence[Hit], under: QWidget) -> None:
        """Show hits under the box, or that there are none."""
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
