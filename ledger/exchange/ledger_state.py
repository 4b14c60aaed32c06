"""What the ledger holds of places and people, read in a few statements to compare a whole roster with."""

from dataclasses import dataclass, field
from functools import cached_property

from ledger.records.people import HouseholdStatus, Phone, Presence, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.person_name import short_name_key
from ledger.store import Ledger

_DOORS = (
    "select d.id, d.use, e.name as estate, b.name as building, u.name as unit, d.room, b.id as building_id"
    " from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " join estate e on e.id = b.estate_id where d.withdrawn_at is null and b.withdrawn_at is null"
)
_HOUSEHOLDS = (
    "select h.id, h.status, h.head_id, h.note, o.dwelling_id from household h left join occupancy o"
    " on o.household_id = h.id and o.until is null and o.withdrawn_at is null"
    " where h.withdrawn_at is null order by h.id"
)
_RESIDENTS = (
    "select r.id, r.name, r.sex, r.birth, r.id_number, r.presence, r.note, m.household_id,"
    " coalesce(m.relation, '') as relation from resident r left join membership m"
    " on m.resident_id = r.id and m.until is null and m.withdrawn_at is null"
    " where r.withdrawn_at is null order by r.id"
)
_GROUPS_OF = (
    "select c.resident_id, g.name from care_membership c join care_group g on g.id = c.care_group_id"
    " where c.until is null and c.withdrawn_at is null and g.withdrawn_at is null order by c.id"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A resident of the ledger."""

    id: int
    name: str
    sex: Sex
    birth: str
    id_number: str
    presence: Presence
    note: str
    household_id: int | None
    relation: str
    phones: tuple[Phone, ...] = ()
    care_groups: frozenset[str] = frozenset()

    @property
    def is_gone(self) -> bool:
        """Whether the ledger knows of death or departure."""
        return self.presence in (Presence.DEAD, Presence.MOVED_OUT)


@dataclass(slots=True)
class KnownHousehold:
    """A household of the ledger with its members; `address` is None where it has no door."""

    id: int
    status: HouseholdStatus
    head_id: int | None
    note: str
    dwelling_id: int | None
    address: Address | None
    members: list[Known] = field(default_factory=list)


@dataclass(frozen=True)
class LedgerState:
    """Everything a roster is compared with."""

    estates: tuple[str, ...]
    doors: dict[Address, tuple[int, DwellingUse]]
    building_grids: dict[tuple[str, str], tuple[int, str]]
    households: dict[int, KnownHousehold]
    residents: tuple[Known, ...]
    groups: dict[str, bool]

    @cached_property
    def households_at(self) -> dict[Address, list[KnownHousehold]]:
        """The households behind each door now."""
        found: dict[Address, list[KnownHousehold]] = {}
        for household in self.households.values():
            if household.address is not None:
                found.setdefault(household.address, []).append(household)
        return found

    @cached_property
    def by_id_number(self) -> dict[str, Known]:
        """The residents by ID number."""
        return {resident.id_number: resident for resident in self.residents if resident.id_number}

    @cached_property
    def by_name(self) -> dict[str, list[Known]]:
        """The residents by the key of their name."""
        found: dict[str, list[Known]] = {}
        for resident in self.residents:
            found.setdefault(short_name_key(resident.name), []).append(resident)
        return found


def read_state(ledger: Ledger) -> LedgerState:
    """Read everything a roster is compared with."""
    doors: dict[Address, tuple[int, DwellingUse]] = {}
    addresses: dict[int, Address] = {}
    for row in ledger.rows(_DOORS):
        address = Address(row["estate"], row["building"], row["unit"], row["room"])
        doors[address] = row["id"], DwellingUse(row["use"])
        addresses[row["id"]] = address
    households = {
        row["id"]: KnownHousehold(
            row["id"],
            HouseholdStatus(row["status"]),
            row["head_id"],
            row["note"],
            row["dwelling_id"],
            addresses.get(row["dwelling_id"]),
        )
        for row in ledger.rows(_HOUSEHOLDS)
    }
    residents = _residents(ledger)
    for resident in residents:
        if resident.household_id in households:
            households[resident.household_id].members.append(resident)
    grids = ledger.rows(
        "select e.name as estate, b.name, b.id, coalesce(g.name, '') as grid from building b"
        " join estate e on e.id = b.estate_id left join grid g on g.id = b.grid_id where b.withdrawn_at is null"
    )
    return LedgerState(
        estates=tuple(row["name"] for row in ledger.rows("select name from estate where withdrawn_at is null")),
        doors=doors,
        building_grids={(row["estate"], row["name"]): (row["id"], row["grid"]) for row in grids},
        households=households,
        residents=residents,
        groups={
            row["name"]: bool(row["enabled"])
            for row in ledger.rows("select name, enabled from care_group where withdrawn_at is null")
        },
    )


def _residents(ledger: Ledger) -> tuple[Known, ...]:
    phones: dict[int, list[Phone]] = {}
    for row in ledger.rows(
        "select resident_id, number, note from phone where withdrawn_at is null order by resident_id, position, id"
    ):
        phones.setdefault(row["resident_id"], []).append(Phone(row["number"], row["note"]))
    groups: dict[int, set[str]] = {}
    for row in ledger.rows(_GROUPS_OF):
        groups.setdefault(row["resident_id"], set()).add(row["name"])
    return tuple(
        Known(
            row["id"],
            row["name"],
            Sex(row["sex"]),
            row["birth"],
            row["id_number"],
            Presence(row["presence"]),
            row["note"],
            row["household_id"],
            row["relation"],
            tuple(phones.get(row["id"], ())),
            frozenset(groups.get(row["id"], ())),
        )
        for row in ledger.rows(_RESIDENTS)
    )
