"""People named in a line: who, where the name stands, and by what it was read."""

import re
from dataclasses import dataclass

from ledger.records.notebook import Ask, KnownPerson

_CALLED = re.compile(r"(?:给|到|去|往|打)$")
_HOME_CALLED = re.compile(r"家里?(?:打|去|拨|通|座机)[^,。;]{0,4}?(?:电话|通)|家里?(?:座机|电话)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One person at one place of a text, and how the words led there."""

    start: int
    end: int
    person: KnownPerson
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """Everybody a text names of one household, in order, and what is unclear: whom it fits, which name is not known."""

    mentions: tuple[Mention, ...] = ()
    ask: Ask | None = None
    fitting: tuple[KnownPerson, ...] = ()
    said: str = ""

    @property
    def people(self) -> tuple[KnownPerson, ...]:
        """Each person once, in order of mention."""
        return tuple(dict.fromkeys(mention.person for mention in self.mentions))


def spoken_to(text: str, mentions: list[Mention]) -> list[Mention]:
    """给顾桂珍家去电话，陶红接的: a name that only says whose home it is, where another was spoken to."""
    there = [each for each in mentions if not _is_whose_home(text, each)]
    return there or mentions


def _is_whose_home(text: str, mention: Mention) -> bool:
    if not text.startswith("家", mention.end):
        return False
    return _CALLED.search(text[: mention.start]) is not None or _HOME_CALLED.match(text, mention.end) is not None
