"""What the search index proposes, looked at on the rows themselves: what comes out of here does contain the words.

Nothing asked is ever an error: words that fold to nothing find nothing. Work begun can be dropped (`droppable`). What
stands best first is for `ledger.search` to say.
"""

import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from time import perf_counter
from typing import Any

from ledger.rules.search_tokens import LONGEST_TOKEN, ending_token, fold, says, text_terms
from ledger.store.driver import DatabaseError, world_errors
from ledger.store.index_entries import (
    NUMBER,
    NUMBERS,
    SHORTEST_NUMBER,
    WHOLE,
    Field,
    door_forms,
    resident_forms,
    texts_of,
)
from ledger.store.index_sources import DWELLINGS, RESIDENTS, SPAN, TEXTS, Source, TextKind
from ledger.store.ledger_file import Ledger

EVERY_ID = (1, SPAN - 1)
EVERY_KIND = (TextKind.VISIT, TextKind.LIFE_EVENT)
EVERY_DAY = ("", "9999-12-31")
PASSING_SECONDS = 1.5e-7
"""About how long it takes to pass over one visit in the index of days."""
MOST_PASSED = 30_000
"""Visits entered since, beyond which those entered last are taken for the latest."""
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
class Only:
    """A further condition on the row `r` ("r.grid_id = ?"), looked at as each row is fetched, and its values."""

    sql: str
    values: tuple[Any, ...] = ()


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
    ledger: Ledger,
    kind: TextKind,
    words: Sequence[str],
    *,
    ids: tuple[int, int] = EVERY_ID,
    only: Only | None = None,
    limit: int,
) -> tuple[int, ...]:
    """Ids of standing rows of one kind whose texts have every word, the last entered (highest id) first.

    `ids` bounds them, both ends included: to go on, ask again up to the last id less one. A word stands in one text as
    a whole (note, place, a name met), several may stand in several.
    """
    folded = _folded(words)
    if not folded:
        return ()
    with world_errors(ledger.path), closing(_with_words(ledger, TEXTS[kind], folded, ids, only=only)) as rows:
        return tuple(row[0] for row in islice(rows, limit))


def visit_hits(
    ledger: Ledger,
    words: Sequence[str],
    *,
    days: tuple[str, str] = EVERY_DAY,
    only: Only | None = None,
    limit: int,
) -> tuple[int, ...]:
    """Ids of visits of these days (ISO, both included) that have every word, the latest day first, of one day the last
    entered first.

    The index goes by entry. Visits are mostly entered day by day, so the latest are soon there; it is read on until
    nothing entered earlier can be of a later day, which is long only where a pile of old days was entered at once.
    Where the last found lie behind `MOST_PASSED` visits entered since, it is not.
    """
    folded = _folded(words)
    if not folded or limit < 1:
        return ()
    found: list[tuple[str, int]] = []
    with world_errors(ledger.path):
        ids = _ids_of(ledger, days)
        rows = _with_words(ledger, TEXTS[TextKind.VISIT], folded, ids, days=days, only=only)
        with closing(rows):
            begun, at_once = perf_counter(), limit
            while part := [(row[-1], row[0]) for row in islice(rows, at_once)]:
                found = sorted(found + part, reverse=True)[:limit]
                at_once, reached = at_once * 2, part[-1][1]
                if len(found) == limit and ids[1] - reached > MOST_PASSED:
                    break
                if (
                    len(found) == limit
                    and _is_worth_a_look(perf_counter() - begun, reached, ids)
                    and not _later_before(ledger, reached, found[-1][0], days)
                ):
                    break
    return tuple(id_ for _day, id_ in found)


