"""A small estate with people in it, the window on it, and hands on the keyboard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from keyboard import Keyboard

from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.records.places import Address
from ledger.store import Ledger
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.entry import VisitEntry
from ui.visits.page import VisitsPage

TODAY = date(2026, 11, 23)
HOMES = {
    "501": (("许敏", "户主", "1979-03-02"), ("李强", "配偶", "1977"), ("李小雨", "女", "2009-06-01")),
    "502": (("孙立", "户主", "1950-01-01"),),
    "402": (("李梅", "户主", "1985"), ("周秀英", "母亲", "1944-05-05")),
}


@pytest.fixture
def doors(ledger: Ledger) -> dict[str, int]:
    """Dwelling ids of 3-2-501, 3-2-502 and 3-2-402 by room, and of the empty 3-2-601."""
    addresses = {room: Address("银苑小区", "3", "2", room) for room in (*HOMES, "601")}
    found = find_or_make_dwellings(ledger, addresses.values())
    homes = [
        NewHousehold(
            dwelling_id=found[addresses[room]],
            members=tuple(NewResident(name, relation=relation, birth=birth) for name, relation, birth in people),
        )
        for room, people in HOMES.items()
    ]
    add_households(ledger, homes, since=None, today=TODAY)
    return {room: found[address] for room, address in addresses.items()}


@pytest.fixture
def page(window: MainWindow, doors: dict[str, int]) -> VisitsPage:
    """The page of visits, not opened at anything yet."""
    window.frame.go(Target("visits"))
    shown = window.frame.page()
    assert isinstance(shown, VisitsPage)
    return shown


@pytest.fixture
def entry(page: VisitsPage, window: MainWindow) -> VisitEntry:
    """The form, asked for as Ctrl+Shift+N does."""
    window.do("visits.new")
    return page.entry


@pytest.fixture
def hands(window: MainWindow) -> Keyboard:
    """Hands on the keyboard of that window."""
    return Keyboard(window)


@pytest.fixture
def said(window: MainWindow) -> Iterator[list[Any]]:
    """What the window is told, and then shows."""
    heard: list[Any] = []
    window.frame.page()
    notices = window._workspace.notices
    notices.said.connect(heard.append)
    yield heard
    notices.said.disconnect(heard.append)
