"""A ledger as a file: opening it, reading it, writing to it, keeping other programs out of it."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ledger.errors import WorldProblem
from ledger.store import driver, migrations, upgrading
from ledger.store.identifiers import RANDOM_BITS, uuid7
from ledger.store.text_index import Progress
from ledger.store.writing import Writing

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from sqlite_utils import Database

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def new_uuid7() -> str:
    """A globally unique, time-ordered identifier (RFC 9562, version 7) of this instant."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(RANDOM_BITS))


class Ledger:
    """An open ledger. Made by `open_ledger` and `create_ledger`; belongs to the thread that opened it.

    `actor` is the uid of the worker in whose name is written, "" until one is set.
    """

    def __init__(
        self,
        path: Path,
        connection: driver.Connection,
        *,
        lock: "BaseFileLock | None" = None,
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = new_uuid7,
    ) -> None:
        self.path = path
        self.connection = connection
        self.clock = clock
        self.new_uid = new_uid
        self.actor = ""
        self._lock = lock
        self._writing: Writing | None = None
        connection.row_factory = driver.Row

    @cached_property
    def device(self) -> str:
        """The uid of the machine that writes; made with the ledger."""
        return str(self.value("select uid from device order by id limit 1"))

    @cached_property
    def references(self) -> dict[str, dict[str, str]]:
        """For every table its reference columns and the tables they point to."""
        found: dict[str, dict[str, str]] = {}
        for row in self.rows(
            'select m.name as name, f."from" as column, f."table" as target'
            " from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'"
        ):
            found.setdefault(row["name"], {})[row["column"]] = row["target"]
        return found

    @property
    def database(self) -> "Database":
        """The same connection as a sqlite-utils Database, for reading and for whole-table work."""
        return driver.as_database(self.connection)

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """All rows of a query; columns by name or position. Raises WorldProblem where the file fails."""
        with driver.world_errors(self.path):
            return list(self.connection.execute(sql, parameters).fetchall())

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any | None:
        """The first row of a query, or None. Raises WorldProblem where the file fails."""
        with driver.world_errors(self.path):
            return self.connection.execute(sql, parameters).fetchone()

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first column of the first row, or None. Raises WorldProblem where the file fails."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def write(self, action: str) -> Iterator[Writing]:
        """One change to the ledger: everything within is one transaction and one row of the journal.

        Nests: a write within a write joins it, under the outer action. When anything is raised, nothing
        was written. `action` is a short English name such as "visit.record".

        Raises WorldProblem where the file cannot be written.
        """
        if self._writing is not None:
            with self._writing.joined():
                yield self._writing
            return
        with driver.world_errors(self.path):
            self.connection.execute("begin immediate")
            writing = self._writing = Writing(self, action)
            try:
                yield writing
                writing.finish()
                self.connection.execute("commit")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise
            finally:
                self._writing = None

    def companion(self) -> "Ledger":
        """A second connection to the same file, for a long job in another thread. Call it there; close it after."""
        ledger = Ledger(self.path, driver.connect(self.path), clock=self.clock, new_uid=self.new_uid)
        ledger.actor = self.actor
        return ledger

    def close(self) -> None:
        """Close the file and let other programs in. Does nothing where it is closed already."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_ledger(
    path: Path,
    *,
    read_only: bool = False,
    clock: Clock = utc_now,
    new_uid: Callable[[], str] = new_uuid7,
    progress: Progress | None = None,
) -> Ledger:
    """Open the ledger at `path`. A reader (`read_only`) comes in beside a program that writes.

    One of an older version is brought up to date, and a copy of it kept beside it (store.upgrading); a reader
    leaves it alone and reads it up to date in memory. `progress(done, of)` is told where bringing a large one up to
    date takes a while; where there is nothing to do it is never called.

    Raises WorldProblem: "no_such_ledger", "not_a_ledger", "ledger_newer", "upgrade_backup_failed" (untouched in
    each case), "ledger_in_use" by another program, "ledger_damaged", "ledger_cannot_be_opened".
    """
    if not path.is_file():
        raise WorldProblem("no_such_ledger", path)
    _refuse_what_is_no_ledger(path)
    if read_only:
        return Ledger(path, _reading(path), clock=clock, new_uid=new_uid)
    lock = _locked(path)
    try:
        return Ledger(path, _writing(path, progress), lock=lock, clock=clock, new_uid=new_uid)
    except BaseException:
        lock.release()
        raise


def _refuse_what_is_no_ledger(path: Path) -> None:
    # Looked at read-only first: opening for writing would already change a foreign file's header.
    connection = driver.connect(path, read_only=True)
    try:
        with driver.world_errors(path):
            mark = connection.execute("pragma application_id").fetchone()[0]
            version = connection.execute("pragma user_version").fetchone()[0]
    finally:
        connection.close()
    if mark != migrations.APPLICATION_ID:
        raise WorldProblem("not_a_ledger", path)
    if version > migrations.CURRENT_VERSION:
        raise WorldProblem("ledger_newer", path, str(version))


def _writing(path: Path, progress: Progress | None) -> driver.Connection:
    connection = driver.connect(path)
    try:
        if upgrading.is_old(connection) or upgrading.needs_index(connection):
            upgrading.upgrade(path, connection, progress=progress)
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path) -> driver.Connection:
    """A connection that only reads; it still cleans up beside the file as it closes, where it may write there."""
    try:
        connection = driver.connect(path)
        connection.execute("pragma query_only = ON")
    except WorldProblem:
        connection = driver.connect(path, read_only=True)
    return upgrading.upgraded_copy(path, connection) if upgrading.is_old(connection) else connection


def _locked(path: Path) -> "BaseFileLock":
    # Late: the library takes longer to import than a reader to read, and a reader needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(str(path) + ".lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WorldProblem("ledger_in_use", path) from error
    except OSError as error:
        raise WorldProblem("folder_cannot_be_written", path.parent, str(error)) from error
    return lock
