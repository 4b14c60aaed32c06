"""What a line is read with, and the part of it that one entry speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.notebook.context import Context
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Materials:
    """What every line is read with."""

    index: RosterIndex
    words: Vocabulary
    today: date


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number (from 1), its text as written, and where the page is when it is read.

    `own_on` is the day the line opens with, `heading_on` the one carried on to it; `at_door`: it opens with a room.
    """

    number: int
    text: str
    here: Context
    given: Materials
    own_on: date | None = None
    heading_on: date | None = None
    at_door: bool = False

    @property
    def on(self) -> date:
        """The day that holds for it."""
        return self.here.on or self.given.today


@dataclass(frozen=True, slots=True)
class Said:
    """The words about one door or person, in plain form; `at`: where in the line each of their characters stands."""

    text: str
    at: Sequence[int]

    @classmethod
    def part(cls, text: str, start: int, end: int | None = None) -> "Said":
        """The words from `start` to `end` of a plain line."""
        end = len(text) if end is None else max(start, end)
        return cls(text[start:end], range(start, end))

    def within(self, start: int, end: int) -> "Said":
        """The words from `start` to `end` of these."""
        return Said(self.text[start:end], self.at[start:end])

    def at_places(self, places: Sequence[int]) -> "Said":
        """These words where `places` tells, for each place counted so far, at which it stands in the line."""
        return Said(self.text, self.at if isinstance(places, range) else [places[at] for at in self.at])

    def written(self, line: str, start: int, end: int) -> tuple[int, int, str]:
        """Where the words from `start` to `end` (at least one) stand in `line`, and how they are written there."""
        first, last = self.at[start], self.at[end - 1] + 1
        return first, last, line[first:last]
