"""Saving a visit with one matter, beside a bare insert and commit of one row with the same text.

    python tests/bench/save.py [--runs 300] [--folder FOLDER] [--profile]

Both write to files in the same folder through the same SQLite with the same pragmas (WAL, synchronous=FULL), by
turns; counted is the time from the call until the commit has returned. The folder decides much: on tmpfs a commit
costs nothing, on a disk it waits for the disk.
"""

import argparse
import cProfile
import platform
import pstats
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ledger.matters.registering import MatterDraft  # noqa: E402
from ledger.records.visits import VisitMode, VisitOutcome  # noqa: E402
from ledger.sample import make_sample  # noqa: E402
from ledger.store import Ledger, driver, open_ledger  # noqa: E402
from ledger.visits.recording import VisitDraft, record_visit  # noqa: E402

TARGET = 3.0
TODAY = date(2026, 11, 23)
NOTE = "暖气温吞，测了16度，已联系热力公司，明天上午上门测温；单元门也关不上，让物业来看。"
WARM_UP = 20


def drafts(ledger: Ledger) -> list[VisitDraft]:
    """One visit with one matter for every registered household."""
    category = ledger.value("select id from category where name = '供暖'")
    worker = ledger.value("select max(id) from worker")
    rows = ledger.rows(
        "select o.dwelling_id, m.household_id, min(m.resident_id) as resident_id from membership m"
        " join occupancy o on o.household_id = m.household_id and o.until is null where m.until is null group by 2"
    )
    matter = MatterDraft(title="暖气温吞，室温不够", category_id=category, detail=NOTE, next_step="热力公司上门测温")
    visit = VisitDraft(TODAY, VisitMode.HOME, VisitOutcome.MET, worker, note=NOTE, at_time="09:42")
    return [
        replace(
            visit,
            dwelling_id=row["dwelling_id"],
            household_id=row["household_id"],
            resident_ids=(row["resident_id"],),
            matters=(replace(matter, resident_id=row["resident_id"]),),
        )
        for row in rows
    ]


def save(ledger: Ledger, draft: VisitDraft) -> float:
    """Seconds for a visit with its matter, as the form saves them."""
    begun = time.perf_counter()
    record_visit(ledger, draft, today=TODAY, next_step="回看")
    return time.perf_counter() - begun


def insert(connection: driver.Connection) -> float:
    """Seconds for one row with the same text."""
    begun = time.perf_counter()
    connection.execute("begin immediate")
    connection.execute("insert into bare (text) values (?)", (NOTE,))
    connection.execute("commit")
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print, and say by the exit status whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to write (default: the folder for temporary files)")
    parser.add_argument("--profile", action="store_true", help="print what a save spends its time on")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        path = Path(folder) / "save.mqzb"
        make_sample(path, until=TODAY, months=3)
        bare = driver.connect(Path(folder) / "bare.db")
        bare.execute("create table bare (id integer primary key, text text not null) strict")
        with open_ledger(path) as ledger:
            forms = drafts(ledger)
            ours, theirs = [], []
            for run in range(args.runs + WARM_UP):
                ours.append(save(ledger, forms[run % len(forms)]))
                theirs.append(insert(bare))
            if args.profile:
                show_profile(ledger, forms)
        bare.close()
    return report(ours[WARM_UP:], theirs[WARM_UP:])


def show_profile(ledger: Ledger, forms: list[VisitDraft]) -> None:
    """Where the time goes, function by function."""
    profile = cProfile.Profile()
    with profile:
        for draft in forms[:200]:
            save(ledger, draft)
    pstats.Stats(profile).sort_stats("tottime").print_stats(22)


def report(ours: list[float], theirs: list[float]) -> int:
    """Medians, their ratio and the machine; 1 where the target is missed."""
    ratio = statistics.median(ours) / statistics.median(theirs)
    for name, times in (("visit with one matter", ours), ("bare insert and commit", theirs)):
        fifth = sorted(times)[int(len(times) * 0.95)]
        print(f"{name:24} median {statistics.median(times) * 1000:7.3f} ms   95 % {fifth * 1000:7.3f} ms")
    print(f"ratio {ratio:.2f} (target ≤ {TARGET:g}), {len(ours)} runs by turns")
    print(f"Python {platform.python_version()}, SQLite {driver.dbapi2.sqlite_version}, {platform.platform()}")
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
