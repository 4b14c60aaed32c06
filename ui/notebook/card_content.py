"""What a card of the page says: lines of parts, each a chip or a few words, and what pressing one of them does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from ui.theme import Tone

SURE = 0.8
"""What is read less surely than this looks like a proposal."""


class Look(Enum):
    """How a part is drawn."""

    STRONG = "strong"
    CHIP = "chip"
    QUIET = "quiet"
    TITLE = "title"
    NOTE = "note"
    LINK = "link"
    PROBLEM = "problem"
    MENU = "menu"


class Standing(Enum):
    """How far a part may be relied on: read and not sure, read, or decided by a person."""

    UNSURE = "unsure"
    READ = "read"
    DECIDED = "decided"


def standing_of(sure: float, *, decided: bool) -> Standing:
    """How far a part may be relied on that was read so surely (0 to 1)."""
    if decided:
        return Standing.DECIDED
    return Standing.UNSURE if sure < SURE else Standing.READ


class Act(Enum):
    """What pressing a part, or choosing from its list, does."""

    OPEN = "open"  # the candidates of `what`
    EDIT = "edit"  # write `what` anew, in place
    CORRECT = "correct"
    CORRECT_MATTER = "correct_matter"
    ADD_MATTER = "add_matter"
    CLEAR = "clear"
    GO = "go"  # to the page `what`, with what="…", id=…
    REGISTER_DOOR = "register_door"
    REGISTER_PERSON = "register_person"


@dataclass(frozen=True, slots=True)
class Press:
    """An act with what it needs: `nth` is the matter it concerns, `fields` what it decides."""

    act: Act
    what: str = ""
    nth: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a card. `name` tells it from the others of its card and stays the same while it is corrected.

    `spoken` is what it is called aloud where its words alone would not do; `drops` is what Delete does; `at_end`
    puts it at the right end of its line.
    """

    name: str
    words: str
    look: Look = Look.CHIP
    tone: Tone = Tone.GREY
    standing: Standing = Standing.READ
    press: Press | None = None
    drops: Press | None = None
    spoken: str = ""
    tip: str = ""
    at_end: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether the keyboard can stand on it."""
        return self.press is not None


@dataclass(frozen=True, slots=True)
class CardContent:
    """A whole card. `asks` says that something must be answered before it can be entered."""

    lines: tuple[tuple[Part, ...], ...]
    spoken: str = ""
    asks: bool = False
    faint: bool = False
