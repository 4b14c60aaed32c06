"""Version 5: the way from a resident or household to everything that was ever theirs, for their files (一户一档)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_INDEXES = (
    "create index matter_resident on matter (resident_id) where resident_id is not null",
    "create index membership_resident on membership (resident_id)",
    "create index occupancy_household on occupancy (household_id)",
    "create index promise_visit on promise (visit_id) where visit_id is not null",
    "create index promise_matter on promise (matter_id) where matter_id is not null",
)


def apply(database: "Database") -> None:
    """Make the indexes."""
    for statement in _INDEXES:
        database.execute(statement)
