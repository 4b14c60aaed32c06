"""The list under the search box: two lines a hit. Imported when something is first searched."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ledger.language import _
from ui.shell.page import Hit
from ui.theme import theme
from ui.widgets import Label, reveal
from ui.widgets.drop_list import DropLine, DropList

_LINE = 46


class HitList(DropList):
    """Hits, or that there are none."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _HitLine())
        self._window = window
        self._none = Label(_("Nothing found."), "muted")
        self._none.setContentsMargins(8, 6, 8, 6)
        self.column.addWidget(self._none)

    def show_hits(self, hits: Sequence[Hit], under: QWidget) -> None:
        """Show hits under the box, or that there are none."""
        reveal(self.lines, bool(hits))
        reveal(self._none, not hits)
        look = theme()
        height = look.size(_LINE) * len(hits) + 12 if hits else look.size(42)
        place = under.mapTo(self._window, QPoint(0, under.height() + 4))
        room = self._window.height() - place.y() - 12
        self.offer(hits, QRect(place, QSize(under.width(), min(height, room))))


class _HitLine(DropLine):
    """Two lines: what it is, and where it stands; its kind at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().size(_LINE))

    def paint_record(self, painter: QPainter, area: QRect, record: Any) -> None:
        look = theme()
        inner = area.adjusted(look.size(10), look.size(4), -look.size(10), -look.size(4))
        half = inner.height() // 2
        self.muted(painter)
        kind_width = self.paint_right(painter, inner, record.kind) + look.size(10)
        self.paint_left(painter, inner.adjusted(0, half, -kind_width, 0), record.text)
        self.ordinary(painter)
        self.paint_left(painter, inner.adjusted(0, 0, -kind_width, -half), record.title)
