"""What a search gives back: hits in groups, what was tried, and what is nearest where nothing was found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.search.closeness import Closeness
from ledger.search.filters import Filter
from ledger.search.snippets import Spans, marked, marked_door, marked_name, written_ways

__all__ = [
    "Closeness",
    "Found",
    "Group",
    "Hit",
    "HitKind",
    "Marks",
    "Nearest",
    "Spans",
    "Tried",
    "Way",
    "Why",
]


class HitKind(StrEnum):
    """What was found, in the order the groups are shown in."""

    RESIDENT = "resident"
    DWELLING = "dwelling"
    MATTER = "matter"
    VISIT = "visit"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Marks:
    """Stretches (start, end) of a hit's title and text that were looked for."""

    title: Spans = ()
    text: Spans = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, `id` and `uid` being its own.

    `title` names it: a name, an address, the title of a matter, whom and where a visit was to. `text` says more: where
    somebody lives, who lives there, number and address, the words around the hit. `when` is the day of a visit or
    page, or the day a matter was registered. `words` are those looked for, folded. `household_id` is None where there
    is none.
    """

    kind: HitKind
    id: int
    uid: str
    title: str
    text: str
    words: tuple[str, ...]
    when: date | None
    closeness: Closeness
    household_id: int | None = None

    @property
    def marks(self) -> Marks:
        """What of title and text was looked for. Worked out when it is asked for: most hits are never seen."""
        words = self.words
        match self.kind:
            case HitKind.RESIDENT:
                return Marks(marked_name(self.title, words), marked(self.text, written_ways(words)))
            case HitKind.DWELLING:
                return Marks(marked_door(self.title, words), marked(self.text, words))
            case HitKind.MATTER:
                return Marks(marked(self.title, words), marked(self.text, written_ways(words)))
            case HitKind.VISIT | HitKind.PAGE:
                return Marks(marked(self.title, words), marked(self.text, words))


@dataclass(frozen=True, slots=True)
class Group:
    """The best hits of one kind; `more`: there are others behind them (50+)."""

    kind: HitKind
    hits: tuple[Hit, ...]
    more: bool = False


class Way(StrEnum):
    """A way in which a word was looked for."""

    NAME = "name"
    PINYIN = "pinyin"
    DOOR = "door"
    NUMBER = "number"  # a phone's, an ID card's, a matter's
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Tried:
    """A word as it was looked for, and how; `filter` in place of both where it was understood as one."""

    word: str
    ways: tuple[Way, ...]
    filter: Filter | None = None


class Why(StrEnum):
    """Why something near is offered."""

    SOUNDS = "sounds"  # sounds the same: 徐敏 → 许敏
    ONE_OFF = "one_off"  # one character is another: 许明 → 许敏, 3-2-510 → 3-2-501
    WITHOUT = "without"  # one word less
    SHORTER = "shorter"  # a part of a word


@dataclass(frozen=True, slots=True)
class Nearest:
    """Words that do find something, to be searched for instead, and what they find first."""

    words: str
    why: Why
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `groups` holds those that are not empty, in their order."""

    words: str
    groups: tuple[Group, ...]
    tried: tuple[Tried, ...]
    nearest: tuple[Nearest, ...]
    elapsed_ms: float

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All hits: the closest first, among equals in the order of the groups."""
        return tuple(sorted((hit for group in self.groups for hit in group.hits), key=lambda hit: hit.closeness))

    def group(self, kind: HitKind) -> Group:
        """The group of one kind, empty where nothing of it was found."""
        return next((group for group in self.groups if group.kind is kind), Group(kind, ()))
