"""Households that change their door, leave for good, or come back."""

from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.people.life_events import record_event
from ledger.people.memberships import refuse_before
from ledger.people.reading import household
from ledger.places.entered import refuse_future, standing_row
from ledger.records.people import HouseholdStatus, LifeEventKind, Presence
from ledger.store import Changed, Ledger, Writing


def move_household(
    ledger: Ledger, household_id: int, *, dwelling_id: int, on: date, today: date, reason: str = ""
) -> Changed:
    """Move a household to another door of the community; one that has no door yet gets this one.

    Raises InputProblem: "no_such_entry", "already_there", "household_moved_out" (use `move_back_in`),
    "date_in_future", "date_before_since".
    """
    refuse_future(on, today)
    with ledger.write("household.move") as write:
        row = standing_row(ledger, "household", household_id, field="household_id")
        if row["status"] == HouseholdStatus.MOVED_OUT:
            raise refuse("household_id", "household_moved_out")
        _enter_dwelling(ledger, write, household_id, dwelling_id, on=on, reason=reason)
    return write.changed


def move_out(ledger: Ledger, household_id: int, *, on: date, today: date, reason: str = "") -> Changed:
    """A household leaves the community: its status is 迁出, and so are all who belonged to it. It keeps its head.

    Raises InputProblem: "no_such_entry", "household_moved_out", "date_in_future", "date_before_since", "event_order".
    """
    refuse_future(on, today)
    with ledger.write("household.move_out") as write:
        row = standing_row(ledger, "household", household_id, field="household_id")
        if row["status"] == HouseholdStatus.MOVED_OUT:
            raise refuse("household_id", "household_moved_out")
        _leave_dwelling(ledger, write, household_id, on=on, reason=reason)
        for member in household(ledger, household_id).members:
            record_event(ledger, member.id, kind=LifeEventKind.MOVED_OUT, on=on, today=today, note=reason)
        write.update("household", household_id, status=HouseholdStatus.MOVED_OUT.value, head_id=row["head_id"])
    return write.changed


def move_back_in(ledger: Ledger, household_id: int, *, dwelling_id: int, on: date, today: date) -> Changed:
    """A household that had moved out lives here again (常住), behind this door, with all who moved out with it.

    Raises InputProblem: "no_such_entry", "household_not_moved_out", "date_in_future", "date_before_moving_out"
    (`left`: the day it moved out), "event_order".
    """
    refuse_future(on, today)
    with ledger.write("household.move_back_in") as write:
        row = standing_row(ledger, "household", household_id, field="household_id")
        if row["status"] != HouseholdStatus.MOVED_OUT:
            raise refuse("household_id", "household_not_moved_out")
        left = ledger.value(
            "select max(until) from occupancy where household_id = ? and withdrawn_at is null", (household_id,)
        )
        if left is not None and on.isoformat() < left:
            raise refuse("on", "date_before_moving_out", date=on, left=left)
        _enter_dwelling(ledger, write, household_id, dwelling_id, on=on, reason="")
        for member in household(ledger, household_id, with_gone=True).members:
            if member.presence is Presence.MOVED_OUT:
                record_event(ledger, member.id, kind=LifeEventKind.MOVED_IN, on=on, today=today)
        write.update("household", household_id, status=HouseholdStatus.RESIDENT.value)
    return write.changed


def _enter_dwelling(
    ledger: Ledger, write: Writing, household_id: int, dwelling_id: int, *, on: date, reason: str
) -> None:
    standing_row(ledger, "dwelling", dwelling_id, field="dwelling_id")
    now = _occupancy_now(ledger, household_id)
    if now is not None and now["dwelling_id"] == dwelling_id:
        raise refuse("dwelling_id", "already_there")
    _leave_dwelling(ledger, write, household_id, on=on, reason=reason)
    write.insert("occupancy", household_id=household_id, dwelling_id=dwelling_id, since=on.isoformat(), until=None)


def _leave_dwelling(ledger: Ledger, write: Writing, household_id: int, *, on: date, reason: str) -> None:
    now = _occupancy_now(ledger, household_id)
    if now is not None:
        refuse_before(on, now["since"])
        write.update("occupancy", now["id"], until=on.isoformat(), reason=reason.strip())


def _occupancy_now(ledger: Ledger, household_id: int) -> Any | None:
    return ledger.row(
        "select * from occupancy where household_id = ? and until is null and withdrawn_at is null", (household_id,)
    )
