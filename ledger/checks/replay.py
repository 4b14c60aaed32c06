"""Playing the journal again: what it says must be what the tables hold."""

import json
from collections.abc import Iterator
from typing import Any

from ledger.store import Ledger
from ledger.store.journal import JournalEntry, entries


def rows_unlike_journal(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(table, uid) of rows that differ from the journal, are missing, or were never entered in it."""
    stood = _replayed(ledger)
    for table in _journaled_tables(ledger):
        expected = stood.pop(table, {})
        for uid, columns in _rows(ledger, table):
            wanted = expected.pop(uid, None)
            if wanted is None or any(columns.get(name) != value for name, value in wanted.items()):
                yield table, uid
        for uid in expected:
            yield table, uid


def _replayed(ledger: Ledger) -> dict[str, dict[str, dict[str, Any]]]:
    stood: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in entries(ledger.connection):
        for change in _changes(entry):
            row = stood.setdefault(change["table"], {}).setdefault(change["uid"], {})
            if change["before"] is None:
                row["created_at"] = entry.at
            row.update(change["after"])
    return stood


def _changes(entry: JournalEntry) -> list[dict[str, Any]]:
    try:
        return list(json.loads(entry.changes))
    except ValueError:
        # The chain is broken there and says so; what the row entered shows up as rows without an entry.
        return []


def _journaled_tables(ledger: Ledger) -> list[str]:
    rows = ledger.rows(
        "select m.name from sqlite_master m where m.type = 'table'"
        " and exists (select 1 from pragma_table_info(m.name) where name = 'withdrawn_at') order by m.name"
    )
    return [row[0] for row in rows]


def _rows(ledger: Ledger, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    references = ledger.references.get(table, {})
    uids = {target: dict(ledger.rows(f"select id, uid from {target}")) for target in set(references.values())}
    for row in ledger.rows(f"select * from {table}"):
        columns = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row is no dict
        for name, target in references.items():
            if columns[name] is not None:
                columns[name] = uids[target].get(columns[name])
        yield row["uid"], {name: v.hex() if isinstance(v, bytes) else v for name, v in columns.items()}
