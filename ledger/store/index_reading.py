"""What the search index proposes, looked at on the rows themselves: what comes out of here does contain the words.

Nothing asked is ever an error: words that fold to nothing find nothing. Work begun can be dropped (`droppable`). What
stands best first is for `ledger.search` to say.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import Any

from ledger.rules.search_tokens import LONGEST_TOKEN, ending_token, fold, text_terms
from ledger.store.driver import DatabaseError, world_errors
from ledger.store.index_entries import (
    NUMBER,
    NUMBERS,
    SHORTEST_NUMBER,
    WHOLE,
    Field,
    door_forms,
    folded_texts,
    resident_forms,
)
from ledger.store.index_sources import DWELLINGS, RESIDENTS, SPAN, TEXTS, Source, TextKind
from ledger.store.ledger_file import Ledger

STEPS_BETWEEN_LOOKS = 1000
"""Steps of SQLite's machine (a fraction of a millisecond) after which it is asked whether work is still wanted."""


class Dropped(Exception):
    """The work was no longer wanted."""


class Fit(IntEnum):
    """How a word has to sit in a name, a number or a door. BEGINNING and END take in WHOLE, INSIDE takes in all."""

    WHOLE = 0
    BEGINNING = 1
    END = 2
    INSIDE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A word and how it has to sit."""

    word: str
    fit: Fit = Fit.INSIDE


@dataclass(frozen=True, slots=True)
class ResidentHit:
    """A resident; `fields` say where each word asked for was found. `gone`: died or moved away."""

    id: int
    gone: bool
    fields: tuple[Field, ...]


@contextmanager
def droppable(ledger: Ledger, unwanted: Callable[[], bool]) -> Iterator[None]:
    """Within, reading this ledger stops soon after `unwanted` says so. Raises Dropped then."""
    ledger.connection.set_progress_handler(unwanted, STEPS_BETWEEN_LOOKS)
    try:
        yield
    except DatabaseError as error:
        if "interrupt" in str(error):
            raise Dropped from error
        raise
    finally:
        ledger.connection.set_progress_handler(None, 0)


def text_hits(
    ledger: Ledger, kind: TextKind, words: Sequence[str], *, ids: tuple[int, int] = (1, SPAN - 1), limit: int
) -> tuple[int, ...]:
    """Ids of standing rows of one kind whose texts have every word, the newest (highest id) first.

    `ids` bounds them, both ends included: to go on, ask again up to the last id less one; for a month, from its first
    id to its last. A word stands in one text as a whole (note, place, a name met), several may stand in several.
    """
    folded = _folded(words)
    if not folded:
        return ()
    source = TEXTS[kind]
    terms = dict.fromkeys(term for word in folded for term in text_terms(word))

    def has_all(row: Sequence[Any]) -> bool:
        texts = folded_texts(source, row)
        return all(any(word in text for text in texts) for word in folded)

    match = " AND ".join(map(_quoted, terms))
    with world_errors(ledger.path), closing(_proposed(ledger, source, match, source.base, ids, "desc")) as rows:
        return tuple(islice((row[0] for row in rows if has_all(row)), limit))


def resident_hits(
    ledger: Ledger, asked: Sequence[Asked], *, gone: bool, after: int = 0, limit: int
) -> tuple[ResidentHit, ...]:
    """Residents who have every word in name, pinyin, initials, phone or ID number, by id from above `after` on; either
    those who are here (also away or lost) or those who are `gone`.

    Phones and ID numbers are only looked at for words of `SHORTEST_NUMBER` characters and more.
    """
    words = [(word, each.fit) for each in asked for word in _folded((each.word,))]
    if not words:
        return ()
    match = " AND ".join(_resident_match(word, fit) for word, fit in words)
    base = SPAN if gone else 0
    ids = (after + 1, SPAN - 1)
    found = []
    with world_errors(ledger.path), closing(_proposed(ledger, RESIDENTS, match, base, ids, "asc")) as rows:
        for row in rows:
            forms = tuple(resident_forms(row))
            fields = tuple(_field(word, fit, forms) for word, fit in words)
            if None not in fields:
                found.append(ResidentHit(row[0], gone, tuple(field for field in fields if field)))
                if len(found) >= limit:
                    break
    return tuple(found)


def dwelling_hits(ledger: Ledger, asked: Sequence[Asked], *, after: int = 0, limit: int) -> tuple[int, ...]:
    """Ids of doors that have every word in one of their written forms, by id from above `after` on.

    The forms: 3-2-501, 3号楼2单元501室, and both behind the estate's name (银苑3-2-501).
    """
    words = [(word, each.fit) for each in asked for word in _folded((each.word,))]
    if not words:
        return ()
    match = " AND ".join(_term(word, fit) for word, fit in words)
    ids = (after + 1, SPAN - 1)

    def has_all(row: Sequence[Any]) -> bool:
        forms = door_forms(row)
        return all(any(_fits(word, fit, form) for form in forms) for word, fit in words)

    with world_errors(ledger.path), closing(_proposed(ledger, DWELLINGS, match, 0, ids, "asc")) as rows:
        return tuple(islice((row[0] for row in rows if has_all(row)), limit))


def _proposed(
    ledger: Ledger, source: Source, match: str, base: int, ids: tuple[int, int], order: str
) -> Generator[Any, None, None]:
    """Rows the index names, as `source.select` gives them, each fetched as it is asked for."""
    cursor = ledger.connection.execute(
        f"select {source.columns} from {source.index} i cross join {source.table} r on r.id = i.rowid - ?"
        f" where i.{source.index} match ? and i.rowid between ? and ? and r.withdrawn_at is null"
        f" order by i.rowid {order}",
        (base, match, base + ids[0], base + ids[1]),
    )
    with closing(cursor):
        yield from cursor


def _folded(words: Sequence[str]) -> list[str]:
    return [folded for folded in map(fold, words) if folded]


def _quoted(token: str) -> str:
    # No token has a quotation mark in it: ASCII signs stand in tokens as private characters.
    return f'"{token}"'


def _resident_match(word: str, fit: Fit) -> str:
    if len(word) < SHORTEST_NUMBER:
        return _term(word, fit)
    return f"({_term(word, fit)} OR {_term(word, fit, NUMBER)})"


def _term(word: str, fit: Fit, mark: str = "") -> str:
    start = WHOLE if fit in (Fit.WHOLE, Fit.BEGINNING) else ""
    # A token as long as tokens get stands for everything that begins so.
    open_end = fit in (Fit.BEGINNING, Fit.INSIDE) and len(word) < LONGEST_TOKEN
    return _quoted(start + mark + ending_token(word)) + (" *" if open_end else "")


def _field(word: str, fit: Fit, forms: Sequence[tuple[Field, str]]) -> Field | None:
    for field, form in forms:
        if _fits(word, fit, form) and (field not in NUMBERS or len(word) >= SHORTEST_NUMBER):
            return field
    return None


def _fits(word: str, fit: Fit, form: str) -> bool:
    match fit:
        case Fit.WHOLE:
            return form == word
        case Fit.BEGINNING:
            return form.startswith(word)
        case Fit.END:
            return form.endswith(word)
        case Fit.INSIDE:
            return word in form
