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
    rows = ledger.rows(PLAN_SQL, {"building": building_id, "today": today.isoformat()})
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
        open_matters=row["open_matters"],
        overdue=bool(row["overdue"]),
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
_MET = "outcome in ('met', 'proxy') and withdrawn_at is null"
# Visits since the last on which somebody was met.
_NOT_MET = """
    outcome in ('no_answer', 'refused', 'postponed', 'away', 'vacant', 'moved', 'none')
    and withdrawn_at is null and on_date > coalesce(home.met_on, '')
"""
# The residents who belong to the household of a row of `home`.
_MEMBERS = """
    from membership m
    join resident r on r.id = m.resident_id
    where m.household_id = home.household_id and m.until is null and m.withdrawn_at is null
        and r.withdrawn_at is null and r.presence in ('present', 'away', 'lost')
"""


def _last(outcome: str) -> str:
    """The day of household h's last visit that came out so, '' where there was none."""
    return f"""
        coalesce((
            select on_date from visit
            where household_id = h.id and outcome = '{outcome}' and withdrawn_at is null
            order by on_date desc limit 1), '')"""


# A household's visits are asked for by outcome and day, so that the index alone answers, however many there are.
# The open matters of the whole ledger are few beside all matters, and are gathered once (the pluses keep SQLite
# from looking for them household by household). A matter of no household is its door's, and is said on the
# first row of a shared door only.
PLAN_SQL = f"""
with home as materialized (
    select u.id as unit_id, u.name as unit, d.id as dwelling_id, d.room, d.floor, d.use,
        h.id as household_id, h.head_id, h.status,
        row_number() over (partition by d.id order by coalesce(o.since, ''), o.id) as place,
        case when h.id is null
            then (select max(on_date) from visit where dwelling_id = d.id and {_MET})
            else nullif(max({_last("met")}, {_last("proxy")}), '')
        end as met_on
    from unit u
    left join dwelling d on d.unit_id = u.id and d.withdrawn_at is null
    left join occupancy o on o.dwelling_id = d.id and o.until is null and o.withdrawn_at is null
    left join household h on h.id = o.household_id and h.withdrawn_at is null
    where u.building_id = :building and u.withdrawn_at is null),
open_matter as materialized (
    select household_id, dwelling_id, min(next_on, due_on) < :today as overdue
    from matter where {_OPEN}),
of_household as materialized (
    select household_id, count(*) as number, max(overdue) as overdue
    from open_matter where +household_id is not null
    group by household_id),
of_door as materialized (
    select dwelling_id, count(*) as number, max(overdue) as overdue
    from open_matter where +household_id is null and dwelling_id is not null
    group by dwelling_id)
select home.*,
    coalesce(
        (select name from resident r where r.id = home.head_id),
        (select r.name {_MEMBERS} order by m.id limit 1)) as head,
    (select count(*) {_MEMBERS}) as residents,
    case when home.household_id is null
        then (select count(*) from visit where dwelling_id = home.dwelling_id and {_NOT_MET})
        else (select count(*) from visit where household_id = home.household_id and {_NOT_MET})
    end as missed,
    (select group_concat(name, '{_SEPARATOR}') from (
        select distinct g.name
        from membership m
        join resident r on r.id = m.resident_id
            and r.withdrawn_at is null and r.presence in ('present', 'away', 'lost')
        join care_membership c on c.resident_id = r.id and c.until is null and c.withdrawn_at is null
        join care_group g on g.id = c.care_group_id
            and g.enabled and g.withdrawn_at is null and g.interval_days is not null
        where m.household_id = home.household_id and m.until is null and m.withdrawn_at is null
        order by g.position, g.id)) as care_groups,
    coalesce(of_household.number, 0) + coalesce(of_door.number, 0) as open_matters,
    max(coalesce(of_household.overdue, 0), coalesce(of_door.overdue, 0)) as overdue
from home
left join of_household on of_household.household_id = home.household_id
left join of_door on of_door.dwelling_id = home.dwelling_id and home.place = 1
order by home.dwelling_id, home.place
"""
