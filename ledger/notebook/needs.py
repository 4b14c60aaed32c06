"""What a line says that has to be followed up: its matters, each with category, urgency and its own words.

Whether a clause is a need, and whether it begins one of its own, is weighed: every run of characters and every word
of the lists adds its learned weight (`resources/notebook/need_weights.txt`), and the line is read in the way that
weighs most as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.notebook.categories import weigh
from ledger.notebook.chances import BEGINS, GOES_ON, Chances
from ledger.notebook.evidence import Clause, evidence_of
from ledger.notebook.phrases import Hit
from ledger.notebook.shape import UNSURE
from ledger.notebook.vocabulary import Vocabulary
from ledger.notebook.weights import SURE, honest, need_scores, need_weights

_STRONG_END = re.compile(r"[。;!?！？]+")
_WEAK_END = re.compile(r"[,、:\s]+")
_ALSO = re.compile(r"^[^,]{0,8}?也(?!没|不(?!亮|热|通|好|让|能|管|修|来)|是|在|愿|同意|知道)")
_AROUND = " ,、:某"
_TELLS_TOO = 0.1
_TELLS_NOTHING = frozenset({"没事", "办妥"})


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """A matter in a text: the words it was told by, where these stand, and its category.

    `sure` (0 to 1) is how sure it is that there is such a matter and that it is of this category.
    """

    said: str
    category: str
    urgent: bool
    alternatives: tuple[str, ...]
    sure: float
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """The clauses of one matter: those it is told by, all that stand with it, and how likely it is one."""

    told: tuple[Clause, ...]
    around: tuple[Clause, ...]
    likely: float


def matters_of(text: str, words: Vocabulary, *, quiet: bool = False) -> tuple[FoundMatter, ...]:
    """The matters of one household's text; names in it stand masked as 某, promises as blanks.

    `quiet`: it is known already that nobody was spoken to.
    """
    hits = words.signs(text)
    spans = _spans(text, words, hits, quiet=quiet)
    starts = [span.told[0].start for span in spans]
    urgent = {_last_before(starts, hit.start) for hit in hits if hit.kind == "急"}
    matters = []
    for number, span in enumerate(spans):
        code, others, sure = weigh(_words(span.around), words)
        told = [clause for clause in span.around if clause in span.told or _is_about(clause, code, words, hits)]
        said = _words(told).strip(_AROUND)
        places = tuple(clause.place for clause in told)
        matters.append(FoundMatter(said, code, number in urgent, others, round(sure * span.likely, 3), places))
    return tuple(matters)


def perhaps_needs(text: str, words: Vocabulary, *, quiet: bool = False) -> tuple[tuple[int, int], ...]:
    """Where the clauses stand that may be a need, so likely that leaving them out cannot be called sure."""
    evidence = evidence_of(text, words, words.signs(text), quiet=quiet)
    likely = Chances(*need_scores(evidence)).expected().need if evidence else ()
    told = need_weights()[SURE]
    return tuple(
        each.clause.place for each, chance in zip(evidence, likely, strict=True) if honest(1.0 - chance, told) < UNSURE
    )


def _is_about(clause: Clause, category: str, words: Vocabulary, hits: Sequence[Hit]) -> bool:
    """Whether a clause that tells no need by itself names what the matter is about: 楼道灯坏了, 三天没人修."""
    start, end = clause.place
    if any(start <= hit.start < end and hit.kind in _TELLS_NOTHING for hit in hits):
        return False
    return any(topic.kind == category for topic in words.topics(clause.text))


def _words(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text.strip() for clause in clauses)


def _last_before(starts: Sequence[int], place: int) -> int:
    """Which matter words at `place` belong to: the last that has begun, else the first."""
    return max((number for number, start in enumerate(starts) if start <= place), default=0)


def _spans(text: str, words: Vocabulary, hits: Sequence[Hit], *, quiet: bool) -> list[_Span]:
    evidence = evidence_of(text, words, hits, quiet=quiet)
    if not evidence:
        return []
    chances = Chances(*need_scores(evidence))
    counts = chances.counts()
    count = counts.index(max(counts))
    if not count:
        return []
    read, likely = chances.best(count), chances.expected().need
    begun = [place for place, what in enumerate(read) if what == BEGINS]
    spans = []
    for start, end in zip([0, *begun[1:]], [*begun[1:], len(evidence)], strict=True):
        told = [place for place in range(start, end) if read[place] in (BEGINS, GOES_ON) or likely[place] > _TELLS_TOO]
        chance = max(likely[place] for place in range(start, end))
        spans.append(
            _Span(
                tuple(evidence[place].clause for place in told),
                tuple(each.clause for each in evidence[start:end]),
                honest(min(chance, counts[count]) if end == len(evidence) else chance, need_weights()[SURE]),
            )
        )
    return spans


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


def clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the clauses between `start` and `end` stand, between commas and blanks."""
    clauses, position = [], start
    for stop in _WEAK_END.finditer(text, start, end):
        clauses.append((position, stop.start()))
        position = stop.end()
    return [*clauses, (position, end)]
