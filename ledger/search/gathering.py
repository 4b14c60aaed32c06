"""How records are gathered for some words, whatever their kind.

A record has a word where it stands in what is written in or under it, or where the word names its people or its door.
The index gives the records that have all words together, best first, and reading stops when there are enough; for the
others, which have some words here and some there, see `mixing`.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ledger.rules.search_tokens import says
from ledger.search.doors import names_door
from ledger.search.filters import condition
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.looking import LOOKS, Looking
from ledger.search.mixing import Mixing
from ledger.search.naming import COUNTLESS, Named, door_parts, residents_called
from ledger.search.reading import AMONG, rows_of
from ledger.store.index_entries import texts_of
from ledger.store.index_reading import Only
from ledger.store.index_sources import TEXTS, TextKind

CONCERN = (
    f"r.household_id in (select household_id from membership where resident_id in {AMONG} and withdrawn_at is null)"
    f" or r.dwelling_id in {AMONG}"
)
"""What concerns residents and doors (ids, each a JSON list)."""
RANKED = 40
"""Of records that have a word somewhere, at least so many of the newest are put in order."""


@dataclass(frozen=True, slots=True)
class Tributary:
    """Texts of another table that belong to a kind of record.

    In SQL: `owners` gives the records of rows by their ids; for records by their ids `rows` gives (row, record), and
    `texts` (record, text).
    """

    kind: TextKind
    owners: str
    rows: str
    texts: str


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
    ranked_at_once: ClassVar[int] = 0
    """How many records at least are put in order before the best are taken."""
    has_beside: ClassVar[bool] = True
    """Whether records have people or doors."""
    beside_counts: ClassVar[bool] = True
    """Whether a record is found where all words stand beside it: in the names of its people, in its door."""

    def __init__(self, looking: Looking) -> None:
        self.looking = looking
        self.ledger = looking.ledger
        self.only = condition(self.text.table, looking.filters, str(looking.today), wide=looking.wide)
        self.cut = False

    def gather(self, words: Sequence[str], *, together: bool = False) -> Gathered:
        """The best records with every word that fit the filters; `together`: in their name, or in one text."""
        if self.only is None:
            return Gathered((), False)
        if len(words) > 1:
            found = dict.fromkeys(self._together(words))
            ranked = sorted(self.ranked(found, words))
            if len(ranked) < self.looking.enough and not together:
                mixing = Mixing(self, words)
                apart = dict.fromkeys(id_ for id_ in mixing.records() if id_ not in found)
                ranked += sorted(self.ranked(apart, words))
                self.cut = mixing.cut
        else:
            ranked = sorted(self.ranked(dict.fromkeys(self._with_one(words[0]) if words else self.listed()), words))
        return Gathered(tuple(ranked[: self.looking.limit]), self.cut or len(ranked) > self.looking.limit)

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
        return self.looking.texts_with(self.text, words, self.only, self.looking.enough)

    def called(self, words: Sequence[str]) -> Iterable[int]:
        """Records whose own name, door or number has every word, best first."""
        return ()

    def called_all(self, word: str) -> Iterable[int]:
        """Records that may have a word in their own name, door or number; of more than `LOOKS` some."""
        return ()

    def beside(self, words: Named, limit: int) -> list[int]:
        """Records whose people or door are among those named, the newest `limit`."""
        return []

    def concern(self, names: Named) -> Only | None:
        """What a row r is where its people or door are among those named; None where rows do not tell."""
        return None

    def people(self, ids: Iterable[int]) -> list[tuple[int, int]]:
        """(record, resident): the people of records."""
        return []

    def door_of(self, ids: Iterable[int]) -> dict[int, int]:
        """The doors of records: ids of dwellings."""
        return {}

    def calls(self, word: str, ids: Iterable[int]) -> set[int]:
        """Those records whose own name, door or number has a word."""
        return set()

    def _together(self, words: Sequence[str]) -> Iterator[int]:
        """Records that have all the words in their name, or in one text."""
        yield from self.called(words)
        yield from self.written(words)
        for tributary in self.tributaries:
            yield from self._under(tributary, words)
        self.looking.go_on()

    def _with_one(self, word: str) -> Iterator[int]:
        yield from self._together((word,))
        few = self.looking.few(word) if self.beside_counts else None
        if few:
            limit = LOOKS if self.looking.filters else max(self.looking.enough, self.ranked_at_once)
            yield from self.fitting(self.beside(few, limit))

    def _under(self, tributary: Tributary, words: Sequence[str]) -> Iterable[int]:
        ids = self.looking.texts_with(tributary.kind, words, None, max(self.looking.enough, RANKED))
        return self.fitting(row[0] for row in rows_of(self.ledger, tributary.owners, ids))

    def fitting(self, ids: Iterable[int]) -> list[int]:
        """Those of the records that stand and fit the filters."""
        assert self.only is not None
        standing = f"r.withdrawn_at is null and ({self.only.sql})"
        sql = f"select r.id from {self.text.table} r where r.id in {AMONG} and {standing}"
        return [row[0] for row in rows_of(self.ledger, sql, set(ids), self.only.values)]

    def with_every(self, ids: Sequence[int], words: Sequence[str], sure: Mapping[str, Collection[int]]) -> list[int]:
        """Those of the records that stand, fit the filters and have every word; looked at on the rows.

        `sure`: records of which it is known that they have a word.
        """
        texts = self.texts(ids)
        ids = [id_ for id_ in ids if id_ in texts]
        missing: dict[int, set[str]] = {}
        own = set()
        for id_ in ids:
            unsaid = {word for word in words if not any(says(text, word) for text in texts[id_])}
            if len(unsaid) < len(words):
                own.add(id_)
            missing[id_] = {word for word in unsaid if id_ not in sure.get(word, ())}
        for word in words:
            for id_ in self.calls(word, [id_ for id_ in ids if word in missing[id_]]):
                missing[id_].discard(word)
                own.add(id_)
        open_ = [id_ for id_ in ids if missing[id_] and all(self.looking.named(word) for word in missing[id_])]
        if open_ and (self.beside_counts or own):
            self._look_beside(open_, missing)
        return [id_ for id_ in ids if not missing[id_] and (self.beside_counts or id_ in own)]

    def _look_beside(self, ids: Sequence[int], missing: dict[int, set[str]]) -> None:
        """Strike out the words that name people or doors of the records."""
        words = {word for id_ in ids for word in missing[id_]}
        people = self.people(ids) if any(self.looking.named(word).residents for word in words) else []
        doors = self.door_of(ids) if any(self.looking.named(word).doors for word in words) else {}
        for word in words:
            names = self.looking.named(word)
            countless = names.count > COUNTLESS
            met = [each for each in people if each[1] in names.residents or (countless and names.residents)]
            called = residents_called(self.ledger, word, {resident for _id, resident in met})
            for id_, resident in met:
                if resident in called:
                    missing[id_].discard(word)
            at = {id_: door for id_, door in doors.items() if door in names.doors or (countless and names.doors)}
            parts = door_parts(self.ledger, set(at.values()))
            for id_, door in at.items():
                if door in parts and names_door(word, parts[door][0]):
                    missing[id_].discard(word)

    def texts(self, ids: Iterable[int]) -> dict[int, list[str]]:
        """What is written in and under those of the records that stand and fit the filters."""
        assert self.only is not None
        source = TEXTS[self.text]
        sql = (
            f"select {source.columns} from {source.table} r where r.id in {AMONG} and r.withdrawn_at is null"
            f" and ({self.only.sql})"
        )
        found = {row[0]: texts_of(source, row) for row in rows_of(self.ledger, sql, ids, self.only.values)}
        for tributary in self.tributaries:
            for row in rows_of(self.ledger, tributary.texts, found):
                found[row[0]].append(row[1])
        return found
