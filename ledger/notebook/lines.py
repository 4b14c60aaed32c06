"""One line of a page, read in the context the page has set: its entries, and the context after it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger.notebook.candidates import (
    MOST_NEAR,
    doors_fitting,
    doors_of_room,
    members,
    near_doors,
    people_fitting,
    said_door,
    sounding_like,
)
from ledger.notebook.composing import entry_of, patrol_entry, public_places
from ledger.notebook.context import Context, Opening, carried, read_opening
from ledger.notebook.covering import without_promise
from ledger.notebook.door_order import doors_first
from ledger.notebook.doors import WrittenDoor, door_at
from ledger.notebook.mentions import Mention, Named
from ledger.notebook.names import people_named
from ledger.notebook.needs import matters_of
from ledger.notebook.phrases import Hit
from ledger.notebook.plain import plain_line
from ledger.notebook.roster_index import DoorKey, door_key
from ledger.notebook.row_entries import entries_of_rows, with_sheet
from ledger.notebook.said import Line, Materials, Said
from ledger.notebook.segments import Segment, segments_of
from ledger.notebook.shape import short_address
from ledger.notebook.strangers import stranger_at_beginning, stranger_called
from ledger.notebook.unaddressed import Somebody, is_public_place, somebody
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson, PageEntry, Reading, SaidDoor
from ledger.records.visits import VisitMode

_SURE_BY = {"name": 0.97, "name_nearby": 0.7, "surname": 0.85, "given_name": 0.85}
_LONGEST_HEADING = 8
_SETTLED = re.compile(
    r"(?:已经?|都|当场|现场)[^,。;]{1,5}了|(?:清|修|换|补|扫|拉|挪|锯|拆|搬|关|盖|铲|撤|贴|扶|报)[^,。;]{0,2}(?:好|走|掉|完|上|净|开)?了(?=$|[,。;])"
)
_NOT_SAID_WHERE = re.compile(
    r"(?:没|未|忘了?|不肯)(?:说|讲|问|留|记|听)(?:清|是|他|她)*(?:在)?(?:哪|几)(?:一|个)?(?:号?楼|号|栋|幢|座|单元|家|户|小区|门|院)"
)
_JOINS = re.compile(r"[、,和与跟及 ]{1,2}")
_ALL_OF_THEM = re.compile(r"(?:老?两口子?|[两俩]?[个人]*)?[ ,]?(?:也?都|均|全都?|一起|一块儿?|一同|结伴)")
_ROOM_TOLD = re.compile(r"(?<![\d.:])\d{3,4}(?![\d.:]|块|元|度|米|次|斤|人)")
_OF_A_DOOR = frozenset({"无人", "拒访", "空置", "搬离", "外出", "没事"})
# 巡查8号楼周边: where one goes round, and nothing seen yet.
_WHEREABOUTS = re.compile(r"[\s,、和]*(?:周边|周围|四周|一带|附近|片区|沿线|前后|院内|院里|楼内|楼道|各楼层)[\s,:。]*")
_CONTINUES = re.compile(r"^(?:还|另外|又|也|同时|顺便|他|她|老伴)")


def read_line(number: int, line: str, context: Context, given: Materials) -> tuple[tuple[PageEntry, ...], Context]:
    """The entries of one line (numbered `number`, from 1) and the context that holds after it."""
    text = plain_line(line)
    opening = read_opening(text, given.index, given.today, context)
    places: Sequence[int] = range(len(text))
    if opening.door is None or opening.door.room is None:
        turned = doors_first(text, opening, context, given.index)
        if turned is not None:
            text, places = turned
            opening = read_opening(text, given.index, given.today, context)
    has_rows = opening.sheet is not None and bool(opening.sheet.rows)
    has_room = has_rows or (opening.door is not None and opening.door.room is not None)
    if not text[opening.rest :].strip(" ,。:;、()-") and not has_room:
        return (), carried(context, opening, only_context=True)
    after = carried(context, opening, only_context=False)
    after_all = with_sheet(after, given)
    here = replace(after_all, on=opening.on or after_all.on or given.today, mode=opening.mode or after.mode)
    this = Line(number, line, here, given, opening.on, with_sheet(context, given).on, has_room)
    if opening.sheet is not None and has_rows:
        entries = entries_of_rows(this, Said.part(text, opening.rest), opening.sheet)
    elif opening.door is not None and has_room:
        segments = [
            replace(each, said=each.said.at_places(places))
            for each in segments_of(text, opening.door, opening.rest, _said_where(text, context), given.index)
        ]
        entries = _met_together(tuple(_at_door(this, segment) for segment in segments))
        known = [segment.placed for segment in segments if segment.placed.door]
        if known:
            after = _moved(after, known[-1].door)
    else:
        entries = _without_door(this, Said.part(text, opening.rest), opening)
        if opening.mode in (VisitMode.STREET, VisitMode.PATROL):
            after = replace(after, mode=opening.mode)
    if not entries and (late := _door_at_end(text, given)):
        return (), carried(context, replace(opening, door=late), only_context=True)
    if not entries:
        said = opening.door is not None or opening.on is not None or opening.worker
        return (), carried(context, opening, only_context=True) if said else context
    if opening.at_time:
        entries = tuple(replace(entry, at_time=opening.at_time) for entry in entries)
    return entries, replace(after, has_entries=True, last=_key(entries[-1].household))


def _door_at_end(text: str, given: Materials) -> WrittenDoor | None:
    """The building or unit a line without an entry ends in: 转战6-2, 换到三单元."""
    end = len(text.rstrip(" ,。:;"))
    for position in range(end):
        if position and text[position - 1].isascii() and text[position - 1].isalnum():
            continue
        door = door_at(text, position, given.index.places)
        if door is not None and door.room is None and door.end >= end and (door.building or door.unit):
            return door
    return None


def _key(household: KnownHousehold | None) -> DoorKey | None:
    return door_key(household.estate, household.building, household.unit, household.room) if household else None


def _moved(after: Context, door: WrittenDoor | None) -> Context:
    """Where the page is after a door: building and unit as written or carried, never as guessed from a name."""
    if door is None or door.building is None:
        return after
    return replace(after, estate=door.estate or after.estate, building=door.building, unit=door.unit)


def _named(line: Line, said: Said, household: KnownHousehold | None) -> Named:
    return people_named(household, said.text, line.given.today, line.given.words) if household else Named()


def _said_where(text: str, context: Context) -> Context:
    """Where the page is, but for a door of which the line itself says that the building was not told."""
    if _NOT_SAID_WHERE.search(text) is None:
        return context
    return replace(context, estate="", building="", unit=None)


def _met_together(entries: tuple[PageEntry, ...]) -> tuple[PageEntry, ...]:
    """夏林，茶馆碰到的，…；同桌的郭小红说没事: who is named after one met outside was met there as well."""
    outside = next((place for place, entry in enumerate(entries) if entry.mode is VisitMode.STREET), len(entries))
    return tuple(
        replace(entry, mode=VisitMode.STREET) if place > outside and entry.mode is VisitMode.HOME else entry
        for place, entry in enumerate(entries)
    )


def _at_door(line: Line, segment: Segment) -> PageEntry:
    placed = segment.placed
    entry = entry_of(line, segment.said, placed.household, _named(line, segment.said, placed.household))
    entry = replace(entry, readings={**entry.readings, "household": placed.reading})
    return entry if placed.ask is None else _asking_for_door(entry, line, segment)


def _asking_for_door(entry: PageEntry, line: Line, segment: Segment) -> PageEntry:
    placed, text, index = segment.placed, segment.said.text, line.given.index
    door = placed.door or WrittenDoor(0, 0)
    name = ""
    if placed.ask is Ask.UNKNOWN_HOUSEHOLD:
        offered = near_doors(door, text, index)
        name = stranger_called(text) or stranger_at_beginning(text, line.given.words) or ""
    elif placed.fitting:
        offered = doors_fitting(placed.fitting, text)
    else:
        offered = doors_of_room(door, text, index)
    return replace(entry, ask=placed.ask, candidates=offered, said_name=name, said_door=said_door(door))


def _without_door(line: Line, said: Said, opening: Opening) -> tuple[PageEntry, ...]:
    given, here = line.given, line.here
    together = _each_of_several(line, said)
    if together:
        return together
    who = somebody(said.text, here, opening.door, given.index, given.words, given.today)
    if who is not None:
        return (_by_name(line, said, who),)
    patrol = here.mode is VisitMode.PATROL
    hits = given.words.signs(said.text)
    matters = matters_of(without_promise(said.text, line.on)[0], given.words)
    places = [hit for hit in hits if hit.kind == "公共地点"]
    marked = opening.door is not None and opening.door.is_marked
    last = given.index.behind(here.last) if here.last else None
    if matters and not patrol and not places and not marked and last and _CONTINUES.match(said.text):
        entry = entry_of(line, said, last, _named(line, said, last))
        return (replace(entry, readings={**entry.readings, "household": Reading(0.75, "last_door")}),)
    told = any(hit.kind in ("办妥", "没事") for hit in hits) or _SETTLED.search(said.text) is not None
    at_place = is_public_place(said.text) or any(not said.text[: hit.start].strip(" ,") for hit in places)
    if _is_heading(said.text, opening, hits) and not patrol:
        return ()
    if patrol and _WHEREABOUTS.fullmatch(said.text):
        return ()
    if (
        (patrol and (matters or told or places or marked or at_place))
        or ((marked or places) and matters)
        or (at_place and matters)
        or ((at_place or marked) and told)
    ):
        door = opening.door
        where = line.text[door.start : door.end].strip(" ,，-") if door is not None and door.is_marked else ""
        return tuple(patrol_entry(line, part, where=where) for part in public_places(line, said))
    if matters:
        # Whoever comes to the office is a person we do not know; at home it is a door that was left out.
        ask = Ask.UNKNOWN_PERSON if here.mode is VisitMode.STREET else Ask.WHICH_HOUSEHOLD
        entry = replace(entry_of(line, said, None, Named()), ask=ask)
        return (entry if ask is Ask.UNKNOWN_PERSON else _without_its_door(entry, line, last),)
    if _ROOM_TOLD.search(said.text) and any(hit.kind in _OF_A_DOOR for hit in hits):
        # A door that was not made out is asked for; the line is not lost.
        return (_without_its_door(replace(entry_of(line, said, None, Named()), ask=Ask.WHICH_HOUSEHOLD), line, last),)
    return ()


def _each_of_several(line: Line, said: Said) -> tuple[PageEntry, ...]:
    """周雅芹、周雅琴都来问社保: people of several homes of whom the same is said, each for their own."""
    index = line.given.index
    found, position = [], len(said.text) - len(said.text.lstrip(" ,"))
    while name := index.name_at(said.text, position):
        found.append((position, position + len(name), index.named(name)))
        joined = _JOINS.match(said.text, position + len(name))
        position = joined.end() if joined else position + len(name)
    homes = {id(people[0][0]) for _start, _end, people in found if len(people) == 1}
    if len(found) < 2 or len(homes) != len(found) or not _ALL_OF_THEM.match(said.text, found[-1][1]):
        return ()
    rest = said.within(found[-1][1], len(said.text))
    entries = []
    for start, end, people in found:
        own = Said(f"{said.text[start:end]} {rest.text}", (*said.at[start:end], rest.at[0], *rest.at))
        entries.append(_by_name(line, own, Somebody(people[0][0], (people[0][1],), why="name")))
    return tuple(entries)


def _is_heading(text: str, opening: Opening, hits: Sequence[Hit]) -> bool:
    """9.22 中秋慰问: a day and a few words that ask for nothing say what the round was for."""
    short = len(text.strip(" ,。:;")) <= _LONGEST_HEADING and not re.search(r"[,。;]", text.strip(" ,。:;"))
    return opening.on is not None and short and not any(hit.kind in ("需求", "公共地点", "小恙") for hit in hits)


def _without_its_door(entry: PageEntry, line: Line, last: KnownHousehold | None) -> PageEntry:
    """A need whose door was left out: the last one, or another of the unit the page is in."""
    here = line.here
    unit = line.given.index.in_building(here.estate, here.building, here.unit) if here.building else ()
    doors = [*((last,) if last else ()), *(each for each in unit if each is not last)]
    door = SaidDoor(here.estate, here.building, here.unit or "") if here.building else None
    offered = doors_fitting(doors[:MOST_NEAR], "")
    reading = Reading(0.0, "no_door_said", tuple(short_address(each.household) for each in offered))
    return replace(entry, candidates=offered, said_door=door, readings={**entry.readings, "household": reading})


def _as_named(said: Said, who: Somebody) -> Named:
    """A name that may be several people's or nobody's, so that it is taken for one in what is said."""
    name = who.people[0].name if who.people else who.said
    start = said.text.find(name) if len(name) > 1 else -1
    return Named() if start < 0 else Named((Mention(start, start + len(name), KnownPerson(name), "name"),))


def _by_name(line: Line, said: Said, who: Somebody) -> PageEntry:
    if who.household is None:
        entry = entry_of(line, said, None, _as_named(said, who))
        reading = Reading(0.0, who.why, who.alternatives)
        offered = people_fitting(who.fitting) or (sounding_like(who.said, line.given.index) if who.said else ())
        return replace(
            entry,
            people=who.people,
            ask=who.ask,
            readings={**entry.readings, "household": reading},
            candidates=offered,
            said_name=who.said,
        )
    named = _named(line, said, who.household)
    only_home = bool(named.people) and f"{who.people[0].name}家" in said.text
    if who.people[0] not in named.people and not only_home:
        start = max(0, said.text.find(who.people[0].name))
        named = Named((Mention(start, start, who.people[0], who.why), *named.mentions))
    entry = entry_of(line, said, who.household, named)
    others = [each for each in people_fitting(who.fitting) if each.household is not who.household]
    offered = (*others, *members(who.household, but=entry.people)) if entry.ask is None else entry.candidates
    alternatives = who.alternatives or tuple(short_address(each.household) for each in others)
    readings = {**entry.readings, "household": Reading(_SURE_BY[who.why], who.why, alternatives)}
    return replace(entry, readings=readings, candidates=offered)
