"""The residents' list: filtered, sorted, a page at a time."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ledger.people.reading import BELONGING_SQL
from ledger.places.doors import units_in_order
from ledger.records.people import Presence, Sex
from ledger.records.places import Address
from ledger.store import Ledger

_SEPARATOR = "\u0001"


class ResidentSort(StrEnum):
    """The order of the list: as one walks from door to door, or by name."""

    ADDRESS = "address"
    PINYIN = "pinyin"


@dataclass(frozen=True, slots=True)
class ResidentFilter:
    """Which residents to list; None and "" leave a condition out.

    `presence` None lists all who belong here, the dead and those moved out only when asked for. `text` is part of a
    name, pinyin, initials, note or phone number, or a room number.
    """

    grid_id: int | None = None
    estate_id: int | None = None
    building_id: int | None = None
    unit_id: int | None = None
    care_group_id: int | None = None
    presence: Presence | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident as one row of the list. `address` and `dwelling_id` are None for one without a door; `phone` is the
    first number, not masked.
    """

    id: int
    uid: str
    name: str
    sex: Sex
    birth: str
    presence: Presence
    relation: str
    household_id: int | None
    dwelling_id: int | None
    address: Address | None
    phone: str
    care_groups: tuple[str, ...]
    note: str


def list_residents(
    ledger: Ledger,
    wanted: ResidentFilter,
    *,
    sort: ResidentSort = ResidentSort.ADDRESS,
    limit: int = 200,
    offset: int = 0,
) -> tuple[ResidentRow, ...]:
    """Residents that fit. By address: estate, building and unit in natural order, floor, room, head first; who has
    no door comes last.
    """
    where, parameters = _conditions(wanted)
    if sort is ResidentSort.ADDRESS:
        parameters["ranks"] = json.dumps(units_in_order(ledger))
    rows = ledger.rows(_page(where, sort), {**parameters, "limit": limit, "offset": offset})
    return tuple(_row(row) for row in rows)


def count_residents(ledger: Ledger, wanted: ResidentFilter) -> int:
    """How many residents fit."""
    where, parameters = _conditions(wanted)
    return int(ledger.value(f"select count(*) from resident r {_HOME} where {where}", parameters))


_HOME = """left join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null
    left join household h on h.id = m.household_id
    left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null
    left join dwelling d on d.id = o.dwelling_id left join unit u on u.id = d.unit_id
    left join building b on b.id = u.building_id"""

# Three sorting keys for each order, the id being the last. `door` has the doors as one walks past them.
_KEYS = {
    ResidentSort.ADDRESS: "coalesce(door.place, 999999999) as first, m.household_id as second,"
    " r.id <> coalesce(h.head_id, 0) as third",
    ResidentSort.PINYIN: "r.pinyin as first, r.name as second, 0 as third",
}
_DOORS = """door as materialized (
    select d.id, row_number() over (order by unit.key, coalesce(d.floor, -99), length(d.room), d.room) as place
    from json_each(:ranks) unit cross join dwelling d on d.unit_id = unit.value and d.withdrawn_at is null),"""


def _page(where: str, sort: ResidentSort) -> str:
    # The page is cut out of slim rows first; what a row shows is fetched for the page only. json_each numbers the
    # units as one walks past them: natural order is made in Python, of units, not of residents.
    walking = sort is ResidentSort.ADDRESS
    return f"""
with {_DOORS if walking else ""} page as materialized (
    select r.id, {_KEYS[sort]} from resident r {_HOME}
    {"left join door on door.id = o.dwelling_id" if walking else ""}
    where {where} order by first, second, third, r.id limit :limit offset :offset)
select r.id, r.uid, r.name, r.sex, r.birth, r.presence, r.note, coalesce(m.relation, '') as relation,
    m.household_id, d.id as dwelling_id, e.name as estate, b.name as building, u.name as unit, d.room,
    coalesce((select number from phone p where p.resident_id = page.id and p.withdrawn_at is null
        order by position, id limit 1), '') as phone,
    (select group_concat(name, '{_SEPARATOR}') from (select g.name from care_membership c
        join care_group g on g.id = c.care_group_id and g.enabled and g.withdrawn_at is null
        where c.resident_id = page.id and c.until is null and c.withdrawn_at is null
        order by g.position, g.id)) as care_groups
from page join resident r on r.id = page.id {_HOME} left join estate e on e.id = b.estate_id
order by first, second, third, page.id"""


def _conditions(wanted: ResidentFilter) -> tuple[str, dict[str, Any]]:
    text = wanted.text.strip().lower()
    values: dict[str, Any] = {
        "grid": wanted.grid_id,
        "estate": wanted.estate_id,
        "building": wanted.building_id,
        "unit": wanted.unit_id,
        "care_group": wanted.care_group_id,
        "presence": wanted.presence.value if wanted.presence else None,
        "text": text or None,
    }
    tests = {
        "grid": "b.grid_id = :grid",
        "estate": "b.estate_id = :estate",
        "building": "u.building_id = :building",
        "unit": "d.unit_id = :unit",
        "care_group": "r.id in (select c.resident_id from care_membership c join care_group g"
        " on g.id = c.care_group_id and g.enabled where c.care_group_id = :care_group and c.until is null"
        " and c.withdrawn_at is null)",
        "presence": "r.presence = :presence",
        "text": "(instr(lower(r.name), :text) or instr(r.pinyin, :text) or instr(r.initials, :text)"
        " or instr(lower(r.note), :text) or d.room = :text or r.id in (select resident_id from phone"
        " where instr(number, :text) and withdrawn_at is null))",
    }
    used = {name: value for name, value in values.items() if value is not None}
    conditions = ["r.withdrawn_at is null", *(tests[name] for name in used)]
    if wanted.presence is None:
        conditions.append(f"r.presence in {BELONGING_SQL}")
    return " and ".join(conditions), used


def _row(row: Any) -> ResidentRow:
    has_door = row["dwelling_id"] is not None
    return ResidentRow(
        id=row["id"],
        uid=row["uid"],
        name=row["name"],
        sex=Sex(row["sex"]),
        birth=row["birth"],
        presence=Presence(row["presence"]),
        relation=row["relation"],
        household_id=row["household_id"],
        dwelling_id=row["dwelling_id"],
        address=Address(row["estate"], row["building"], row["unit"], row["room"]) if has_door else None,
        phone=row["phone"],
        care_groups=tuple(row["care_groups"].split(_SEPARATOR)) if row["care_groups"] else (),
        note=row["note"],
    )
