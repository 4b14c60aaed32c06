"""What a long table shows, into a workbook: the columns seen, in their order, filtered and sorted as they are."""

from array import array
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ledger.language import _
from ledger.store import Ledger
from ui.jobs import Outcome, Progress
from ui.settings.preferences import LAST_FOLDER
from ui.tables.long_table import LongTable
from ui.tables.order_reader import Order
from ui.widgets.rows import Column
from ui.workspace import Workspace


class SeenExport(QObject):
    """Asks where to, writes in the background with progress and 取消, and offers the file."""

    def __init__(self, table: LongTable, workspace: Workspace, title: Callable[[], str]) -> None:
        super().__init__(table)
        self._table = table
        self._workspace = workspace
        self._title = title
        table.export_wanted.connect(lambda selected: self.ask(selected=selected))

    def ask(self, *, selected: bool = False) -> None:
        """Let the user say where, then write."""
        folder = self._workspace.preferences.folder_of_files()
        name = f"{self._title()} {self._workspace.today().isoformat()}.xlsx"
        kinds = _("Workbooks (%(suffixes)s)") % {"suffixes": "*.xlsx"}
        picked, _kind = QFileDialog.getSaveFileName(self._table, _("Export what is seen"), str(folder / name), kinds)
        if picked:
            self._workspace.preferences.set(LAST_FOLDER, str(Path(picked).parent))
            self.export(Path(picked), selected=selected)

    def export(self, path: Path, *, selected: bool = False) -> None:
        """Write what is seen, or only what of it is selected."""
        table, order = self._table, self._table.order()
        if order is None:
            return
        if not path.suffix:
            path = path.with_suffix(".xlsx")
        ids = table.ids(selected=selected) if selected or not table.is_busy else None
        job = _job(self._title(), table.columns.seen(), table.read_rows, ids, order, path)
        self._workspace.run(job, self._finish, title=_("Exporting"))

    def _finish(self, outcome: Outcome) -> None:
        notices = self._workspace.notices
        if outcome.error is not None:
            notices.explain(outcome.error)
            return
        path, count = outcome.value
        words = _("%(file)s: %(count)d rows") % {"file": path.name, "count": count}
        notices.toast(
            words,
            action=_("Open file"),
            on_action=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )


def _job(
    title: str,
    columns: Sequence[Column],
    read: Callable[[Ledger, Sequence[int]], Sequence[Any]],
    ids: "array[int] | None",
    order: Order,
    path: Path,
) -> Callable[[Ledger, Progress], tuple[Path, int]]:
    cells = [column.cell or column.text for column in columns]
    headings = tuple(column.title for column in columns)

    def write(ledger: Ledger, progress: Progress) -> tuple[Path, int]:
        from ledger.exchange.rows_in_windows import RowsInWindows
        from ledger.exchange.sheet_writing import Listing, write_sheet

        all_ids = array("q", chain.from_iterable(order(ledger))) if ids is None else ids
        rows = RowsInWindows(all_ids, lambda some: [[cell(record) for cell in cells] for record in read(ledger, some)])
        return path, write_sheet(Listing(title, headings, rows), path, progress=progress)

    return write
