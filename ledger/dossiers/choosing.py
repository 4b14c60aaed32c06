"""Whose file is meant by an address and a name."""

from ledger.errors import refuse
from ledger.people.reading import BELONGING_SQL, households_at
from ledger.places.doors import dwelling_at
from ledger.records.people import Household
from ledger.rules.address import read_address
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL


def chosen_household(ledger: Ledger, address: str) -> int:
    """The household behind a door as people write it (3-2-501, 3号楼2单元501).

    Raises InputProblem: "no_such_household" (`text`), "several_households" (`text`, `who`: their heads).
    """
    found = _households(ledger, address)
    if not found:
        raise refuse("household", "no_such_household", text=address)
    if len(found) > 1:
        who = "、".join(home.members[0].name if home.members else "—" for home in found)
        raise refuse("household", "several_households", text=address, who=who)
    return found[0].id


def chosen_resident(ledger: Ledger, name: str, *, address: str = "") -> int:
    """The resident of that name, of a household behind `address` where it is given; those who are here before others.

    Raises InputProblem: "no_such_resident" (`name`), "several_residents" (`name`, `where` they live).
    """
    homes = [home.id for home in _households(ledger, address)] if address else []
    found = ledger.rows(
        f"select r.id, r.presence in {BELONGING_SQL} as here, m.household_id,"
        f" case when o.id is null then '—' else {ADDRESS_SQL} end as address from resident r"
        " left join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null"
        " left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null"
        f"{ADDRESS_JOIN.format(table='o')} where r.name = ? and r.withdrawn_at is null order by r.id",
        (name.strip(),),
    )
    if address:
        found = [row for row in found if row["household_id"] in homes]
    found = [row for row in found if row["here"]] or found
    if not found:
        raise refuse("resident", "no_such_resident", name=name)
    if len(found) > 1:
        raise refuse("resident", "several_residents", name=name, where="、".join(row["address"] for row in found))
    return int(found[0]["id"])


def _households(ledger: Ledger, address: str) -> tuple[Household, ...]:
    read = read_address(address).address
    door = dwelling_at(ledger, read) if read is not None else None
    return households_at(ledger, door.id) if door is not None else ()
