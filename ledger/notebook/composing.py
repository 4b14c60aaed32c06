"""An entry put together from what is said of one door, person or public place."""

import re
from collections.abc import Sequence

from ledger.notebook.as_written import written_matters
from ledger.notebook.candidates import members, namesakes, people_fitting
from ledger.notebook.covering import masked, without_inline_day, without_promise, without_refusal, without_ringing_off
from ledger.notebook.mentions import Named
from ledger.notebook.needs import FoundMatter, matters_of
from ledger.notebook.outcomes import mode_of, outcome_of
from ledger.notebook.phrases import Hit
from ledger.notebook.reminding import reminders_of
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.said import Line, Said
from ledger.notebook.sureness import (
    matter_reading,
    mode_reading,
    on_reading,
    outcome_reading,
    people_reading,
    revisit_reading,
)
from ledger.records.notebook import Ask, Candidate, KnownHousehold, KnownPerson, PageEntry, Reading
from ledger.records.visits import VisitMode, VisitOutcome

_ONLY_ONE_MEANT = frozenset({VisitOutcome.MET, VisitOutcome.REFUSED, VisitOutcome.AWAY})
_OUTCOME_KINDS = frozenset({"无人", "拒访", "空置", "搬离", "外出"})
_NOBODY = frozenset({VisitOutcome.NO_ANSWER, VisitOutcome.VACANT, VisitOutcome.MOVED})
_SPOKEN_TO = frozenset({VisitOutcome.MET, VisitOutcome.PROXY})
_MARKS = " ,，、:：;；。.!！?？"
_CLAUSE = re.compile(r"\s*[^,。;、]*")
_PLACE_GOES_ON = re.compile(r"(?:附近|旁边?|[口里内上下处前后外边])*")
# A place named further on is what is spoken of, not where: 有人说东门…
_NEAR_BEGINNING = 8
_LONGEST_PLACE = 30


def entry_of(line: Line, said: Said, household: KnownHousehold | None, named: Named) -> PageEntry:
    """The entry of one household (None where it is still to be asked for), with the members `named`."""
    words = line.given.words
    text, promise = without_promise(words.spelled(masked(said.text, named.mentions)), line.on)
    text, said_on = without_inline_day(text, line.given.today)
    hits = words.signs(text)
    quiet = any(hit.kind in _OUTCOME_KINDS for hit in hits)
    mode = mode_of(text, hits, line.here.mode)
    needs = without_ringing_off(text) if mode is VisitMode.PHONE else text
    matters = matters_of(needs, words, quiet=quiet)
    outcome, reading = outcome_of(text, hits, named.mentions, has_matters=bool(matters), mode=line.here.mode)
    if outcome is VisitOutcome.REFUSED:
        matters = matters_of(without_refusal(needs, hits), words, quiet=True)
    if outcome not in _SPOKEN_TO:
        # Nobody was spoken to: words that speak for no category only tell how the door was found.
        matters = tuple(matter for matter in matters if words.topics(matter.said))
    people, ask = _people(household, named, hits, outcome)
    if outcome in _NOBODY and ask is Ask.WHICH_PERSON:
        ask = None  # Nobody was there, so it does not matter who of them was not.
    sure = _matter_readings(matters, hits)
    readings = {
        "people": people_reading(named, people, household, outcome),
        "mode": mode_reading(mode, line.here.mode, outcome, at_door=line.at_door),
        "outcome": outcome_reading(outcome, reading, hits, tuple(sure.values()), named=bool(named.mentions)),
        "on": on_reading(text, line, inline=said_on),
        "revisit_on": revisit_reading(said.text, promise, line.on),
        **sure,
    }
    return PageEntry(
        line.number,
        line.text,
        household,
        people,
        mode,
        outcome,
        said_on or line.on,
        written_matters(matters, line, said, text),
        promise.on if promise else None,
        ask,
        answered_by=_speakers(said.text, named) if outcome is VisitOutcome.PROXY else (),
        readings=readings,
        candidates=_candidates(household, people, ask, named, line.given.index) if household else (),
        reminders=reminders_of(line, said, text, hits, matters, quiet=quiet or outcome not in _SPOKEN_TO),
        said_name=named.said,
        worker=line.here.worker,
    )


def patrol_entry(line: Line, said: Said, *, where: str = "") -> PageEntry:
    """The entry of a public place; `where` is the building or unit that stands before its words."""
    words = line.given.words
    text, promise = without_promise(said.text, line.on)
    hits = words.signs(text)
    matters = matters_of(text, words)
    readings = {
        "mode": Reading(0.95, "public_place", (VisitMode.HOME.value, VisitMode.STREET.value)),
        "outcome": Reading(0.99, "public_place"),
        "on": on_reading(text, line, inline=None),
        "revisit_on": revisit_reading(said.text, promise, line.on),
        **_matter_readings(matters, hits),
    }
    return PageEntry(
        line.number,
        line.text,
        None,
        (),
        VisitMode.PATROL,
        VisitOutcome.NONE,
        line.on,
        written_matters(matters, line, said, text),
        promise.on if promise else None,
        place=(where + _place(text, hits))[:_LONGEST_PLACE],
        readings=readings,
        reminders=reminders_of(line, said, text, hits, matters),
        worker=line.here.worker,
    )


def _place(text: str, hits: Sequence[Hit]) -> str:
    """The public place a line begins with (东门口, 门口路灯); its first clause where no place is named there."""
    clause = _CLAUSE.match(text)
    whole = clause.group() if clause else text
    end = 0
    for hit in hits:
        if hit.kind == "公共地点" and hit.start <= (end or _NEAR_BEGINNING) and hit.end <= len(whole):
            end = max(end, hit.end)
    if end:
        end += len(_PLACE_GOES_ON.match(text, end)[0])  # type: ignore[index]
    return (text[:end] if end else whole).strip()


def public_places(line: Line, said: Said) -> list[Said]:
    """The public places of a line, each with what is wrong there: 东门灯坏了；西门垃圾满了."""
    words = line.given.words
    parts: list[tuple[int, int]] = []
    for found in re.finditer(r"[^;。]*[;。]|[^;。]+$", said.text):
        part = found.group()
        own = any(hit.kind == "公共地点" for hit in words.signs(part)[:2]) and matters_of(part, words)
        if parts and not own:
            parts[-1] = (parts[-1][0], found.end())
        else:
            parts.append(found.span())
    return [said.within(start, end) for start, end in parts if said.text[start:end].strip()]


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


def _candidates(
    household: KnownHousehold,
    people: tuple[KnownPerson, ...],
    ask: Ask | None,
    named: Named,
    index: RosterIndex,
) -> tuple[Candidate, ...]:
    if ask is Ask.WHICH_PERSON:
        return people_fitting((household, person) for person in named.fitting)
    return (*members(household, but=people), *namesakes(household, people, index))


def _speakers(content: str, named: Named) -> tuple[KnownPerson, ...]:
    """Who of those named spoke for the other: behind whose name 代, 替 or 说 stands; of two else the second."""
    for verb in (r"[^,。;]{0,3}?[代替]", r"[^,。;]{0,4}?(?:说|讲|问|反映|接)"):
        spoke = [mention.person for mention in named.mentions if re.match(verb, content[mention.end :])]
        if spoke:
            return (spoke[0],) if "代" in verb else (spoke[-1],)
    return named.people[-1:] if len(named.people) > 1 else ()


def _matter_readings(matters: Sequence[FoundMatter], hits: Sequence[Hit]) -> dict[str, Reading]:
    return {f"matters.{place}": matter_reading(matter, hits) for place, matter in enumerate(matters)}
