"""Who belongs to which household: joining, moving, leaving; every one dated."""

from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.people.entering import enter_membership
from ledger.places.entered import refuse_future, standing_row
from ledger.records.places import Address
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger, Writing


def join_household(
    ledger: Ledger, resident_id: int, *, household_id: int, relation: str = "", on: date, today: date
) -> Changed:
    """Make a resident who belongs to no household a member. With the relation 户主 of a headless one: its head.

    Raises InputProblem: "resident_in_household" (`where` is the address), "household_has_head",
    "household_moved_out", "resident_is_gone", "date_in_future", "no_such_entry".
    """
    refuse_future(on, today)
    with ledger.write("membership.join") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        current = current_membership(ledger, resident_id)
        if current is not None:
            where = household_address(ledger, current["household_id"])
            raise refuse("household_id", "resident_in_household", where=where.short if where else "")
        enter_membership(ledger, write, resident_id, household_id, relation=relation, start=on.isoformat())
    return write.changed


def move_resident(
    ledger: Ledger,
    resident_id: int,
    *,
    household_id: int,
    relation: str = "",
    on: date,
    today: date,
    reason: str = "",
) -> Changed:
    """Move a resident from the household he or she belongs to into another; a head leaves it headless.

    Raises InputProblem: "resident_in_no_household", "already_member", "household_has_head", "household_moved_out",
    "resident_is_gone", "date_in_future", "date_before_since" (`since`: when the old membership began),
    "no_such_entry".
    """
    refuse_future(on, today)
    with ledger.write("membership.move") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        if _membership_now(ledger, resident_id)["household_id"] == household_id:
            raise refuse("household_id", "already_member")
        end_membership(ledger, write, resident_id, on=on, reason=reason)
        enter_membership(ledger, write, resident_id, household_id, relation=relation, start=on.isoformat())
    return write.changed


def leave_household(ledger: Ledger, resident_id: int, *, on: date, today: date, reason: str = "") -> Changed:
    """End a resident's membership; a head leaves the household headless.

    Raises InputProblem: "resident_in_no_household", "date_in_future", "date_before_since", "no_such_entry".
    """
    refuse_future(on, today)
    with ledger.write("membership.leave") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        end_membership(ledger, write, resident_id, on=on, reason=reason)
    return write.changed


def set_relation(ledger: Ledger, resident_id: int, *, relation: str) -> Changed:
    """Correct a member's relation to the head (与户主关系). Who is head is changed by `households.set_head`.

    Raises InputProblem: "resident_in_no_household", "relation_of_head".
    """
    relation = relation.strip()
    with ledger.write("membership.set_relation") as write:
        now = _membership_now(ledger, resident_id)
        head_id = ledger.value("select head_id from household where id = ?", (now["household_id"],))
        if (relation == HEAD) != (head_id == resident_id):
            raise refuse("relation", "relation_of_head")
        write.update("membership", now["id"], relation=relation)
    return write.changed


def current_membership(ledger: Ledger, resident_id: int) -> Any | None:
    """The row of the membership in force, or None; for the writes of this package."""
    return ledger.row(
        "select * from membership where resident_id = ? and until is null and withdrawn_at is null", (resident_id,)
    )


def end_membership(ledger: Ledger, write: Writing, resident_id: int, *, on: date, reason: str) -> None:
    """End the membership in force; for the writes of this package.

    Raises InputProblem: "resident_in_no_household", "date_before_since".
    """
    now = _membership_now(ledger, resident_id)
    refuse_before(on, now["since"])
    if ledger.value("select head_id from household where id = ?", (now["household_id"],)) == resident_id:
        write.update("household", now["household_id"], head_id=None)
    write.update("membership", now["id"], until=on.isoformat(), reason=reason.strip())


def refuse_before(on: date, since: str | None) -> None:
    """Raises InputProblem "date_before_since" where `on` lies before what it ends began."""
    if since is not None and on.isoformat() < since:
        raise refuse("on", "date_before_since", date=on, since=since)


def household_address(ledger: Ledger, household_id: int) -> Address | None:
    """Where a household lives now, or None."""
    row = ledger.row(
        "select e.name, b.name, u.name, d.room from occupancy o join dwelling d on d.id = o.dwelling_id"
        " join unit u on u.id = d.unit_id join building b on b.id = u.building_id join estate e on e.id = b.estate_id"
        " where o.household_id = ? and o.until is null and o.withdrawn_at is null",
        (household_id,),
    )
    return Address(*row) if row else None


def _membership_now(ledger: Ledger, resident_id: int) -> Any:
    now = current_membership(ledger, resident_id)
    if now is None:
        raise refuse("resident_id", "resident_in_no_household")
    return now