def proposed_texts(
    ledger: Ledger, words: Sequence[str], *, kinds: tuple[TextKind, TextKind] = EVERY_KIND, limit: int
) -> dict[TextKind, list[int]]:
    """Ids of rows that may have every word, of these kinds (the first and the last by number), the last entered first;
    `limit` in all.

    Quick to count, still to be looked at: `text_hits_among`.
    """
    terms = dict.fromkeys(term for folded in _folded(words) for term in text_terms(folded))
    if not terms:
        return {}
    first, last = kinds
    rows = ledger.rows(
        "select rowid from text_index where text_index match ? and rowid between ? and ? order by rowid desc limit ?",
        (" AND ".join(map(_quoted, terms)), first.base, last.base + SPAN - 1, limit),
    )
    if first is last:
        return {first: [row[0] - first.base for row in rows]} if rows else {}
    found: dict[int, list[int]] = {}
    for (rowid,) in rows:
        found.setdefault(rowid // SPAN, []).append(rowid % SPAN)
    return {TextKind(number): ids for number, ids in found.items()}


def proposed_among(ledger: Ledger, kind: TextKind, word: str, ids: Collection[int]) -> set[int]:
    """Those of the rows that may have a word; costs as much as the word is frequent."""
    terms = [term for folded in _folded((word,)) for term in text_terms(folded)]
    if not terms or not ids:
        return set()
    # The sign keeps SQLite from asking the index anew for every single row.
    rows = ledger.rows(
        "select rowid from text_index where text_index match ? and rowid between ? and ?"
        " and +rowid in (select value from json_each(?))",
        (" AND ".join(map(_quoted, terms)), kind.base + min(ids), kind.base + max(ids), _rowids(kind, ids)),
    )
    return {row[0] - kind.base for row in rows}


def _rowids(kind: TextKind, ids: Iterable[int]) -> str:
    return json.dumps([kind.base + id_ for id_ in ids])


def text_hits_among(
    ledger: Ledger, kind: TextKind, words: Sequence[str], ids: Sequence[int], *, only: Only | None = None
) -> tuple[int, ...]:
    """Those of rows proposed that stand and have every word, the last entered first."""
    source, folded = TEXTS[kind], _folded(words)
    condition = f"r.withdrawn_at is null and ({only.sql})" if only else "r.withdrawn_at is null"
    rows = ledger.rows(
        f"select {source.columns} from {source.table} r where r.id in (select value from json_each(?)) and {condition}"
        " order by r.id desc",
        (json.dumps(list(ids)), *(only.values if only else ())),
    )
    return tuple(row[0] for row in rows if _has_all(source, row, folded))


def proposed_residents(ledger: Ledger, asked: Asked, *, limit: int) -> tuple[int, ...]:
    """Ids of residents who may have a word in name, pinyin, phone or ID number: those who are here, then the others."""
    words = _folded([asked.word])
    if not words:
        return ()
    rows = ledger.rows(
        "select rowid from resident_index where resident_index match ? order by rowid limit ?",
        (_resident_match(words[0], asked.fit), limit),
    )
    return tuple(row[0] % SPAN for row in rows)


def proposed_dwellings(ledger: Ledger, asked: Sequence[Asked], *, limit: int) -> tuple[int, ...]:
    """Ids of doors that may have every word in one of their written forms."""
    words = [(word, each.fit) for each in asked for word in _folded((each.word,))]
    if not words:
        return ()
    match = " AND ".join(_term(word, fit) for word, fit in words)
    sql = "select rowid from dwelling_index where dwelling_index match ? order by rowid limit ?"
    return tuple(row[0] for row in ledger.rows(sql, (match, limit)))


def resident_hits(
    ledger: Ledger,
    asked: Sequence[Asked],
    *,
    gone: bool,
    after: int = 0,
    only: Only | None = None,
    limit: int,
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
    with world_errors(ledger.path), closing(_proposed(ledger, RESIDENTS, match, base, ids, only=only)) as rows:
        for row in rows:
            forms = tuple(resident_forms(row))
            fields = tuple(_field(word, fit, forms) for word, fit in words)
            if None not in fields:
                found.append(ResidentHit(row[0], gone, tuple(field for field in fields if field)))
                if len(found) >= limit:
                    break
    return tuple(found)


def dwelling_hits(
    ledger: Ledger,
    asked: Sequence[Asked],
    *,
    after: int = 0,
    only: Only | None = None,
    limit: int,
) -> tuple[int, ...]:
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

    with world_errors(ledger.path), closing(_proposed(ledger, DWELLINGS, match, 0, ids, only=only)) as rows:
        return tuple(islice((row[0] for row in rows if has_all(row)), limit))


def _ids_of(ledger: Ledger, days: tuple[str, str]) -> tuple[int, int]:
    if days == EVERY_DAY:
        return 1, ledger.value("select max(id) from visit") or 0
    row = ledger.row("select min(id), max(id) from visit where on_date between ? and ?", days)
    return (1, 0) if row is None or row[0] is None else (row[0], row[1])


def _is_worth_a_look(took: float, reached: int, ids: tuple[int, int]) -> bool:
    """Whether `_later_before`, which passes over all visits from the newest to `reached`, takes less time than to read
    the rest of the hits, guessed to go on as those so far, which `took` so many seconds.
    """
    passed, left = ids[1] - reached + 1, reached - ids[0]
    return passed * PASSING_SECONDS <= took * left / passed


def _later_before(ledger: Ledger, id_: int, day: str, days: tuple[str, str]) -> bool:
    """Whether any visit entered before this one is of a day later than `day`."""
    sql = "select on_date from visit where on_date between ? and ? and id < ? order by on_date desc limit 1"
    latest = ledger.value(sql, (*days, id_))
    return latest is not None and latest > day


def _with_words(
    ledger: Ledger,
    source: Source,
    folded: Sequence[str],
    ids: tuple[int, int],
    *,
    days: tuple[str, str] | None = None,
    only: Only | None = None,
) -> Generator[Any, None, None]:
    """Rows with every word, the last entered first; where `days` are given, of these and with their day behind."""
    terms = dict.fromkeys(term for word in folded for term in text_terms(word))
    match = " AND ".join(map(_quoted, terms))
    for row in _proposed(ledger, source, match, source.base, ids, order="desc", days=days, only=only):
        if _has_all(source, row, folded):
            yield row


def _has_all(source: Source, row: Sequence[Any], folded: Sequence[str]) -> bool:
    texts = texts_of(source, row)
    return all(any(says(text, word) for text in texts) for word in folded)


def _proposed(
    ledger: Ledger,
    source: Source,
    match: str,
    base: int,
    ids: tuple[int, int],
    *,
    order: str = "asc",
    days: tuple[str, str] | None = None,
    only: Only | None = None,
) -> Generator[Any, None, None]:
    """Rows the index names, as `source.select` gives them, each fetched as it is asked for."""
    column, condition = (", r.on_date", " and r.on_date between ? and ?") if days else ("", "")
    condition += f" and ({only.sql})" if only else ""
    cursor = ledger.connection.execute(
        f"select {source.columns}{column} from {source.index} i cross join {source.table} r on r.id = i.rowid - ?"
        f" where i.{source.index} match ? and i.rowid between ? and ? and r.withdrawn_at is null{condition}"
        f" order by i.rowid {order}",
        (base, match, base + ids[0], base + ids[1], *(days or ()), *(only.values if only else ())),
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
