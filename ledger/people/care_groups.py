"""Care groups (人群标签): which there are, how often their people are visited, who belongs to them since when."""

from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.people.memberships import refuse_before
from ledger.places.added import Added
from ledger.places.entered import (
    entered_name,
    entered_reason,
    refuse_future,
    refuse_taken_name,
    standing_row,
)
from ledger.records.people import CareGroup
from ledger.store import Changed, Ledger

LONGEST_INTERVAL = 366


def care_groups(ledger: Ledger, *, disabled: bool = False) -> tuple[CareGroup, ...]:
    """The care groups in their order; with `disabled` also those switched off."""
    found = ledger.rows(
        "select id, uid, name, interval_days, sensitive, enabled from care_group where withdrawn_at is null"
        " and (? or enabled) order by position, id",
        (disabled,),
    )
    return tuple(_care_group(row) for row in found)


def add_care_group(ledger: Ledger, *, name: str, interval_days: int | None = None, sensitive: bool = False) -> Added:
    """Add a care group after the others; a sensitive one is off until it is enabled (PIPL art. 28).

    Raises InputProblem: "name_missing", "name_too_long", "name_taken", "bad_interval".
    """
    name = entered_name(name)
    _refuse_bad_interval(interval_days)
    with ledger.write("care_group.add") as write:
        refuse_taken_name(ledger, "care_group", name)
        id_ = write.insert(
            "care_group",
            name=name,
            interval_days=interval_days,
            sensitive=int(sensitive),
            enabled=int(not sensitive),
            position=ledger.value("select coalesce(max(position), -1) + 1 from care_group"),
        )
    return Added(id_, write.changed)


def rename_care_group(ledger: Ledger, care_group_id: int, *, name: str) -> Changed:
    """Rename a group. Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry"."""
    name = entered_name(name)
    with ledger.write("care_group.rename") as write:
        standing_row(ledger, "care_group", care_group_id)
        refuse_taken_name(ledger, "care_group", name, but=care_group_id)
        write.update("care_group", care_group_id, name=name)
    return write.changed


def set_interval(ledger: Ledger, care_group_id: int, *, interval_days: int | None) -> Changed:
    """Set how many days may pass between visits, None for no interval.

    Raises InputProblem: "bad_interval" (not 1 to 366), "no_such_entry".
    """
    _refuse_bad_interval(interval_days)
    with ledger.write("care_group.set_interval") as write:
        standing_row(ledger, "care_group", care_group_id)
        write.update("care_group", care_group_id, interval_days=interval_days)
    return write.changed


def set_enabled(ledger: Ledger, care_group_id: int, *, enabled: bool) -> Changed:
    """Switch a group on or off. Off, its memberships stay but are shown nowhere. Raises: "no_such_entry"."""
    with ledger.write("care_group.enable" if enabled else "care_group.disable") as write:
        standing_row(ledger, "care_group", care_group_id)
        write.update("care_group", care_group_id, enabled=int(enabled))
    return write.changed


def withdraw_care_group(ledger: Ledger, care_group_id: int, *, reason: str) -> Changed:
    """Withdraw a group that has no members any more.

    Raises InputProblem: "reason_missing", "no_such_entry", "care_group_in_use" (`count` members).
    """
    reason = entered_reason(reason)
    with ledger.write("care_group.withdraw") as write:
        standing_row(ledger, "care_group", care_group_id)
        count = ledger.value(
            "select count(*) from care_membership where care_group_id = ? and until is null and withdrawn_at is null",
            (care_group_id,),
        )
        if count:
            raise refuse("", "care_group_in_use", count=count)
        write.withdraw("care_group", care_group_id, reason)
    return write.changed


def assign(ledger: Ledger, resident_id: int, *, care_group_id: int, on: date, today: date) -> Added:
    """Put a resident into a group from a day on.

    Raises InputProblem: "no_such_entry", "care_group_disabled", "already_in_care_group", "date_in_future".
    """
    refuse_future(on, today)
    with ledger.write("care_group.assign") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        group = standing_row(ledger, "care_group", care_group_id, field="care_group_id")
        if not group["enabled"]:
            raise refuse("care_group_id", "care_group_disabled", name=group["name"])
        if _current(ledger, resident_id, care_group_id) is not None:
            raise refuse("care_group_id", "already_in_care_group", name=group["name"])
        id_ = write.insert(
            "care_membership", care_group_id=care_group_id, resident_id=resident_id, since=str(on), until=None
        )
    return Added(id_, write.changed)


def unassign(ledger: Ledger, resident_id: int, *, care_group_id: int, on: date, today: date) -> Changed:
    """Take a resident out of a group from a day on.

    Raises InputProblem: "not_in_care_group", "date_in_future", "date_before_since".
    """
    refuse_future(on, today)
    with ledger.write("care_group.unassign") as write:
        now = _current(ledger, resident_id, care_group_id)
        if now is None:
            raise refuse("care_group_id", "not_in_care_group")
        refuse_before(on, now["since"])
        write.update("care_membership", now["id"], until=str(on))
    return write.changed


def _current(ledger: Ledger, resident_id: int, care_group_id: int) -> Any | None:
    return ledger.row(
        "select * from care_membership where resident_id = ? and care_group_id = ? and until is null"
        " and withdrawn_at is null",
        (resident_id, care_group_id),
    )


def _refuse_bad_interval(interval_days: int | None) -> None:
    if interval_days is not None and not 1 <= interval_days <= LONGEST_INTERVAL:
        raise refuse("interval_days", "bad_interval", longest=LONGEST_INTERVAL)


def _care_group(row: Any) -> CareGroup:
    return CareGroup(
        row["id"], row["uid"], row["name"], row["interval_days"], bool(row["sensitive"]), bool(row["enabled"])
    )
