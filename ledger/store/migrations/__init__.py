"""The schema's versions, numbered and frozen: a migration once released is never edited."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from ledger.store.text_index import Progress

# What a file says of itself in its header (PRAGMA application_id): "MQZB".
APPLICATION_ID = 0x4D515A42
CURRENT_VERSION = 8


def migrate(database: "Database", *, progress: "Progress | None" = None) -> None:
    """Bring `database` to CURRENT_VERSION; each step is recorded in the transaction that makes it.

    What was done before is passed over, so that one stopped half-way is taken up again. The search index is filled
    last, from tables that have everything: of a large ledger that takes a while, and `progress(done, of)` is told.
    """
    from sqlite_utils.migrations import Migrations

    from ledger.store import text_index
    from ledger.store.migrations import (
        v0001_first,
        v0002_route_sheets,
        v0003_search_index,
        v0004_merged_residents,
        v0005_file_indexes,
        v0006_list_index,
        v0007_page_index,
        v0008_search_paths,
    )

    steps = Migrations("ledger")
    steps(name="0001_first")(v0001_first.apply)
    steps(name="0002_route_sheets")(v0002_route_sheets.apply)
    steps(name="0003_search_index")(v0003_search_index.apply)
    steps(name="0004_merged_residents")(v0004_merged_residents.apply)
    steps(name="0005_file_indexes")(v0005_file_indexes.apply)
    steps(name="0006_list_index")(v0006_list_index.apply)
    steps(name="0007_page_index")(v0007_page_index.apply)
    steps(name="0008_search_paths")(v0008_search_paths.apply)
    steps.apply(database)
    if not text_index.is_filled(database.conn):
        database.conn.execute("begin immediate")
        try:
            text_index.rebuild(database.conn, progress=progress)
            database.conn.execute("commit")
        except BaseException:
            database.conn.execute("rollback")
            raise
    database.conn.execute(f"pragma application_id = {APPLICATION_ID}")
    database.conn.execute(f"pragma user_version = {CURRENT_VERSION}")
