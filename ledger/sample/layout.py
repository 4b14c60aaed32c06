"""The doors of the community: estates, buildings, units and floors, enough for the households asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil
from typing import Any

from ledger.records.places import Address
from ledger.sample.words import word_list

# Of a hundred households so many doors more stand empty.
EMPTY_DOORS = 7
LIFT_FROM_FLOORS = 10


@dataclass(frozen=True, slots=True)
class Door:
    """A door to be; `traits` say what its place means for those behind it (top, ground, lift, yard…)."""

    address: Address
    traits: frozenset[str]

    @property
    def building(self) -> tuple[str, str]:
        """Estate and building."""
        return self.address.estate, self.address.building


def doors_for(households: int) -> list[Door]:
    """Whole buildings, one after the other, until there are doors enough."""
    wanted = ceil(households * (100 + EMPTY_DOORS) / 100)
    doors: list[Door] = []
    for building in _buildings():
        if len(doors) >= wanted:
            break
        doors += building
    return doors


def grid_count(households: int) -> int:
    """Four grids for an ordinary community, fewer for a small one, more for a very large one."""
    most = len(word_list("places")["grids"])
    if households <= 1200:
        return max(1, min(4, ceil(households / 110)))
    return min(most, ceil(households / 300))


def grid_of_buildings(doors: list[Door], grids: int) -> dict[tuple[str, str], int]:
    """Which grid each building belongs to: neighbours together, about as many doors in each."""
    found: dict[tuple[str, str], int] = {}
    for number, door in enumerate(doors):
        found.setdefault(door.building, number * grids // len(doors))
    return found


def _buildings() -> Iterator[list[Door]]:
    places = word_list("places")
    for estate in places["estates"]:
        yield from _estate(estate["name"], estate)
    patterns = [estate for estate in places["estates"] if "buildings" in estate]
    for round_ in count(1):
        for number, name in enumerate(places["more_estates"]):
            title = name if round_ == 1 else f"{name}{round_}期"
            yield from _estate(title, patterns[number % len(patterns)] | {"first": 1})


def _estate(name: str, estate: dict[str, Any]) -> Iterator[list[Door]]:
    for row in range(1, estate.get("rows", 0) + 1):
        yield [_yard(name, row, house) for house in range(1, estate["houses"] + 1)]
    for number, building in enumerate(estate.get("buildings", ()), estate.get("first", 1)):
        yield _flats(name, str(number), building)


def _yard(estate: str, row: int, house: int) -> Door:
    return Door(Address(estate, f"平房{row}排", "", f"{house}号"), frozenset({"yard"}))


def _flats(estate: str, building: str, plan: dict[str, int]) -> list[Door]:
    return [
        Door(Address(estate, building, str(unit), f"{floor}{door:02d}"), _traits(floor, plan["floors"]))
        for unit in range(1, plan["units"] + 1)
        for floor in range(1, plan["floors"] + 1)
        for door in range(1, plan["doors"] + 1)
    ]


def _traits(floor: int, floors: int) -> frozenset[str]:
    lift = floors >= LIFT_FROM_FLOORS
    found = {
        "flat": True,
        "lift": lift,
        "top": floor == floors,
        "below": floor < floors,
        "ground": floor == 1,
        "upper": floor >= 3 and not lift,
    }
    return frozenset(name for name, holds in found.items() if holds)
