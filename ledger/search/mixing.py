"""Several words that stand in different places of one record: 许敏 is the name, 漏水 is in the note.

The records that may have one of the words are listed, as far as they can be, and looked through for the others, the
last entered first: the rarest word's records, or what concerns the people and doors a word names. Many are asked of
the index first. Where every word is frequent, so that no list is complete, the group says that there may be more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.search_tokens import stands_as_it_is
from ledger.search.naming import COUNTLESS, MANY
from ledger.search.reading import AMONG, rows_of
from ledger.store.index_reading import Only, proposed_among, text_hits
from ledger.store.index_sources import TEXTS

if TYPE_CHECKING:
    from ledger.search.gathering import Kind

AT_ONCE, MOST_AT_ONCE = 50, 200
WORTH_NARROWING = 100
"""So many records are better looked up in the index first than all looked at; fewer are not worth asking for others."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records that may have a word, the last entered first; not `complete`: there may be others.

    `sure` are those of people and doors it names, which do have it; `all_sure`: there are no other such.
    """

    ids: Sequence[int]
    complete: bool
    sure: frozenset[int]
    all_sure: bool


class Mixing:
    """One search for records of a kind that have some words here and some there. `cut`: there may be more."""

    def __init__(self, kind: "Kind", words: Sequence[str]) -> None:
        self.kind = kind
        self.looking = kind.looking
        self.words = words
        self.cut = False
        self._candidates: dict[str, Candidates] = {}

    def records(self) -> Iterator[int]:
        """Their ids; at least as many as are wanted, where there are so many."""
        if not any(map(self._is_elsewhere, self.words)) or any(map(self._is_nowhere, self.words)):
            return
        for word in sorted(self.words, key=self._rank):
            # Where one list is complete, no other is made for its length's sake.
            if any(each.complete for each in self._candidates.values()) and not self._is_quick(word):
                continue
            found = self._candidates[word] = self._listed(word)
            if found.complete and len(found.ids) <= WORTH_NARROWING:
                yield from self._looked_through(found.ids)
                return
        complete = [each.ids for each in self._candidates.values() if each.complete]
        if complete:
            common = set(complete[0]).intersection(*complete[1:])
            yield from self._looked_through(sorted(common, reverse=True))
            return
        self.cut = True
        concerned = next((word for word in self.words if MANY < self.looking.named(word).count <= COUNTLESS), None)
        if concerned is not None:
            found_ids = self._concerned(concerned)
            yield from found_ids
            if len(found_ids) >= self.looking.enough:
                return
        # What concerns the people named comes first; where the words name too many, what says the other word.
        first = min(self._candidates, key=self._rank)
        yield from self._looked_through(self._candidates[first].ids[: self.looking.looks])

    def _rank(self, word: str) -> tuple[bool, int]:
        count = self.looking.named(word).count
        return not 0 < count <= MANY, count

    def _is_quick(self, word: str) -> bool:
        """Whether the records of a word are soon listed."""
        return 0 < self.looking.named(word).count <= MANY or self.looking.proposed((word,)) is not None

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word may be found of a record otherwise than in its own text."""
        kinds = (each.kind for each in self.kind.tributaries)
        return (
            any(True for _id in self.kind.called_all(word))
            or (self.kind.has_beside and bool(self.looking.named(word)))
            or any(self.looking.are_said(kind, (word,)) for kind in kinds)
        )

    def _is_nowhere(self, word: str) -> bool:
        kinds = (self.kind.text, *(each.kind for each in self.kind.tributaries))
        return (
            not self.looking.named(word)
            and not any(self.looking.are_said(kind, (word,)) for kind in kinds)
            and not any(True for _id in self.kind.called_all(word))
        )

    def _listed(self, word: str) -> Candidates:
        key = self.kind.text, word
        if key not in self.looking.known.listed:
            self.looking.known.listed[key] = self._list(word)
        listed: Candidates = self.looking.known.listed[key]
        return listed

    def _list(self, word: str) -> Candidates:
        exact = self.looking.exact(word)
        beside = self.kind.beside(exact, self.looking.looks + 1) if exact else []
        found = dict.fromkeys(self.kind.called_all(word))
        complete = len(found) <= self.looking.looks and len(beside) <= self.looking.looks and exact is not None
        found.update(dict.fromkeys(beside))
        for kind, owners in [(self.kind.text, ""), *((each.kind, each.owners) for each in self.kind.tributaries)]:
            ids = self.looking.texts_proposed(kind, word)
            complete = complete and len(ids) <= self.looking.looks
            # What is not complete needs no more than what was entered last.
            if ids and (complete or not owners):
                owned = [row[0] for row in rows_of(self.kind.ledger, owners, ids)] if owners else ids
                found.update(dict.fromkeys(owned))
        all_sure = exact is not None and len(beside) <= self.looking.looks
        return Candidates(sorted(found, reverse=True), complete, frozenset(beside), all_sure)

    def _looked_through(self, candidates: Sequence[int]) -> Iterator[int]:
        found = start = 0
        at_once, narrowed = AT_ONCE, False
        while start < len(candidates) and found < max(self.looking.enough, self.kind.ranked_at_once):
            self.looking.go_on()
            for id_ in self._with_every(candidates[start : start + at_once]):
                found += 1
                yield id_
            start, at_once = start + at_once, min(2 * at_once, MOST_AT_ONCE)
            if not narrowed and len(candidates) - start > WORTH_NARROWING:
                rest = candidates[start:]
                quick = self._said_as_they_are(rest)
                rest = quick if found + len(quick) >= self.looking.enough else self._narrowed(rest)
                candidates, start, narrowed = rest, 0, True
        self.cut = self.cut or start < len(candidates)

    def _with_every(self, ids: Sequence[int]) -> list[int]:
        return self.kind.with_every(ids, self.words, {word: each.sure for word, each in self._candidates.items()})

    def _said_as_they_are(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of the records whose own text has the words that name nobody, written as they are asked for."""
        words = [word for word in self.words if not self.looking.named(word)]
        if not words or not all(map(stands_as_it_is, words)) or self.kind.called_all(words[0]):
            return ()
        texts = TEXTS[self.kind.text].texts
        says = " and ".join(
            f"({' or '.join(f'instr({text}, ?{2 + number})' for text in texts)})" for number in range(len(words))
        )
        sql = f"select r.id from {self.kind.text.table} r where r.id in {AMONG} and {says} order by r.id desc"
        return [row[0] for row in rows_of(self.kind.ledger, sql, ids, words)]

    def _narrowed(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of the records that may have every word, as the index and their people and doors tell."""
        for word in self.words:
            names = self.looking.named(word)
            if names.count > COUNTLESS or any(True for _id in self.kind.called_all(word)):
                continue
            kept = proposed_among(self.kind.ledger, self.kind.text, word, ids)
            for each in self.kind.tributaries:
                if self.looking.are_said(each.kind, (word,)):
                    owner = dict(map(tuple, rows_of(self.kind.ledger, each.rows, ids)))
                    kept |= {owner[id_] for id_ in proposed_among(self.kind.ledger, each.kind, word, owner)}
            kept |= self._beside_among([id_ for id_ in ids if id_ not in kept], word)
            ids = [id_ for id_ in ids if id_ in kept]
        return ids

    def _beside_among(self, ids: Sequence[int], word: str) -> set[int]:
        """Those of the records whose people or door may be named."""
        known = self._candidates.get(word)
        if known is not None and known.all_sure:
            return set(known.sure.intersection(ids))
        names = self.looking.named(word)
        found: set[int] = set()
        if names.doors:
            found |= {id_ for id_, door in self.kind.door_of(ids).items() if door in names.doors}
        if names.residents:
            found |= {id_ for id_, resident in self.kind.people(ids) if resident in names.residents}
        return found

    def _concerned(self, word: str) -> Sequence[int]:
        """Records that concern those a word names and have the other words in their own text."""
        concern = self.kind.concern(self.looking.named(word))
        if concern is None or self.kind.only is None:
            return ()
        others = [each for each in self.words if each != word]
        only = Only(f"({self.kind.only.sql}) and ({concern.sql})", (*self.kind.only.values, *concern.values))
        limit = max(self.looking.enough, self.kind.ranked_at_once)
        return self._with_every(text_hits(self.kind.ledger, self.kind.text, others, only=only, limit=limit))
