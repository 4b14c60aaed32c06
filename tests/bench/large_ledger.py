"""The ledger of a whole street, for measuring search and lists: 150,000 residents, 1,000,000 visits.

    python tests/bench/large_ledger.py [FOLDER] [--households 60000] [--visits 1000000] [--matters 150000]

Made once through the store's door, so that the search index is filled, and kept in the folder (the one for temporary
files where none is given); its path is printed. Notes are put together from several remarks, some with names, doors,
and characters that are found nowhere else.
"""

import argparse
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(ROOT))
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from big_ledger import AT_ONCE, _enter_matters, _visit_row, counts  # noqa: E402

from ledger.sample.settling import settle_in  # noqa: E402
from ledger.sample.town import Home, Town  # noqa: E402
from ledger.sample.words import filled, matter_groups, word_list  # noqa: E402
from ledger.store import Ledger, create_ledger  # noqa: E402

UNTIL = date(2026, 11, 23)
YEARS = 10
HOUSEHOLDS, VISITS, MATTERS = 60_000, 1_000_000, 150_000
MENTIONS, RARE, GONE = 0.2, 0.03, 0.05
PAGE_EVERY = 40
GIVEN = "敏伟芳秀英国强丽军洋艳勇杰涛明超兰霞平刚桂文辉玲宁彤诺"


def large_ledger(
    folder: Path | None = None, *, households: int = HOUSEHOLDS, visits: int = VISITS, matters: int = MATTERS
) -> Path:
    """The path of such a ledger; made where the folder has none yet."""
    folder = folder or Path(tempfile.gettempdir()) / "minqing-bench"
    path = folder / f"large-{households}-{visits}-{matters}.mqzb"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    making = folder / f"making-{path.name}"
    for old in folder.glob(f"{making.name}*"):
        old.unlink()
    chance = random.Random(2)
    first = UNTIL.replace(year=UNTIL.year - YEARS)
    places = word_list("places")
    with create_ledger(
        making, community=places["community"], worker="王淑芬", street=places["street"], district=places["district"]
    ) as ledger:
        ledger.connection.execute("pragma synchronous = off")
        town, _maker, _phones = settle_in(ledger, chance, households=households, first_day=first, last_day=UNTIL)
        _send_away(ledger, chance)
        grids = [row[0] for row in ledger.rows("select id from grid order by position")]
        days = sorted(chance.randrange((UNTIL - first).days + 1) for _each in range(visits))
        made = _enter_visits(town, [first + timedelta(days=day) for day in days], grids)
        chosen = sorted(chance.sample(range(visits), min(matters, visits)))
        _enter_matters(town, [made[number] for number in chosen], grids)
        ledger.connection.execute("pragma wal_checkpoint(truncate)")
    making.with_name(making.name + ".lock").unlink(missing_ok=True)
    making.replace(path)
    return path


def _send_away(ledger: Ledger, chance: random.Random) -> None:
    """Some died or moved away in all these years."""
    ids = [row[0] for row in ledger.rows("select id from resident")]
    with ledger.write("bench.gone") as write:
        for id_ in sorted(chance.sample(ids, int(len(ids) * GONE))):
            write.update("resident", id_, presence=chance.choice(("dead", "moved_out")))


def _enter_visits(town: Town, days: list[date], grids: list[int]) -> list[tuple[int, Home, date]]:
    """Enter one visit a day given, and some pages; returns the visits' ids, homes and days."""
    remarks = [text for texts in word_list("visits")["met"].values() for text in texts]
    works = [
        text for group in matter_groups() for each in group.texts for text in (each.note, each.progress, each.settled)
    ]
    made: list[tuple[int, Home, date]] = []
    for start in range(0, len(days), AT_ONCE):
        part = days[start : start + AT_ONCE]
        homes = town.chance.choices(town.homes, k=len(part))
        rows = [_visit_row(town, home, day, grids, remarks) for home, day in zip(homes, part, strict=True)]
        for row in rows:
            row["note"] = _longer(town, row["note"], works)
        with town.ledger.write("bench.visits") as write:
            ids = write.insert_many("visit", rows)
            met = [(id_, home) for id_, home, row in zip(ids, homes, rows, strict=True) if row["outcome"] == "met"]
            write.insert_many("visit_person", [_met(id_, home, town.chance) for id_, home in met])
            pages = range(0, len(rows), PAGE_EVERY)
            write.insert_many("page", [_page(rows[at : at + 6]) for at in pages])
        made += zip(ids, homes, part, strict=True)
    return made


def _longer(town: Town, note: str, works: list[str]) -> str:
    chance = town.chance
    parts = [note, filled(chance, chance.choice(works), to="物业")]
    if chance.random() < MENTIONS:
        other = chance.choice(town.homes)
        name = other.members[0].name if other.members else chance.choice("许徐李单") + chance.choice(GIVEN)
        parts.append(f"{other.address.short}{name}说的")
    if chance.random() < RARE:
        parts.append("".join(chr(chance.randint(0x4E00, 0x9FA5)) for _each in range(3)))
    chance.shuffle(parts)
    return "，".join(part.rstrip("。") for part in parts)


def _met(visit_id: int, home: Home, chance: random.Random) -> dict[str, Any]:
    person = chance.choice(home.members) if home.members else None
    name = person.name if person else "租客"
    return {"visit_id": visit_id, "resident_id": person.id if person else None, "name": name, "part": "asked"}


def _page(rows: list[dict[str, Any]]) -> dict[str, Any]:
    lines = "\n".join(row["note"] for row in rows)
    return {"on_date": rows[0]["on_date"], "worker_id": rows[0]["worker_id"], "text": lines}


def main() -> None:
    """Make the ledger where there is none, and print where it is and what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--matters", type=int, default=MATTERS)
    args = parser.parse_args()
    begun = time.perf_counter()
    path = large_ledger(args.folder, households=args.households, visits=args.visits, matters=args.matters)
    print(f"{path} {path.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - begun:.1f} s")
    from ledger.store import open_ledger

    with open_ledger(path) as ledger:
        print(counts(ledger))


if __name__ == "__main__":
    main()
