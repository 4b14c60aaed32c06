"""A ledger of an older version: brought up to date, after a copy of it was made and looked at."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import WorldProblem
from ledger.store import driver, migrations, text_index

if TYPE_CHECKING:
    from ledger.store.driver import Connection
    from ledger.store.text_index import Progress


def is_old(connection: "Connection") -> bool:
    """Whether the file lacks what later versions brought. A file that has everything is told by its header alone."""
    return _version(connection) < migrations.CURRENT_VERSION


def needs_index(connection: "Connection") -> bool:
    """Whether its search index is missing, or was made by a program that folded texts otherwise."""
    return not text_index.is_filled(connection)


def upgrade(path: Path, connection: "Connection", *, progress: "Progress | None" = None) -> Path:
    """Bring the ledger at `path`, open for writing, up to date; returns the copy kept of it as it was.

    The copy lies beside the ledger and says in its name which version it is of (账本.mqzb.v1.backup). `progress` is
    that of `migrations.migrate`.

    Raises WorldProblem "upgrade_backup_failed" where it could not be made or is not what the ledger is, and
    what `driver.world_errors` makes of a disk that fails; the ledger is then as it was.
    """
    with driver.world_errors(path):
        kept = _backed_up(path, connection)
        migrations.migrate(driver.as_database(connection), progress=progress)
    return kept


def upgraded_copy(path: Path, connection: "Connection") -> "Connection":
    """The ledger as it would be up to date, in memory, for one who only reads. Closes `connection`."""
    copy = driver.connect_to_nothing()
    try:
        with driver.world_errors(path):
            connection.backup(copy)
            migrations.migrate(driver.as_database(copy))
            copy.execute("pragma query_only = ON")
    except BaseException:
        copy.close()
        raise
    finally:
        connection.close()
    return copy


def _backed_up(path: Path, connection: "Connection") -> Path:
    target = _free_name(path, _version(connection))
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        connection.execute("vacuum into ?", (str(partial),))
        _flush(partial)
        if _contents_of(partial) != _contents(connection):
            raise WorldProblem("upgrade_backup_failed", path)
        os.replace(partial, target)
    except OSError as error:
        raise WorldProblem("upgrade_backup_failed", path, str(error)) from error
    finally:
        # What failed is told; a rest that cannot be cleared away either says nothing more.
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def _free_name(path: Path, version: int) -> Path:
    wanted = path.with_name(f"{path.name}.v{version}.backup")
    number = 2
    while wanted.exists():
        wanted = path.with_name(f"{path.name}.v{version}-{number}.backup")
        number += 1
    return wanted


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _contents_of(copy: Path) -> dict[str, object]:
    connection = driver.connect(copy, read_only=True)
    try:
        found = connection.execute("pragma quick_check(1)").fetchone()[0]
        return _contents(connection) if found == "ok" else {}
    finally:
        connection.close()


def _contents(connection: "Connection") -> dict[str, object]:
    """What tells one ledger from another: its version, the rows of each table, the end of its journal."""
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}
    head = connection.execute("select hash from journal order by sequence desc limit 1").fetchone()
    return {**counts, "pragma version": _version(connection), "pragma journal": head[0] if head else ""}


def _version(connection: "Connection") -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
