"""What a line says that has to be followed up: its matters, each with category, urgency and its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ledger.notebook.categories import weigh
from ledger.notebook.phrases import Hit
from ledger.notebook.vocabulary import Vocabulary

_STRONG_END = re.compile(r"[。;!?！？]+")
_WEAK_END = re.compile(r"[,、:\s]+")
_ALSO = re.compile(r"^[^,]{0,8}?也(?!没|不(?!亮|热|通|好|让|能|管|修|来)|是|在|愿|同意|知道)")
_TELEGRAPH_LIMIT = 10
_TELEGRAPH_WEIGHT = 4.0
_TOPIC_WEIGHT = 5.0
_AFTERTHOUGHT = 5
_AROUND = " ,、:某"
# 要了一份表，给了: what was asked for was handed over on the spot.
_GIVEN = re.compile(r"(?:当场|当面|已经?|己|就|顺手|现场|都)?(?:给|拿给|交给|递给|发)(?:了|过了|他了?|她了?|某+了?)")


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """A matter in a text: the words it was told by, where these stand, its category and how sure that is."""

    said: str
    category: str
    urgent: bool
    alternatives: tuple[str, ...]
    sure: float
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words between two marks, and where they begin."""

    start: int
    text: str

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)


@dataclass
class _Group:
    """Clauses that belong to one matter, while they are read."""

    clauses: list[_Clause] = field(default_factory=list)
    needed: bool = False
    asked: bool = False
    done: bool = False
    nothing: bool = False
    urgent: bool = False
    slight: bool = True
    cancelled: bool = False
    before: list[_Clause] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Its words in a row, without marks and masks around."""
        return _words(self.clauses).strip(_AROUND)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand."""
        return tuple(clause.place for clause in self.clauses)


def _words(clauses: Sequence[_Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


def matters_of(text: str, words: Vocabulary, *, quiet: bool = False) -> tuple[FoundMatter, ...]:
    """The matters of one household's text; names in it stand masked as 某, promises as blanks.

    `quiet`: nobody was met, so a bare topic without a sign of need is no matter.
    """
    hits = words.signs(text)
    well = any(hit.kind == "没事" for hit in hits)
    matters: list[FoundMatter] = []
    for start, end in parts_of(text, hits):
        group = _read_group(text, start, end, hits)
        said = group.said
        remark = start > 0 and bool(matters) and text[start - 1] in "。!?"
        if not group.needed and not (group.done or group.nothing or quiet or remark):
            group.needed = _is_telegraph(said, words)
        if group.needed and group.slight and (well or quiet):
            continue  # 感冒在家，没别的: said, but nothing to follow up
        if group.needed and said:
            _take_in(matters, group, words)
        elif matters and group.urgent and not group.done:
            matters[-1] = replace(matters[-1], urgent=True)
        elif matters and group.done and not group.cancelled:
            matters.pop()
    return tuple(matters)


def _take_in(matters: list[FoundMatter], group: _Group, words: Vocabulary) -> None:
    """A group as a matter of its own, or as an afterthought to the last one."""
    said = group.said
    if matters and len(said) <= _AFTERTHOUGHT and not words.topics(said):
        last = matters[-1]
        places = (*last.places, *group.places)
        matters[-1] = replace(last, said=f"{last.said} {said}", urgent=last.urgent or group.urgent, places=places)
        return
    # 起火，已扑灭，要求整治: what was settled still tells what it is about.
    about = said if words.topics(said) else " ".join([*(clause.text for clause in group.before), said])
    code, others, sure = weigh(about, words)
    matters.append(FoundMatter(said, code, group.urgent, others, sure, group.places))


def parts_of(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where one matter may end and the next begin: at strong stops, 另外, 还有, and 也 with a need of its own."""
    cuts = {0, len(text)}
    cuts.update(found.end() for found in _STRONG_END.finditer(text))
    cuts.update(hit.start for hit in hits if hit.kind == "另起")
    needs = [hit for hit in hits if hit.kind == "需求"]
    for comma in _WEAK_END.finditer(text):
        rest = text[comma.end() :]
        also = _ALSO.match(rest)
        if also and any(hit.start >= comma.end() + also.end() - 1 for hit in needs):
            cuts.add(comma.end())
    ordered = sorted(cuts)
    return [(start, end) for start, end in pairwise(ordered) if text[start:end].strip()]


def _read_group(text: str, start: int, end: int, hits: Sequence[Hit]) -> _Group:
    group = _Group()
    within = [hit for hit in hits if start <= hit.start and hit.end <= end]
    group.urgent = any(hit.kind == "急" for hit in within)
    for first, last in clauses_of(text, start, end):
        _add_clause(group, text[first:last], first, [hit for hit in within if first <= hit.start < last])
    return group


def clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the clauses between `start` and `end` stand, between commas and blanks."""
    clauses, position = [], start
    for stop in _WEAK_END.finditer(text, start, end):
        clauses.append((position, stop.start()))
        position = stop.end()
    return [*clauses, (position, end)]


def _add_clause(group: _Group, clause: str, start: int, hits: Sequence[Hit]) -> None:
    if not clause.strip(" 。;!?某"):
        return
    if _GIVEN.fullmatch(clause.strip()):
        given = clause.strip()
        hits = [Hit(end := start + len(clause), end, "办妥", 1.0, given)] + [h for h in hits if h.kind == "仍要"]
    done = [hit for hit in hits if hit.kind == "办妥"]
    needs = [hit for hit in hits if hit.kind in ("需求", "小恙")]
    again = [hit for hit in hits if hit.kind == "仍要"]
    if done and not again:
        # What was said before it is settled; only a need that follows stays.
        later = [hit for hit in needs if hit.start >= done[-1].end and _is_wish(hit)]
        group.cancelled = group.needed or bool(needs) or bool(_words(group.clauses).strip(" 某"))
        group.before += [*group.clauses, _Clause(start, clause[: done[0].start - start])]
        group.clauses = [_Clause(done[-1].end, clause[done[-1].end - start :])] if later else []
        group.needed = bool(later)
        group.done = not later
        group.urgent = group.urgent and bool(later)
        return
    if needs or again:
        if group.done:
            group.clauses = group.before if again else []
        group.needed, group.done = True, False
        group.slight = group.slight and all(hit.kind == "小恙" for hit in needs) and not again
        group.clauses.append(_Clause(start, clause))
        return
    if any(hit.kind == "没事" for hit in hits):
        group.nothing = True
        return
    group.clauses.append(_Clause(start, clause))


def _is_wish(hit: Hit) -> bool:
    return hit.phrase[:1] in "想要问求盼还需请望咨申建怎咋能"


def _is_telegraph(said: str, words: Vocabulary) -> bool:
    """A bare topic noted down without a word of asking: 停车证, 医保报销, 公交半小时一趟."""
    short = len(said.replace(" ", "")) <= _TELEGRAPH_LIMIT
    return any(
        hit.weight >= _TOPIC_WEIGHT or (short and hit.weight >= _TELEGRAPH_WEIGHT and len(hit.phrase) > 2)
        for hit in words.topics(said)
        if len(hit.phrase) > 1
    )
