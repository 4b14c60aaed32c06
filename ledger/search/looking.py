"""One search on its way: what it asks for, and what it has found out about its words so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ledger.search.filters import Filter, Key
from ledger.search.naming import COUNTLESS, FEW, MANY, Named, named, really_named
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_reading import Dropped, Only, proposed_texts, text_hits, text_hits_among
from ledger.store.index_sources import TextKind

LOOKS, GLANCES = 1000, 200
"""Records of one word that are looked through for the others; and where only some are wanted."""
FEW_DOORS = 500
"""Doors, or people in care, of a filter, from which all else can be reached; of more, rows are asked one by one."""
SELDOM = 500
"""Words in no more texts than these are looked up in the index once, for all kinds of texts together."""
SELDOM_WRITTEN = (TextKind.RESIDENT, TextKind.LIFE_EVENT)
"""Kinds of which there are few texts."""


_DOORS_OF = {
    Key.BUILDING: f"select 1 from unit u join dwelling d on d.unit_id = u.id where u.building_id in {AMONG} limit ?",
    Key.GROUP: f"select 1 from care_membership where care_group_id in {AMONG} and until is null limit ?",
}


@dataclass(frozen=True)
class Known:
    """What was found out about words, whatever the filters; kept over all readings of what was typed."""

    named: dict[str, Named] = field(default_factory=dict)
    few: dict[str, Named | None] = field(default_factory=dict)
    exact: dict[str, Named | None] = field(default_factory=dict)
    seldom: dict[tuple[str, ...], bool] = field(default_factory=dict)
    texts: dict[tuple[str, ...], dict[TextKind, list[int]] | None] = field(default_factory=dict)
    listed: dict[tuple[TextKind, str], Any] = field(default_factory=dict)


@dataclass
class Looking:
    """One reading of one search: what it needs to know, and what it has found out about its words."""

    ledger: Ledger
    filters: tuple[Filter, ...]
    today: date
    limit: int
    unwanted: Callable[[], bool]
    known: Known = field(default_factory=Known)
    looks: int = LOOKS

    @property
    def enough(self) -> int:
        """Records wanted of a group: one more than are shown, to know whether there are more."""
        return self.limit + 1

    @cached_property
    def wide(self) -> frozenset[Key]:
        """The filters that take in more than `FEW_DOORS`."""
        return frozenset(each.key for each in self.filters if self._doors_of(each) > FEW_DOORS)

    def _doors_of(self, each: Filter) -> int:
        sql = _DOORS_OF.get(each.key)
        return len(rows_of(self.ledger, sql, map(int, each.codes), (FEW_DOORS + 1,))) if sql else 0

    def named(self, word: str) -> Named:
        """Whom and what a word may name."""
        if word not in self.known.named:
            self.known.named[word] = named(self.ledger, word, most=COUNTLESS)
        return self.known.named[word]

    def few(self, word: str) -> Named | None:
        """These, looked at, where they are few; None where they are more."""
        if word not in self.known.few:
            names = self.known.named.get(word) or named(self.ledger, word, most=FEW)
            self.known.few[word] = really_named(self.ledger, word, names) if names.count <= FEW else None
        return self.known.few[word]

    def exact(self, word: str) -> Named | None:
        """These, looked at, where they are not many; None where they are more."""
        if word not in self.known.exact:
            names = self.named(word)
            self.known.exact[word] = really_named(self.ledger, word, names) if names.count <= MANY else None
        return self.known.exact[word]

    def texts_with(self, kind: TextKind, words: Sequence[str], only: Only | None, limit: int) -> Sequence[int]:
        """Texts of a kind that have every word, the last entered first."""
        proposed = self.proposed(words)
        if not self.are_said(kind, words):
            return ()
        if proposed is None:
            return text_hits(self.ledger, kind, words, only=only, limit=limit)
        return text_hits_among(self.ledger, kind, words, proposed[kind], only=only)[:limit]

    def proposed(self, words: Sequence[str]) -> dict[TextKind, list[int]] | None:
        """All texts that may have every word, by kind; None where they are more than `SELDOM`."""
        key = tuple(words)
        if key not in self.known.texts:
            found = proposed_texts(self.ledger, words, limit=SELDOM + 1)
            self.known.texts[key] = found if sum(map(len, found.values())) <= SELDOM else None
        return self.known.texts[key]

    def are_said(self, kind: TextKind, words: Sequence[str]) -> bool:
        """Whether texts of a kind may have every word; those few write are asked about together."""
        proposed = self.proposed(words)
        if proposed is not None:
            return kind in proposed
        if kind.value < SELDOM_WRITTEN[0].value:
            return True
        key = tuple(words)
        if key not in self.known.seldom:
            self.known.seldom[key] = bool(proposed_texts(self.ledger, words, kinds=SELDOM_WRITTEN, limit=1))
        return self.known.seldom[key]

    def texts_proposed(self, kind: TextKind, word: str) -> Sequence[int]:
        """Texts of a kind that may have a word, the last entered first; more than `LOOKS` where there are others."""
        proposed = self.proposed((word,))
        if proposed is None:
            if not self.are_said(kind, (word,)):
                return ()
            proposed = proposed_texts(self.ledger, (word,), kinds=(kind, kind), limit=self.looks + 1)
        return proposed.get(kind, ())

    def go_on(self) -> None:
        """Raises Dropped once the search is no longer wanted."""
        if self.unwanted():
            raise Dropped
