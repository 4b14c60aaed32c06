"""The one door for writes: rows go in, the journal is written, what changed comes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.store import journal
from ledger.store.stored_text import storable
from ledger.store.text_index import IndexKeeper

if TYPE_CHECKING:
    from ledger.store.ledger_file import Ledger


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write changed, for screens to decide whether to refresh. `sequence` is its row of the journal.

    `sequence` is 0 and `rows` empty where there was nothing to change. `rows` holds (table, uid).
    """

    action: str
    sequence: int
    rows: frozenset[tuple[str, str]]

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables touched."""
        return frozenset(table for table, _uid in self.rows)


class Writing:
    """One transaction in progress, given by `Ledger.write`."""

    def __init__(self, ledger: "Ledger", action: str) -> None:
        self.action = action
        self.at = ledger.clock().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        self._ledger = ledger
        self._connection = ledger.connection
        self._changes: list[dict[str, Any]] = []
        self._rows: set[tuple[str, str]] = set()
        self._uids: dict[tuple[str, int], str] = {}
        self._index = IndexKeeper(ledger.connection)
        self._failed = False
        self._sequence = 0

    @property
    def changed(self) -> Changed:
        """What was changed; complete once the block of `Ledger.write` has ended."""
        return Changed(self.action, self._sequence, frozenset(self._rows))

    def insert(self, table: str, **columns: Any) -> int:
        """Add one row and return its id."""
        uid = self._ledger.new_uid()
        columns = {name: storable(value) for name, value in columns.items()}
        names = ", ".join(("uid", "created_at", *columns))
        marks = ", ".join("?" * (len(columns) + 2))
        values = (uid, self.at, *columns.values())
        id_ = int(self._connection.execute(f"insert into {table} ({names}) values ({marks})", values).lastrowid)
        self._uids[table, id_] = uid
        self._note(table, uid, None, columns)
        self._index.inserted(table, (id_,), (columns,))
        return id_

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows that all name the same columns, and return their ids in order."""
        if not rows:
            return []
        first = self._connection.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()[0]
        names = list(rows[0])
        columns = ", ".join(("id", "uid", "created_at", *names))
        marks = ", ".join("?" * (len(names) + 3))
        values = []
        for id_, given in enumerate(rows, first):
            row = {name: storable(given[name]) for name in names}
            uid = self._ledger.new_uid()
            self._uids[table, id_] = uid
            values.append((id_, uid, self.at, *row.values()))
            self._note(table, uid, None, row)
        self._connection.executemany(f"insert into {table} ({columns}) values ({marks})", values)
        ids = list(range(first, first + len(rows)))
        self._index.inserted(table, ids, rows)
        return ids

    def update(self, table: str, id_: int, **columns: Any) -> bool:
        """Change columns of a row; returns False, and notes nothing, where they stand so already."""
        columns = {name: storable(value) for name, value in columns.items()}
        names = list(columns)
        row = self._connection.execute(f"select uid, {', '.join(names)} from {table} where id = ?", (id_,)).fetchone()
        before = {name: row[name] for name in names if row[name] != columns[name]}
        if not before:
            return False
        after = {name: columns[name] for name in before}
        self._uids[table, id_] = row["uid"]
        assignments = ", ".join(f"{name} = ?" for name in after)
        self._index.changes(table, id_, after)
        self._connection.execute(f"update {table} set {assignments} where id = ?", (*after.values(), id_))
        self._index.changes(table, id_, after)
        self._note(table, row["uid"], before, after)
        return True

    def withdraw(self, table: str, id_: int, reason: str) -> bool:
        """Withdraw (作废) a row: it stays, with instant and reason, and counts no longer."""
        return self.update(table, id_, withdrawn_at=self.at, withdrawn_reason=reason)

    def restore(self, table: str, id_: int) -> bool:
        """Take a withdrawal back."""
        return self.update(table, id_, withdrawn_at=None, withdrawn_reason=None)

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Take part in this write from a nested one; a failure in there spoils the whole."""
        try:
            yield
        except BaseException:
            self._failed = True
            raise

    def finish(self) -> None:
        """Bring the search index up to date and write the journal's row.

        Raises RuntimeError where a nested write failed and was ignored.
        """
        if self._failed:
            raise RuntimeError("a nested write failed; the whole must not be committed")
        if not self._changes:
            return
        self._index.finish()
        self._sequence = journal.append(
            self._connection,
            uid=self._ledger.new_uid(),
            device=self._ledger.device,
            at=self.at,
            actor=self._ledger.actor,
            action=self.action,
            changes=self._changes,
        )

    def _note(self, table: str, uid: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        self._rows.add((table, uid))
        self._changes.append(
            {
                "table": table,
                "uid": uid,
                "before": None if before is None else self._by_uid(table, before.items()),
                "after": self._by_uid(table, after.items()),
            }
        )

    def _by_uid(self, table: str, columns: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        references = self._ledger.references.get(table, {})
        named = {}
        for name, value in columns:
            if value is not None and name in references:
                named[name] = self._uid(references[name], value)
            else:
                named[name] = value.hex() if isinstance(value, bytes) else value
        return named

    def _uid(self, table: str, id_: int) -> str:
        known = self._uids.get((table, id_))
        if known is None:
            row = self._connection.execute(f"select uid from {table} where id = ?", (id_,)).fetchone()
            if row is None:
                raise LookupError(f"{table} has no row {id_}")
            known = self._uids[table, id_] = row[0]
        return known
