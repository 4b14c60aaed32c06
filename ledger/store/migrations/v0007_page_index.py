"""Version 7: the way from a page as it was written to the visits entered from its lines."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def apply(database: "Database") -> None:
    """Make the index."""
    database.execute("create index visit_page on visit (page_id) where page_id is not null")
