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


def visits_of_resident(ledger: Ledger, resident_id: int, *, limit: int = PAGE, offset: int = 0) -> tuple[int, ...]:
    """The ids of the visits at which a resident was asked, answered or was spoken of."""
    return _ids(
        ledger,
        "select distinct v.id, v.on_date, v.at_time from visit_person p join visit v on v.id = p.visit_id"
        " where p.resident_id = ?1 and p.withdrawn_at is null and v.withdrawn_at is null"
        " order by v.on_date desc, v.at_time desc, v.id desc",
        resident_id,
        limit,
        offset,
    )


def visits_of_household(ledger: Ledger, household_id: int, *, limit: int = PAGE, offset: int = 0) -> tuple[int, ...]:
    """The ids of the visits to a household."""
    return _ids(
        ledger,
        "select id from visit where household_id = ?1 and withdrawn_at is null"
        " order by on_date desc, at_time desc, id desc",
        household_id,
        limit,
        offset,
    )


def matters_of_resident(ledger: Ledger, resident_id: int, *, limit: int = PAGE, offset: int = 0) -> tuple[int, ...]:
    """The ids of the matters a resident raised or has part in."""
    return _ids(ledger, _MATTERS.format(column="resident_id"), resident_id, limit, offset)


def matters_of_household(ledger: Ledger, household_id: int, *, limit: int = PAGE, offset: int = 0) -> tuple[int, ...]:
    """The ids of the matters of a household or in which it has part."""
    return _ids(ledger, _MATTERS.format(column="household_id"), household_id, limit, offset)


_MATTERS = (
    "select id from matter where withdrawn_at is null and ({column} = ?1 or id in (select matter_id from matter_party"
    " where {column} = ?1 and withdrawn_at is null)) order by registered_on desc, id desc"
)


def _ids(ledger: Ledger, sql: str, id_: int, limit: int, offset: int) -> tuple[int, ...]:
    return tuple(row["id"] for row in ledger.rows(f"{sql} limit ?2 offset ?3", (id_, limit, offset)))


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
