"""The words the reading knows, as data: `resources/notebook/*.txt`, and a community's own words over them.

A line reads 名称 权重：词、词、词; a line without a colon goes on with the one above; # begins a remark.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ledger.notebook.phrases import Hit, PhraseBook, begins_with_words, spellings
from ledger.records.own_words import Sense

WORDS_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "notebook"

CATEGORIES = {
    "设施维修": "facilities",
    "水电气暖": "utilities",
    "物业服务": "property",
    "环境卫生": "environment",
    "公共安全": "safety",
    "出行停车": "parking",
    "邻里纠纷": "neighbour",
    "婚姻家庭": "family",
    "养老助老": "elderly",
    "民政救助": "welfare",
    "医疗健康": "health",
    "就业社保": "employment",
    "教育文体": "education",
    "政策咨询": "policy",
    "其他": "other",
}
"""The fifteen main categories, as the word lists name them and as the ledger codes them."""

OWN_WEIGHT = 8.0
_MOST_LEARNED = 6.0
_HEAD = re.compile(r"^([^：:、（(\s]+)(?:\s+(\d+(?:\.\d+)?))?\s*[：:](.*)$")
_EXCEPT = "不算"
_MOST_REMEMBERED = 200


@dataclass(frozen=True)
class OwnWords:
    """What one community adds: words it gives to a category or another sense, and what its corrections have taught.

    `learned`: word → category code → how often a correction said so.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learned: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    signs: Mapping[Sense, tuple[str, ...]] = field(default_factory=dict)


OWN_NEED, OWN_NO_NEED = "本地有事", "本地没事"
"""The kinds of sign by which a community's words say that they are a need, or none."""

_KINDS = {
    Sense.NEED: ("需求", OWN_NEED),
    Sense.NO_NEED: (OWN_NO_NEED,),
    Sense.URGENT: ("急",),
    Sense.NO_ANSWER: ("无人",),
    Sense.AWAY: ("外出",),
    Sense.REFUSED: ("拒访",),
    Sense.VACANT: ("空置",),
    Sense.MOVED: ("搬离",),
}


class Vocabulary:
    """All words ready to search with."""

    def __init__(self, own: OwnWords | None = None) -> None:
        self.own = own or OwnWords()
        self._slips, self._slip = _slips()
        topics = [(code, weight, self.spelled(word)) for code, weight, word in _own_phrases(self.own)]
        signs = [(kind, weight, self.spelled(word)) for kind, weight, word in _own_signs(self.own)]
        # Most communities have no words of their own: every line is read without looking for them.
        own_signs = (PhraseBook(signs),) if signs else ()
        self._signs = (*own_signs, _listed_signs())
        own_topics = (PhraseBook(topics, across_clauses=True),) if topics else ()
        self._topics = (*own_topics, _listed_topics())
        self._signs_of: dict[str, list[Hit]] = {}
        self._topics_of: dict[str, list[Hit]] = {}
        self._own = frozenset((kind, spelling) for kind, _w, word in topics for spelling in spellings(word))
        self.not_names = frozenset(word for _k, _w, word in read_phrases("not_names"))

    def spelled(self, text: str) -> str:
        """`text` with slips and dialect in plain words (赌住 → 堵住, 莫得 → 没有), character for character."""
        return self._slip.sub(lambda found: self._slips[found.group()], text)

    def signs(self, text: str) -> Sequence[Hit]:
        """Signs of need, outcome, mode and so on; what an exception or a longer sign covers is left out.

        A longer sign of whatever kind hides the shorter ones within it: 没人修 is a need, no 没人.
        """
        return _remembered(self._signs_of, text, self._read_signs)

    def topics(self, text: str) -> Sequence[Hit]:
        """Words that tell a category: of overlapping ones of one category the longest."""
        return _remembered(self._topics_of, text, self._read_topics)

    def is_own(self, topic: Hit) -> bool:
        """Whether a topic comes from the community's own words and corrections."""
        return (topic.kind, topic.phrase) in self._own

    def _read_signs(self, text: str) -> list[Hit]:
        hits = _hits(self._signs, self.spelled(text))
        hits.sort(key=lambda hit: (hit.start - hit.end, hit.start, -hit.weight))
        kept: list[Hit] = []
        for hit in hits:
            bare = hit.kind.removeprefix(_EXCEPT)
            if not any(_hides(other, hit, bare) for other in kept):
                kept.append(hit)
        return sorted((hit for hit in kept if not hit.kind.startswith(_EXCEPT)), key=lambda hit: hit.start)

    def _read_topics(self, text: str) -> list[Hit]:
        hits = _hits(self._topics, self.spelled(text))
        hits.sort(key=lambda hit: (-hit.weight, hit.start - hit.end, hit.start))
        kept: list[Hit] = []
        for hit in hits:
            if not any(o.kind == hit.kind and o.start < hit.end and hit.start < o.end for o in kept):
                kept.append(hit)
        return kept


