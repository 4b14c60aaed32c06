"""Households: head, status, splitting, withdrawing. Moving is in `moving`."""

from collections.abc import Mapping, Sequence
from datetime import date

from ledger.errors import refuse
from ledger.people.entering import enter_membership
from ledger.people.memberships import current_membership, end_membership
from ledger.people.reading import household
from ledger.people.residents import withdraw_resident
from ledger.places.added import Added
from ledger.places.entered import entered_reason, refuse_future, standing_row
from ledger.records.people import HouseholdStatus
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger


def set_head(
    ledger: Ledger,
    household_id: int,
    *,
    head_id: int | None,
    relations: Mapping[int, str] | None = None,
) -> Changed:
    """Make a member the head, or leave the household without one.

    Relations are to the head, so a new head changes them: `relations` gives the new ones by resident id. The
    former head's becomes "" (unknown) where it is not among them; the others' stay until somebody corrects them.

    Raises InputProblem: "no_such_entry", "not_a_member", "head_is_gone" (dead or moved out), "two_heads" (in
    `relations`).
    """
    with ledger.write("household.set_head") as write:
        row = standing_row(ledger, "household", household_id, field="household_id")
        members = _members(ledger, household_id)
        if head_id is not None:
            if head_id not in members:
                raise refuse("head_id", "not_a_member")
            if ledger.value("select presence from resident where id = ?", (head_id,)) in ("dead", "moved_out"):
                raise refuse("head_id", "head_is_gone")
        new = {id_: relation.strip() for id_, relation in (relations or {}).items() if id_ in members}
        if row["head_id"] in members and row["head_id"] != head_id:
            new.setdefault(row["head_id"], "")
        if head_id is not None:
            new[head_id] = HEAD
        for resident_id, relation in new.items():
            if relation == HEAD and resident_id != head_id:
                raise refuse("relations", "two_heads")
            write.update("membership", members[resident_id], relation=relation)
        write.update("household", household_id, head_id=head_id)
    return write.changed


def set_status(ledger: Ledger, household_id: int, *, status: HouseholdStatus) -> Changed:
    """Change a household's status. One that leaves its door is moved out by `moving.move_out`.

    Raises InputProblem: "no_such_entry".
    """
    with ledger.write("household.set_status") as write:
        standing_row(ledger, "household", household_id, field="household_id")
        write.update("household", household_id, status=status.value)
    return write.changed


def set_note(ledger: Ledger, household_id: int, *, note: str) -> Changed:
    """Change a household's note. Raises InputProblem: "no_such_entry"."""
    with ledger.write("household.set_note") as write:
        standing_row(ledger, "household", household_id, field="household_id")
        write.update("household", household_id, note=note.strip())
    return write.changed


def split_household(
    ledger: Ledger,
    household_id: int,
    *,
    resident_ids: Sequence[int],
    dwelling_id: int | None = None,
    head_id: int | None = None,
    relations: Mapping[int, str] | None = None,
    on: date,
    today: date,
    reason: str = "",
) -> Added:
    """Let some members form a household of their own, behind the same door or (`dwelling_id`) another.

    `relations` are those to the new head; who is not among them gets "" (unknown). A head who leaves with them
    leaves the old household headless. The new household's id comes back.

    Raises InputProblem: "no_such_entry", "split_nobody", "split_everybody", "not_a_member", "resident_is_gone",
    "date_in_future", "date_before_since".
    """
    refuse_future(on, today)
    leaving = list(dict.fromkeys(resident_ids))
    with ledger.write("household.split") as write:
        standing_row(ledger, "household", household_id, field="household_id")
        _refuse_bad_split(ledger, household_id, leaving, head_id)
        if dwelling_id is None:
            dwelling_id = ledger.value(
                "select dwelling_id from occupancy where household_id = ? and until is null and withdrawn_at is null",
                (household_id,),
            )
        else:
            standing_row(ledger, "dwelling", dwelling_id, field="dwelling_id")
        new_id = write.insert("household", status=HouseholdStatus.RESIDENT.value, head_id=None, note="")
        start = on.isoformat()
        if dwelling_id is not None:
            write.insert("occupancy", household_id=new_id, dwelling_id=dwelling_id, since=start, until=None)
        for resident_id in leaving:
            end_membership(ledger, write, resident_id, on=on, reason=reason)
            relation = HEAD if resident_id == head_id else (relations or {}).get(resident_id, "")
            enter_membership(ledger, write, resident_id, new_id, relation=relation, start=start)
    return Added(new_id, write.changed)


def withdraw_household(ledger: Ledger, household_id: int, *, reason: str, with_residents: bool = False) -> Changed:
    """Withdraw a household entered in error, and its residents where that is said; one that left is moved out.

    Raises InputProblem: "reason_missing", "no_such_entry", "household_has_members" (`count`),
    "household_has_matters" (`count` open ones: settle or withdraw them first, 事不漏).
    """
    reason = entered_reason(reason)
    with ledger.write("household.withdraw") as write:
        standing_row(ledger, "household", household_id, field="household_id")
        open_matters = ledger.value(
            "select count(*) from matter where household_id = ? and withdrawn_at is null"
            " and status in ('registered', 'accepted', 'in_progress', 'waiting')",
            (household_id,),
        )
        if open_matters:
            raise refuse("", "household_has_matters", count=open_matters)
        members = _members(ledger, household_id)
        if members and not with_residents:
            raise refuse("", "household_has_members", count=len(members))
        for resident_id in members:
            withdraw_resident(ledger, resident_id, reason=reason)
        for row in ledger.rows(
            "select id from occupancy where household_id = ? and withdrawn_at is null", (household_id,)
        ):
            write.withdraw("occupancy", row["id"], reason)
        write.withdraw("household", household_id, reason)
    return write.changed


def _members(ledger: Ledger, household_id: int) -> dict[int, int]:
    """Membership ids by resident id, of those in force."""
    found = ledger.rows(
        "select id, resident_id from membership where household_id = ? and until is null and withdrawn_at is null",
        (household_id,),
    )
    return {row["resident_id"]: row["id"] for row in found}


def _refuse_bad_split(ledger: Ledger, household_id: int, leaving: list[int], head_id: int | None) -> None:
    if not leaving:
        raise refuse("resident_ids", "split_nobody")
    for resident_id in leaving:
        now = current_membership(ledger, resident_id)
        if now is None or now["household_id"] != household_id:
            raise refuse("resident_ids", "not_a_member")
    if head_id is not None and head_id not in leaving:
        raise refuse("head_id", "not_a_member")
    if {each.id for each in household(ledger, household_id).members} <= set(leaving):
        raise refuse("resident_ids", "split_everybody")
