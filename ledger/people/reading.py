"""Reading residents and households as they stand."""

from collections.abc import Iterable
from typing import Any

from ledger.errors import refuse
from ledger.records.people import Household, HouseholdStatus, Phone, Presence, Resident, Sex
from ledger.store import Ledger

# Who still belongs to the household, wherever he or she is today.
BELONGING_SQL = "('present', 'away', 'lost')"

_RESIDENTS = (
    "select r.id, r.uid, r.name, r.sex, r.birth, r.id_number, r.presence, r.note, m.household_id,"
    " coalesce(m.relation, '') as relation from resident r"
    " left join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null"
)


def resident(ledger: Ledger, resident_id: int) -> Resident:
    """One resident; for an entry merged into another, that other.

    Raises InputProblem: "no_such_entry" (also where he or she was withdrawn).
    """
    found = residents(ledger, [merged_into(ledger, resident_id)])
    if not found:
        raise refuse("resident_id", "no_such_entry", table="resident")
    return found[0]


def merged_into(ledger: Ledger, resident_id: int) -> int:
    """The entry a resident's entry was merged into, in as many steps as there were; its own id where it was not."""
    found = ledger.value(
        "with recursive way (id, next_id) as (select id, merged_into_id from resident where id = ? union all"
        " select r.id, r.merged_into_id from way join resident r on r.id = way.next_id)"
        " select id from way where next_id is null",
        (resident_id,),
    )
    return resident_id if found is None else int(found)


def residents(ledger: Ledger, resident_ids: Iterable[int]) -> tuple[Resident, ...]:
    """Several residents in the order of their ids as given; withdrawn ones are left out."""
    wanted = list(dict.fromkeys(resident_ids))
    marks = ", ".join("?" * len(wanted))
    found = ledger.rows(f"{_RESIDENTS} where r.id in ({marks}) and r.withdrawn_at is null", wanted)
    records = {each.id: each for each in _as_records(ledger, found)}
    return tuple(records[id_] for id_ in wanted if id_ in records)


def names_of_everybody(ledger: Ledger) -> frozenset[str]:
    """The names of all residents there ever were, to be masked in a print for others; not those of the staff."""
    rows = ledger.rows("select name from resident except select name from worker where withdrawn_at is null")
    return frozenset(row["name"] for row in rows)


def household(ledger: Ledger, household_id: int, *, with_gone: bool = False) -> Household:
    """One household with those who belong to it, head first, then as they were entered.

    `with_gone` adds at the end the dead and those moved out whose membership was not ended.
    Raises InputProblem: "no_such_entry" (also where it was withdrawn).
    """
    row = ledger.row(
        "select h.id, h.uid, h.status, h.head_id, h.note, o.dwelling_id from household h left join occupancy o"
        " on o.household_id = h.id and o.until is null and o.withdrawn_at is null"
        " where h.id = ? and h.withdrawn_at is null",
        (household_id,),
    )
    if row is None:
        raise refuse("household_id", "no_such_entry", table="household")
    found = ledger.rows(
        f"{_RESIDENTS} where m.household_id = ? and r.withdrawn_at is null"
        f" and (? or r.presence in {BELONGING_SQL})"
        f" order by r.presence not in {BELONGING_SQL}, r.id <> coalesce(?, 0), m.id",
        (household_id, with_gone, row["head_id"]),
    )
    return Household(
        id=row["id"],
        uid=row["uid"],
        dwelling_id=row["dwelling_id"],
        status=HouseholdStatus(row["status"]),
        head_id=row["head_id"],
        note=row["note"],
        members=_as_records(ledger, found),
    )


def households_at(ledger: Ledger, dwelling_id: int) -> tuple[Household, ...]:
    """The households that live behind a door now, the one that was there first in front; more than one where it
    is shared, none where it is empty or nobody is registered.
    """
    found = ledger.rows(
        "select o.household_id from occupancy o join household h on h.id = o.household_id where o.dwelling_id = ?"
        " and o.until is null and o.withdrawn_at is null and h.withdrawn_at is null"
        " order by coalesce(o.since, ''), o.id",
        (dwelling_id,),
    )
    return tuple(household(ledger, row["household_id"]) for row in found)


def household_at(ledger: Ledger, dwelling_id: int) -> Household | None:
    """The household behind a door, the first of several; None where there is none."""
    found = households_at(ledger, dwelling_id)
    return found[0] if found else None


def _as_records(ledger: Ledger, rows: list[Any]) -> tuple[Resident, ...]:
    ids = [row["id"] for row in rows]
    phones, groups = _phones(ledger, ids), _care_groups(ledger, ids)
    return tuple(
        Resident(
            id=row["id"],
            uid=row["uid"],
            name=row["name"],
            sex=Sex(row["sex"]),
            birth=row["birth"],
            id_number=row["id_number"],
            presence=Presence(row["presence"]),
            phones=tuple(phones.get(row["id"], ())),
            care_groups=tuple(groups.get(row["id"], ())),
            household_id=row["household_id"],
            relation=row["relation"],
            note=row["note"],
        )
        for row in rows
    )


def _phones(ledger: Ledger, ids: list[int]) -> dict[int, list[Phone]]:
    found: dict[int, list[Phone]] = {}
    for row in ledger.rows(
        f"select resident_id, number, note from phone where resident_id in ({', '.join('?' * len(ids))})"
        " and withdrawn_at is null order by resident_id, position, id",
        ids,
    ):
        found.setdefault(row["resident_id"], []).append(Phone(row["number"], row["note"]))
    return found


def _care_groups(ledger: Ledger, ids: list[int]) -> dict[int, list[str]]:
    # A group that is switched off (sensitive ones are, until somebody has a purpose) is not shown.
    found: dict[int, list[str]] = {}
    for row in ledger.rows(
        "select c.resident_id, g.name from care_membership c join care_group g on g.id = c.care_group_id"
        f" where c.resident_id in ({', '.join('?' * len(ids))}) and c.until is null and c.withdrawn_at is null"
        " and g.enabled and g.withdrawn_at is null order by c.resident_id, g.position, g.id",
        ids,
    ):
        found.setdefault(row["resident_id"], []).append(row["name"])
    return found
