"""A line that names people before their door, put in the order in which it is read: door first, then who.

罗建平，201，下水堵了 → 201 罗建平，下水堵了; 吴晓莉502、陈鑫503，都好 → 502 吴晓莉、503 陈鑫，都好.
"""

import re
from dataclasses import replace

from ledger.notebook.context import Context, Opening, house_at
from ledger.notebook.doors import WrittenDoor, door_at
from ledger.notebook.names import TITLES
from ledger.notebook.placing import place_door
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.strangers import FAMILY_NAMES

_FAMILIAR = re.compile(rf"(?:[老小阿](?P<old>[一-鿿])|(?P<family>[一-鿿])(?:{TITLES}))")
_JOINS = re.compile(r"[、,和与跟及 ]{1,2}")
_AFTER_NAMES = re.compile(
    r"(?:老人家?|老两口|老俩口|小两口|两口子|两老|夫妻俩?|夫妇"
    r"|娘俩|母女俩?|母子俩?|父子俩?|爷俩|[两二俩]个?人?|一家人?|家)?(?:都在)?[ ,、:(]{0,2}(?:住|在|是|家)?"
)
_ENDS = re.compile(r"(?:室|号|户)?(?:的|那[个户家])?(?=[ ,。;:、)]|$)")
_MOST_NAMES = 4


def doors_first(
    text: str, opening: Opening, context: Context, index: RosterIndex
) -> tuple[str, tuple[int, ...]] | None:
    """`text` with each door before the names it follows, and where its characters stood; None where none is moved."""
    places: list[int] = list(range(opening.rest))
    position, moved = opening.rest, False
    within = _narrower(context, opening.door)
    while position < len(text):
        found = _names_and_door(text, position, within, index)
        if found is None:
            break
        door = found
        places += [*range(door.start, door.end), *range(position, door.start)]
        within = _narrower(within, door)
        position, moved = door.end, True
        more = _JOINS.match(text, position)
        if more is None or _names_and_door(text, more.end(), within, index) is None:
            break
        places += range(position, more.end())
        position = more.end()
    if not moved:
        return None
    places += range(position, len(text))
    return "".join(text[place] for place in places), tuple(places)


def _names_and_door(text: str, position: int, context: Context, index: RosterIndex) -> WrittenDoor | None:
    """Names right at `position` with a door that is known right behind them."""
    end = _names_end(text, position, index)
    while end is not None and end < len(text) and text[end] in " (":
        end += 1
    if end is None:
        return None
    tail = _AFTER_NAMES.match(text, end)
    start = tail.end() if tail else end
    door = house_at(text, start, context, index) or door_at(text, start, index.places)
    if door is None or not door.room or not _ENDS.match(text, door.end):
        return None
    if place_door(door, context, text[position:end], index).household is None:
        return None
    return replace(door, start=start)


def _names_end(text: str, position: int, index: RosterIndex) -> int | None:
    """Where names, each known in full or a surname with a title, end that begin at `position`."""
    end, count = None, 0
    while count < _MOST_NAMES:
        full = index.name_at(text, position)
        if full:
            position += len(full)
        else:
            titled = _FAMILIAR.match(text, position)
            family = titled and (titled["old"] or titled["family"])
            if titled is None or (family not in FAMILY_NAMES and not index.of_surname(family or "")):
                return end
            position = titled.end()
        end, count = position, count + 1
        joined = _JOINS.match(text, position)
        if joined is None:
            return end
        position = joined.end()
    return end


def _narrower(context: Context, door: WrittenDoor | None) -> Context:
    if door is None:
        return context
    if door.estate and door.estate != context.estate:
        context = replace(context, estate=door.estate, building="", unit=None)
    if door.building is not None:
        return replace(context, building=door.building, unit=door.unit)
    return context if door.unit is None else replace(context, unit=door.unit)
