"""Where somebody is said to live, beside the name: 张伟，8号楼那个；马秀英来问…，她是5号楼的；陈静（5-4的）."""

import re

from ledger.notebook.doors import WrittenDoor, door_at
from ledger.notebook.roster_index import PlaceNames
from ledger.records.notebook import KnownHousehold
from ledger.rules.address_parts import building_name, room_name, unit_name

_MARKED_BEFORE = re.compile(r"(?:住在?|[他她]?家|家在|家住|是|就是|在)\s*$")
_MARKED_AFTER = re.compile(
    r"\s*(?:(?:的|里|上)?(?:那个|那位|那家|那户|那边的?|这个|这位|住户|居民|人家)|的(?=$|[\s,。:;)]|说|问|讲|来|反映|反应|找|打|要|想))"
)
_ENDS = re.compile(r"\s*(?:的|里)?\s*(?=$|[\s,。:;)])")
_JOINED = " ,:、(-"


def said_home(text: str, start: int, end: int, places: PlaceNames) -> WrittenDoor | None:
    """The home said of whoever is named from `start` to `end`; a place merely spoken of is none."""
    for position in range(len(text)):
        if start <= position < end or (position and text[position - 1].isalnum() and text[position - 1].isascii()):
            continue
        door = door_at(text, position, places)
        if door is None or door.end == position or not (door.is_marked or door.room):
            continue
        stop = position + len(text[position : door.end].rstrip(" ,-/的之"))
        beside = end and position > end and not text[end:position].strip(_JOINED)
        before = _MARKED_BEFORE.search(text, 0, position)
        by_verb = before is not None and _ENDS.match(text, stop)
        name = text[start:end] or "?"
        close = end > 0 and (_of_name(text, stop, start) or text.startswith((name, "的" + name), stop))
        if by_verb or _MARKED_AFTER.match(text, stop) or (beside and _ENDS.match(text, stop)) or close:
            return door
    return None


def lives_at(household: KnownHousehold, door: WrittenDoor) -> bool:
    """Whether what is said of a home fits the household's door."""
    unit, building, room = door.unit, door.building, door.room
    if door.first is not None:
        fits = {building_name(household.building), unit_name(household.unit)}
        if building_name(door.first) not in fits and unit_name(door.first) not in fits:
            return False
    return (
        (not door.estate or household.estate == door.estate)
        and (building is None or building_name(household.building) == building)
        and (unit is None or unit_name(household.unit) == unit)
        and (room is None or room_name(household.room, None) == room)
    )


def _of_name(text: str, end: int, start: int) -> bool:
    """住8号楼的张伟, 8号楼张伟."""
    return end <= start and text[end:start].strip(" ,") in ("", "的", "那个", "那位", "住的")
