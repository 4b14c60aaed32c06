"""A table as long as the ledger: ordered beside the window, read in windows, the same to the hand as a short one."""

import time
from array import array
from collections.abc import Callable, Generator, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ledger.language import _, ngettext
from ledger.store import Ledger
from ui.tables.long_rows import LongRows
from ui.tables.order_reader import Order, OrderReader, Part
from ui.tables.seeking import first_row
from ui.widgets.rows import Column
from ui.widgets.tables import RowsView
from ui.workspace import Workspace

Rows = Callable[[Ledger, Sequence[int]], Sequence[Any]]
Sorted = Callable[[Ledger, str, bool], Generator["array[int]"]]
"""Ids of all that fit, sorted by the column of this key ("": the list's own order), downwards or not."""

# The window waits so long (s) for a list's beginning: nobody sees that, and a list that is there by then stays still.
_PATIENCE = 0.04
# In a list as long as this another order will take longer, and the rows there are stay meanwhile.
_LONG = 20_000
_REST_MILLISECONDS = 60
# An order that takes longer (ms) is said to be on its way.
_FELT_MILLISECONDS = 400
_MOST_COPIED = 5000
_SAMPLE = 60
_MOST_KEPT_CHOSEN = 2000


class LongTable(RowsView):
    """`counted(count, is_all)` follows as the rows come; `chosen(count)` says how many are selected.

    `export_wanted(selected)` follows the menu of the right mouse button.
    """

    counted = Signal(int, bool)
    chosen = Signal(int)
    export_wanted = Signal(bool)

    def __init__(
        self, columns: Sequence[Column], *, rows: Rows, workspace: Workspace, name: str, title: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`rows(ledger, ids)` reads records, in the order of their ids; `name` and `title`: as in every table."""
        self._workspace = workspace
        self.read_rows = rows
        self._long = LongRows(columns, lambda ids: rows(workspace.ledger, ids))
        self._sorted: Sorted | None = None
        self._question: Any = None
        self._fresh: array[int] | None = None
        self._is_all = True
        self._has_begun = True
        self._all_chosen = False
        self._to_end = False
        self._kept: tuple[int, set[int]] = 0, set()
        self._typed, self._typed_at = "", 0.0
        super().__init__(self._long, name=name, title=title, memory=workspace.preferences, parent=parent)
        self._reader = OrderReader(self)
        self._reader.came.connect(self._take)
        workspace.closing.connect(lambda: self._reader.drop(wait=True))
        self._long.sort_asked.connect(self._ask_sorted)
        self._felt = QTimer(self, singleShot=True, interval=_FELT_MILLISECONDS)
        self._felt.timeout.connect(lambda: self.chosen.emit(self.chosen_count()))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._rest.timeout.connect(self._read_missed)
        self._long.missed.connect(self._rest.start)
        bar = self.verticalScrollBar()
        bar.sliderPressed.connect(lambda: self._hurry(is_hurried=True))
        bar.sliderReleased.connect(lambda: self._hurry(is_hurried=False))

    @property
    def is_busy(self) -> bool:
        """Whether the order is still being read; what is shown meanwhile is the beginning, or what was before."""
        return self._reader.is_busy

    @property
    def is_waiting(self) -> bool:
        """Whether one has been waiting for the first rows of an order for a while."""
        return self._reader.is_busy and not self._has_begun and not self._felt.isActive()

    @property
    def is_whole(self) -> bool:
        """Whether all rows that fit are there."""
        return self._is_all

    def look(self, question: Any, sorted_ids: Sorted) -> None:
        """Show the rows of a question (compared by equality); asked again, those there are stay until all have come."""
        again = question == self._question and self._sorted is not None
        self._question, self._sorted = question, sorted_ids
        self._ask(again=again, keeps_all=again)

    def count(self) -> int:
        """How many rows are known."""
        return len(self._long.ids)

    def records(self) -> list[Any]:
        """All records there are, read for the purpose: for short lists."""
        return [self._long.record(row) for row in range(self.count())]

    def ids(self, *, selected: bool = False) -> "array[int]":
        """The ids of all rows in order, or of the selected ones."""
        if not selected:
            return array("q", self._long.ids)
        chosen = array("q")
        for first, last in self.chosen_spans():
            chosen.extend(self._long.ids[first : last + 1])
        return chosen

    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column sorted by ("": the list's own order), and whether downwards."""
        return self._long.order

    def order(self) -> Order | None:
        """How the rows are put in order now: for reading them all elsewhere."""
        sorted_ids, (key, downwards) = self._sorted, self._long.order
        return None if sorted_ids is None else lambda ledger: sorted_ids(ledger, key, downwards)

    def chosen_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.chosen_spans())

    def selectAll(self) -> None:
        """Select all that fit, also those whose turn is still to come; none is read for it."""
        self._all_chosen = True
        super().selectAll()
        self._all_chosen = not self._is_all

    def copy_rows(self) -> None:
        """Copy the selected rows, as in every table; too many of them are for a workbook."""
        count = self.chosen_count()
        if count > _MOST_COPIED:
            words = _("%(count)d rows are too many to copy. Ctrl+E writes them into a workbook.")
            self._workspace.notices.toast(words % {"count": count})
        elif count:
            super().copy_rows()
            words = ngettext("%(count)d row copied", "%(count)d rows copied", count)
            self._workspace.notices.toast(words % {"count": count})

    def keyboardSearch(self, search: str) -> None:
        """Go to the first row whose sorted column begins with what is typed."""
        key, downwards = self._long.order
        now = time.monotonic()
        pause = QGuiApplication.styleHints().keyboardInputInterval() / 1000
        self._typed = (self._typed if now - self._typed_at < pause else "") + search
        self._typed_at = now
        columns = {column.key: column for column in self._long.columns}
        seek = columns[key].seek if key else next((c.seek for c in self._long.columns if c.seek), None)
        typed = seek.typed(self._typed.strip()) if seek else ""
        if seek is None or not typed:
            return

        def key_of(row: int) -> Sequence[Any]:
            record = self._long.record(row)
            return seek.key(record) if record is not None else ""

        row = first_row(self.count(), key_of, typed, downwards=downwards)
        if row >= 0:
            self.setCurrentIndex(self._long.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the first and the last row, with Shift selecting; End also to those still to come."""
        if event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End) or not self.count():
            self._to_end = False
            super().keyPressEvent(event)
            return
        is_end = event.key() == Qt.Key.Key_End
        row = self.count() - 1 if is_end else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._choose_span(max(self.currentIndex().row(), 0), row)
        else:
            self._to_end = is_end and not self._is_all
            self.setCurrentIndex(self._long.index(row, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the rows selected, and with all of them."""
        count = self.chosen_count()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        record = self.current()
        menu.addAction(_("Open"), lambda: self.opened.emit(record)).setEnabled(record is not None and count == 1)
        menu.addAction(_("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows).setEnabled(count > 0)
        menu.addAction(_("Select all"), QKeySequence(QKeySequence.StandardKey.SelectAll), self.selectAll)
        menu.addSeparator()
        words = ngettext("Export %(count)d selected row…", "Export %(count)d selected rows…", count)
        menu.addAction(words % {"count": count}, lambda: self.export_wanted.emit(True)).setEnabled(count > 0)
        menu.addAction(_("Export what is seen…"), lambda: self.export_wanted.emit(False))
        menu.addSeparator()
        columns = self.columns.menu()
        columns.setTitle(_("Columns shown"))
        menu.addMenu(columns)
        menu.popup(event.globalPos())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say how many are selected."""
        super().selectionChanged(selected, deselected)
        if not deselected.isEmpty():
            self._all_chosen = False
        self.chosen.emit(self.chosen_count())

    def _choose_span(self, first: int, last: int) -> None:
        across = len(self._long.columns) - 1
        ends = self._long.index(min(first, last), 0), self._long.index(max(first, last), across)
        self.selectionModel().select(QItemSelection(*ends), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(self._long.index(last, 0))

    def _ask_sorted(self) -> None:
        self._ask(again=False, keeps_all=True)

    def _ask(self, *, again: bool, keeps_all: bool) -> None:
        order = self.order()
        if order is None:
            return
        self._all_chosen = keeps_all and (self._all_chosen or 0 < self.count() == self.chosen_count())
        # Asked the same again (something was written), everything comes at once in place of what there is.
        self._fresh = array("q") if again and self._is_all and self.count() else None
        self._is_all = False
        self._has_begun = again
        self._felt.start()
        self._remember_chosen()
        if again:
            self._long.forget()
            self.viewport().update()
        patience = _PATIENCE if self.count() < _LONG else 0.0
        self._reader.ask(self._workspace.ledger.companion, order, patience=patience)

    def _take(self, part: Part) -> None:
        self._has_begun = True
        if part.error is not None:
            self._fresh, self._is_all = None, True
            self._workspace.notices.explain(part.error)
            return
        if self._fresh is not None:
            self._fresh.extend(part.ids)
            if not part.is_last:
                return
            self._is_all = True
            self._replace(self._fresh)
        elif part.is_first:
            self._is_all = part.is_last
            self._replace(part.ids)
        else:
            self._is_all = part.is_last
            self._extend(part.ids)
        self.counted.emit(self.count(), self._is_all)

    def _replace(self, ids: "array[int]") -> None:
        fresh, self._fresh = self._fresh, None
        if fresh is not None and ids == self._long.ids:
            self._measure_all()
            self.viewport().update()
            return
        at = self.verticalScrollBar().value() if fresh is not None else 0
        self._long.show(ids)
        if self._is_all:
            self._measure_all()
        else:
            self._measure(self._seen())
        if self._all_chosen:
            self.selectAll()
        if self._is_all:
            self._choose_again()
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def _extend(self, ids: "array[int]") -> None:
        self._long.extend(ids)
        if self._is_all:
            self._measure_all()
            self._choose_again()
        if self._all_chosen:
            self.selectAll()
        if self._to_end and self._is_all:
            self._to_end = False
            self.setCurrentIndex(self._long.index(self.count() - 1, 0))

    def _measure_all(self) -> None:
        # Some rows from all over the list tell how wide columns are wanted.
        self._measure([*self._seen(), *self._long.sample(_SAMPLE)])

    def _seen(self) -> list[Any]:
        if self.count():
            self._long.record(max(self.rowAt(0), 0))
        return self._long.records_read()

    def _remember_chosen(self) -> None:
        row = self.currentIndex().row()
        current = self._long.ids[row] if 0 <= row < self.count() else 0
        few = 0 < self.chosen_count() <= _MOST_KEPT_CHOSEN
        if current or few:
            self._kept = current, set(self.ids(selected=True)) if few else set()

    def _choose_again(self) -> None:
        """The cursor on its row and the rows selected before, wherever they stand now; no scrolling after them."""
        (current, chosen), self._kept = self._kept, (0, set())
        if self.currentIndex().isValid() or self._all_chosen:
            return
        model = self.selectionModel()
        row = self._long.row_of(current) if current else -1
        if row >= 0:
            self.setAutoScroll(False)
            model.setCurrentIndex(self._long.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.setAutoScroll(True)
        if chosen:
            again = QItemSelection()
            for each in self._long.rows_of(chosen) if chosen != {current} else [row] * (row >= 0):
                again.select(self._long.index(each, 0), self._long.index(each, len(self._long.columns) - 1))
            model.select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _hurry(self, *, is_hurried: bool) -> None:
        self._long.is_hurried = is_hurried
        if not is_hurried:
            self._read_missed()

    def _read_missed(self) -> None:
        # The hand rests for a moment: what it has stopped at is read, though the bar is still held.
        hurried, self._long.is_hurried = self._long.is_hurried, False
        self._seen()
        bottom = self.rowAt(self.viewport().height() - 1)
        if self.count():
            self._long.record(bottom if bottom >= 0 else self.count() - 1)
        self._long.is_hurried = hurried
        self.viewport().update()
