"""The community as it stands on the first day: grids and workers, doors, households and their care groups."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle

from ledger.matters.calendar import work_calendar
from ledger.matters.categories import categories
from ledger.people.care_groups import care_groups
from ledger.people.entering import EnteredHouseholds, add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import buildings, find_or_make_dwellings
from ledger.places.staff import add_grid, add_worker, assign_building
from ledger.records.people import Phone, Sex
from ledger.records.places import DwellingUse
from ledger.records.staff import Role
from ledger.sample.chance import shuffled
from ledger.sample.families import Family, FamilyMaker, Person
from ledger.sample.layout import Door, doors_for, grid_count, grid_of_buildings
from ledger.sample.town import Home, Town
from ledger.sample.words import Choices, word_list
from ledger.store import Ledger

# Numbers that nobody has: 190 0000 and four digits.
PHONE_PREFIX = "1900000"
_PHONE_COUNT = 10_000
# When the community was last gone round before the ledger began, in days.
_LAST_MET = (2, 78)


class PhoneBook:
    """Gives out invented phone numbers, each once until all are given."""

    def __init__(self, chance: random.Random) -> None:
        self._numbers: Iterator[int] = cycle(shuffled(chance, range(_PHONE_COUNT)))

    def number(self) -> str:
        """The next number."""
        return f"{PHONE_PREFIX}{next(self._numbers):04d}"


def settle_in(
    ledger: Ledger, chance: random.Random, *, households: int, first_day: date, last_day: date
) -> tuple[Town, FamilyMaker, PhoneBook]:
    """Enter the whole community as a roster would, and return it as the simulation knows it."""
    phones = PhoneBook(chance)
    doors = doors_for(households)
    grids = grid_count(households)
    grid_of = grid_of_buildings(doors, grids)
    maker = FamilyMaker(chance, first_day)
    families = maker.families(households)
    taken = sorted(chance.sample(range(len(doors)), households))
    living = {taken[number]: family for number, family in enumerate(families)}
    with ledger.write("demo.settle"):
        workers = _enter_staff(ledger, phones, grids)
        dwelling_ids = _enter_doors(ledger, doors, grid_of, living)
        groups = {group.name: group.id for group in care_groups(ledger)}
        entered = enter_families(
            ledger, phones, groups, [(living[n], dwelling_ids[n]) for n in taken], since=None, today=first_day
        )
    homes = [
        home_of(
            living[number], household_id, dwelling_ids[number], doors[number], grid_of, _met_before(chance, first_day)
        )
        for number, household_id in zip(taken, entered.household_ids, strict=True)
    ]
    empty = [(dwelling_ids[n], grid_of[door.building]) for n, door in enumerate(doors) if n not in living]
    town = Town(
        ledger=ledger,
        chance=chance,
        words=Choices(chance),
        calendar=work_calendar(ledger),
        last_day=last_day,
        secretary=int(ledger.value("select min(id) from worker")),
        workers=workers,
        homes=homes,
        empty=empty,
        care_groups=groups,
        categories=_category_ids(ledger),
    )
    return town, maker, phones


def enter_families(
    ledger: Ledger,
    phones: PhoneBook,
    groups: Mapping[str, int],
    placed: Sequence[tuple[Family, int]],
    *,
    since: date | None,
    today: date,
) -> EnteredHouseholds:
    """Enter families into their dwellings (ids) and give their members the ids they have in the ledger."""
    new = [
        NewHousehold(
            dwelling_id=dwelling_id,
            members=tuple(new_resident(each, phones, groups, today) for each in family.members),
            status=family.status,
            note=family.note,
        )
        for family, dwelling_id in placed
    ]
    entered = add_households(ledger, new, since=since, today=today)
    for (family, _dwelling_id), ids in zip(placed, entered.resident_ids, strict=True):
        for person, id_ in zip(family.members, ids, strict=True):
            person.id = id_
    return entered


def new_resident(person: Person, phones: PhoneBook, groups: Mapping[str, int], day: date) -> NewResident:
    """A person as entered: children have no phone, and never an ID number."""
    has_phone = person.age(day) >= 12
    return NewResident(
        name=person.name,
        sex=Sex.FEMALE if person.female else Sex.MALE,
        birth=person.birth.isoformat(),
        phones=(Phone(phones.number()),) if has_phone else (),
        relation=person.relation,
        care_group_ids=tuple(groups[name] for name in person.groups),
    )


def home_of(
    family: Family,
    household_id: int,
    dwelling_id: int,
    door: Door,
    grid_of: Mapping[tuple[str, str], int],
    met_on: date,
) -> Home:
    """A family behind its door, as the simulation knows it."""
    return Home(
        household_id=household_id,
        dwelling_id=dwelling_id,
        address=door.address,
        grid=grid_of[door.building],
        kind=family.kind,
        status=family.status,
        members=family.members,
        place_traits=door.traits,
        met_on=met_on,
        rest_until=met_on,
    )


def _met_before(chance: random.Random, first_day: date) -> date:
    return first_day - timedelta(days=chance.randint(*_LAST_MET))


def _enter_staff(ledger: Ledger, phones: PhoneBook, grids: int) -> list[int]:
    names = word_list("names")["workers"]["grid"]
    workers = []
    for number in range(grids):
        grid = add_grid(ledger, name=word_list("places")["grids"][number])
        worker = add_worker(ledger, name=names[number], role=Role.GRID_WORKER, grid_id=grid.id, phone=phones.number())
        workers.append(worker.id)
    return workers


def _enter_doors(
    ledger: Ledger, doors: Sequence[Door], grid_of: Mapping[tuple[str, str], int], living: Mapping[int, Family]
) -> list[int]:
    uses = {
        door.address: living[number].use if number in living else DwellingUse.VACANT
        for number, door in enumerate(doors)
    }
    ids = find_or_make_dwellings(ledger, uses, uses=uses)
    grids = [row["id"] for row in ledger.rows("select id from grid order by position, id")]
    for building in buildings(ledger):
        assign_building(ledger, building.id, grid_id=grids[grid_of[building.estate, building.name]])
    return [ids[door.address] for door in doors]


def _category_ids(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Ids by the main category's code and the part's name, "" for the main category itself."""
    found = {}
    codes: dict[int, str] = {}
    for category in categories(ledger):
        if category.parent_id is None:
            codes[category.id] = category.code
            found[category.code, ""] = category.id
        else:
            found[codes[category.parent_id], category.name] = category.id
    return found
