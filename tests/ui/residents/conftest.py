"""Two households: 许敏, 李强 and 许小山 at 3-2-501; 王兰 at 3-2-502; 503 is empty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.reading import household
from ledger.places.adding import add_doors
from ledger.records.people import Household, Phone
from ledger.records.places import Address
from ledger.store import Ledger
from ui.residents.page import ResidentsPage
from ui.shell.page import Target
from ui.shell.window import MainWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def doors(ledger: Ledger) -> tuple[int, ...]:
    """The ids of 3-2-501, 502 and 503."""
    addresses = [Address("银苑小区", "3", "2", room) for room in ("501", "502", "503")]
    return add_doors(ledger, addresses=addresses).dwelling_ids


@pytest.fixture
def homes(ledger: Ledger, doors: tuple[int, ...]) -> tuple[int, int]:
    """The ids of the two households."""
    family = (
        NewResident("许敏", birth="1979-03-04", phones=(Phone("19000001001"), Phone("19000001002", "单位"))),
        NewResident("李强", relation="配偶", birth="1978-05"),
        NewResident("许小山", relation="儿子", birth="2005-06-07", id_number="11010519491231002X"),
    )
    entered = [
        add_household(ledger, NewHousehold(doors[0], family, head=0), since=None, today=TODAY),
        add_household(ledger, NewHousehold(doors[1], (NewResident("王兰", relation="户主"),)), since=None, today=TODAY),
    ]
    return entered[0].household_ids[0], entered[1].household_ids[0]


@pytest.fixture
def page(window: MainWindow, homes: tuple[int, int]) -> ResidentsPage:
    """The page, showing the family's household."""
    window.frame.go(Target("residents", "household", homes[0]))
    shown = window.frame.page()
    assert isinstance(shown, ResidentsPage)
    return shown


@pytest.fixture
def family(ledger: Ledger, homes: tuple[int, int]) -> Callable[[], Household]:
    """The family's household as it stands now, those who left included."""
    return lambda: household(ledger, homes[0], with_gone=True)


@pytest.fixture
def sheet(window: MainWindow) -> Callable[[type], Any]:
    """Finds the sheet of a kind that is open now."""

    def find(kind: type) -> Any:
        return next(each for each in window.findChildren(kind) if each.isVisible())

    return find


@pytest.fixture
def gone_to(page: ResidentsPage) -> list[Target]:
    """Where the page asks to go, instead of going there."""
    targets: list[Target] = []
    page.navigate.disconnect()
    page.navigate.connect(targets.append)
    return targets
