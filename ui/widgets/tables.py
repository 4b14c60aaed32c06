"""A table of records: sorted, remembered, driven by keyboard, fluent with many thousand rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Role, Tone, theme
from ui.widgets.memory import ColumnMemory, Forgetful

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 38
_MEASURED = 500
_PADDING = 26
_TONE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its words for a record, how it sorts (by its words if not said), its width at 100 % text.

    `tone` draws the words as a chip where it gives a tone; `tip` is shown under the mouse. One column may
    take what room is left (`wide`); before it, a column whose words need more than `width` grows up to `most`.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    width: int = 120
    right: bool = False
    wide: bool = False
    tone: Callable[[Any], Tone | None] | None = None
    tip: Callable[[Any], str] | None = None
    most: int = 0


class _Records(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.records: list[Any] = []
        self.order: tuple[int, Qt.SortOrder] | None = None

    def show(self, records: Sequence[Any]) -> None:
        self.beginResetModel()
        self.records = list(records)
        self._sort()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            # A cell is one line; the whole note stands in the tooltip and on the record's own page.
            return column.text(self.records[index.row()]).replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == _TONE and column.tone:
            return column.tone(self.records[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return column.tip(self.records[index.row()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        at = [(self.records[index.row()], index.column()) for index in before]
        self.order = (column, order) if column >= 0 else None
        self._sort()
        rows = {id(record): row for row, record in enumerate(self.records)}
        self.changePersistentIndexList(before, [self.index(rows[id(r)], c) for r, c in at])
        self.layoutChanged.emit()

    def _sort(self) -> None:
        if self.order is None:
            return
        column, order = self.order
        key = self.columns[column].sort or self.columns[column].text
        keyed = [(key(record), record) for record in self.records]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=itemgetter(0), reverse=order == Qt.SortOrder.DescendingOrder)
        # What has no value stands last, whichever way the rest is sorted.
        self.records = [record for _key, record in known] + [record for value, record in keyed if value is None]


class _ChipDelegate(QStyledItemDelegate):
    """Draws the cells that have a tone as chips."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        kept, words = index.data(_TONE), index.data()
        if kept is None or not words:
            super().paint(painter, option, index)
            return
        # Qt hands an enum of text back as plain text.
        tone = Tone(kept)
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, option, painter, widget)
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        metrics = painter.fontMetrics()
        cell: QRect = option.rect.adjusted(look.size(11), 0, -look.size(8), 0)
        width = min(metrics.horizontalAdvance(words) + look.size(14), cell.width())
        height = metrics.height() + look.size(4)
        chip = QRect(cell.left(), cell.center().y() - height // 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(tone.back))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(look.colour(tone.text))
        painter.drawText(
            chip,
            Qt.AlignmentFlag.AlignCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - look.size(8)),
        )
        painter.restore()


