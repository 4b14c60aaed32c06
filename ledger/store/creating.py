"""Making a ledger: whole, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

from ledger.errors import WorldProblem
from ledger.store import driver, migrations
from ledger.store.first_entries import make_first_entries
from ledger.store.ledger_file import Clock, Ledger, new_uuid7, open_ledger, utc_now


def create_ledger(
    path: Path,
    *,
    community: str,
    worker: str,
    street: str = "",
    district: str = "",
    clock: Clock = utc_now,
    new_uid: Callable[[], str] = new_uuid7,
) -> Ledger:
    """Make a new ledger with its community, its first worker (the secretary), this device and the defaults.

    Written beside `path` and moved into place when it is whole; returned open.

    Raises WorldProblem: "ledger_exists", "folder_cannot_be_written", "disk_full".
    """
    if path.exists():
        raise WorldProblem("ledger_exists", path)
    partial = path.with_name(path.name + ".partial")
    _claim(partial)
    try:
        with Ledger(partial, driver.connect(partial), clock=clock, new_uid=new_uid) as ledger:
            _fill(ledger, community=community, worker=worker, street=street, district=district)
        os.replace(partial, path)
    except WorldProblem as problem:
        _remove(partial)
        raise WorldProblem(problem.code, path, problem.detail) from problem
    except BaseException:
        _remove(partial)
        raise
    ledger = open_ledger(path, clock=clock, new_uid=new_uid)
    ledger.actor = str(ledger.value("select uid from worker order by id limit 1"))
    return ledger


def _claim(partial: Path) -> None:
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        _remove(partial)
        partial.touch()
    except OSError as error:
        raise WorldProblem("folder_cannot_be_written", partial.parent, str(error)) from error


def _fill(ledger: Ledger, *, community: str, worker: str, street: str, district: str) -> None:
    import platform

    with driver.world_errors(ledger.path):
        migrations.migrate(ledger.database)
    make_first_entries(
        ledger, community=community, worker=worker, street=street, district=district, device=platform.node()
    )
    with driver.world_errors(ledger.path):
        ledger.connection.execute("pragma wal_checkpoint(truncate)")


def _remove(partial: Path) -> None:
    for file in (partial, partial.with_name(partial.name + "-wal"), partial.with_name(partial.name + "-shm")):
        file.unlink(missing_ok=True)
