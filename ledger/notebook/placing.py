"""Which household a written door is, with what the page said before it and the names beside it."""

import re
from dataclasses import dataclass, replace

from ledger.notebook.context import Context
from ledger.notebook.doors import WrittenDoor
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.shape import short_address
from ledger.records.notebook import Ask, KnownHousehold, Reading

_CERTAIN = Reading()
_SIDE = re.compile(r"(?P<storey>\d+)楼(?P<side>.)户")


@dataclass(frozen=True, slots=True)
class Placed:
    """The household at a door, or what must be asked; `reading` says how sure, `fitting` which doors it could be."""

    household: KnownHousehold | None
    ask: Ask | None = None
    reading: Reading = _CERTAIN
    door: WrittenDoor | None = None
    fitting: tuple[KnownHousehold, ...] = ()


def place_door(door: WrittenDoor, context: Context, content: str, index: RosterIndex) -> Placed:
    """The household at `door`; `content` is what the line says of it, whose names may decide."""
    door = _tower_apart(door, context, index)
    estate, building, unit, guessed = _complete(door, context, index)
    full = replace(door, estate=estate or None, building=building or None, unit=unit, first=None)
    room = door.room or ""
    if not building:
        return _by_people(full, _everywhere(estate, unit, room, content, index), content)
    if _SIDE.fullmatch(room):
        return _by_side(full, index, content)
    found = index.at(estate=estate, building=building, unit=unit, room=room)
    if len(found) == 1 and not guessed:
        return Placed(found[0], reading=Reading(1.0, "door"), door=full)
    if len(found) > 1 or guessed:
        return _by_people(full, found, content)
    return _not_there(full, index, content)


def _tower_apart(door: WrittenDoor, context: Context, index: RosterIndex) -> WrittenDoor:
    """A1203 is room 1203 of tower A, where there is such a tower."""
    room = door.room or ""
    if door.building is None and room[:1].isalpha() and index.has_building(door.estate or context.estate, room[0]):
        return replace(door, building=room[0], room=room[1:])
    return door


def _complete(door: WrittenDoor, context: Context, index: RosterIndex) -> tuple[str, str, str | None, bool]:
    """Estate, building and unit with what the context supplies; whether the unit is left open."""
    estate = door.estate or (context.estate if not door.estate else "")
    same_estate = not door.estate or door.estate == context.estate
    building, unit = door.building, door.unit
    if door.first is not None:
        building, unit = _pair(door, context, index, estate)
        return estate, building, unit, unit is None and not index.has_unit(estate, building, "")
    if building is None:
        building = context.building if same_estate else ""
        unit = unit if unit is not None else context.unit
    elif unit is None and building == context.building and same_estate:
        unit = context.unit
    if unit is None and building and index.has_unit(estate, building, ""):
        unit = ""
    return estate, building, unit, False


def _pair(door: WrittenDoor, context: Context, index: RosterIndex, estate: str) -> tuple[str, str | None]:
    """2-501: unit 2 of the building we are in, or room 501 of a building 2 without units."""
    first, room = door.first or "", door.room or ""
    if len(first) > 1 and first[0].isalpha() and index.has_unit(estate, first[0], first[1:]):
        return first[0], first[1:]
    if context.building and index.at(estate=estate, building=context.building, unit=first, room=room):
        return context.building, first
    if index.at(estate=estate, building=first, unit="", room=room) or index.has_unit(estate, first, ""):
        return first, ""
    if context.building and index.has_unit(estate, context.building, first):
        return context.building, first
    return first, None


def _by_people(door: WrittenDoor, found: tuple[KnownHousehold, ...], content: str) -> Placed:
    """Of several doors the one whose people are named."""
    if not found:
        ask = Ask.UNKNOWN_HOUSEHOLD if door.building else Ask.WHICH_HOUSEHOLD
        return Placed(None, ask, Reading(0.0, "no_such_door"), door)
    named = [household for household in found if _names_somebody(household, content)]
    others = tuple(short_address(household) for household in found)
    if len(named) == 1:
        return Placed(named[0], reading=Reading(0.9, "person_at_door", others), door=door)
    if len(found) == 1:
        return Placed(found[0], reading=Reading(0.8, "only_such_door"), door=door)
    return Placed(None, Ask.WHICH_HOUSEHOLD, Reading(0.0, "several_doors", others), door, tuple(named or found))


def _by_side(door: WrittenDoor, index: RosterIndex, content: str) -> Placed:
    """3楼东户: a door whose room is called so, or of the storey's doors the one whose people are named."""
    said = _SIDE.fullmatch(door.room or "")
    assert said is not None
    estate, building, storey, side = door.estate or "", door.building or "", said["storey"], said["side"]
    for room in (f"{storey}{side}", f"{storey}楼{side}", door.room or ""):
        found = index.at(estate=estate, building=building, unit=door.unit, room=room)
        if len(found) == 1:
            return Placed(found[0], reading=Reading(1.0, "door"), door=door)
    unit = index.in_building(estate, building, door.unit)
    there = tuple(each for each in unit if each.room.isdigit() and each.room[:-2] == storey)
    named = tuple(each for each in there if _names_somebody(each, content))
    others = tuple(map(short_address, there))
    if len(named) == 1:
        return Placed(named[0], reading=Reading(0.9, "person_at_door", others), door=replace(door, room=named[0].room))
    if not there:
        return Placed(None, Ask.UNKNOWN_HOUSEHOLD, Reading(0.0, "no_such_door"), door)
    return Placed(None, Ask.WHICH_HOUSEHOLD, Reading(0.0, "several_doors", others), door, there)


def _not_there(door: WrittenDoor, index: RosterIndex, content: str) -> Placed:
    """No such door: somebody named in full who lives behind the same number nearby is surely meant."""
    near = index.at(estate=door.estate or "", building=door.building or "", unit=None, room=door.room or "")
    named = [household for household in near if _names_somebody(household, content)]
    if len(named) == 1 and any(person.name in content for person in named[0].people):
        return Placed(named[0], reading=Reading(0.7, "person_at_door"), door=door)
    return Placed(None, Ask.UNKNOWN_HOUSEHOLD, Reading(0.0, "no_such_door", tuple(map(short_address, near))), door)


def _everywhere(
    estate: str, unit: str | None, room: str, content: str, index: RosterIndex
) -> tuple[KnownHousehold, ...]:
    """The doors of this number, in whatever building, of those who are named; all people have one home."""
    room_of = {id(h): h for _p, name in index.names_in(content) for h, _person in index.named(name)}
    return tuple(
        h
        for h in room_of.values()
        if h.room == room and (unit is None or h.unit == unit) and (not estate or h.estate == estate)
    )


def _names_somebody(household: KnownHousehold, content: str) -> bool:
    return any(person.name in content for person in household.people) or any(
        len(person.name) > 2 and (person.name[1:] in content or person.name[:2] in content[:4])
        for person in household.people
    )
