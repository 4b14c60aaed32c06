"""The search index: kept in the transaction of every write, and made again from the tables.

`IndexKeeper` is part of the one door for writes (store.writing): it notes whose entries a write makes stale and, as the
write ends, puts what the tables then say in their place. Within a write the index is as it was before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ledger.rules import search_tokens
from ledger.store.driver import Connection
from ledger.store.index_entries import Entry, entry_of, rowids_of
from ledger.store.index_sources import BEARINGS, SOURCES, Source
from ledger.store.migrations.v0003_search_index import TABLES

AT_ONCE = 2000
# How much the index gathers in memory before it writes a piece of itself; SQLite's own measure is 1 MB.
_GATHERED_IN_BULK, _GATHERED = 64 << 20, 1 << 20
# Pieces of one size that a write begins to merge; with SQLite's own 4 the slowest saves are a third slower, and
# answers no faster.
_MERGED_FROM = 8

Progress = Callable[[int, int], None]

_FED_BY: dict[str, list[Source]] = {}
for _source in SOURCES:
    _FED_BY.setdefault(_source.table, []).append(_source)


class IndexKeeper:
    """Keeps the index right over one write."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._new: dict[Source, set[int]] = {}
        self._stale: dict[Source, set[int]] = {}

    def inserted(self, table: str, ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows have been added, with these columns."""
        for source in _FED_BY.get(table, ()):
            self._new.setdefault(source, set()).update(
                id_ for id_, row in zip(ids, rows, strict=True) if _says_something(row, source.watched)
            )
        for bearing in BEARINGS.get(table, ()):
            if bearing.column:
                said = bearing.watched - {bearing.column}
                self._touch(bearing.source, {row[bearing.column] for row in rows if _says_something(row, said)})

    def changes(self, table: str, id_: int, columns: Iterable[str]) -> None:
        """A row is about to get other `columns`, or has just got them: to be told twice, as its owner may change."""
        names = set(columns)
        for source in _FED_BY.get(table, ()):
            if not source.watched.isdisjoint(names):
                self._touch(source, (id_,))
        for bearing in BEARINGS.get(table, ()):
            if not bearing.watched.isdisjoint(names):
                self._touch(bearing.source, [row[0] for row in self._connection.execute(bearing.owners, (id_,))])

    def finish(self) -> None:
        """Bring every entry the write bears on up to date with the tables."""
        for source in dict.fromkeys((*self._new, *self._stale)):
            new, stale = self._new.get(source, set()), self._stale.get(source, set())
            if stale:
                gone = [(rowid,) for id_ in stale for rowid in rowids_of(source, id_)]
                self._connection.executemany(f"delete from {source.index} where rowid = ?", gone)
            ids = sorted(new | stale)
            for start in range(0, len(ids), AT_ONCE):
                _insert(self._connection, source, _entries(self._connection, source, ids[start : start + AT_ONCE]))

    def _touch(self, source: Source, ids: Iterable[int]) -> None:
        self._stale.setdefault(source, set()).update(set(ids) - self._new.get(source, set()))


def _says_something(row: Mapping[str, Any], columns: Iterable[str]) -> bool:
    # Most notes are empty, most phones have none: such a row has no entry, and needs no look.
    return any(row.get(column) for column in columns)


def is_filled(connection: Connection) -> bool:
    """Whether the index was made from the tables, by the rules of folding of this program."""
    if not connection.execute("select 1 from sqlite_master where name = 'index_state'").fetchone():
        return False
    row = connection.execute("select folding from index_state").fetchone()
    return row is not None and row[0] == search_tokens.FOLDING


def rebuild(connection: Connection, *, progress: Progress | None = None) -> None:
    """Make the index again from the tables, inside the caller's transaction; missing parts of it are put back.

    `progress(done, of)` counts rows read and is called every few thousand.
    """
    for name, statement in TABLES.items():
        connection.execute(f"drop table if exists {name}")
        connection.execute(statement)
    of = sum(connection.execute(f"select count(*) from {source.table}").fetchone()[0] for source in SOURCES)
    done = 0
    for index in dict.fromkeys(source.index for source in SOURCES):
        _set(connection, index, "hashsize", _GATHERED_IN_BULK)
        for source in SOURCES:
            if source.index == index:
                for rows in _standing(connection, source):
                    _insert(connection, source, ((rowid, tokens) for rowid, tokens in rows if tokens))
                    done += len(rows)
                    if progress is not None:
                        progress(done, of)
        _set(connection, index, "hashsize", _GATHERED)
        _set(connection, index, "automerge", _MERGED_FROM)
        connection.execute(f"insert into {index} ({index}) values ('optimize')")
    connection.execute("insert into index_state values (?)", (search_tokens.FOLDING,))


def expected_entries(connection: Connection, source: Source) -> Iterator[Entry]:
    """The entries the rows of a source should have, by id."""
    for rows in _standing(connection, source):
        yield from (entry for entry in rows if entry[1])


def _standing(connection: Connection, source: Source) -> Iterator[list[Entry]]:
    select = f"{source.select} and r.id > ? order by r.id limit {AT_ONCE}"
    last = 0
    while rows := connection.execute(select, (last,)).fetchall():
        yield [entry_of(source, row) for row in rows]
        last = rows[-1][0]


def _entries(connection: Connection, source: Source, ids: list[int]) -> Iterator[Entry]:
    marks = ", ".join("?" * len(ids))
    for row in connection.execute(f"{source.select} and r.id in ({marks})", ids).fetchall():
        entry = entry_of(source, row)
        if entry[1]:
            yield entry


def _insert(connection: Connection, source: Source, entries: Iterable[Entry]) -> None:
    connection.executemany(f"insert into {source.index} (rowid, tokens) values (?, ?)", entries)


def _set(connection: Connection, index: str, name: str, value: int) -> None:
    connection.execute(f"insert into {index} ({index}, rank) values (?, ?)", (name, value))
