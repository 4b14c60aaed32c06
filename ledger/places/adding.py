"""Adding doors by hand: one, a few, or a whole unit in one line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.errors import refuse
from ledger.places.doors import dwelling_at, find_or_make_dwellings
from ledger.records.places import Address, DwellingUse
from ledger.store import Changed, Ledger

MOST_ROOMS = 600
"""More rooms in one line are a slip, not a unit: 60 floors of 10 doors."""

_PARTS = re.compile(r"[\s,，、;；]+")
_RANGE = re.compile(r"(?P<first>\d{3,4})\s*(?:-|—|–|~|～|至|到)\s*(?P<last>\d{3,4})")


@dataclass(frozen=True, slots=True)
class AddedDoors:
    """The doors of the addresses given, `new` of which were not there before."""

    dwelling_ids: tuple[int, ...]
    new: int
    changed: Changed


def add_doors(ledger: Ledger, *, addresses: Iterable[Address], use: DwellingUse = DwellingUse.OWNER) -> AddedDoors:
    """Make the doors that are not there yet, with their unit, building and estate; `use` is for these only.

    Raises InputProblem: "building_missing", "room_missing", "estate_missing".
    """
    wanted = list(dict.fromkeys(addresses))
    with ledger.write("dwelling.add") as write:
        new = sum(dwelling_at(ledger, address) is None for address in wanted)
        ids = find_or_make_dwellings(ledger, wanted, uses=dict.fromkeys(wanted, use))
    return AddedDoors(tuple(ids[address] for address in wanted), new, write.changed)


def read_rooms(text: str) -> tuple[str, ...]:
    """The room numbers in `text`, each once: "101 102 201"; "101-604" is doors 01 to 04 of floors 1 to 6.

    Raises InputProblem: "room_missing", "rooms_unreadable" (a range that runs backwards), "rooms_too_many".
    """
    rooms: list[str] = []
    spaced = re.sub(r"\s*(-|—|–|~|～|至|到)\s*", r"\1", text.strip())
    for part in filter(None, _PARTS.split(spaced)):
        found = _RANGE.fullmatch(part)
        rooms += _between(found["first"], found["last"]) if found else [part]
        if len(rooms) > MOST_ROOMS:
            raise refuse("room", "rooms_too_many", most=MOST_ROOMS)
    if not rooms:
        raise refuse("room", "room_missing")
    return tuple(dict.fromkeys(rooms))


def _between(first: str, last: str) -> list[str]:
    floors = range(int(first[:-2]), int(last[:-2]) + 1)
    doors = range(int(first[-2:]), int(last[-2:]) + 1)
    if not floors or not doors:
        raise refuse("room", "rooms_unreadable", text=f"{first}-{last}")
    return [f"{floor}{door:02d}" for floor in floors for door in doors]
