"""Everything the ledger holds about one resident or one household, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date

from ledger.records.places import Address
from ledger.store import Ledger

PAGE = 50


@dataclass(frozen=True, slots=True)
class PastMembership:
    """A resident's time in a household. `since` None: from before the ledger began; `until` None: still."""

    id: int
    household_id: int
    resident_id: int
    name: str
    relation: str
    since: date | None
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class PastOccupancy:
    """A household's time behind a door. `since` None: from before the ledger began; `until` None: still."""

    id: int
    household_id: int
    dwelling_id: int
    address: Address
    since: date | None
    until: date | None
    reason: str


def memberships_of_resident(
    ledger: Ledger, resident_id: int, *, limit: int = PAGE, offset: int = 0
) -> tuple[PastMembership, ...]:
    """The households a resident belonged to."""
    return _memberships(ledger, "m.resident_id = ?", resident_id, limit, offset)


def memberships_of_household(
    ledger: Ledger, household_id: int, *, limit: int = PAGE, offset: int = 0
) -> tuple[PastMembership, ...]:
    """Those who belonged to a household."""
    return _memberships(ledger, "m.household_id = ?", household_id, limit, offset)


def occupancies_of_household(
    ledger: Ledger, household_id: int, *, limit: int = PAGE, offset: int = 0
) -> tuple[PastOccupancy, ...]:
    """The doors a household lived behind."""
    return _occupancies(ledger, "o.household_id = ?", household_id, limit, offset)


def occupancies_of_dwelling(
    ledger: Ledger, dwelling_id: int, *, limit: int = PAGE, offset: int = 0
) -> tuple[PastOccupancy, ...]:
    """The households that lived behind a door."""
    return _occupancies(ledger, "o.dwelling_id = ?", dwelling_id, limit, offset)


def _memberships(ledger: Ledger, where: str, id_: int, limit: int, offset: int) -> tuple[PastMembership, ...]:
    found = ledger.rows(
        "select m.id, m.household_id, m.resident_id, r.name, m.relation, m.since, m.until, m.reason from membership m"
        f" join resident r on r.id = m.resident_id where m.withdrawn_at is null and {where}"
        " order by m.until is not null, coalesce(m.since, '') desc, m.id desc limit ? offset ?",
        (id_, limit, offset),
    )
    return tuple(
        PastMembership(
            id=row["id"],
            household_id=row["household_id"],
            resident_id=row["resident_id"],
            name=row["name"],
            relation=row["relation"],
            since=_day(row["since"]),
            until=_day(row["until"]),
            reason=row["reason"],
        )
        for row in found
    )


def _occupancies(ledger: Ledger, where: str, id_: int, limit: int, offset: int) -> tuple[PastOccupancy, ...]:
    found = ledger.rows(
        "select o.id, o.household_id, o.dwelling_id, e.name as estate, b.name as building, u.name as unit, d.room,"
        " o.since, o.until, o.reason from occupancy o join dwelling d on d.id = o.dwelling_id"
        " join unit u on u.id = d.unit_id join building b on b.id = u.building_id join estate e on e.id = b.estate_id"
        f" where o.withdrawn_at is null and {where}"
        " order by o.until is not null, coalesce(o.since, '') desc, o.id desc limit ? offset ?",
        (id_, limit, offset),
    )
    return tuple(
        PastOccupancy(
            id=row["id"],
            household_id=row["household_id"],
            dwelling_id=row["dwelling_id"],
            address=Address(row["estate"], row["building"], row["unit"], row["room"]),
            since=_day(row["since"]),
            until=_day(row["until"]),
            reason=row["reason"],
        )
        for row in found
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