def _remembered(known: dict[str, list[Hit]], text: str, read: Callable[[str], list[Hit]]) -> Sequence[Hit]:
    """What was found in `text`: one line is asked for its words several times over."""
    found = known.get(text)
    if found is None:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        found = known[text] = read(text)
    return found


def _hides(other: Hit, hit: Hit, bare: str) -> bool:
    if not (other.start <= hit.start and hit.end <= other.end):
        return False
    # A community's word goes before those that come with the program.
    is_own, goes_before = hit.weight == OWN_WEIGHT, other.weight == OWN_WEIGHT
    if is_own and not goes_before:
        return False
    if other.kind.startswith(_EXCEPT):
        return other.kind == _EXCEPT + bare and not hit.kind.startswith(_EXCEPT)
    longer = other.end - other.start > hit.end - hit.start or goes_before > is_own
    return longer and other.kind not in _NEVER_HIDES and hit.kind not in _NEVER_HIDDEN


# A place or a haste says nothing about the other words it is made of, and is not undone by them.
_NEVER_HIDES = frozenset({"公共地点", "急", "另起", "碰面", "房客", "代答", "电话", "经手"})
_NEVER_HIDDEN = frozenset({"急", "公共地点", "房客", "代答", "经手"})


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the program."""
    return Vocabulary()


def read_phrases(name: str) -> list[tuple[str, float, str]]:
    """(name of the line, weight, phrase) of one word list. Raises ValueError where a list begins without a name."""
    found: list[tuple[str, float, str]] = []
    kind, weight = "", 1.0
    for number, line in enumerate((WORDS_FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        head = _HEAD.match(line)
        if head:
            kind, weight, line = head[1], float(head[2] or 1), head[3]
        elif not kind:
            raise ValueError(f"{name}.txt, line {number}: no name before the words")
        found += [(kind, weight, word) for word in re.split(r"[、，,\s]+", line) if word]
    return found


@cache
def _slips() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Slips of the pen and dialect in plain words, and how they are found."""
    slips = {wrong: right for right, _w, wrong in (*read_phrases("slips"), *read_phrases("dialect"))}
    return slips, re.compile("|".join(map(re.escape, sorted(slips, key=len, reverse=True))))


@cache
def _listed_signs() -> PhraseBook:
    return PhraseBook([*read_phrases("signs"), *read_phrases("outcomes")])


@cache
def _listed_topics() -> PhraseBook:
    listed = [(CATEGORIES[name], weight, word) for name, weight, word in read_phrases("categories")]
    return PhraseBook(listed, across_clauses=True)


def _hits(books: Sequence[PhraseBook], text: str) -> list[Hit]:
    return [hit for book in books for hit in book.hits(text)]


def _own_phrases(own: OwnWords) -> Sequence[tuple[str, float, str]]:
    words = [(code, OWN_WEIGHT, word) for code, all_words in own.words.items() for word in all_words]
    learned = [
        (code, min(2.0 + 2.0 * times, _MOST_LEARNED), word)
        for word, codes in own.learned.items()
        for code, times in codes.items()
    ]
    return [(code, weight, word) for code, weight, word in (*words, *learned) if begins_with_words(word)]


def _own_signs(own: OwnWords) -> Sequence[tuple[str, float, str]]:
    return [
        (kind, OWN_WEIGHT, word)
        for sense, all_words in own.signs.items()
        for word in all_words
        if begins_with_words(word)
        for kind in _KINDS.get(sense, ())
    ]
