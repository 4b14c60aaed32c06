"""A line that speaks of several doors, taken apart: 501、502没人; 502 谭丽、302 秦月英 都说水费高."""

import re
from dataclasses import dataclass, replace

from ledger.notebook.context import Context, house_at, names_apart
from ledger.notebook.doors import WrittenDoor, door_at
from ledger.notebook.kinship import COUPLE, KIN_WORDS
from ledger.notebook.names import TITLES
from ledger.notebook.placing import Placed, place_door
from ledger.notebook.roster_index import RosterIndex, surname
from ledger.notebook.said import Said

_LIST = re.compile(r"[、,/和及与跟\s还有]*")
_RANGE = re.compile(r"(?:-|至|到|—)(?P<last>\d{3,4})(?:室)?(?=[\s,、都均全没无]|$)")
_BEFORE_DOOR = re.compile(r"[\s,、;。]")
_SHARED = re.compile(r"(?:,|\s)*(?:都|均|全部?|一样|也都)")
_DISPUTE = re.compile(r"吵|纠纷|矛盾|打架|闹[得起了翻僵]|争[执吵]|说和|调解")
_SOMEBODY = re.compile(rf"{COUPLE.pattern}|{KIN_WORDS}|(?:租户|租客|房客|住户|业主)(?:家|那户)?|家|那[户家]")
_MOST_DOORS = 40
_BETWEEN = "、,和及 "


@dataclass(frozen=True, slots=True)
class Segment:
    """One door of a line and what is said of it."""

    placed: Placed
    said: Said


def segments_of(text: str, door: WrittenDoor, rest: int, context: Context, index: RosterIndex) -> list[Segment]:
    """The doors of a line, the first being `door` that ends at `rest`, each with its content."""
    doors, apart = [(door, rest)], names_apart(text, index)
    context = _within(context, door)
    doors += _range(text, door, rest)
    position = doors[-1][1]
    while position < len(text) and len(doors) < _MOST_DOORS:
        listed = _LIST.match(text, position)
        found = _listed(apart, listed.end() if listed else position, position, context, index)
        if found is None:
            found = _further(apart, position, context, index)
        if found is None:
            break
        doors.append((found, found.end))
        context = _within(context, found)
        position = found.end
    if len(doors) == 2 and _DISPUTE.search(text, doors[-1][1]) and not _SHARED.search(text, doors[-1][1]):
        doors = doors[:1]  # of two who quarrel the one that complains stands first
    return _with_contents(text, doors, context, index)


def _within(context: Context, door: WrittenDoor) -> Context:
    if door.estate:
        context = replace(context, estate=door.estate, building="", unit=None)
    if door.building is not None:
        return replace(context, building=door.building, unit=door.unit)
    return context if door.unit is None else replace(context, unit=door.unit)


def _range(text: str, door: WrittenDoor, rest: int) -> list[tuple[WrittenDoor, int]]:
    """101至104: every number between, of one storey."""
    found = _RANGE.match(text, rest)
    room = door.room or ""
    if not found or not room.isdigit() or room[:-2] != found["last"][:-2] or int(found["last"]) <= int(room):
        return []
    rooms = range(int(room) + 1, int(found["last"]) + 1)
    return [(replace(door, room=str(number), end=found.end()), found.end()) for number in rooms]


def _listed(text: str, position: int, before: int, context: Context, index: RosterIndex) -> WrittenDoor | None:
    """A door that follows the last one with nothing but list marks between."""
    if position == before:
        return None
    door = house_at(text, position, context, index) or door_at(text, position, index.places)
    return door if door is not None and door.room and place_door(door, context, "", index).door else None


def _further(text: str, position: int, context: Context, index: RosterIndex) -> WrittenDoor | None:
    """A door later in the content, where it surely is one: behind a mark, and known."""
    for place in range(position + 1, len(text)):
        behind_of = text[place - 1] in "的和跟与"
        if not (behind_of or _BEFORE_DOOR.match(text, place - 1)) or _BEFORE_DOOR.match(text, place):
            continue
        door = door_at(text, place, index.places)
        if door is None or not door.room or (behind_of and not _speaks(text, door, context, index)):
            continue
        in_full = door.building is not None and door.unit is not None
        if in_full or place_door(door, context, text[door.end :], index).household:
            return door
    return None


def _speaks(text: str, door: WrittenDoor, context: Context, index: RosterIndex) -> bool:
    """同桌的豆花街6号郭小红说没事: the people of a door in the middle of a clause are there and speak themselves."""
    if not door.is_marked:
        return False
    home = place_door(door, context, text[door.end :], index).household
    named = home and next((p.name for p in home.people if text.startswith(p.name, door.end)), "")
    return bool(named) and re.match(r"也?(?:说|讲|问|想|反映|在)", text[door.end + len(named or "") :]) is not None


def _with_contents(
    text: str, doors: list[tuple[WrittenDoor, int]], context: Context, index: RosterIndex
) -> list[Segment]:
    starts = [door.start for door, _end in doors[1:]] + [len(text)]
    parts = [Said.part(text, end, start) for (_door, end), start in zip(doors, starts, strict=True)]
    shared = parts[-1]
    marked = _SHARED.search(shared.text)
    if marked:
        # What stands between the last name and 都 is said of all as well: 楼下碰到的，都说热.
        comma = shared.text.find(",", 0, marked.start())
        shared = shared.within(marked.start() if comma < 0 else comma, len(shared.text))
    segments = []
    for (door, _end), part in zip(doors, parts, strict=True):
        said = part
        if part is not parts[-1] and len(doors) > 1 and _says_nothing(part.text, door, context, index):
            said = _and_shared(part, shared)
        segments.append(Segment(place_door(door, context, said.text, index), said))
    return segments


def _and_shared(own: Said, shared: Said) -> Said:
    """The names behind a door and what is said of all doors, with a blank between."""
    bare = own.text.strip(_BETWEEN)
    start = own.text.find(bare)
    blank = shared.at[0] if shared.text else (own.at[-1] if own.text else 0)
    return Said(f"{bare} {shared.text}", (*own.at[start : start + len(bare)], blank, *shared.at))


def _says_nothing(content: str, door: WrittenDoor, context: Context, index: RosterIndex) -> bool:
    """Whether there is nothing but names between this door and the next."""
    household = place_door(door, context, content, index).household
    left = content
    for person in household.people if household else ():
        left = left.replace(person.name, "")
        left = re.sub(rf"(?:[老小阿]{surname(person.name)}|{surname(person.name)}(?:{TITLES}))", "", left)
    left = left.strip("、,，和及与跟还有 /:;")
    return not left or _SOMEBODY.fullmatch(left) is not None
