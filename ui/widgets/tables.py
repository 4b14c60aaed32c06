"""Tables of records: sorted, remembered, driven by keyboard. One as long as the ledger is a LongTable (ui.tables)."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import Role, theme
from ui.widgets.columns import Columns
from ui.widgets.memory import ColumnMemory, Forgetful
from ui.widgets.rows import ChipDelegate, Column, Index, RowsModel, one_line

__all__ = ["Column", "RecordTable", "RowsView"]

ROW_HEIGHT = 38
_MEASURED = 500


class _Records(RowsModel):
    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.records: list[Any] = []
        self.order: tuple[int, Qt.SortOrder] | None = None

    def record(self, row: int) -> Any:
        return self.records[row]

    def show(self, records: Sequence[Any]) -> None:
        self.beginResetModel()
        self.records = list(records)
        self._sort()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.records)

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


class RowsView(QTableView):
    """Rows as they look and behave in every table: `opened` follows Enter or a double click, `picked` the cursor."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        rows: RowsModel,
        *,
        name: str,
        title: str = "",
        memory: ColumnMemory | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the key it is remembered under in `memory` ("": not at all); `title` what it is called aloud."""
        super().__init__(parent)
        self._name = name
        self._memory = memory or Forgetful()
        self._empty = empty
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(ChipDelegate(self))
        self.setAccessibleName(title)
        self._set_up()
        self.columns = Columns(self, rows.columns, name, self._memory)
        self._restore()
        theme().changed.connect(self._fit)
        self.horizontalHeader().sortIndicatorChanged.connect(self._remember_order)
        self.activated.connect(self._open)

    def current(self) -> Any | None:
        """The record the cursor is on, or None."""
        row = self.currentIndex().row()
        return self._rows.record(row) if 0 <= row < self._rows.rowCount() else None

    def selected(self) -> list[Any]:
        """The selected records, from the top."""
        return [self._rows.record(row) for first, last in self.chosen_spans() for row in range(first, last + 1)]

    def chosen_spans(self) -> list[tuple[int, int]]:
        """The selected rows from the top, as (first, last) of each unbroken stretch: there may be a million."""
        spans: list[tuple[int, int]] = []
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.size())]
        for first, last in sorted((part.top(), part.bottom()) for part in parts):
            if spans and first <= spans[-1][1] + 1:
                spans[-1] = spans[-1][0], max(last, spans[-1][1])
            else:
                spans.append((first, last))
        return spans

    def say_when_empty(self, text: str) -> None:
        """What stands in the middle while there are no rows."""
        self._empty = text
        self.viewport().update()

    def copy_rows(self) -> None:
        """Copy the selected rows as a spreadsheet takes them: the columns seen, tabs between, one row a line."""
        seen = self.columns.seen()
        lines = ["\t".join(one_line(column, record) for column in seen) for record in self.selected()]
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
        if self._empty and not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme().colour(Role.MUTED))
            area = self.viewport().rect().adjusted(24, 12, -24, -12)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide column what is left."""
        super().resizeEvent(event)
        self.columns.share_width()

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
        # Not the rows' own: to see whether a column is selected the head would ask after every one of its cells.
        head.setSelectionModel(QItemSelectionModel(self._rows, head))

    def _restore(self) -> None:
        keys = [column.key for column in self._rows.columns]
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
        self.columns.share_width()

    def _measure(self, records: Sequence[Any]) -> None:
        self.columns.measure({c.key: max(map(c.text, records), key=len, default="") for c in self.columns.growing()})

    def _remember_order(self, at: int, order: Qt.SortOrder) -> None:
        key = self._rows.columns[at].key if at >= 0 else ""
        self._memory.keep_order(self._name, key, order == Qt.SortOrder.DescendingOrder)

    def _open(self, index: QModelIndex) -> None:
        if (record := self._rows.record(index.row())) is not None:
            self.opened.emit(record)


class RecordTable(RowsView):
    """Records that were all read: some hundred, or a few thousand."""

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
        """`name`, `title`, `memory`: as in RowsView; `empty` is said where there are no records."""
        self._records = _Records(columns)
        super().__init__(self._records, name=name, title=title, memory=memory, empty=empty, parent=parent)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these records, sorted as before; the same record (by `id` or equality) stays the current one."""
        before = self.current()
        self._records.show(records)
        self._select_again(before)
        # Some hundred rows from all over the list tell; to write out thousands for a width would be felt.
        self._measure(self._records.records[:: len(records) // _MEASURED + 1])
        self.viewport().update()

    def records(self) -> list[Any]:
        """All records in the order shown."""
        return list(self._records.records)

    def _select_again(self, before: Any | None) -> None:
        if before is None:
            return
        number = getattr(before, "id", None)
        for row, record in enumerate(self._records.records):
            if record == before or (number is not None and getattr(record, "id", None) == number):
                self.setCurrentIndex(self._records.index(row, 0))
                return
