"""People and doors that words name: 许敏, xm, 1004, 3-2-501."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ledger.rules.search_tokens import fold
from ledger.search.closeness import Closeness
from ledger.search.doors import Door, asked_in_earnest, door_patterns, names_door
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_entries import NUMBERS, SHORTEST_NUMBER, Field, door_forms, resident_forms
from ledger.store.index_reading import (
    Asked,
    Fit,
    Only,
    dwelling_hits,
    proposed_dwellings,
    proposed_residents,
    resident_hits,
)
from ledger.store.index_sources import DWELLINGS, RESIDENTS

FEW, MANY, COUNTLESS = 50, 300, 10_000
"""How many people and doors a word names. Few: the word alone brings their visits and matters. Up to many: what
concerns them can be read and looked through. Up to countless: rows can be asked whether they concern them.
"""

Forms = tuple[tuple[Field, str], ...]
_LATIN = re.compile(r"[a-zü']+")
_SPACED_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)+")
_IN_NUMBERS = {Closeness.EXACT: Fit.WHOLE, Closeness.BEGINS: Fit.END, Closeness.PART: Fit.INSIDE}
_IN_NAMES = {Closeness.EXACT: Fit.WHOLE, Closeness.BEGINS: Fit.BEGINNING, Closeness.PART: Fit.INSIDE}


@lru_cache(maxsize=1024)
def name_word(word: str) -> str:
    """A folded word as names, pinyin and numbers are kept: xu'min → xumin, lü → lv, 190-0000-1004 without strokes."""
    if _LATIN.fullmatch(word):
        return word.replace("'", "").replace("ü", "v")
    if _SPACED_NUMBER.fullmatch(word) and sum(map(str.isdigit, word)) >= 7:
        return word.replace("-", "")
    return word


def person_closeness(word: str, forms: Forms) -> Closeness | None:
    """How close a folded word is to a resident's name, pinyin, phone or ID number; a number's tail is its beginning."""
    best: Closeness | None = None
    word = name_word(word)
    for field, form in forms:
        if word not in form or (field in NUMBERS and len(word) < SHORTEST_NUMBER):
            continue
        begins = form.endswith(word) if field in NUMBERS else form.startswith(word)
        close = Closeness.EXACT if form == word else Closeness.BEGINS if begins else Closeness.PART
        best = close if best is None else min(best, close)
    return best


def names_person(word: str, forms: Forms) -> bool:
    """Whether a folded word names this resident in earnest: letters have to begin the pinyin, two at least."""
    word = name_word(word)
    for field, form in forms:
        if field in NUMBERS:
            fits = len(word) >= SHORTEST_NUMBER and word in form
        elif word.isascii():
            fits = _is_spoken(word) and form.startswith(word)
        else:
            fits = word in form
        if fits:
            return True
    return False


def _is_spoken(word: str) -> bool:
    return len(word) > 1 and not word.isdigit()


def residents_named(
    ledger: Ledger, words: Sequence[str], *, only: Only | None, limit: int
) -> Iterator[tuple[Closeness, int]]:
    """Residents who have every word in name, pinyin or numbers: the closest first, among them those who are here,
    then those who are gone, each as they were entered. At most `limit` of each.
    """
    plain = [name_word(word) for word in words]
    for close in (Closeness.EXACT, Closeness.BEGINS, Closeness.PART):
        fits = [(_IN_NUMBERS if word.isdigit() else _IN_NAMES)[close] for word in plain]
        asked = [Asked(word, fit) for word, fit in zip(plain, fits, strict=True)]
        for gone in (False, True):
            for hit in resident_hits(ledger, asked, gone=gone, only=only, limit=limit):
                yield close, hit.id


def doors_named(ledger: Ledger, word: str, *, only: Only | None, limit: int) -> Iterator[int]:
    """Ids of the doors a word names, pattern by pattern; at most `limit` of each."""
    for pattern in door_patterns(word):
        after, found = 0, 0
        while found < limit:
            ids = dwelling_hits(ledger, pattern.asked, after=after, only=only, limit=limit)
            doors = door_parts(ledger, ids)
            for id_ in ids:
                if pattern.fits(doors[id_][0]):
                    found += 1
                    yield id_
            if len(ids) < limit:
                break
            after = ids[-1]


@dataclass(frozen=True, slots=True)
class Named:
    """Residents and doors (ids) a word may name, as the index proposes them."""

    residents: frozenset[int]
    doors: frozenset[int]

    @property
    def count(self) -> int:
        """How many these are."""
        return len(self.residents) + len(self.doors)

    def __bool__(self) -> bool:
        return bool(self.residents or self.doors)


def named(ledger: Ledger, word: str, *, most: int) -> Named:
    """The residents and doors a folded word may name in earnest; of more than `most` of either only some."""
    plain = name_word(word)
    letters = plain.isascii() and not plain.isdigit()
    residents: tuple[int, ...] = ()
    if not letters or len(plain) > 1:
        asked = Asked(plain, Fit.BEGINNING if letters else Fit.INSIDE)
        residents = proposed_residents(ledger, asked, limit=most + 1)
    doors: set[int] = set()
    for asked_doors in asked_in_earnest(word):
        if len(doors) <= most:
            doors.update(proposed_dwellings(ledger, asked_doors, limit=most + 1))
    return Named(frozenset(residents), frozenset(doors))


def really_named(ledger: Ledger, word: str, proposed: Named) -> Named:
    """Those of residents and doors proposed whom and which a folded word does name."""
    doors = door_parts(ledger, proposed.doors)
    return Named(
        frozenset(residents_called(ledger, word, proposed.residents)),
        frozenset(id_ for id_, (door, _forms) in doors.items() if names_door(word, door)),
    )


def residents_called(ledger: Ledger, word: str, ids: Collection[int]) -> set[int]:
    """Those of the residents whom a folded word names in earnest (`names_person`)."""
    plain = name_word(word)
    if plain.isascii():
        return {id_ for id_, forms in forms_of_residents(ledger, ids).items() if names_person(word, forms)}
    found = set()
    for id_, name in rows_of(
        ledger, f"select id, name from resident where id in {AMONG} and withdrawn_at is null", ids
    ):
        folded = fold(name)
        if plain in folded or plain in "".join(filter(str.isalnum, folded)):
            found.add(id_)
    return found


def forms_of_residents(ledger: Ledger, ids: Iterable[int]) -> dict[int, Forms]:
    """What residents may be typed as, by id."""
    return {row[0]: tuple(resident_forms(row)) for row in _rows(ledger, RESIDENTS.columns, "resident", ids)}


def door_parts(ledger: Ledger, ids: Iterable[int]) -> dict[int, tuple[Door, tuple[str, ...]]]:
    """Doors with their written forms, by id."""
    return {
        row[0]: (Door(*map(fold, row[1:])), door_forms(row))
        for row in _rows(ledger, DWELLINGS.columns, "dwelling", ids)
    }


def _rows(ledger: Ledger, columns: str, table: str, ids: Iterable[int]) -> list[Any]:
    return rows_of(ledger, f"select {columns} from {table} r where r.id in {AMONG}", ids)
