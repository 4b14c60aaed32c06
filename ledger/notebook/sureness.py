"""How sure each part of an entry is, why, and what else it may be.

The figures are shares of parts read right on pages by hands the reading had not been made with (528 entries of four
hands, before anything was mended for them), rounded down a little. Below UNSURE (ledger.notebook.shape) a part is
shown as a proposal to look at.
"""

import re
from collections.abc import Sequence
from datetime import date

from ledger.notebook.days import SaidDay, day_ahead, visit_day
from ledger.notebook.mentions import Named
from ledger.notebook.needs import FoundMatter
from ledger.notebook.phrases import Hit
from ledger.notebook.said import Line
from ledger.records.notebook import KnownHousehold, KnownPerson, Reading
from ledger.records.visits import VisitMode, VisitOutcome

_NAMED_BY = {"name": 0.98, "given_name": 0.93, "slip": 0.85, "surname": 0.93, "couple": 0.88, "kin": 0.75}
_ABSENT = frozenset({"无人", "外出", "拒访", "空置", "搬离", "代答", "体弱"})
_AT_THE_DOOR = frozenset({VisitOutcome.NO_ANSWER, VisitOutcome.REFUSED, VisitOutcome.VACANT, VisitOutcome.MOVED})
_ALSO = {
    VisitOutcome.MET: (VisitOutcome.PROXY, VisitOutcome.NO_ANSWER),
    VisitOutcome.PROXY: (VisitOutcome.MET, VisitOutcome.AWAY),
    VisitOutcome.NO_ANSWER: (VisitOutcome.AWAY, VisitOutcome.REFUSED, VisitOutcome.MET),
    VisitOutcome.REFUSED: (VisitOutcome.NO_ANSWER, VisitOutcome.MET),
    VisitOutcome.AWAY: (VisitOutcome.NO_ANSWER, VisitOutcome.PROXY, VisitOutcome.MET),
    VisitOutcome.MOVED: (VisitOutcome.VACANT, VisitOutcome.AWAY),
    VisitOutcome.VACANT: (VisitOutcome.MOVED, VisitOutcome.NO_ANSWER),
}
_TOLD_BY = {
    "无人": VisitOutcome.NO_ANSWER,
    "外出": VisitOutcome.AWAY,
    "拒访": VisitOutcome.REFUSED,
    "空置": VisitOutcome.VACANT,
    "搬离": VisitOutcome.MOVED,
    "代答": VisitOutcome.PROXY,
    "体弱": VisitOutcome.PROXY,
}
_MODES = {
    VisitMode.HOME: (VisitMode.STREET, VisitMode.PHONE),
    VisitMode.STREET: (VisitMode.HOME, VisitMode.PHONE),
    VisitMode.PHONE: (VisitMode.HOME, VisitMode.STREET),
    VisitMode.PATROL: (VisitMode.HOME, VisitMode.STREET),
}
_PAST = re.compile(r"昨|前天|前日|上个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d")


def people_reading(
    named: Named, people: tuple[KnownPerson, ...], household: KnownHousehold | None, outcome: VisitOutcome
) -> Reading:
    """Of those met or spoken of."""
    others = tuple(person.name for person in named.fitting)
    if named.ask is not None:
        return Reading(0.0, "unknown_name" if named.said else "fits_several", others)
    if named.mentions:
        least = min(named.mentions, key=lambda mention: _NAMED_BY[mention.why])
        return Reading(_NAMED_BY[least.why], least.why, others)
    if people:
        return Reading(0.8, "only_resident", others)
    members = tuple(person.name for person in household.people) if household else ()
    if outcome not in (VisitOutcome.MET, VisitOutcome.PROXY) or not members:
        return Reading(0.97, "nobody_named")
    return Reading(0.75, "nobody_named", members)


def outcome_reading(
    outcome: VisitOutcome, why: Reading, hits: Sequence[Hit], matters: Sequence[Reading], *, named: bool
) -> Reading:
    """Of what came of a call; `why` is how it was read, `matters` how sure the line's matters are."""
    sure, told = why.sure, why.why
    kinds = {hit.kind for hit in hits}
    absent = kinds & _ABSENT
    if outcome is VisitOutcome.MET:
        sure, told = _met(kinds, matters, named=named)
    elif matters and outcome not in (VisitOutcome.PROXY, VisitOutcome.AWAY):
        sure = min(sure, 0.7)
    first = [_TOLD_BY[kind] for kind in _TOLD_BY if kind in absent]
    others = dict.fromkeys(other for other in (*first, *_ALSO[outcome]) if other is not outcome)
    return Reading(sure, told, tuple(other.value for other in others))


def _met(kinds: set[str], matters: Sequence[Reading], *, named: bool) -> tuple[float, str]:
    strong = any(reading.sure >= 0.5 for reading in matters)
    if kinds & _ABSENT:
        return (0.9 if named else 0.5), "somebody_absent"
    if strong or (matters and named):
        return (0.97 if named and strong else 0.85), "matter"
    if kinds & {"没事", "办妥"}:
        return 0.97, "said"
    return 0.5, "usual"


def mode_reading(mode: VisitMode, heading: VisitMode, outcome: VisitOutcome, *, at_door: bool) -> Reading:
    """Of the way a call was made: said in the line, carried on from a heading, or as usual at home."""
    others = tuple(other.value for other in _MODES[mode])
    if mode is VisitMode.STREET and outcome in _AT_THE_DOOR:
        return Reading(0.6, "at_the_door", others)
    if mode is not heading:
        return Reading(0.92, "said", others)
    if mode is not VisitMode.HOME:
        return Reading(0.96, "carried", others)
    return Reading(0.97 if at_door else 0.9, "usual", others)


def on_reading(text: str, line: Line, *, inline: date | None) -> Reading:
    """Of the day of a visit (`inline`: said within the line); the alternatives are days as ISO text."""
    today = line.given.today
    told = (visit_day(text, today, position=found.start()) for found in _PAST.finditer(text))
    days = [line.heading_on, *(day.on for day in told if day is not None), today]
    on = inline or line.on
    others = tuple(str(day) for day in dict.fromkeys(days) if day is not None and day != on)
    if inline is not None or line.own_on is not None:
        return Reading(0.8, "said", others)
    return Reading(0.9, "today", others) if line.heading_on is None else Reading(0.97, "carried", others)


def revisit_reading(text: str, promise: SaidDay | None, on: date) -> Reading:
    """Of a promised day, or of there being none."""
    if promise is not None:
        return Reading(0.93, text[promise.start : promise.end].strip(), ())
    ahead = day_ahead(text, on)
    if ahead is None:
        return Reading(0.98, "none_said")
    return Reading(0.9, "no_promise", (str(ahead.on),))


def matter_reading(matter: FoundMatter, hits: Sequence[Hit]) -> Reading:
    """Of a matter: that it is one, and of this category, as the learned weights tell it. Alternatives are codes."""
    within = [hit for hit in hits if any(start <= hit.start < end for start, end in matter.places)]
    why = next((hit.phrase for hit in within if hit.kind in ("需求", "小恙", "仍要")), "topic")
    return Reading(round(matter.sure, 2), why, matter.alternatives)
