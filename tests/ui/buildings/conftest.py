"""A small estate: building 3 with two units of three floors, and a street without units."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.adding import add_doors
from ledger.places.doors import dwelling_at
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit

TODAY = date(2026, 11, 23)


@pytest.fixture
def estate(ledger: Ledger) -> Ledger:
    """The ledger with its doors; nobody lives there yet."""
    rooms = ("101", "102", "201", "202", "301", "302")
    addresses = [Address("银苑小区", "3", unit, room) for unit in ("1", "2") for room in rooms]
    add_doors(ledger, addresses=[*addresses, Address("银苑小区", "东街", "", "12号")])
    return ledger


@pytest.fixture
def door_id(estate: Ledger) -> Callable[[str], int]:
    """The id of a door of building 3 by "unit-room"."""

    def find(text: str) -> int:
        unit, room = text.split("-")
        door = dwelling_at(estate, Address("银苑小区", "3", unit, room))
        assert door is not None
        return door.id

    return find


@pytest.fixture
def move_in(estate: Ledger, door_id: Callable[[str], int]) -> Callable[..., int]:
    """Enters a household behind a door and returns its id."""

    def enter(door: str, *names: str) -> int:
        members = tuple(NewResident(name, relation="户主" if not n else "") for n, name in enumerate(names))
        entered = add_household(estate, NewHousehold(door_id(door), members), since=None, today=TODAY)
        return entered.household_ids[0]

    return enter


@pytest.fixture
def visit(estate: Ledger, door_id: Callable[[str], int]) -> Callable[..., Any]:
    """Notes a visit so many days ago, at which somebody was met."""

    def note(door: str, household_id: int, days_ago: int) -> Any:
        draft = VisitDraft(
            on=TODAY - timedelta(days=days_ago),
            mode=VisitMode.HOME,
            outcome=VisitOutcome.MET,
            worker_id=1,
            dwelling_id=door_id(door),
            household_id=household_id,
            names=("许敏",),
        )
        return record_visit(estate, draft, today=TODAY, next_step="跟进")

    return note
