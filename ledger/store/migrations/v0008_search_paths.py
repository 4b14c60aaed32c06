"""Version 8: the ways a search takes from a door to its matters, and to the matters that were reopened."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_INDEXES = (
    "create index matter_dwelling on matter (dwelling_id) where dwelling_id is not null",
    "create index step_reopened on step (matter_id) where kind = 'reopened'",
)


def apply(database: "Database") -> None:
    """Make the indexes."""
    for statement in _INDEXES:
        database.execute(statement)
