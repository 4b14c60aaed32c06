"""What the words of a line hold for and against a matter: the features that the learned weights are given to.

The same features are taken when the weights are learned (`resources/notebook/learn_weights.py`) and when a page
is read. Each is a short text a person can read in the weight files:

    堵了       these characters, anywhere in the clause; ^ stands for its beginning, $ for its end
    〔需求〕    a word of that list of signs.txt is in the clause; 〔话题〕 one of categories.txt
    ^^ $$     there is no clause before, none after

and counts in one of the sections 是事 (of the clause itself), 前一句, 后一句 (of its neighbours), 整行 (of the line)
and 另起 (of how it begins, and whether it speaks of the same as what stands before).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.notebook.phrases import Hit
from ledger.notebook.vocabulary import Vocabulary

_MARKS = re.compile(r"[,、:\s。;!?！？()]+")
_STRONG = re.compile(r"[。;!?！？]")
_MASK = re.compile(r"某+")
_NUMBER = re.compile(r"\d+")
_NOTHING = " ,、:。;!?！？()某-—·"
_STRONG_TOPIC = 5.0
_LONGEST = 4
_LONGEST_AROUND = 3
_BEGINNING = 4
_MANY = 4
_SETTLED = frozenset({"没事", "办妥"})
_STANDS_ALONE = frozenset({"需求", "小恙", "没事", "办妥"})
_MOST_CLAUSES = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks: where they begin, and how strong the mark before them is ("", "," or "。")."""

    start: int
    text: str
    mark: str

    @property
    def place(self) -> tuple[int, int]:
        """Where its words begin and end."""
        return self.start, self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One clause, and by section the features that speak for or against its being a need; `new`: its beginning one."""

    clause: Clause
    need: tuple[tuple[str, tuple[str, ...]], ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is found in one clause: its runs of characters, the shorter ones, and the kinds of words of the lists."""

    grams: tuple[str, ...]
    shorter: tuple[str, ...]
    kinds: tuple[str, ...]
    about: frozenset[str]


OWN, BEFORE, AFTER, LINE, NEW = "是事", "前一句", "后一句", "整行", "另起"
"""The sections of need_weights.txt."""


def spoken_clauses(text: str, hits: Sequence[Hit]) -> list[Clause]:
    """The clauses of a text that say something; a word like 另外 begins one of its own."""
    marks = [found.span() for found in _MARKS.finditer(text)]
    starts = {0, *(end for _start, end in marks)}
    for hit in hits:
        begun = max(start for start in starts if start <= hit.start)
        if hit.kind == "另起" and _says_enough(text, begun, hit.start, hits):
            starts.add(hit.start)
    cuts = sorted(starts | {start for start, _end in marks} | {len(text)})
    clauses: list[Clause] = []
    for start, end in pairwise(cuts):
        bare = text[start:end].strip(_NOTHING) if start in starts else ""
        if bare and not bare.isdigit() and len(clauses) < _MOST_CLAUSES:
            between = text[clauses[-1].place[1] if clauses else 0 : start]
            mark = "。" if _STRONG.search(between) else "," if between else ""
            clauses.append(Clause(start, text[start:end], mark))
    return clauses


def _says_enough(text: str, start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Whether words before 还想 and the like stand by themselves, and are not merely who says it (老伴也想问)."""
    if len(normal(text[start:end])) > _BEGINNING:
        return True
    return any(start <= hit.start and hit.end <= end and hit.kind in _STANDS_ALONE for hit in hits)


def evidence_of(text: str, words: Vocabulary, hits: Sequence[Hit], *, quiet: bool = False) -> list[Evidence]:
    """The clauses of a line's text, names masked as 某, each with its features.

    `quiet`: it is known from elsewhere that nobody was spoken to.
    """
    clauses = spoken_clauses(text, hits)
    hits = _not_undone(hits, clauses)
    topics = words.topics(text)
    own = [_words_of(clause, words, hits, topics) for clause in clauses]
    line = dict.fromkeys((f"{min(len(clauses), _MANY)}句", *(f"〔{hit.kind}〕" for hit in hits)))
    if quiet:
        line["〔没见着〕"] = None
    around = [each.shorter + each.kinds for each in own]
    found = []
    for place, clause in enumerate(clauses):
        need = (
            (OWN, own[place].grams + own[place].kinds),
            (BEFORE, around[place - 1] if place else ()),
            (AFTER, around[place + 1] if place + 1 < len(own) else ()),
            (LINE, tuple(line)),
        )
        found.append(Evidence(clause, need, _new(place, clause, own)))
    return found


def _not_undone(hits: Sequence[Hit], clauses: Sequence[Clause]) -> list[Hit]:
    """The hits without what the same clause takes back: 修好了又漏了 is not settled."""
    again = [hit.start for hit in hits if hit.kind == "仍要"]
    if not again:
        return list(hits)
    undone = [(clause.start, max((at for at in again if at < clause.place[1]), default=0)) for clause in clauses]
    return [
        hit for hit in hits if hit.kind not in _SETTLED or not any(start <= hit.start < last for start, last in undone)
    ]


def normal(text: str) -> str:
    """`text` with every name as 某 and every number as 0, and without the marks around it."""
    return _NUMBER.sub("0", _MASK.sub("某", text.strip(_NOTHING)))


def grams(text: str) -> Iterator[str]:
    """Runs of up to four characters of `text`, which stands between ^ and $."""
    framed = f"^{text}$"
    for size in range(1, _LONGEST + 1):
        for at in range(len(framed) - size + 1):
            gram = framed[at : at + size]
            if gram not in "^$":
                yield gram


def text_grams(text: str, words: Vocabulary) -> list[str]:
    """The runs of characters of all clauses of `text`, each once."""
    found: dict[str, None] = {}
    for clause in _MARKS.split(words.spelled(text)):
        found.update(dict.fromkeys(grams(normal(clause))))
    return list(found)


def _words_of(clause: Clause, words: Vocabulary, hits: Sequence[Hit], topics: Sequence[Hit]) -> _Words:
    start, end = clause.place
    text = normal(words.spelled(clause.text))
    kinds = dict.fromkeys(f"〔{hit.kind}〕" for hit in hits if start <= hit.start < end)
    about = [topic for topic in topics if start <= topic.start < end]
    if about:
        kinds["〔话题〕"] = None
    if any(topic.weight >= _STRONG_TOPIC for topic in about):
        kinds["〔强话题〕"] = None
    kinds[f"〔{min(len(text) // _MANY, _MANY)}长〕"] = None
    found = dict.fromkeys(grams(text))
    shorter = tuple(gram for gram in found if len(gram) <= _LONGEST_AROUND)
    return _Words(tuple(found), shorter, tuple(kinds), frozenset(topic.kind for topic in about))


def _new(place: int, clause: Clause, own: Sequence[_Words]) -> tuple[str, ...]:
    text = normal(clause.text)
    found = dict.fromkeys(text[:size] for size in range(1, _BEGINNING + 1))
    found.update(dict.fromkeys(("〔每句〕", f"〔标{clause.mark}〕", *own[place].kinds)))
    if place:
        found.update(dict.fromkeys(f"前{each}" for each in own[place - 1].kinds))
        here = own[place].about
        before = frozenset[str]().union(*(each.about for each in own[:place]))
        both = "同类" if here & before else "异类" if here and before else "无类"
        found.update(dict.fromkeys((f"〔{both}〕", f"〔{both}{clause.mark}〕")))
    return tuple(found)
