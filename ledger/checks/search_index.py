"""Does the search index say of every row what the tables say? Compared token by token."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ledger.store import Ledger
from ledger.store.driver import DatabaseError
from ledger.store.index_sources import SOURCES, SPAN
from ledger.store.migrations.v0003_search_index import PREFIXES, TABLES
from ledger.store.text_index import expected_entries, is_filled

MOST_NAMED = 20
"""Rows named of each index: where more are wrong, these say enough."""

Term = str
"""A token, or the beginning of some with `_AND_MORE` behind it, which no token has in it."""
_AND_MORE = "*"

# What a row adds to the sum kept for each token, so that one row hardly makes up for another.
_WEIGHT = "(rowid % 65521) * (rowid % 65521) + rowid % 1000003"


def is_part_of_index(part: str) -> bool:
    """Whether a part of the schema ("table text_index_data") belongs to the index, which can be made again."""
    name = part.partition(" ")[2]
    return any(name == table or name.startswith(f"{table}_") for table in TABLES)


def wrong_entries(ledger: Ledger) -> Iterator[str]:
    """Rows whose entry is missing, left over or not what the row says, as "visit uid"; or what else is wrong."""
    if not is_filled(ledger.connection):
        yield "index_state"
    for index in dict.fromkeys(source.index for source in SOURCES):
        try:
            wrong = sorted(_wrong_rowids(ledger, index))
        except DatabaseError as error:
            yield f"{index}: {error}"
        else:
            yield from (_named(ledger, index, rowid) for rowid in wrong[:MOST_NAMED])


def _wrong_rowids(ledger: Ledger, index: str) -> set[int]:
    there = {row[0] for row in ledger.connection.execute(f"select rowid from {index}")}
    expected = set()
    sums: dict[Term, int] = defaultdict(int)
    for rowid, terms in _expected_terms(ledger, index):
        expected.add(rowid)
        weight = (rowid % 65521) * (rowid % 65521) + rowid % 1000003
        for term in terms:
            sums[term] += weight
    total = f"select coalesce(sum({_WEIGHT}), 0) from {index} where {index} match ?"
    doubtful = {
        term for term, sum_ in sums.items() if ledger.connection.execute(total, (_asked(term),)).fetchone()[0] != sum_
    }
    return (there ^ expected) | (_unlike(ledger, index, doubtful) if doubtful else set())


def _unlike(ledger: Ledger, index: str, doubtful: set[Term]) -> set[int]:
    """Rows that have one of these terms in the tables and not in the index, or the other way round."""
    rows: dict[Term, set[int]] = {term: set() for term in doubtful}
    for rowid, terms in _expected_terms(ledger, index):
        for term in doubtful.intersection(terms):
            rows[term].add(rowid)
    wrong: set[int] = set()
    for term, expected in rows.items():
        found = ledger.connection.execute(f"select rowid from {index} where {index} match ?", (_asked(term),))
        wrong |= expected ^ {row[0] for row in found}
    return wrong


def _expected_terms(ledger: Ledger, index: str) -> Iterator[tuple[int, Iterable[Term]]]:
    """For every row its rowid and what finds it: its tokens, and the beginnings the index keeps ready."""
    prefixes = PREFIXES.get(index, ())
    for source in SOURCES:
        if source.index == index:
            for rowid, tokens in expected_entries(ledger.connection, source):
                words: set[Term] = set(tokens.split(" "))
                begun = {word[:length] + _AND_MORE for word in words for length in prefixes if len(word) >= length}
                yield rowid, words | begun if begun else words


def _asked(term: Term) -> str:
    return f'"{term[:-1]}" *' if term.endswith(_AND_MORE) else f'"{term}"'


def _named(ledger: Ledger, index: str, rowid: int) -> str:
    tables = {source.base // SPAN: source.table for source in SOURCES if source.index == index}
    table = tables.get(rowid // SPAN, next(iter(tables.values())))
    uid = ledger.value(f"select uid from {table} where id = ?", (rowid % SPAN,))
    return f"{table} {uid or rowid % SPAN}"
