"""The residents' list: filtered, sorted, a page at a time."""

import json
from array import array
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from ledger.people.reading import BELONGING_SQL
from ledger.places.walking import DOORS_SQL, walking_parameters
from ledger.records.people import Presence, Sex
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.store.ordering import Ordered, SortKey, ids_in_order, ranked

_SEPARATOR = "\u0001"


class ResidentSort(StrEnum):
    """What the list can be sorted by: as one walks from door to door, or by what a row says."""

    ADDRESS = "address"
    NAME = "name"
    RELATION = "relation"
    AGE = "age"
    BIRTH = "birth"
    PHONE = "phone"
    GROUPS = "groups"
    PRESENCE = "presence"
    NOTE = "note"


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
    first number, not masked; `pinyin` the name as it is sorted.
    """

    id: int
    uid: str
    name: str
    pinyin: str
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
    downwards: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[ResidentRow, ...]:
    """Residents that fit, in the order of `resident_ids`."""
    with closing(resident_ids(ledger, wanted, sort=sort, downwards=downwards)) as parts:
        return residents_listed(ledger, list(islice(chain.from_iterable(parts), offset, offset + limit)))


def resident_ids(
    ledger: Ledger, wanted: ResidentFilter, *, sort: ResidentSort = ResidentSort.ADDRESS, downwards: bool = False
) -> "Generator[array[int]]":
    """The ids of all that fit, in order, part by part.

    By address: estate, building and unit in natural order, floor, room, household, head first; who has no door comes
    last. By anything else: as one walks among those alike in it; who has no such thing comes last.
    """
    where, parameters = _conditions(wanted)
    if sort is ResidentSort.ADDRESS:
        yield from _walk(ledger, where, parameters, downwards=downwards)
        return
    source = f"resident r {_HOME} left join door on door.id = o.dwelling_id"
    listed = Ordered("r.id", source, where, _WALKING, (DOORS_SQL,))
    parameters |= walking_parameters(ledger)
    yield from ids_in_order(ledger, listed.sql(_KEYS[sort], downwards=downwards), parameters)


def residents_listed(ledger: Ledger, ids: Sequence[int]) -> tuple[ResidentRow, ...]:
    """The rows of these residents, in this order."""
    return tuple(_row(row) for row in ledger.rows(_ROWS, {"ids": json.dumps(list(ids))}))


def count_residents(ledger: Ledger, wanted: ResidentFilter) -> int:
    """How many residents fit."""
    where, parameters = _conditions(wanted)
    return int(ledger.value(f"select count(*) from resident r {_HOME} where {where}", parameters))


_HOME = """left join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null
    left join household h on h.id = m.household_id
    left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null
    left join dwelling d on d.id = o.dwelling_id left join unit u on u.id = d.unit_id
    left join building b on b.id = u.building_id"""

_GROUPS = """care_membership c join care_group g on g.id = c.care_group_id and g.enabled and g.withdrawn_at is null
        where c.resident_id = r.id and c.until is null and c.withdrawn_at is null"""
_PHONE = """select number from phone p where p.resident_id = r.id and p.withdrawn_at is null
        order by position, id limit 1"""

_WALKING = (
    "door.place is null, door.place, m.household_id is null, m.household_id, r.id <> coalesce(h.head_id, 0), r.id"
)
# Who is simply there has nothing to say of it, and stands last.
_ABSENCES = [presence for presence in Presence if presence is not Presence.PRESENT]
_KEYS: dict[ResidentSort, tuple[SortKey, ...]] = {
    ResidentSort.NAME: (SortKey("nullif(r.pinyin, '')"), SortKey("r.name")),
    ResidentSort.RELATION: (SortKey("nullif(coalesce(m.relation, ''), '')"),),
    ResidentSort.AGE: (SortKey("nullif(r.birth, '')", backwards=True),),
    ResidentSort.BIRTH: (SortKey("nullif(r.birth, '')"),),
    ResidentSort.PHONE: (SortKey(f"({_PHONE})"),),
    ResidentSort.GROUPS: (SortKey(f"(select min(g.position * 10000 + g.id) from {_GROUPS})"),),
    ResidentSort.PRESENCE: (SortKey(ranked("r.presence", _ABSENCES)),),
    ResidentSort.NOTE: (SortKey("nullif(substr(r.note, 1, 16), '')"),),
}


# From unit to unit, some in front so that a first screen is there at once.
_FIRST_UNITS, _NEXT_UNITS = 8, 256
_BEHIND_DOORS = """door cross join occupancy o on o.dwelling_id = door.id and o.until is null and o.withdrawn_at is null
    cross join household h on h.id = o.household_id
    cross join membership m on m.household_id = h.id and m.until is null and m.withdrawn_at is null
    cross join resident r on r.id = m.resident_id
    join dwelling d on d.id = door.id join unit u on u.id = d.unit_id join building b on b.id = u.building_id"""


def _walk(ledger: Ledger, where: str, parameters: dict[str, Any], *, downwards: bool) -> "Generator[array[int]]":
    """By address; downwards the way back, households head first all the same. Who has no door comes last."""
    doors = walking_parameters(ledger)
    units = json.loads(doors["units"])
    if downwards:
        units.reverse()
    own = f"door.place {'desc' if downwards else 'asc'}, h.id, r.id <> coalesce(h.head_id, 0), r.id"
    sql = Ordered("r.id", _BEHIND_DOORS, where, own, (DOORS_SQL,)).sql()
    at, size = 0, _FIRST_UNITS
    while some := units[at : at + size]:
        # Within a part places are counted upwards from its first unit on, whichever way one walks.
        part = json.dumps(some[::-1] if downwards else some)
        yield from ids_in_order(ledger, sql, {**parameters, **doors, "units": part})
        at, size = at + size, _NEXT_UNITS
    doorless = f"{where} and (d.id is null or d.withdrawn_at is not null or u.withdrawn_at is not null)"
    own = "m.household_id is null, m.household_id, r.id <> coalesce(h.head_id, 0), r.id"
    yield from ids_in_order(ledger, Ordered("r.id", f"resident r {_HOME}", doorless, own).sql(), parameters)


_ROWS = f"""
select r.id, r.uid, r.name, r.pinyin, r.sex, r.birth, r.presence, r.note, coalesce(m.relation, '') as relation,
    m.household_id, d.id as dwelling_id, e.name as estate, b.name as building, u.name as unit, d.room,
    coalesce(({_PHONE}), '') as phone,
    (select group_concat(name, '{_SEPARATOR}') from (select g.name from {_GROUPS}
        order by g.position, g.id)) as care_groups
from json_each(:ids) listed cross join resident r on r.id = listed.value {_HOME}
left join estate e on e.id = b.estate_id order by listed.key"""


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
        pinyin=row["pinyin"],
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
