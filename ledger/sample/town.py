"""The community as the simulation knows it: who lives where, who looks after them, what is open."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from ledger.records.people import HouseholdStatus
from ledger.records.places import Address
from ledger.rules.workdays import WorkCalendar
from ledger.sample.families import TENANTS, Person, interval_of
from ledger.sample.words import Choices
from ledger.store import Ledger


@dataclass(slots=True, eq=False)
class Home:
    """A household behind its door. `met_on` is the last day somebody was met, `rest_until` when to try again.

    `tries` counts how often in a row nobody was met, `open_cases` the matters it has open. `interval` are the days
    between visits that the care groups of its members ask for, 0 where none does.
    """

    household_id: int
    dwelling_id: int
    address: Address
    grid: int
    kind: str
    status: HouseholdStatus
    members: list[Person]
    place_traits: frozenset[str]
    met_on: date
    rest_until: date
    promised_on: date | None = None
    tries: int = 0
    open_cases: int = 0
    interval: int = 0

    def __post_init__(self) -> None:
        self.refresh()

    @property
    def staircase(self) -> tuple[str, str, str]:
        """Estate, building and unit: doors visited on one way."""
        return self.address.estate, self.address.building, self.address.unit

    @property
    def present(self) -> list[Person]:
        """Those who live there now."""
        return [each for each in self.members if not each.gone]

    def refresh(self) -> None:
        """Reckon the interval anew; called when somebody has come or gone, or joined a care group."""
        found = [interval_of(group) for each in self.present for group in each.groups]
        self.interval = min((days for days in found if days), default=0)

    def traits(self, day: date) -> frozenset[str]:
        """What decides which matters fit: the door's place, ages, tenancy."""
        people = self.present
        ages = [each.age(day) for each in people]
        groups = {group for each in people for group in each.groups}
        rented = self.kind in TENANTS
        found = {
            "elderly": any(age >= 62 for age in ages),
            "old": any(age >= 74 for age in ages),
            "alone": bool(groups & {"独居老人", "孤寡老人"}),
            "child": any(2 <= age <= 12 for age in ages),
            "adult": any(18 <= age <= 58 for age in ages),
            "couple": any(each.relation == "配偶" and each.age(day) < 60 for each in people),
            "low_income": bool(groups & {"低保", "特困"}),
            "tenant": rented,
            "owner": not rented,
        }
        return self.place_traits | {name for name, holds in found.items() if holds}


@dataclass(slots=True)
class Town:
    """Everything the simulation works on. `homes` are those with a household, `empty` the doors without (ids).

    `last_day` is the day the sample ends on; `workers` are worker ids by grid, `secretary` the secretary's.
    """

    ledger: Ledger
    chance: random.Random
    words: Choices
    calendar: WorkCalendar
    last_day: date
    secretary: int
    workers: list[int]
    homes: list[Home]
    empty: list[tuple[int, int]]
    care_groups: dict[str, int]
    categories: dict[tuple[str, str], int]
    departments: dict[str, int] = field(default_factory=dict)

    def homes_by_grid(self) -> list[list[Home]]:
        """The homes of every grid."""
        found: list[list[Home]] = [[] for _each in self.workers]
        for home in self.homes:
            found[home.grid].append(home)
        return found

    def workday_before(self, day: date) -> date:
        """The last working day before `day`."""
        day -= timedelta(days=1)
        while not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        return day
