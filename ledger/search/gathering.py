"""How records are gathered for some words, whatever their kind.

A record has a word where it stands in what is written in or under it, or where the word names its people or its door.
For one word the index gives the records best first, and reading stops when there are enough. Several words may each
stand somewhere else (许敏 is the name, 漏水 is in the note): the records that have them all in one text come from the
index as well; for the others the rarest word's records are looked through. Where every word is frequent, so that there
are more than `LOOKS` of these, the newest of them are looked through and the group says that there may be more.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from ledger.rules.search_tokens import says
from ledger.search.doors import names_door
from ledger.search.filters import Filter, condition
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.naming import (
    COUNTLESS,
    FEW,
    MANY,
    Named,
    door_parts,
    named,
    residents_called,
)
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_entries import texts_of
from ledger.store.index_reading import Dropped, Only, proposed_among, proposed_texts, text_hits, text_hits_among
from ledger.store.index_sources import TEXTS, TextKind

LOOKS = 1500
AT_ONCE, MOST_AT_ONCE = 50, 200
WORTH_NARROWING = 100
"""So many records are better looked up in the index first than all looked at."""
SELDOM = 500
"""Words in no more texts than these are looked up in the index once, for all kinds of texts together."""
SELDOM_WRITTEN = (TextKind.RESIDENT, TextKind.LIFE_EVENT)
"""Kinds of which there are few texts."""
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


@dataclass
class Looking:
    """One reading of one search: what it needs to know, and what it has found out about its words."""

    ledger: Ledger
    filters: tuple[Filter, ...]
    today: date
    limit: int
    unwanted: Callable[[], bool]
    known: dict[str, Named] = field(default_factory=dict)
    known_few: dict[str, Named] = field(default_factory=dict)
    seldom: dict[tuple[str, ...], bool] = field(default_factory=dict)
    texts: dict[tuple[str, ...], dict[TextKind, list[int]] | None] = field(default_factory=dict)

    @property
    def enough(self) -> int:
        """Records wanted of a group: one more than are shown, to know whether there are more."""
        return self.limit + 1

    def named(self, word: str) -> Named:
        """Whom and what a word names."""
        if word not in self.known:
            self.known[word] = named(self.ledger, word, most=COUNTLESS)
        return self.known[word]

    def few(self, word: str) -> Named:
        """The same, where it is enough to know whether they are few."""
        if word not in self.known_few:
            self.known_few[word] = named(self.ledger, word, most=FEW)
        return self.known_few[word]

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
        if key not in self.texts:
            found = proposed_texts(self.ledger, words, limit=SELDOM + 1)
            self.texts[key] = found if sum(map(len, found.values())) <= SELDOM else None
        return self.texts[key]

    def are_said(self, kind: TextKind, words: Sequence[str]) -> bool:
        """Whether texts of a kind may have every word; those few write are asked about together."""
        proposed = self.proposed(words)
        if proposed is not None:
            return kind in proposed
        if kind.value < SELDOM_WRITTEN[0].value:
            return True
        key = tuple(words)
        if key not in self.seldom:
            self.seldom[key] = bool(proposed_texts(self.ledger, words, kinds=SELDOM_WRITTEN, limit=1))
        return self.seldom[key]

    def texts_proposed(self, kind: TextKind, word: str) -> Sequence[int]:
        """Texts of a kind that may have a word, the last entered first; more than `LOOKS` where there are others."""
        proposed = self.proposed((word,))
        if proposed is None:
            if not self.are_said(kind, (word,)):
                return ()
            proposed = proposed_texts(self.ledger, (word,), kinds=(kind, kind), limit=LOOKS + 1)
        return proposed.get(kind, ())

    def go_on(self) -> None:
        """Raises Dropped once the search is no longer wanted."""
        if self.unwanted():
            raise Dropped


Ranked = tuple[tuple[Any, ...], Closeness, int]
"""What a record is sorted by, how close it is, its id."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records that may have a word, the last entered first; not `complete`: there may be others."""

    ids: Sequence[int]
    complete: bool


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
        self.only = condition(self.text.table, looking.filters, str(looking.today))
        self._cut = False

    def gather(self, words: Sequence[str]) -> Gathered:
        """The best records with every word that fit the filters."""
        if self.only is None:
            return Gathered((), False)
        if len(words) > 1:
            together = dict.fromkeys(self._together(words))
            ranked = sorted(self.ranked(together, words))
            if len(ranked) < self.looking.enough:
                apart = dict.fromkeys(id_ for id_ in self._mixed(words) if id_ not in together)
                ranked += sorted(self.ranked(apart, words))
        else:
            ranked = sorted(self.ranked(dict.fromkeys(self._with_one(words[0]) if words else self.listed()), words))
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
        if self.beside_counts and 0 < self.looking.few(word).count <= FEW:
            limit = LOOKS if self.looking.filters else max(self.looking.enough, self.ranked_at_once)
            yield from self.with_every(self.fitting(self.beside(self.looking.few(word), limit)), (word,))

    def _under(self, tributary: Tributary, words: Sequence[str]) -> Iterable[int]:
        ids = self.looking.texts_with(tributary.kind, words, None, max(self.looking.enough, RANKED))
        return self.fitting(row[0] for row in rows_of(self.ledger, tributary.owners, ids))

    def fitting(self, ids: Iterable[int]) -> list[int]:
        """Those of the records that stand and fit the filters."""
        assert self.only is not None
        standing = f"r.withdrawn_at is null and ({self.only.sql})"
        sql = f"select r.id from {self.text.table} r where r.id in {AMONG} and {standing}"
        return [row[0] for row in rows_of(self.ledger, sql, set(ids), self.only.values)]

    def _mixed(self, words: Sequence[str]) -> Iterator[int]:
        """Records that have some words here and some there."""
        if not any(self._is_elsewhere(word) for word in words):
            return
        candidates: dict[str, Candidates] = {}
        # A word that names nobody is quickly looked up; where it is nowhere, nothing else need be looked at.
        for word in sorted(words, key=lambda word: self.looking.named(word).count):
            candidates[word] = self._candidates(word)
            if candidates[word].complete and not candidates[word].ids:
                return
        complete = [each.ids for each in candidates.values() if each.complete]
        if complete:
            common = set(complete[0]).intersection(*complete[1:])
            yield from self.looked_through(sorted(common, reverse=True), words)
            return
        self._cut = True
        concerned = next((word for word in words if MANY < self.looking.named(word).count <= COUNTLESS), None)
        if concerned is not None:
            found = self._concerned(concerned, words)
            yield from found
            if len(found) >= self.looking.enough:
                return
        # What concerns the people named comes first; where the words name too many, what says the other word.
        named = [word for word in candidates if 0 < self.looking.named(word).count <= MANY]
        yield from self.looked_through(candidates[(named or list(candidates))[0]].ids[:LOOKS], words)

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word may be found of a record otherwise than in its own text."""
        kinds = (each.kind for each in self.tributaries)
        return (
            any(True for _id in self.called_all(word))
            or (self.has_beside and bool(self.looking.named(word)))
            or any(self.looking.are_said(kind, (word,)) for kind in kinds)
        )

    def _candidates(self, word: str) -> Candidates:
        names = self.looking.named(word)
        found = dict.fromkeys(self.called_all(word))
        complete = len(found) <= LOOKS and names.count <= MANY
        if 0 < names.count <= MANY:
            found.update(dict.fromkeys(self.beside(names, LOOKS + 1)))
            complete = complete and len(found) <= LOOKS
        for kind, owners in [(self.text, ""), *((each.kind, each.owners) for each in self.tributaries)]:
            ids = self.looking.texts_proposed(kind, word)
            complete = complete and len(ids) <= LOOKS
            # What is not complete needs no more than what was entered last.
            if ids and (complete or not owners):
                owned = [row[0] for row in rows_of(self.ledger, owners, ids)] if owners else ids
                found.update(dict.fromkeys(owned))
        return Candidates(sorted(found, reverse=True), complete)

    def looked_through(self, candidates: Sequence[int], words: Sequence[str]) -> Iterator[int]:
        """Those of the records that have every word, looked at one after the other until there are enough."""
        found = start = 0
        at_once, narrowed = AT_ONCE, False
        while start < len(candidates) and found < max(self.looking.enough, self.ranked_at_once):
            self.looking.go_on()
            for id_ in self.with_every(self.fitting(candidates[start : start + at_once]), words):
                found += 1
                yield id_
            start, at_once = start + at_once, min(2 * at_once, MOST_AT_ONCE)
            if not narrowed and len(candidates) - start > WORTH_NARROWING:
                candidates, start, narrowed = self._narrowed(candidates[start:], words), 0, True
        self._cut = self._cut or start < len(candidates)

    def _narrowed(self, ids: Sequence[int], words: Sequence[str]) -> Sequence[int]:
        """Those of the records that may have every word, as the index and their people and doors tell."""
        for word in words:
            names = self.looking.named(word)
            if names.count > COUNTLESS or any(True for _id in self.called_all(word)):
                continue
            kept = proposed_among(self.ledger, self.text, word, ids)
            for each in self.tributaries:
                if self.looking.are_said(each.kind, (word,)):
                    owner = dict(map(tuple, rows_of(self.ledger, each.rows, ids)))
                    kept |= {owner[id_] for id_ in proposed_among(self.ledger, each.kind, word, owner)}
            open_ = [id_ for id_ in ids if id_ not in kept]
            if names.doors:
                kept |= {id_ for id_, door in self.door_of(open_).items() if door in names.doors}
            if names.residents:
                kept |= {id_ for id_, resident in self.people(open_) if resident in names.residents}
            ids = [id_ for id_ in ids if id_ in kept]
        return ids

    def _concerned(self, word: str, words: Sequence[str]) -> Sequence[int]:
        """Records that concern those a word names and have the other words in their own text."""
        assert self.only is not None
        concern = self.concern(self.looking.named(word))
        others = [each for each in words if each != word]
        if concern is None:
            return ()
        only = Only(f"({self.only.sql}) and ({concern.sql})", (*self.only.values, *concern.values))
        limit = max(self.looking.enough, self.ranked_at_once)
        ids = text_hits(self.ledger, self.text, others, only=only, limit=limit)
        return self.with_every(ids, words)

    def with_every(self, ids: Sequence[int], words: Sequence[str]) -> list[int]:
        """Those of the records that have every word somewhere; looked at on the rows."""
        texts = self.texts(ids)
        missing = {id_: {word for word in words if not any(says(text, word) for text in texts[id_])} for id_ in ids}
        own = {id_ for id_ in ids if len(missing[id_]) < len(words)}
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
        """What is written in and under records."""
        wanted = list(ids)
        source = TEXTS[self.text]
        found: dict[int, list[str]] = {id_: [] for id_ in wanted}
        for row in rows_of(self.ledger, f"select {source.columns} from {source.table} r where r.id in {AMONG}", wanted):
            found[row[0]] += texts_of(source, row)
        for tributary in self.tributaries:
            for row in rows_of(self.ledger, tributary.texts, wanted):
                found[row[0]].append(row[1])
        return found
