"""Version 6: the index of visits by day knows all that lists of visits are narrowed down and sorted by.

A list of a million visits is then put into order out of the index alone (tests/bench/tables.py): 0.8 s instead of 5 s.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "drop index visit_on",
    "create index visit_on on visit (on_date, at_time, withdrawn_at, outcome, mode, worker_id, grid_id, dwelling_id)",
)


def apply(database: "Database") -> None:
    """Make the index anew, under its old name."""
    for statement in _STATEMENTS:
        database.execute(statement)
