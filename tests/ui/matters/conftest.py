"""A ledger with a household, and matters to work on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import entries
import pytest

from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwelling
from ledger.records.people import Phone
from ledger.records.places import Address
from ledger.store import Ledger

TODAY = date(2026, 11, 23)


@pytest.fixture
def home(ledger: Ledger) -> dict[str, int]:
    """许敏 at 3-2-501, phone 190-0000-2210."""
    door = find_or_make_dwelling(ledger, Address(estate="银苑小区", building="3", unit="2", room="501"))
    person = NewResident("许敏", phones=(Phone("19000002210"),), relation="户主")
    household = add_household(ledger, NewHousehold(door, (person,)), since=None, today=TODAY)
    resident = ledger.value("select id from resident")
    return {"dwelling_id": door, "household_id": household.household_ids[0], "resident_id": resident}


@pytest.fixture
def register(ledger: Ledger) -> Callable[..., int]:
    """Registers a matter, some days ago, and returns its id."""

    def make(title: str = "卫生间漏水", *, days_ago: int = 0, **more: Any) -> int:
        on = TODAY - timedelta(days=days_ago)
        return entries.register(ledger, title, on=on, today=TODAY, next_step="上门查看", **more)

    return make
