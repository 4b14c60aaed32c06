"""Lists of 150,000 residents, 1,000,000 visits and 150,000 matters: how long one waits for what.

    QT_QPA_PLATFORM=offscreen python tests/bench/tables.py [LEDGER.mqzb] [--library] [--export]

Without a ledger the one of large_ledger.py is taken (and made, where it is not there). In the library: the first rows
and all of an order, and one window of rows. In the window: until rows are seen and until all have their places, and
the longest the window did not answer meanwhile (ms).
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_ledger import UNTIL, large_ledger  # noqa: E402

from ledger.matters.listing import MatterFilter, MatterSort, matter_ids, matters_listed  # noqa: E402
from ledger.people.listing import ResidentFilter, ResidentSort, resident_ids, residents_listed  # noqa: E402
from ledger.store import Ledger, open_ledger  # noqa: E402
from ledger.visits.history import VisitFilter, VisitSort, visit_ids, visits_listed  # noqa: E402

TODAY: date = UNTIL
WINDOW = 64
HEAD = f"{'':32}{'first ms':>10}{'all ms':>10}{'window ms':>11}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, nargs="?")
    parser.add_argument("--library", action="store_true", help="only the library's part")
    parser.add_argument("--export", action="store_true", help="also write every list into a workbook")
    args = parser.parse_args()
    path = args.ledger or large_ledger()
    with open_ledger(path) as ledger:
        measure_orders(ledger)
    if not args.library:
        measure_window(path, export=args.export)
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure_orders(ledger: Ledger) -> None:
    """Every order of every list, read whole, and one window in its middle."""
    print(HEAD)
    everybody, every_visit, every_matter = ResidentFilter(), VisitFilter(), MatterFilter()
    for sort in ResidentSort:
        _measure(ledger, f"residents {sort}", resident_ids(ledger, everybody, sort=sort), residents_listed)
    for sort in VisitSort:
        _measure(ledger, f"visits {sort}", visit_ids(ledger, every_visit, sort=sort), visits_listed)
    words = VisitFilter(text="漏水")
    _measure(ledger, "visits with 漏水", visit_ids(ledger, words), visits_listed)
    for sort in MatterSort:
        ids = matter_ids(ledger, every_matter, today=TODAY, sort=sort)
        _measure(ledger, f"matters {sort}", ids, matters_listed)


def _measure(ledger: Ledger, name: str, parts: Iterator[Any], rows: Callable[..., Any]) -> None:
    began = time.perf_counter()
    ids: list[int] = []
    first = 0.0
    for part in parts:
        first = first or time.perf_counter() - began
        ids.extend(part)
    whole = time.perf_counter() - began
    middle = len(ids) // 2
    began = time.perf_counter()
    rows(ledger, ids[middle : middle + WINDOW])
    window = time.perf_counter() - began
    print(f"{name:32}{first * 1000:10.0f}{whole * 1000:10.0f}{window * 1000:11.1f}   {len(ids):,} rows", flush=True)


class Pulse:
    """Beats in the window's thread; its longest pause is how long the window did not answer."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)
        self._last = time.perf_counter()
        self.longest = 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def measure(
        self, name: str, act: Callable[[], object], table: Any, is_done: Callable[[], bool] | None = None
    ) -> None:
        """Do something to a table; until its rows are painted, until it has settled, and the longest pause."""
        from PySide6.QtWidgets import QApplication

        turn = QApplication.processEvents
        turn()
        self.longest, self._last = 0.0, time.perf_counter()
        before = table.model().ids[:64] if table is not None else None
        began = time.perf_counter()
        act()
        seen = 0.0
        while True:
            turn()
            if not seen and (table.model().ids[:64] != before or not table.is_busy):
                table.viewport().repaint()
                seen = time.perf_counter() - began
            if not table.is_busy and (is_done is None or is_done()):
                break
            time.sleep(0.001)
        turn()
        self._beat()
        whole = time.perf_counter() - began
        print(f"{name:32}{seen * 1000:10.0f}{whole * 1000:10.0f}{self.longest * 1000:11.0f}", flush=True)


