"""The schema's versions, numbered and frozen: a migration once released is never edited."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# What a file says of itself in its header (PRAGMA application_id): "MQZB".
APPLICATION_ID = 0x4D515A42
CURRENT_VERSION = 2


def migrate(database: "Database") -> None:
    """Bring `database` to CURRENT_VERSION; each step is recorded in the transaction that makes it.

    What was done before is passed over, so that one stopped half-way is taken up again.
    """
    from sqlite_utils.migrations import Migrations

    from ledger.store.migrations import v0001_first, v0002_route_sheets

    steps = Migrations("ledger")
    steps(name="0001_first")(v0001_first.apply)
    steps(name="0002_route_sheets")(v0002_route_sheets.apply)
    steps.apply(database)
    database.conn.execute(f"pragma application_id = {APPLICATION_ID}")
    database.conn.execute(f"pragma user_version = {CURRENT_VERSION}")
