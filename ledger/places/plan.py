"""The door plan of a building: unit by unit, floor by floor, what the ledger knows behind every door."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from ledger.places.doors import building
from ledger.places.order import natural_key
from ledger.records.people import HouseholdStatus
from ledger.records.places import Building, DwellingUse
from ledger.store import Ledger

_SEPARATOR = "\u0001"


@dataclass(frozen=True, slots=True)
class Door:
    """One door of the plan. Where several households share it, `household_id`, `head` and `status` are those of
    the first and everything else is theirs together; where nobody is registered they are None, "" and None.

    `head` is the first member's name where there is no head. `residents` counts those who belong here (the dead and
    those moved out do not). `met_on` is the last visit on which somebody was met, `missed` counts the visits since
    on which nobody was. `care_groups` are those with a visiting interval. `overdue`: an open matter's next date or
    deadline has passed.
    """

    dwelling_id: int
    room: str
    floor: int | None
    use: DwellingUse
    household_id: int | None
    households: int
    head: str
    status: HouseholdStatus | None
    residents: int
    met_on: date | None
    missed: int
    care_groups: tuple[str, ...]
    open_matters: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor of a unit with its doors in natural order; `number` None holds the rooms that tell no floor."""

    number: int | None
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its floors, the highest first; `name` is "" where the building has no units."""

    id: int
    name: str
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True)
class DoorPlan:
    """A building with its units in natural order."""

    building: Building
    units: tuple[Unit, ...]

    @property
    def doors(self) -> Iterator[Door]:
        """Every door, unit by unit from the top."""
        return (door for unit in self.units for floor in unit.floors for door in floor.doors)

    @property
    def household_count(self) -> int:
        """How many households live in the building."""
        return sum(door.households for door in self.doors)


def door_plan(ledger: Ledger, building_id: int, *, today: date) -> DoorPlan:
    """The plan of a building as of today, read in one statement. Raises InputProblem: "no_such_entry"."""
    rows = ledger.rows(_PLAN, {"building": building_id, "today": today.isoformat()})
    by_unit: dict[tuple[int, str], dict[int, Door]] = {}
    for row in rows:
        doors = by_unit.setdefault((row["unit_id"], row["unit"]), {})
        if row["dwelling_id"] is None:
            continue
        door = _door(row)
        known = doors.get(door.dwelling_id)
        doors[door.dwelling_id] = _together(known, door) if known else door
    units = sorted(by_unit, key=lambda unit: natural_key(unit[1]))
    return DoorPlan(
        building=building(ledger, building_id),
        units=tuple(Unit(id_, name, tuple(_floors(by_unit[id_, name].values()))) for id_, name in units),
    )


def _floors(doors: Iterable[Door]) -> Iterator[Floor]:
    ordered = sorted(doors, key=lambda door: (door.floor is None, -(door.floor or 0), natural_key(door.room)))
    for number, on_floor in groupby(ordered, key=lambda door: door.floor):
        yield Floor(number, tuple(on_floor))


def _door(row: Any) -> Door:
    return Door(
        dwelling_id=row["dwelling_id"],
        room=row["room"],
        floor=row["floor"],
        use=DwellingUse(row["use"]),
        household_id=row["household_id"],
        households=int(row["household_id"] is not None),
        head=row["head"] or "",
        status=HouseholdStatus(row["status"]) if row["status"] else None,
        residents=row["residents"],
        met_on=date.fromisoformat(row["met_on"]) if row["met_on"] else None,
        missed=row["missed"],
        care_groups=tuple(row["care_groups"].split(_SEPARATOR)) if row["care_groups"] else (),
        open_matters=row["open_matters"] + row["door_matters"],
        overdue=bool(row["overdue"] or row["door_overdue"]),
    )


def _together(first: Door, other: Door) -> Door:
    met = [door.met_on for door in (first, other) if door.met_on]
    return replace(
        first,
        households=first.households + other.households,
        residents=first.residents + other.residents,
        met_on=max(met, default=None),
        missed=max(first.missed, other.missed),
        care_groups=tuple(dict.fromkeys((*first.care_groups, *other.care_groups))),
        open_matters=first.open_matters + other.open_matters,
        overdue=first.overdue or other.overdue,
    )


_OPEN = "status in ('registered', 'accepted', 'in_progress', 'waiting') and withdrawn_at is null"
_MEMBERS = """from membership m join resident r on r.id = m.resident_id where m.household_id = home.household_id
    and m.until is null and m.withdrawn_at is null and r.withdrawn_at is null
    and r.presence in ('present', 'away', 'lost')"""
_MET = "outcome in ('met', 'proxy') and withdrawn_at is null"

# Each door's visits are asked for through visit_household (visit_dwelling where nobody is registered), backwards
# from the newest, so that only the few since the last meeting are read, however many there are. Matters of a door
# without a household are few and have no index of their own: the open ones are gathered once. They are said on
# the door's first household only, since a shared door has a row for each.
_PLAN = f"""
with home as (
    select u.id as unit_id, u.name as unit, d.id as dwelling_id, d.room, d.floor, d.use, h.id as household_id,
        h.head_id, h.status, row_number() over (partition by d.id order by coalesce(o.since, ''), o.id) as place,
        case when h.id is null
            then (select max(on_date) from visit where dwelling_id = d.id and {_MET})
            else (select max(on_date) from visit where household_id = h.id and {_MET}) end as met_on
    from unit u left join dwelling d on d.unit_id = u.id and d.withdrawn_at is null
    left join occupancy o on o.dwelling_id = d.id and o.until is null and o.withdrawn_at is null
    left join household h on h.id = o.household_id and h.withdrawn_at is null
    where u.building_id = :building and u.withdrawn_at is null),
door_matter as materialized (
    select dwelling_id, count(*) as number, max(min(next_on, due_on) < :today) as overdue from matter
    where household_id is null and dwelling_id is not null and {_OPEN} group by dwelling_id)
select home.*,
    coalesce((select name from resident r where r.id = home.head_id),
        (select r.name {_MEMBERS} order by m.id limit 1)) as head,
    (select count(*) {_MEMBERS}) as residents,
    case when home.household_id is null
        then (select count(*) from visit v where v.dwelling_id = home.dwelling_id and v.withdrawn_at is null
            and v.on_date > coalesce(home.met_on, ''))
        else (select count(*) from visit v where v.household_id = home.household_id and v.withdrawn_at is null
            and v.on_date > coalesce(home.met_on, '')) end as missed,
    (select group_concat(name, '{_SEPARATOR}') from (select distinct g.name from membership m
        join resident r on r.id = m.resident_id and r.withdrawn_at is null
            and r.presence in ('present', 'away', 'lost')
        join care_membership c on c.resident_id = r.id and c.until is null and c.withdrawn_at is null
        join care_group g on g.id = c.care_group_id and g.enabled and g.withdrawn_at is null
            and g.interval_days is not null
        where m.household_id = home.household_id and m.until is null and m.withdrawn_at is null
        order by g.position, g.id)) as care_groups,
    (select count(*) from matter where household_id = home.household_id and {_OPEN}) as open_matters,
    exists (select 1 from matter where household_id = home.household_id and {_OPEN}
        and min(next_on, due_on) < :today) as overdue,
    coalesce(dm.number, 0) as door_matters, coalesce(dm.overdue, 0) as door_overdue
from home left join door_matter dm on dm.dwelling_id = home.dwelling_id and home.place = 1
order by home.dwelling_id, home.place
"""