def measure_window(path: Path, *, export: bool) -> None:
    """The same through the real window."""
    from PySide6.QtWidgets import QApplication

    from ui.settings.preferences import Preferences
    from ui.shell.frame import Frame
    from ui.shell.page import Target
    from ui.shell.window import MainWindow
    from ui.theme import STYLE_ARGUMENTS, apply_theme
    from ui.workspace import Workspace

    application = QApplication(["bench", *STYLE_ARGUMENTS])
    apply_theme(application)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Preferences(Path(folder) / "bench.ini"), today=lambda: TODAY)
        workspace.adopt(open_ledger(path))
        window = MainWindow(workspace)
        window.resize(1366, 768)
        window.show_frame(Frame(workspace))
        window.show()
        pulse = Pulse()
        print(f"\n{'in the window':32}{'seen ms':>10}{'all ms':>10}{'pause ms':>11}")
        for key, find in (("residents", _roll), ("visits", _list), ("matters", _list)):
            window.frame.go(Target("today"))
            began = time.perf_counter()
            window.frame.go(Target(key, "list", detail={"filter": "all"}) if key == "matters" else Target(key))
            view = find(window.frame.page())
            _say_opened(key, view.table, began)
            _measure_list(pulse, key, view, folder=Path(folder) if export else None)
        window.close()
        workspace.close()


def _say_opened(key: str, table: Any, began: float) -> None:
    """Until the first rows are painted, and until all are known."""
    from PySide6.QtWidgets import QApplication

    while not table.count():
        QApplication.processEvents()
    table.viewport().repaint()
    seen = time.perf_counter() - began
    while table.is_busy:
        QApplication.processEvents()
        time.sleep(0.001)
    whole = time.perf_counter() - began
    print(f"{key + ': opened':32}{seen * 1000:10.0f}{whole * 1000:10.0f}", flush=True)


def _roll(page: Any) -> Any:
    return page.roll


def _list(page: Any) -> Any:
    return page.list


def _measure_list(pulse: Pulse, key: str, view: Any, *, folder: Path | None) -> None:
    from PySide6.QtCore import QItemSelectionModel, Qt
    from PySide6.QtGui import QKeyEvent

    table = view.table

    def press(which: Qt.Key) -> None:
        table.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, which, Qt.KeyboardModifier.NoModifier))
        table.viewport().repaint()

    def drag() -> None:
        bar = table.verticalScrollBar()
        bar.setSliderDown(True)
        for step in range(1, 101):
            bar.setValue(bar.maximum() * step // 100)
            table.viewport().repaint()
        bar.setSliderDown(False)

    pulse.measure(f"{key}: End", lambda: press(Qt.Key.Key_End), table)
    pulse.measure(f"{key}: Home", lambda: press(Qt.Key.Key_Home), table)
    pulse.measure(f"{key}: dragged through (100 steps)", drag, table)
    pulse.measure(f"{key}: all selected", table.selectAll, table)
    table.selectionModel().setCurrentIndex(table.model().index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    for at, column in enumerate(table.model().columns):
        by = f"{key}: by {column.key}"
        pulse.measure(by, lambda at=at: table.sortByColumn(at, Qt.SortOrder.DescendingOrder), table)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    pulse.measure(f"{key}: sorted by the first column", lambda: None, table)
    pulse.measure(f"{key}: typed to", lambda: table.keyboardSearch("2" if key != "residents" else "xu"), table)
    pulse.measure(f"{key}: read again after a write", view.refresh, table)
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    pulse.measure(f"{key}: in its own order", lambda: None, table)
    if folder is not None:
        target = folder / f"{key}.xlsx"
        pulse.measure(f"{key}: written", lambda: view.export.export(target), table, target.exists)
        print(f"{'':32}{target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
