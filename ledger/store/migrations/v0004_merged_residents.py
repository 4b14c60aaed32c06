"""Version 4: a resident entered twice says which entry the two became, so that the other leads there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "alter table resident add column merged_into_id integer references resident",
    "create index resident_merged on resident (merged_into_id) where merged_into_id is not null",
)


def apply(database: "Database") -> None:
    """Give residents the column, empty."""
    for statement in _STATEMENTS:
        database.execute(statement)
