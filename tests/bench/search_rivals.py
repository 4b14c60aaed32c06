"""Other ways to search the same ledger, for tests/bench/search.py: LIKE, trigram FTS5, and a browser of databases.

They find less (no pinyin of several readings, no door in another writing, no two words in two places, no filters) and
rank nothing: the newest of each kind come first.
"""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ledger.store import Ledger, driver
from ledger.store.index_entries import door_forms, resident_forms
from ledger.store.index_sources import DWELLINGS, RESIDENTS, TEXTS, Source, TextKind

KINDS: tuple[Source, ...] = (
    RESIDENTS,
    DWELLINGS,
    *(TEXTS[kind] for kind in (TextKind.MATTER, TextKind.STEP, TextKind.VISIT, TextKind.PAGE)),
)
_SHORTEST = 3
_BASE = 1 << 40
_AT_ONCE = 10_000
_NOT_TEXT = ("id", "uid")


def like(ledger: Ledger, words: Sequence[str], limit: int) -> int:
    """The newest of each kind with every word in one of the texts our index has, without an index."""
    return sum(len(_like(ledger, source, words, limit)) for source in KINDS)


def _like(ledger: Ledger, source: Source, words: Sequence[str], limit: int) -> list[Any]:
    whole = _whole(source)
    condition = " and ".join([f"({whole}) like ?"] * len(words))
    sql = f"select r.id from {source.table} r where r.withdrawn_at is null and {condition} order by r.id desc limit ?"
    return ledger.rows(sql, (*_patterns(words), limit))


def _whole(source: Source) -> str:
    # Doors as they are mostly written, 3-2-501; other texts one below the other.
    return " || '-' || ".join(source.texts) if source is DWELLINGS else " || char(10) || ".join(source.texts)


def _patterns(words: Sequence[str]) -> list[str]:
    return [f"%{word}%" for word in words]


class Browser:
    """What DB Browser for SQLite asks when a table is filtered: the rows that have it in any column, and their count.

    The table that has the answer has been chosen already.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._columns = {table: self._text_columns(table) for table in ("visit", "matter", "resident", "phone")}

    def ask(self, table: str, words: Sequence[str], limit: int) -> int:
        """The first rows, and the count of all."""
        columns = self._columns[table]
        condition = " and ".join(f"({' or '.join(f'{column} like ?' for column in columns)})" for _word in words)
        values = [pattern for pattern in _patterns(words) for _column in columns]
        self._ledger.rows(f"select rowid, * from {table} where {condition} limit ?", (*values, limit))
        return int(self._ledger.value(f"select count(*) from {table} where {condition}", values))

    def _text_columns(self, table: str) -> list[str]:
        rows = self._ledger.rows(f"pragma table_info({table})")
        return [row[1] for row in rows if row[2].upper() == "TEXT" and row[1] not in _NOT_TEXT]


class Trigram:
    """An FTS5 table of SQLite's own trigram tokenizer over every text our index has; LIKE below three characters."""

    def __init__(self, ledger: Ledger, path: Path) -> None:
        self._ledger = ledger
        self.made_in = 0.0
        if not path.exists():
            self.made_in = _make(ledger, path)
        self._connection = driver.connect(path, read_only=True)
        self.size, self.texts = self._connection.execute("select size, texts from measured").fetchone()

    def ask(self, words: Sequence[str], limit: int) -> int:
        """The newest of each kind with every word in one text."""
        if any(len(word) < _SHORTEST for word in words):
            return like(self._ledger, words, limit)
        match = " AND ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words)
        found = 0
        for number, source in enumerate(KINDS):
            rows = self._connection.execute(
                "select rowid from found where found match ? and rowid between ? and ? order by rowid desc limit ?",
                (match, number * _BASE, (number + 1) * _BASE - 1, limit),
            ).fetchall()
            ids = json.dumps([row[0] - number * _BASE for row in rows])
            sql = f"select {source.columns} from {source.table} r where r.id in (select value from json_each(?))"
            found += len(self._ledger.rows(sql, (ids,)))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _make(ledger: Ledger, path: Path) -> float:
    """Seconds to make the file."""
    making = path.with_suffix(".making")
    for old in making.parent.glob(f"{making.name}*"):
        old.unlink()
    begun = time.perf_counter()
    connection = driver.connect(making)
    connection.execute("pragma synchronous = off")
    connection.execute("create virtual table found using fts5(text, content='', tokenize='trigram')")
    connection.execute("begin")
    texts = 0
    for number, source in enumerate(KINDS):
        for rows in _bundles(ledger, source):
            entries = [(number * _BASE + row[0], _text(source, row)) for row in rows]
            texts += sum(len(text.encode()) for _rowid, text in entries)
            connection.executemany("insert into found (rowid, text) values (?, ?)", entries)
    connection.execute("insert into found (found) values ('optimize')")
    size = connection.execute("select sum(length(block)) from found_data").fetchone()[0]
    connection.execute("create table measured (size integer, texts integer)")
    connection.execute("insert into measured values (?, ?)", (size, texts))
    connection.execute("commit")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    making.replace(path)
    return time.perf_counter() - begun


def _bundles(ledger: Ledger, source: Source) -> Iterator[list[Any]]:
    last = 0
    while rows := ledger.rows(f"{source.select} and r.id > ? order by r.id limit ?", (last, _AT_ONCE)):
        last = rows[-1][0]
        yield rows


def _text(source: Source, row: Any) -> str:
    if source is RESIDENTS:
        return "\n".join(form for _field, form in resident_forms(row))
    if source is DWELLINGS:
        return "\n".join(door_forms(row))
    lists = [text for column in row[1 + len(source.texts) :] for text in json.loads(column or "[]")]
    return "\n".join([*row[1 : 1 + len(source.texts)], *lists])
