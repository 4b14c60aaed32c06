"""Whom, or which door, a line may mean: what is offered where it must be asked, and where it was read amiss."""

import re
from collections.abc import Iterable

from ledger.notebook.doors import WrittenDoor
from ledger.notebook.roster_index import Found, RosterIndex, sounds, surname
from ledger.records.notebook import Candidate, KnownHousehold, KnownPerson, SaidDoor
from ledger.rules.address_parts import building_name, room_name

MOST_NEAR = 8
MOST_FITTING = 40
_MOST_IN_UNIT = 5
_FAR = 999
_CURLED = re.compile(r"^([zcs])h")


def people_fitting(found: Iterable[Found]) -> tuple[Candidate, ...]:
    """People with their homes."""
    return tuple(Candidate(household, person) for household, person in list(found)[:MOST_FITTING])


def doors_fitting(households: Iterable[KnownHousehold], text: str) -> tuple[Candidate, ...]:
    """Doors, each with whoever of its people `text` names in full."""
    return tuple(Candidate(each, _named_of(each, text)) for each in list(households)[:MOST_FITTING])


def members(household: KnownHousehold, *, but: tuple[KnownPerson, ...] = ()) -> tuple[Candidate, ...]:
    """The people behind a door, without those given."""
    return tuple(Candidate(household, person) for person in household.people if person not in but)


def namesakes(household: KnownHousehold, people: tuple[KnownPerson, ...], index: RosterIndex) -> tuple[Candidate, ...]:
    """Who else is called as one of `people` is, behind another door."""
    return tuple(
        Candidate(other, person)
        for name in dict.fromkeys(person.name for person in people)
        for other, person in index.named(name)[:MOST_NEAR]
        if other is not household
    )


def sounding_like(name: str, index: RosterIndex) -> tuple[Candidate, ...]:
    """Residents whose name is `name` but for one character that sounds nearly the same: 许明 for 许敏."""
    found = (each for each in index.of_surname(surname(name)) if _sounds_like(each[1].name, name))
    return people_fitting(found)[:MOST_NEAR]


def near_doors(door: WrittenDoor, text: str, index: RosterIndex) -> tuple[Candidate, ...]:
    """For a door that does not exist: the homes of whoever `text` names, and the doors nearest to it."""
    at_home = [
        Candidate(household, person)
        for _position, name in index.names_in(text)
        for household, person in index.named(name)[:MOST_NEAR]
    ]
    estate, building, room = door.estate or "", door.building or "", door.room or ""
    in_unit = index.in_building(estate, building, door.unit) if door.unit is not None else ()
    similar = sorted(in_unit, key=lambda each: _unlike(each.room, room))[:MOST_NEAR]
    across = sorted(
        index.at(estate=estate, building=building, unit=None, room=room),
        key=lambda each: _apart(each.unit, door.unit or ""),
    )
    if not similar and not across:
        across = _in_other_buildings(door, index)
    kept = max(_MOST_IN_UNIT, MOST_NEAR - len(across))
    nearest = [*similar[:kept], *across]
    doors = [Candidate(each) for each in nearest if all(each is not other.household for other in at_home)]
    return tuple([*at_home, *doors][:MOST_NEAR])


def doors_of_room(door: WrittenDoor, text: str, index: RosterIndex) -> tuple[Candidate, ...]:
    """The doors of a room number said without its building."""
    found = index.rooms(door.room or "", estate=door.estate or "", unit=door.unit)
    return doors_fitting(sorted(found, key=lambda each: (_number(each.building), each.building, each.unit)), text)


def said_door(door: WrittenDoor) -> SaidDoor:
    """A door as the page gives it."""
    return SaidDoor(door.estate or "", door.building or "", door.unit or "", door.room or "")


def _named_of(household: KnownHousehold, text: str) -> KnownPerson | None:
    return next((person for person in household.people if person.name in text), None)


def _sounds_like(name: str, written: str) -> bool:
    different = [(a, b) for a, b in zip(name, written, strict=False) if a != b]
    alike = len(name) == len(written) and len(different) == 1
    return alike and bool(_blurred(different[0][0]) & _blurred(different[0][1]))


def _blurred(character: str) -> frozenset[str]:
    """How a character sounds where n and ng, z and zh, and l and n are one."""
    return frozenset(_CURLED.sub(r"\1", sound).removesuffix("g").replace("l", "n") for sound in sounds(character))


def _in_other_buildings(door: WrittenDoor, index: RosterIndex) -> list[KnownHousehold]:
    found = index.rooms(door.room or "", estate=door.estate or "", unit=door.unit)
    return sorted(found, key=lambda each: _apart(each.building, door.building or ""))[:MOST_NEAR]


def _unlike(room: str, written: str) -> tuple[int, int]:
    """How far a room number is from the written one: by characters, then by number."""
    room, written = room_name(room, None), room_name(written, None)
    if len(room) != len(written):
        return _FAR, abs(_number(room) - _number(written))
    turned = sorted(room) == sorted(written)
    differing = sum(a != b for a, b in zip(room, written, strict=True))
    return 1 if turned else differing, abs(_number(room) - _number(written))


def _apart(name: str, written: str) -> int:
    return abs(_number(building_name(name)) - _number(building_name(written)))


def _number(text: str) -> int:
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return int(digits[:9]) if digits else _FAR
