"""How records are gathered for some words, whatever their kind.

A record has a word where it stands in what is written in or under it, or where the word names its people or its door.
For one word the index gives the records best first, and reading stops when there are enough. Several words may each
stand somewhere else (许敏 is the name, 漏水 is in the note): the records that have them all in one text come from the
index as well; for the others the rarest word's records are looked through. Where every word is frequent, so that there
are more than `MOST` of these, the newest `LOOKS` are looked through and the group says that there may be more.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from ledger.rules.search_tokens import fold
from ledger.search.doors import Door, names_door
from ledger.search.filters import Filter, condition
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.naming import Forms, Named, door_parts, named, names_person
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_entries import folded_texts
from ledger.store.index_reading import Dropped, is_proposed, proposed_texts, text_hits
from ledger.store.index_sources import TEXTS, TextKind

MOST = 1000
LOOKS = 2000
AT_ONCE = 200
SELDOM = TextKind.RESIDENT
"""From this kind of text on there are few of each."""
RANKED = 100
"""Of records that have a word somewhere, at least so many of the newest are put in order."""


@dataclass(frozen=True, slots=True)
class Tributary:
    """Texts of another table that belong to a kind of record.

    `owners` gives the records (in SQL) of rows by their ids; `texts` gives (record, text) for records by their ids.
    """

    kind: TextKind
    owners: str
    texts: str


@dataclass
class Looking:
    """One reading of one search: what it needs to know, and what it has found out about its words."""

    ledger: Ledger
    filters: tuple[Filter, ...]
    today: date
    limit: int
    unwanted: Callable[[], bool]
    known: dict[str, Named] = field(default_factory=dict)
    seldom: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @property
    def enough(self) -> int:
        """Records wanted of a group: one more than are shown, to know whether there are more."""
        return self.limit + 1

    def named(self, word: str) -> Named:
        """Whom and what a word names."""
        if word not in self.known:
            self.known[word] = named(self.ledger, word)
        return self.known[word]

    def are_said(self, words: Sequence[str], kind: TextKind) -> bool:
        """Whether texts of this kind may have the words. Of those few write, all are asked about together."""
        if kind.value < SELDOM.value:
            return True
        key = tuple(words)
        if key not in self.seldom:
            self.seldom[key] = is_proposed(self.ledger, words, since=SELDOM)
        return self.seldom[key]

    def go_on(self) -> None:
        """Raises Dropped once the search is no longer wanted."""
        if self.unwanted():
            raise Dropped


Ranked = tuple[tuple[Any, ...], Closeness, int]
"""What a record is sorted by, how close it is, its id."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The best records of a kind, in order, and whether there are more."""

    ranked: tuple[Ranked, ...]
    more: bool


