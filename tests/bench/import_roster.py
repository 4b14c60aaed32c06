"""How long importing a roster takes, beside reading the same sheet with the reader alone.

    python tests/bench/import_roster.py [--residents 5000] [--runs 7]

Counted in one process, the kinds by turns, after one run of each to warm up: reading with python-calamine alone;
reading and understanding the roster; the whole import into a new ledger (made before the clock starts); the same
file again into the full ledger; and, as the floor under any import, the finished rows inserted bare into another one.
"""

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from big_roster import write_roster  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from ledger.exchange.applying import apply_plan  # noqa: E402
from ledger.exchange.comparing import plan_import  # noqa: E402
from ledger.exchange.reading import read_roster  # noqa: E402
from ledger.store import Ledger, create_ledger  # noqa: E402

TARGET = 4.0
TABLES = ("estate", "building", "unit", "dwelling", "resident", "household", "occupancy", "membership", "phone")
TODAY = date(2026, 11, 23)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bring_in(ledger: Ledger, roster: Path) -> None:
    """Everything an import does after the ledger is open."""
    apply_plan(ledger, plan_import(ledger, read_roster(roster, today=TODAY)), today=TODAY)


def measured(roster: Path, folder: Path, run: int) -> dict[str, float]:
    """One turn of every kind."""
    found = {
        "calamine alone": seconds(lambda: CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()),
        "read and understand": seconds(lambda: read_roster(roster, today=TODAY)),
    }
    with create_ledger(folder / f"{run}.mqzb", community="银苑社区", worker="书记") as ledger:
        found["whole import"] = seconds(lambda: bring_in(ledger, roster))
        found["the same file again"] = seconds(lambda: bring_in(ledger, roster))
        rows = {table: [tuple(row) for row in ledger.rows(f"select * from {table}")] for table in TABLES}
    with create_ledger(folder / f"{run}-bare.mqzb", community="银苑社区", worker="书记") as bare:
        found["its rows inserted bare"] = seconds(lambda: insert_bare(bare, rows))
    return found


def insert_bare(ledger: Ledger, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """The rows of an import with executemany and one commit: no checks, no journal, no uids to make."""
    ledger.connection.execute("begin immediate")
    for table, values in rows.items():
        marks = ", ".join("?" * len(values[0]))
        ledger.connection.executemany(f"insert into {table} values ({marks})", values)
    ledger.connection.execute("commit")


def main() -> None:
    """Measure and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--residents", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = write_roster(folder / "名册.xlsx", args.residents)
        turns = [measured(roster, folder, run) for run in range(args.runs + 1)][1:]
    medians = {kind: statistics.median(turn[kind] for turn in turns) for kind in turns[0]}
    alone = medians["calamine alone"]
    print(f"{args.residents} residents, {args.runs} runs, {platform.platform()}, Python {platform.python_version()}")
    for kind, median in medians.items():
        print(f"{kind:24} {median * 1000:8.0f} ms   × {median / alone:5.1f}")
    ratio = medians["whole import"] / alone
    print(f"target ≤ {TARGET} × reading alone: {'met' if ratio <= TARGET else 'missed'} ({ratio:.1f})")


if __name__ == "__main__":
    main()
