"""A community's own words: what one may mean, and how many times corrections said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sense(StrEnum):
    """What a word may mean. What it names in particular stands beside it (OwnWord.of)."""

    CATEGORY = "category"
    NEED = "need"
    NO_NEED = "no_need"
    URGENT = "urgent"
    NO_ANSWER = "no_answer"
    AWAY = "away"
    REFUSED = "refused"
    VACANT = "vacant"
    MOVED = "moved"
    BUILDING = "building"
    ESTATE = "estate"

    @property
    def is_place(self) -> bool:
        """Whether such a word is a name of a place."""
        return self in (Sense.BUILDING, Sense.ESTATE)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word and what it means; `of` is the code of a category, the uid of a building or an estate, else ""."""

    word: str
    sense: Sense
    of: str = ""


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A word that corrections gave to categories: by their codes, how often."""

    word: str
    times: Mapping[str, int]

    @property
    def most(self) -> str:
        """The code corrections spoke for most often, "" where they are undecided."""
        best = max(self.times.values())
        found = [code for code, times in self.times.items() if times == best]
        return found[0] if len(found) == 1 else ""
