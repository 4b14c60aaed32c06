"""The model of a long list: the numbers of its rows in order, and the rows themselves in windows as they are seen."""

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from ui.widgets.rows import Column, Index, RowsModel

WINDOW = 64
_KEPT = 48
# A window read slower than this (s) would be felt while the scroll bar is dragged past many of them.
_SLOW = 0.02

Fetch = Callable[[Sequence[int]], Sequence[Any]]


class LongRows(RowsModel):
    """Ids in order; `fetch` reads the records of some of them. `sort_asked` follows a click on the head."""

    sort_asked = Signal()
    missed = Signal()

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__(columns)
        self.ids = array("q")
        self.order: tuple[str, bool] = ("", False)
        self.is_hurried = False
        self._fetch = fetch
        self._windows: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._took = 0.0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """As many as there are ids."""
        return 0 if parent.isValid() else len(self.ids)

    def record(self, row: int) -> Any | None:
        """The record of a row, read with those around it. None where that would keep a hurried hand waiting."""
        at = row // WINDOW
        window = self._windows.get(at)
        if window is None:
            if self.is_hurried and self._took > _SLOW:
                self.missed.emit()
                return None
            window = self._read(at)
        else:
            self._windows.move_to_end(at)
        return window[row % WINDOW] if row % WINDOW < len(window) else None

    def records_read(self) -> list[Any]:
        """The records of all windows kept now."""
        return [record for window in self._windows.values() for record in window]

    def sample(self, count: int) -> Sequence[Any]:
        """About so many records from all over the list, read for the purpose."""
        return self._fetch(self.ids[:: len(self.ids) // count + 1])

    def show(self, ids: "array[int]") -> None:
        """Show these rows in place of those there were."""
        self.beginResetModel()
        self._windows.clear()
        self.ids = array("q", ids)
        self.endResetModel()

    def extend(self, ids: "array[int]") -> None:
        """Show these rows behind those there are."""
        if ids:
            first = len(self.ids)
            # The last window was read when it was not full.
            self._windows.pop(first // WINDOW, None)
            self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
            self.ids.extend(ids)
            self.endInsertRows()

    def forget(self) -> None:
        """Read the records again when they are next seen; their order stands."""
        self._windows.clear()

    def row_of(self, id_: int) -> int:
        """The row of an id, or -1."""
        # Sought as bytes: a million numbers would be looked at one by one otherwise.
        packed, sought = self.ids.tobytes(), array("q", [id_]).tobytes()
        at = packed.find(sought)
        while at % 8 > 0 and at >= 0:
            at = packed.find(sought, at + 1)
        return at // 8 if at >= 0 else -1

    def rows_of(self, ids: set[int]) -> list[int]:
        """The rows of some ids, from the top."""
        return [row for row, id_ in enumerate(self.ids) if id_ in ids]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        key = self.columns[column].key if column >= 0 else ""
        self.order = key, bool(key) and order == Qt.SortOrder.DescendingOrder
        self.sort_asked.emit()

    def _read(self, at: int) -> Sequence[Any]:
        began = time.perf_counter()
        window = self._fetch(self.ids[at * WINDOW : (at + 1) * WINDOW])
        self._took = time.perf_counter() - began
        self._windows[at] = window
        while len(self._windows) > _KEPT:
            self._windows.popitem(last=False)
        return window
