"""The one file that names the database driver.

sqlcipher3 brings one SQLite of known version to every platform (the system's may carry the WAL-reset bug
fixed in 3.51.3) and lets a later passphrase change nothing above the store. sqlite-utils must meet it under
the name `pysqlite3`, else it takes the standard module and its savepoints and alterations go wrong.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

from ledger.errors import WorldProblem

if TYPE_CHECKING:
    from sqlite_utils import Database

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

OLDEST_SAFE_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_MS = 5000
CACHE_KIB = 32768
# What SQLite lays beside a ledger to read it.
_SHARED_MEMORY_BYTES = 32768

Connection = Any  # sqlcipher3 ships no types
DatabaseError: type[Exception] = dbapi2.DatabaseError
IntegrityError: type[Exception] = dbapi2.IntegrityError
Row: Any = dbapi2.Row

_SENTENCES = (
    ("locked", "ledger_busy"),
    ("busy", "ledger_busy"),
    ("disk is full", "disk_full"),
    ("readonly", "ledger_read_only"),
    ("not a database", "not_a_ledger"),
    ("malformed", "ledger_damaged"),
    ("could not decode", "ledger_damaged"),
    ("unable to open", "ledger_cannot_be_opened"),
    ("disk i/o error", "disk_error"),
)


@contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Turn the driver's complaints about the world into WorldProblem; bugs (wrong SQL) pass through.

    sqlcipher3's exceptions are no subclasses of the standard sqlite3 ones, so this is the only place
    that may catch them.
    """
    try:
        yield
    except (dbapi2.OperationalError, DatabaseError) as error:
        text = str(error).lower()
        for words, code in _SENTENCES:
            if words in text:
                raise WorldProblem(_told(code, path), path, str(error)) from error
        raise


def _told(code: str, path: Path) -> str:
    """On a full disk the files beside the ledger fail first, and SQLite names that a failure of the disk."""
    if code != "disk_error":
        return code
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return code
    return "disk_full" if free < _SHARED_MEMORY_BYTES else code


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A connection set up as the ledger needs it; the order of the pragmas matters.

    Locking stays NORMAL, not EXCLUSIVE: a report or an import on the background worker has its own
    connection to the same file. Other programs are kept out by the lock file (store.ledger_file).

    Raises WorldProblem: "sqlite_too_old" (to be trusted), or what `world_errors` makes of a file that cannot be opened.
    """
    if dbapi2.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise WorldProblem("sqlite_too_old", path, dbapi2.sqlite_version)
    if not read_only:
        return _opened(path, str(path))
    try:
        return _opened(path, path.resolve().as_uri() + "?mode=ro")
    except WorldProblem:
        # Nothing can be put beside the file: a read-only folder or stick, a full disk. Where everything has come
        # into the file itself, it can be read as one that nobody changes.
        if not _is_settled(path):
            raise
        return _opened(path, path.resolve().as_uri() + "?mode=ro&immutable=1")


def connect_to_nothing() -> Connection:
    """An empty database in memory, which no file knows of."""
    return dbapi2.connect(":memory:", isolation_level=None)


def _is_settled(path: Path) -> bool:
    waiting = path.with_name(path.name + "-wal")
    return not waiting.exists() or waiting.stat().st_size == 0


def _opened(path: Path, address: str) -> Connection:
    read_only = address.startswith("file:")
    with world_errors(path):
        connection = dbapi2.connect(address, uri=read_only, isolation_level=None)
        try:
            _prepare(connection, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Connection, *, read_only: bool) -> None:
    execute = connection.execute
    execute("pragma cipher_log_level = NONE")
    execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    if not read_only:
        mode = execute("pragma journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise dbapi2.OperationalError(f"unable to open in WAL mode: {mode}")
        execute("pragma synchronous = FULL")
        if sys.platform == "darwin":
            execute("pragma fullfsync = ON")
        execute("pragma secure_delete = ON")
    execute("pragma foreign_keys = ON")
    execute("pragma temp_store = MEMORY")
    execute(f"pragma cache_size = -{CACHE_KIB}")
    execute("select count(*) from sqlite_master").fetchone()


def as_database(connection: Connection) -> "Database":
    """The connection as a sqlite-utils Database. Imported late: sqlite-utils takes longer than a window to start."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)