class RecordTable(QTableView):
    """Records as rows. `opened` follows Enter or a double click, `picked` follows the cursor (or None)."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        title: str = "",
        memory: ColumnMemory | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the key its widths are remembered under in `memory`; `title` is what it is called aloud."""
        super().__init__(parent)
        self._name = name
        self._memory = memory or Forgetful()
        self._empty = empty
        self._widths: dict[str, int] = {}
        self._longest: dict[str, str] = {}
        self._records = _Records(columns)
        self.setModel(self._records)
        self.setItemDelegate(_ChipDelegate(self))
        self.setAccessibleName(title)
        self._set_up()
        self._restore()
        theme().changed.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._remember_width)
        self.horizontalHeader().sortIndicatorChanged.connect(self._remember_order)
        self.activated.connect(self._open)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these records, sorted as before; the same record (by `id` or equality) stays the current one."""
        before = self.current()
        self._records.show(records)
        self._select_again(before)
        self._measure()
        self.viewport().update()

    def current(self) -> Any | None:
        """The record the cursor is on, or None."""
        row = self.currentIndex().row()
        return self._records.records[row] if 0 <= row < len(self._records.records) else None

    def selected(self) -> list[Any]:
        """The selected records, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._records.records[row] for row in rows]

    def records(self) -> list[Any]:
        """All records in the order shown."""
        return list(self._records.records)

    def say_when_empty(self, text: str) -> None:
        """What stands in the middle while there are no rows."""
        self._empty = text
        self.viewport().update()

    def copy_rows(self) -> None:
        """Copy the selected rows as a spreadsheet takes them: tabs between, one row a line."""
        lines = ["\t".join(c.text(r).replace("\t", " ").replace("\n", " ") for c in self._records.columns)
                 for r in self.selected()]  # fmt: skip
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies rows; Tab leaves the table instead of walking its cells."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (record := self.current()) is not None:
                self.opened.emit(record)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for the rows while the table has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or the sentence that there are none."""
        super().paintEvent(event)
        if self._empty and not self._records.records:
            painter = QPainter(self.viewport())
            painter.setPen(theme().colour(Role.MUTED))
            area = self.viewport().rect().adjusted(24, 12, -24, -12)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide column what is left."""
        super().resizeEvent(event)
        self._share_width()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which record the cursor is on."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.current())

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        head.setSortIndicatorClearable(True)

    def _restore(self) -> None:
        keys = [column.key for column in self._records.columns]
        self._widths = self._memory.widths(self._name)
        order = self._memory.order(self._name)
        if order and order[0] in keys:
            way = Qt.SortOrder.DescendingOrder if order[1] else Qt.SortOrder.AscendingOrder
            self.sortByColumn(keys.index(order[0]), way)
        else:
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.size(ROW_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(look.size(40))
        self._share_width()

    def _measure(self) -> None:
        # Some hundred rows from all over the list tell; to write out thousands for a width would be felt.
        rows = self._records.records[:: len(self._records.records) // _MEASURED + 1]
        longest = {c.key: max(map(c.text, rows), key=len, default="") for c in self._records.columns if c.most}
        if longest != self._longest:
            self._longest = longest
            self._share_width()

    def _share_width(self) -> None:
        # The wide column takes what is left, but never less than its own width: then the table scrolls.
        look = theme()
        head = self.horizontalHeader()
        head.blockSignals(True)
        shown = [(at, c) for at, c in enumerate(self._records.columns) if not self.isColumnHidden(at)]
        width = {at: look.size(column.width if column.wide else self._widths.get(column.key, column.width))
                 for at, column in shown}  # fmt: skip
        left = self.viewport().width() - sum(width.values())
        for at, column in shown:
            more = max(0, min(self._wish(column) - width[at], left))
            width[at] += more
            left -= more
        for at, column in shown:
            head.resizeSection(at, width[at] + (max(0, left) if column.wide else 0))
        head.blockSignals(False)
        self.updateGeometries()

    def _wish(self, column: Column) -> int:
        # What somebody has set by hand stays as it is.
        if not column.most or column.key in self._widths:
            return 0
        look = theme()
        needed = self.fontMetrics().horizontalAdvance(self._longest.get(column.key, "")) + look.size(_PADDING)
        return min(needed, look.size(column.most))

    def _remember_width(self, at: int, _old: int, new: int) -> None:
        column = self._records.columns[at]
        if not column.wide and new > 0:
            self._widths[column.key] = round(new * 100 / theme().scale)
            self._memory.keep_widths(self._name, self._widths)
            self._share_width()

    def _remember_order(self, at: int, order: Qt.SortOrder) -> None:
        key = self._records.columns[at].key if at >= 0 else ""
        self._memory.keep_order(self._name, key, order == Qt.SortOrder.DescendingOrder)

    def _select_again(self, before: Any | None) -> None:
        if before is None:
            return
        number = getattr(before, "id", None)
        for row, record in enumerate(self._records.records):
            if record == before or (number is not None and getattr(record, "id", None) == number):
                self.setCurrentIndex(self._records.index(row, 0))
                return

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._records.records[index.row()])
