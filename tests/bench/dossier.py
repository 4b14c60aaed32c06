"""How long a page of a file takes: a household of twenty years with thousands of entries, in a small ledger.

    python tests/bench/dossier.py [FOLDER] [--years 20]

Prints the number of entries and, for pages of 50, median, p95 and worst of the whole way down; then the counts, a text
looked for, and opening a late year.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(ROOT))

from ledger.dossiers.timeline import (  # noqa: E402
    household_counts,
    household_timeline,
    resident_counts,
    resident_timeline,
)
from ledger.people.entering import add_household  # noqa: E402
from ledger.people.fields import NewHousehold, NewResident  # noqa: E402
from ledger.places.adding import add_doors  # noqa: E402
from ledger.records.places import Address  # noqa: E402
from ledger.store import Ledger, create_ledger  # noqa: E402

TODAY = date(2026, 11, 23)
_STEPS = ("registered", "progress", "progress", "settled", "followed_up")
_NOTES = ("家里都好，米面都有", "说楼道灯不亮，已记下", "血压有点高，提醒复查", "没人，门缝留了联系卡")


def long_lived(folder: Path, *, years: int = 20) -> tuple[Path, int, int]:
    """A ledger with one household visited weekly for so many years: its path, the household and its head."""
    path = folder / f"long-{years}.mqzb"
    with create_ledger(path, community="银苑社区", worker="王书记") as ledger:
        door = add_doors(ledger, addresses=[Address("银苑小区", "3", "2", "501")]).dwelling_ids[0]
        family = (NewResident("许敏", relation="户主"), NewResident("李强", relation="配偶"))
        made = add_household(ledger, NewHousehold(door, family, head=0), since=None, today=TODAY)
        household, head = made.household_ids[0], made.resident_ids[0][0]
        first = TODAY.replace(year=TODAY.year - years)
        _visit_weekly(ledger, household, door, head, first)
    return path, household, head


def _visit_weekly(ledger: Ledger, household: int, door: int, head: int, first: date) -> None:
    chance = random.Random(1)
    days = [first + timedelta(days=7 * week) for week in range((TODAY - first).days // 7)]
    with ledger.write("bench.visits") as write:
        visits = write.insert_many(
            "visit",
            [
                {
                    "dwelling_id": door,
                    "household_id": household,
                    "worker_id": 1,
                    "on_date": str(day),
                    "at_time": f"{chance.randint(9, 17):02d}:00",
                    "mode": "home",
                    "outcome": chance.choice(("met", "met", "met", "no_answer")),
                    "note": chance.choice(_NOTES),
                    "revisit_on": str(day + timedelta(days=7)) if chance.random() < 0.1 else None,
                    "booked_on": str(day),
                }
                for day in days
            ],
        )
        write.insert_many(
            "visit_person",
            [{"visit_id": id_, "resident_id": head, "name": "许敏", "part": "asked"} for id_ in visits],
        )
        for number, (visit, day) in enumerate(zip(visits, days, strict=True)):
            if number % 4 == 0:
                _matter(write, visit, household, door, head, day, number)


def _matter(write: Any, visit: int, household: int, door: int, head: int, day: date, number: int) -> None:
    state = {
        "category_id": 1,
        "level": "grid",
        "urgency": "ordinary",
        "responsible_id": 1,
        "due_on": str(day + timedelta(days=9)),
        "next_step": "跟进",
        "next_on": str(day),
    }
    done = state | {"settled_on": str(day), "outcome": "solved", "satisfaction": "satisfied"}
    matter = write.insert(
        "matter",
        number=f"MQ-{day.year}-{number:04d}",
        title="楼道灯不亮",
        visit_id=visit,
        household_id=household,
        dwelling_id=door,
        resident_id=head,
        registered_on=str(day),
        status="followed_up",
        **done,
    )
    write.insert_many(
        "step",
        [
            {"matter_id": matter, "kind": kind, "on_date": str(day), "worker_id": 1, "status": "in_progress"}
            | {"text": "已联系物业"}
            | (done if kind in ("settled", "followed_up") else state)
            for kind in _STEPS
        ],
    )


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = run()
    return (time.perf_counter() - begun) * 1000, found


def _all_pages(ledger: Ledger, timeline: Callable[..., Any], subject: int, **asked: Any) -> tuple[list[float], int]:
    times, count, before = [], 0, None
    while True:
        took, page = _timed(lambda at=before: timeline(ledger, subject, today=TODAY, before=at, **asked))
        times.append(took)
        count += len(page.entries)
        before = page.next
        if before is None:
            return times, count


def _told(name: str, times: list[float], count: int) -> None:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(
        f"{name:<28} {count:>5} entries, {len(times):>3} pages: p50 {statistics.median(ordered):5.1f} ms,"
        f" p95 {p95:5.1f} ms, max {ordered[-1]:5.1f} ms"
    )


def main() -> None:
    """Measure, in a folder that is thrown away where none is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--years", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, household, head = long_lived(args.folder or Path(folder), years=args.years)
        from ledger.store import open_ledger

        with open_ledger(path) as ledger:
            for _warm in range(2):
                household_timeline(ledger, household, today=TODAY)
            _told("household, all", *_all_pages(ledger, household_timeline, household))
            _told("resident, all", *_all_pages(ledger, resident_timeline, head))
            _told("household, text 血压", *_all_pages(ledger, household_timeline, household, text="血压"))
            for name, run in (
                ("household counts", lambda: household_counts(ledger, household)),
                ("resident counts", lambda: resident_counts(ledger, head)),
                ("a year far back", lambda: household_timeline(ledger, household, today=TODAY, limit=3000)),
            ):
                print(f"{name:<28} {min(_timed(run)[0] for _again in range(5)):5.1f} ms")


if __name__ == "__main__":
    main()
