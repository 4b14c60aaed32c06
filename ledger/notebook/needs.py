"""What a line says that has to be followed up: its matters, each with category, urgency and its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ledger.notebook.categories import weigh
from ledger.notebook.phrases import Hit
from ledger.notebook.vocabulary import Vocabulary
from ledger.records.notebook import ReadMatter

_STRONG_END = re.compile(r"[。;!?！？]+")
_WEAK_END = re.compile(r"[,、:\s]+")
_ALSO = re.compile(r"^[^,]{0,8}?也(?!没|不(?!亮|热|通|好|让|能|管|修|来)|是|在|愿|同意|知道)")
_TELEGRAPH_LIMIT = 10
_TELEGRAPH_WEIGHT = 4.0
_TOPIC_WEIGHT = 5.0
_AFTERTHOUGHT = 5
# 要了一份表，给了: what was asked for was handed over on the spot.
_GIVEN = re.compile(r"(?:当场|当面|已经?|己|就|顺手|现场|都)?(?:给|拿给|交给|递给|发)(?:了|过了|他了?|她了?|某+了?)")


@dataclass
class _Group:
    """Clauses that belong to one matter, while they are read."""

    start: int
    clauses: list[str] = field(default_factory=list)
    needed: bool = False
    asked: bool = False
    done: bool = False
    nothing: bool = False
    urgent: bool = False
    slight: bool = True
    cancelled: bool = False
    before: list[str] = field(default_factory=list)


def matters_of(text: str, words: Vocabulary, *, quiet: bool = False) -> tuple[ReadMatter, ...]:
    """The matters of one household's text; names in it stand masked as 某, promises as blanks.

    `quiet`: nobody was met, so a bare topic without a sign of need is no matter.
    """
    hits = words.signs(text)
    well = any(hit.kind == "没事" for hit in hits)
    matters: list[ReadMatter] = []
    for start, end in _parts(text, hits):
        group = _read_group(text, start, end, hits)
        said = " ".join(group.clauses).strip(" ,、:某")
        remark = start > 0 and bool(matters) and text[start - 1] in "。!?"
        if not group.needed and not (group.done or group.nothing or quiet or remark):
            group.needed = _is_telegraph(said, words)
        if group.needed and group.slight and (well or quiet):
            continue  # 感冒在家，没别的: said, but nothing to follow up
        if group.needed and said and matters and len(said) <= _AFTERTHOUGHT and not words.topics(said):
            last = matters.pop()
            urgent = last.urgent or group.urgent
            matters.append(ReadMatter(f"{last.text} {said}", last.category, urgent, last.alternatives))
        elif group.needed and said:
            # 起火，已扑灭，要求整治: what was settled still tells what it is about.
            about = said if words.topics(said) else " ".join([*group.before, said])
            code, others, _sure = weigh(about, words)
            matters.append(ReadMatter(said, code, group.urgent, others))
        elif matters and (group.urgent or (group.done and not group.cancelled)):
            last = matters.pop()
            if not group.done:
                matters.append(ReadMatter(last.text, last.category, True, last.alternatives))
    return tuple(matters)


def _parts(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
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
    group = _Group(start)
    within = [hit for hit in hits if start <= hit.start and hit.end <= end]
    group.urgent = any(hit.kind == "急" for hit in within)
    position = start
    for stop in [*_WEAK_END.finditer(text, start, end), None]:
        clause_end = stop.start() if stop else end
        inside = [hit for hit in within if position <= hit.start < clause_end]
        _add_clause(group, text[position:clause_end], position, inside)
        position = stop.end() if stop else end
    return group


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
        group.cancelled = group.needed or bool(needs) or bool("".join(group.clauses).strip(" 某"))
        group.before += [*group.clauses, clause[: done[0].start - start]]
        group.clauses = [clause[done[-1].end - start :]] if later else []
        group.needed = bool(later)
        group.done = not later
        group.urgent = group.urgent and bool(later)
        return
    if needs or again:
        if group.done:
            group.clauses = group.before if again else []
        group.needed, group.done = True, False
        group.slight = group.slight and all(hit.kind == "小恙" for hit in needs) and not again
        group.clauses.append(clause)
        return
    if any(hit.kind == "没事" for hit in hits):
        group.nothing = True
        return
    group.clauses.append(clause)


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
