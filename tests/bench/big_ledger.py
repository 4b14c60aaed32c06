"""A large ledger for measurements: years of visits and matters, written in bulk through the store's door.

    python tests/bench/big_ledger.py [FOLDER] [--visits 100000] [--matters 30000]

Made once and kept in the folder (the one for temporary files where none is given); its path is printed. It holds the
sample's invented people; visits and matters have no course, only the rows that lists, accounts and search read.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(ROOT))

from ledger.rules.workdays import WorkCalendar  # noqa: E402
from ledger.sample.settling import settle_in  # noqa: E402
from ledger.sample.town import Home, Town  # noqa: E402
from ledger.sample.words import MatterText, filled, matter_groups, word_list  # noqa: E402
from ledger.store import Ledger, create_ledger  # noqa: E402

UNTIL = date(2026, 11, 23)
YEARS = 3
HOUSEHOLDS = 5000
AT_ONCE = 5000
OPEN_SHARE = 0.02
_MISSED = ("no_answer", "no_answer", "refused", "away")


def big_ledger(folder: Path | None = None, *, visits: int = 100_000, matters: int = 30_000) -> Path:
    """The path of a ledger with so many visits and matters; made where the folder has none yet."""
    folder = folder or Path(tempfile.gettempdir()) / "minqing-bench"
    path = folder / f"big-{visits}-{matters}.mqzb"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    making = folder / f"making-{path.name}"
    making.unlink(missing_ok=True)
    chance = random.Random(1)
    first = UNTIL.replace(year=UNTIL.year - YEARS)
    places = word_list("places")
    with create_ledger(
        making, community=places["community"], worker="王淑芬", street=places["street"], district=places["district"]
    ) as ledger:
        town, _maker, _phones = settle_in(
            ledger, chance, households=min(HOUSEHOLDS, max(1, visits // 8)), first_day=first, last_day=UNTIL
        )
        grids = [row[0] for row in ledger.rows("select id from grid order by position")]
        days = sorted(chance.randrange((UNTIL - first).days + 1) for _each in range(visits))
        made = _enter_visits(town, [first + timedelta(days=day) for day in days], grids)
        chosen = sorted(chance.sample(range(visits), min(matters, visits)))
        _enter_matters(town, [made[number] for number in chosen], grids)
        ledger.connection.execute("pragma wal_checkpoint(truncate)")
    making.with_name(making.name + ".lock").unlink(missing_ok=True)
    making.replace(path)
    return path


def _enter_visits(town: Town, days: list[date], grids: list[int]) -> list[tuple[int, Home, date]]:
    """Enter one visit a day given; returns their ids, homes and days."""
    notes = word_list("visits")["met"]["any"] + word_list("visits")["met"]["elderly"]
    made: list[tuple[int, Home, date]] = []
    for start in range(0, len(days), AT_ONCE):
        part = days[start : start + AT_ONCE]
        homes = town.chance.choices(town.homes, k=len(part))
        with town.ledger.write("bench.visits") as write:
            rows = [_visit_row(town, home, day, grids, notes) for home, day in zip(homes, part, strict=True)]
            ids = write.insert_many("visit", rows)
            write.insert_many(
                "visit_person",
                [
                    {
                        "visit_id": id_,
                        "resident_id": home.members[0].id if home.members else None,
                        "name": home.members[0].name if home.members else "租客",
                        "part": "asked",
                    }
                    for id_, home, row in zip(ids, homes, rows, strict=True)
                    if row["outcome"] == "met"
                ],
            )
        made += zip(ids, homes, part, strict=True)
    return made


def _visit_row(town: Town, home: Home, day: date, grids: list[int], notes: list[str]) -> dict[str, Any]:
    chance = town.chance
    return {
        "dwelling_id": home.dwelling_id,
        "household_id": home.household_id,
        "worker_id": town.workers[home.grid],
        "grid_id": grids[home.grid],
        "on_date": str(day),
        "at_time": f"{chance.randint(9, 17):02d}:{chance.randint(0, 59):02d}",
        "mode": "home" if chance.random() < 0.85 else "phone",
        "outcome": "met" if chance.random() < 0.8 else chance.choice(_MISSED),
        "note": filled(chance, chance.choice(notes)),
        "booked_on": str(day),
    }


def _enter_matters(town: Town, visits: list[tuple[int, Home, date]], grids: list[int]) -> None:
    texts = [text for group in matter_groups() if "public" not in group.who for text in group.texts]
    numbers: Counter[int] = Counter()
    for start in range(0, len(visits), AT_ONCE):
        part = visits[start : start + AT_ONCE]
        with town.ledger.write("bench.matters") as write:
            rows = list(_matter_rows(town, part, texts, grids, numbers))
            ids = write.insert_many("matter", [matter for matter, _states in rows])
            steps, postings = [], []
            for id_, (visit_id, _home, day), (_matter, states) in zip(ids, part, rows, strict=True):
                for kind, on, text, state in states:
                    steps.append(_step_row(id_, visit_id if on == day else None, kind, on, text, state))
            step_ids = write.insert_many("step", steps)
            for step_id, step in zip(step_ids, steps, strict=True):
                if step["kind"] in ("registered", "settled"):
                    postings.append(_posting_row(step_id, step))
            write.insert_many("posting", postings)


def _matter_rows(
    town: Town,
    visits: list[tuple[int, Home, date]],
    texts: list[MatterText],
    grids: list[int],
    numbers: Counter[int],
) -> Iterator[tuple[dict[str, Any], list[tuple[str, date, str, dict[str, Any]]]]]:
    """Each matter as it stands, with the steps (kind, day, words, state) that brought it there."""
    chance, calendar = town.chance, WorkCalendar()
    for visit_id, home, day in visits:
        text = chance.choice(texts)
        numbers[day.year] += 1
        state = _first_state(town, home, text, grids, due=calendar.after(day, 7))
        states = [("registered", day, "", state)]
        settled = day + timedelta(days=chance.randint(1, 10))
        if settled <= UNTIL and chance.random() > OPEN_SHARE / YEARS:
            begun = state | {"status": "in_progress"}
            done = begun | {
                "status": "settled",
                "outcome": "solved",
                "next_step": "",
                "next_on": None,
                "settled_on": str(settled),
            }
            states.append(("progress", day, filled(chance, text.progress, to=text.whom), begun))
            states.append(("settled", settled, filled(chance, text.settled, to=text.whom), done))
        matter = {
            "number": f"MQ-{day.year}-{numbers[day.year]:04d}",
            "title": text.title,
            "detail": filled(chance, text.note),
            "visit_id": visit_id,
            "household_id": home.household_id,
            "dwelling_id": home.dwelling_id,
            "resident_id": home.members[0].id if home.members else None,
            "registered_on": str(day),
            **states[-1][3],
        }
        yield matter, states


def _first_state(town: Town, home: Home, text: MatterText, grids: list[int], *, due: date) -> dict[str, Any]:
    return {
        "category_id": town.categories[text.code, text.part],
        "grid_id": grids[home.grid],
        "level": "grid",
        "urgency": text.urgency.value,
        "status": "registered",
        "outcome": None,
        "satisfaction": None,
        "responsible_id": town.workers[home.grid],
        "next_step": text.next_step,
        "next_on": str(due),
        "due_on": str(due),
        "settled_on": None,
    }


def _step_row(
    matter_id: int, visit_id: int | None, kind: str, on: date, text: str, state: dict[str, Any]
) -> dict[str, Any]:
    return {
        "matter_id": matter_id,
        "kind": kind,
        "on_date": str(on),
        "text": text,
        "worker_id": state["responsible_id"],
        "visit_id": visit_id,
        **state,
    }


def _posting_row(step_id: int, step: dict[str, Any]) -> dict[str, Any]:
    opens = step["kind"] == "registered"
    return {
        "matter_id": step["matter_id"],
        "step_id": step_id,
        "kind": "new" if opens else "settled",
        "effect": 1 if opens else -1,
        "on_date": step["on_date"],
        "booked_on": step["on_date"],
        "category_id": step["category_id"],
        "grid_id": step["grid_id"],
        "level": step["level"],
        "outcome": step["outcome"],
    }


def counts(ledger: Ledger) -> dict[str, int]:
    """How many rows the larger tables have."""
    return {table: ledger.value(f"select count(*) from {table}") for table in ("resident", "visit", "matter", "step")}


def main() -> None:
    """Make the ledger where there is none, and print where it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--matters", type=int, default=30_000)
    args = parser.parse_args()
    begun = time.perf_counter()
    path = big_ledger(args.folder, visits=args.visits, matters=args.matters)
    print(f"{path} {path.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