class Kind(ABC):
    """One kind of record: where its words stand, in which order it is shown."""

    kind: ClassVar[HitKind]
    text: ClassVar[TextKind]
    tributaries: ClassVar[tuple[Tributary, ...]] = ()
    beside_counts: ClassVar[bool] = True
    """Whether a record is found where all words stand beside it: in the names of its people, in its door."""

    def __init__(self, looking: Looking) -> None:
        self.looking = looking
        self.ledger = looking.ledger
        self.only = condition(self.text.table, looking.filters, str(looking.today))
        self._cut = False

    def gather(self, words: Sequence[str]) -> Gathered:
        """The best records with every word that fit the filters."""
        if self.only is None:
            return Gathered((), False)
        ids = self._with_all(words) if words else self.listed()
        ranked = sorted(self.ranked(dict.fromkeys(ids), words))
        return Gathered(tuple(ranked[: self.looking.limit]), self._cut or len(ranked) > self.looking.limit)

    @abstractmethod
    def listed(self) -> Iterable[int]:
        """The best records where there are only filters, one more than are shown."""

    @abstractmethod
    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """The records with what they are sorted by."""

    @abstractmethod
    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """The records as they are shown, in the order given."""

    def written(self, words: Sequence[str]) -> Iterable[int]:
        """Records that have every word in their own text, best first."""
        if not self.looking.are_said(words, self.text):
            return ()
        return text_hits(self.ledger, self.text, words, only=self.only, limit=self.looking.enough)

    def called(self, words: Sequence[str]) -> Iterable[int]:
        """Records whose own name, door or number has every word, best first."""
        return ()

    def called_count(self, word: str) -> int:
        """About how many records have a word in their own name, door or number; no more than `MOST` + 1."""
        return 0

    def called_all(self, word: str) -> Iterable[int]:
        """All these records."""
        return ()

    def beside(self, words: Named, limit: int) -> list[int]:
        """Records whose people or door are among those named, the newest `limit`."""
        return []

    def people(self, ids: Iterable[int]) -> dict[int, list[Forms]]:
        """The people of records, as they may be typed."""
        return {}

    def door_of(self, ids: Iterable[int]) -> dict[int, int]:
        """The doors of records: ids of dwellings."""
        return {}

    def calls(self, word: str, ids: Iterable[int]) -> set[int]:
        """Those records whose own name, door or number has a word."""
        return set()

    def _with_all(self, words: Sequence[str]) -> Iterator[int]:
        yield from self.called(words)
        yield from self.written(words)
        for tributary in self.tributaries:
            yield from self._under(tributary, words)
        self.looking.go_on()
        if len(words) > 1:
            yield from self._mixed(words)
        elif self.beside_counts and self.looking.named(words[0]).few:
            yield from self.fitting(self.beside(self.looking.named(words[0]), MOST))

    def _under(self, tributary: Tributary, words: Sequence[str]) -> Iterable[int]:
        if not self.looking.are_said(words, tributary.kind):
            return ()
        limit = max(self.looking.enough, RANKED)
        ids = text_hits(self.ledger, tributary.kind, words, limit=limit)
        return self.fitting(row[0] for row in rows_of(self.ledger, tributary.owners, ids))

    def fitting(self, ids: Iterable[int]) -> list[int]:
        """Those of the records that stand and fit the filters."""
        assert self.only is not None
        standing = f"r.withdrawn_at is null and ({self.only.sql})"
        sql = f"select r.id from {self.text.table} r where r.id in {AMONG} and {standing}"
        return [row[0] for row in rows_of(self.ledger, sql, set(ids), self.only.values)]

    def _mixed(self, words: Sequence[str]) -> Iterator[int]:
        """Records that have some words here and some there."""
        counts = {word: self._count(word) for word in words}
        rarest = min(words, key=counts.__getitem__)
        if counts[rarest] <= MOST:
            yield from self.with_every(self.fitting(self._all(rarest)), words)
            return
        written = [word for word in words if not self.looking.named(word) and not self.called_count(word)]
        if not written:
            self._cut = True
            return
        yield from self._looked_through(min(written, key=counts.__getitem__), words)

    def _looked_through(self, word: str, words: Sequence[str]) -> Iterator[int]:
        last, looked, found = (1 << 40) - 1, 0, 0
        while looked < LOOKS and found < self.looking.enough:
            self.looking.go_on()
            ids = text_hits(self.ledger, self.text, [word], ids=(1, last - 1), only=self.only, limit=AT_ONCE)
            for id_ in self.with_every(ids, words):
                found += 1
                yield id_
            if len(ids) < AT_ONCE:
                return
            last, looked = ids[-1], looked + len(ids)
        self._cut = True

    def _count(self, word: str) -> int:
        names = self.looking.named(word)
        if names.many:
            return MOST + 1
        count = self.called_count(word)
        for kind in (self.text, *(each.kind for each in self.tributaries)):
            if count <= MOST:
                count += len(self._proposed(kind, word))
        return count + (len(self.beside(names, MOST + 1)) if names and count <= MOST else 0)

    def _proposed(self, kind: TextKind, word: str) -> tuple[int, ...]:
        if not self.looking.are_said((word,), kind):
            return ()
        return proposed_texts(self.ledger, kind, word, limit=MOST + 1)

    def _all(self, word: str) -> Iterator[int]:
        yield from self._proposed(self.text, word)
        yield from self.called_all(word)
        for each in self.tributaries:
            ids = self._proposed(each.kind, word)
            yield from (row[0] for row in rows_of(self.ledger, each.owners, ids))
        if names := self.looking.named(word):
            yield from self.beside(names, MOST)

    def with_every(self, ids: Sequence[int], words: Sequence[str]) -> list[int]:
        """Those of the records that have every word somewhere; looked at on the rows."""
        texts = self.texts(ids)
        missing = {id_: {word for word in words if not any(word in text for text in texts[id_])} for id_ in ids}
        own = {id_ for id_ in ids if len(missing[id_]) < len(words)}
        for word in words:
            open_ = [id_ for id_ in ids if word in missing[id_]]
            for id_ in self.calls(word, open_):
                missing[id_].discard(word)
                own.add(id_)
        open_ = [id_ for id_ in ids if missing[id_] and all(self.looking.named(word) for word in missing[id_])]
        self._look_beside(open_, missing)
        return [id_ for id_ in ids if not missing[id_] and (self.beside_counts or id_ in own)]

    def _look_beside(self, ids: list[int], missing: dict[int, set[str]]) -> None:
        people, doors = self.people(ids), self.door_of(ids)
        parts = door_parts(self.ledger, set(doors.values()))
        for id_ in ids:
            door = parts[doors[id_]][0] if id_ in doors else None
            missing[id_] = {word for word in missing[id_] if not _beside_has(word, people.get(id_, ()), door)}

    def texts(self, ids: Iterable[int]) -> dict[int, list[str]]:
        """What is written in and under records, folded."""
        wanted = list(ids)
        source = TEXTS[self.text]
        found: dict[int, list[str]] = {id_: [] for id_ in wanted}
        for row in rows_of(self.ledger, f"select {source.columns} from {source.table} r where r.id in {AMONG}", wanted):
            found[row[0]] += folded_texts(source, row)
        for tributary in self.tributaries:
            for row in rows_of(self.ledger, tributary.texts, wanted):
                found[row[0]].append(fold(row[1]))
        return found


def _beside_has(word: str, people: Sequence[Forms], door: Door | None) -> bool:
    return (door is not None and names_door(word, door)) or any(names_person(word, forms) for forms in people)
