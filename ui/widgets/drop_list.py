"""A list that drops from under a field and leaves the keyboard to it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
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

from ui.theme import Role, theme

_RECORD = Qt.ItemDataRole.UserRole


class DropList(QFrame):
    """Records with a `title`, painted by a DropLine. `taken(record)` follows a click; the field walks it with `step`.

    A child of the window, not a window: it takes neither keyboard nor input method.
    """

    taken = Signal(object)

    def __init__(self, window: QWidget, line: "DropLine") -> None:
        super().__init__(window)
        self.setObjectName("hits")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 4, 4, 4)
        self.lines = QListWidget()
        line.setParent(self.lines)
        self.lines.setItemDelegate(line)
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemClicked.connect(lambda item: self.taken.emit(item.data(_RECORD)))
        self.column.addWidget(self.lines)
        self.hide()

    def records(self) -> list[Any]:
        """What the list shows."""
        return [self.lines.item(row).data(_RECORD) for row in range(self.lines.count())]

    def current(self) -> Any:
        """The record that Enter would take, or None."""
        item = self.lines.currentItem()
        return item.data(_RECORD) if item else None

    def step(self, by: int) -> None:
        """Walk the list, round its ends."""
        if count := self.lines.count():
            self.lines.setCurrentRow((self.lines.currentRow() + by) % count)

    def offer(self, records: Sequence[Any], area: QRect) -> None:
        """Show these there, the first one marked. `area` is the window's."""
        self.lines.clear()
        for record in records:
            item = QListWidgetItem(record.title)
            item.setData(_RECORD, record)
            self.lines.addItem(item)
        if records:
            self.lines.setCurrentRow(0)
        self.setGeometry(area)
        self.show()
        self.raise_()


class DropLine(QStyledItemDelegate):
    """Paints a record of a DropList: the ground here, the words in `paint_record`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme().colour(Role.SELECTION))
        self.paint_record(painter, area, index.data(_RECORD))
        painter.restore()

    def paint_record(self, painter: QPainter, area: QRect, record: Any) -> None:
        """Paint the words of a record."""
        raise NotImplementedError

    @staticmethod
    def ordinary(painter: QPainter) -> None:
        """Paint what follows as text."""
        painter.setFont(theme().font())
        painter.setPen(theme().colour(Role.TEXT))

    @staticmethod
    def muted(painter: QPainter) -> None:
        """Paint what follows small and grey."""
        painter.setFont(theme().font("small"))
        painter.setPen(theme().colour(Role.MUTED))

    @staticmethod
    def paint_left(painter: QPainter, area: QRect, text: str) -> int:
        """Paint a text from the left, shortened to the area; returns the width it takes."""
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(area.width(), 0))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    @staticmethod
    def paint_right(painter: QPainter, area: QRect, text: str) -> int:
        """Paint a text at the right end of the area; returns the width it takes."""
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text)
