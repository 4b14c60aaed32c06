"""One line of a page, read in the context the page has set: its entries, and the context after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.notebook.context import Context, Opening, carried, read_opening
from ledger.notebook.days import promised_day, visit_day
from ledger.notebook.doors import WrittenDoor, door_at
from ledger.notebook.names import Mention, Named, people_named
from ledger.notebook.needs import matters_of
from ledger.notebook.outcomes import clause_around, mode_of, outcome_of
from ledger.notebook.phrases import Hit
from ledger.notebook.plain import plain_line
from ledger.notebook.roster_index import DoorKey, RosterIndex, door_key
from ledger.notebook.segments import Segment, segments_of
from ledger.notebook.unaddressed import Somebody, somebody
from ledger.notebook.vocabulary import Vocabulary
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson, PageEntry, Reading, ReadMatter
from ledger.records.visits import VisitMode, VisitOutcome

_INLINE_DAY = re.compile(
    r"(?:上午|下午|晚上|早上|中午)?(?:打的?|打过|打了|电话|去的|去过|上门|走访|来的|来过|碰到|遇到|见的|在.{0,6}(?:碰|遇))"
)
_REST_OF_PROMISE = re.compile(r"(?:[^,。;!?、\s]{1,4}(?=[,。;!?、\s]|$))?")
_CONTINUES = re.compile(r"^(?:还|另外|又|也|同时|顺便|他|她|老伴)")
_ONLY_ONE_MEANT = frozenset({VisitOutcome.MET, VisitOutcome.REFUSED, VisitOutcome.AWAY})
_OUTCOME_KINDS = frozenset({"无人", "拒访", "空置", "搬离", "外出"})


@dataclass(frozen=True, slots=True)
class Materials:
    """What every line is read with."""

    index: RosterIndex
    words: Vocabulary
    today: date


def read_line(number: int, line: str, context: Context, given: Materials) -> tuple[tuple[PageEntry, ...], Context]:
    """The entries of one line (numbered `number`, from 1) and the context that holds after it."""
    text = plain_line(line)
    opening = read_opening(text, given.index, given.today, context)
    content = text[opening.rest :]
    has_room = opening.door is not None and opening.door.room is not None
    if not content.strip(" ,。:;、()-") and not has_room:
        return (), carried(context, opening, only_context=True)
    after = carried(context, opening, only_context=False)
    here = replace(after, on=opening.on or after.on or given.today, mode=opening.mode or after.mode)
    if opening.door is not None and opening.door.room is not None:
        segments = segments_of(text, opening.door, opening.rest, context, given.index)
        entries = tuple(_at_door(number, line, segment, here, given) for segment in segments)
        known = [segment.placed for segment in segments if segment.placed.door]
        if known:
            after = _moved(after, known[-1].door)
    else:
        entries = _without_door(number, line, content, opening, here, given)
        if opening.mode in (VisitMode.STREET, VisitMode.PATROL):
            after = replace(after, mode=opening.mode)
    if not entries and (late := _door_at_end(text, given)):
        return (), carried(context, replace(opening, door=late), only_context=True)
    if not entries:
        return (), context if opening.door is None and opening.on is None else after
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


def _at_door(number: int, line: str, segment: Segment, here: Context, given: Materials) -> PageEntry:
    household = segment.placed.household
    named = people_named(household, segment.content, given.today, given.words) if household else Named()
    entry = _entry(number, line, segment.content, household, named, here, given)
    readings = {**entry.readings, "household": segment.placed.reading}
    ask = segment.placed.ask or entry.ask
    return replace(entry, ask=ask, readings=readings, people=() if segment.placed.ask else entry.people)


def _without_door(
    number: int, line: str, content: str, opening: Opening, here: Context, given: Materials
) -> tuple[PageEntry, ...]:
    who = somebody(content, here, opening.door, given.index, given.words, given.today)
    if who is not None:
        return (_by_name(number, line, content, who, here, given),)
    patrol = here.mode is VisitMode.PATROL
    hits = given.words.signs(content)
    matters = matters_of(_without_promise(content, here.on or given.today)[0], given.words)
    places = [hit for hit in hits if hit.kind == "公共地点"]
    marked = opening.door is not None and opening.door.is_marked
    last = given.index.behind(here.last) if here.last else None
    if matters and not patrol and not places and not marked and last and _CONTINUES.match(content):
        named = people_named(last, content, given.today, given.words)
        return (_entry(number, line, content, last, named, here, given),)
    told = any(hit.kind in ("办妥", "没事") for hit in hits)
    if (patrol and (matters or told or places)) or ((marked or places) and matters):
        parts = _places_apart(content, given)
        return tuple(_patrol(number, line, part, here, given) for part in parts)
    if matters:
        # Whoever comes to the office is a person we do not know; at home it is a door that was left out.
        ask = Ask.UNKNOWN_PERSON if here.mode is VisitMode.STREET else Ask.WHICH_HOUSEHOLD
        return (replace(_entry(number, line, content, None, Named(), here, given), ask=ask),)
    return ()


def _places_apart(content: str, given: Materials) -> list[str]:
    """The public places of a line, each with what is wrong there: 东门灯坏了；西门垃圾满了."""
    parts: list[str] = []
    for part in re.split(r"(?<=[;。])", content):
        own = any(hit.kind == "公共地点" for hit in given.words.signs(part)[:2]) and matters_of(part, given.words)
        if parts and not own:
            parts[-1] += part
        else:
            parts.append(part)
    return [part for part in parts if part.strip()]


def _patrol(number: int, line: str, content: str, here: Context, given: Materials) -> PageEntry:
    on = here.on or given.today
    text, revisit_on = _without_promise(content, on)
    matters = matters_of(text, given.words)
    return PageEntry(
        number,
        line,
        None,
        (),
        VisitMode.PATROL,
        VisitOutcome.NONE,
        on,
        matters,
        revisit_on,
        place=re.split(r"[,。;、]", content.strip())[0][:30],
        readings={"mode": Reading(0.9, "public_place")},
    )


def _by_name(number: int, line: str, content: str, who: Somebody, here: Context, given: Materials) -> PageEntry:
    if who.household is None:
        entry = _entry(number, line, content, None, Named(), here, given)
        reading = Reading(0.0, who.why, who.alternatives)
        return replace(entry, people=who.people, ask=who.ask, readings={**entry.readings, "household": reading})
    named = people_named(who.household, content, given.today, given.words)
    if who.people[0] not in named.people:
        start = max(0, content.find(who.people[0].name))
        first = Mention(start, start, who.people[0], who.why)
        named = Named((first, *named.mentions))
    entry = _entry(number, line, content, who.household, named, here, given)
    return replace(entry, readings={**entry.readings, "household": Reading(0.95, who.why, who.alternatives)})


def _entry(
    number: int,
    line: str,
    content: str,
    household: KnownHousehold | None,
    named: Named,
    here: Context,
    given: Materials,
) -> PageEntry:
    on = here.on or given.today
    masked = _masked(content, named.mentions)
    masked, revisit_on = _without_promise(masked, on)
    masked, said_on = _without_inline_day(masked, given.today)
    on = said_on or on
    hits = given.words.signs(masked)
    quiet = any(hit.kind in _OUTCOME_KINDS for hit in hits)
    matters = matters_of(masked, given.words, quiet=quiet)
    outcome, reading = outcome_of(masked, hits, named.mentions, has_matters=bool(matters))
    if outcome is VisitOutcome.REFUSED:
        matters = matters_of(_without_refusal(masked, hits), given.words, quiet=True)
    if outcome not in (VisitOutcome.MET, VisitOutcome.PROXY):
        # Nobody was spoken to: words that speak for no category only tell how the door was found.
        matters = tuple(matter for matter in matters if given.words.topics(matter.text))
    people, ask = _people(household, named, hits, outcome)
    return PageEntry(
        number,
        line,
        household,
        people,
        mode_of(masked, hits, here.mode),
        outcome,
        on,
        _in_own_words(matters, content, masked),
        revisit_on,
        ask,
        answered_by=_speakers(content, named) if outcome is VisitOutcome.PROXY else (),
        readings={"outcome": reading, "people": _how_sure(named, people)},
    )


def _people(
    household: KnownHousehold | None, named: Named, hits: Sequence[Hit], outcome: VisitOutcome
) -> tuple[tuple[KnownPerson, ...], Ask | None]:
    if named.people or named.ask is not None:
        return named.people, named.ask
    if household is None or len(household.people) != 1 or outcome not in _ONLY_ONE_MEANT:
        return (), None
    if any(hit.kind == "房客" for hit in hits):
        return (), None
    return household.people, None


def _speakers(content: str, named: Named) -> tuple[KnownPerson, ...]:
    """Who of those named spoke for the other: behind whose name 代, 替 or 说 stands; of two else the second."""
    for verb in (r"[^,。;]{0,3}?[代替]", r"[^,。;]{0,4}?(?:说|讲|问|反映|接)"):
        spoke = [mention.person for mention in named.mentions if re.match(verb, content[mention.end :])]
        if spoke:
            return (spoke[0],) if "代" in verb else (spoke[-1],)
    return named.people[-1:] if len(named.people) > 1 else ()


def _how_sure(named: Named, people: tuple[KnownPerson, ...]) -> Reading:
    sure = {"name": 1.0, "given_name": 0.9, "slip": 0.8, "surname": 0.85, "couple": 0.9, "kin": 0.75}
    if named.mentions:
        least = min(named.mentions, key=lambda mention: sure[mention.why])
        return Reading(sure[least.why], least.why, named.alternatives)
    return Reading(0.8 if people else 1.0, "only_resident" if people else "nobody_named", named.alternatives)


def _masked(content: str, mentions: Sequence[Mention]) -> str:
    for mention in mentions:
        if mention.why in ("name", "given_name", "slip", "surname"):
            content = content[: mention.start] + "某" * (mention.end - mention.start) + content[mention.end :]
    return content


def _without_promise(text: str, on: date) -> tuple[str, date | None]:
    promise = promised_day(text, on)
    if promise is None:
        return text, None
    # What little is left of its clause belongs to it: 周四上门调解.
    end = promise.end + len(_REST_OF_PROMISE.match(text, promise.end)[0])  # type: ignore[index]
    return text[: promise.start] + " " * (end - promise.start) + text[end:], promise.on


def _without_inline_day(text: str, today: date) -> tuple[str, date | None]:
    """昨天打的电话: a past day that is the visit's own."""
    for match in re.finditer(r"昨|前天|前日|大前天|上个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[月./]", text):
        day = visit_day(text, today, position=match.start())
        if day is not None and _INLINE_DAY.match(text, day.end):
            return text[: day.start] + " " * (day.end - day.start) + text[day.end :], day.on
    return text, None


def _without_refusal(text: str, hits: Sequence[Hit]) -> str:
    """The text without the clauses that say how one was turned away."""
    for hit in hits:
        if hit.kind == "拒访":
            start, end = clause_around(text, hit.start, hit.end)
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _in_own_words(matters: tuple[ReadMatter, ...], content: str, masked: str) -> tuple[ReadMatter, ...]:
    """Each matter with the words that were written instead of the masks."""
    found = []
    for matter in matters:
        start = masked.find(matter.text)
        own = content[start : start + len(matter.text)] if start >= 0 else matter.text
        found.append(replace(matter, text=" ".join(own.split())))
    return tuple(found)
