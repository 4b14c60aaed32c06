"""Version 2: route sheets (走访路线单), so that a page can be typed back by the numbers of its rows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = {
    "route_sheet": """number integer not null, on_date text not null, worker_id integer references worker,
        title text not null default ''""",
    "route_row": """route_sheet_id integer not null references route_sheet, position integer not null,
        dwelling_id integer not null references dwelling, household_id integer references household""",
}

_INDEXES = (
    "create unique index route_sheet_number on route_sheet (number) where withdrawn_at is null",
    "create unique index route_row_position on route_row (route_sheet_id, position) where withdrawn_at is null",
    "create index route_row_dwelling on route_row (dwelling_id)",
    "create index route_row_household on route_row (household_id)",
)


def apply(database: "Database") -> None:
    """Make the tables of sheets and their rows, with what every table of the ledger has."""
    for name, body in _TABLES.items():
        database.execute(
            f"create table {name} (id integer primary key, uid text not null unique, {body},"
            " created_at text not null, withdrawn_at text, withdrawn_reason text) strict"
        )
        database.execute(
            f"create trigger {name}_no_delete before delete on {name}"
            f" begin select raise(abort, '{name}: nothing is ever erased'); end"
        )
    for statement in _INDEXES:
        database.execute(statement)
