"""What the reading's tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from notebook_pages import TODAY, households

from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwelling
from ledger.places.staff import add_worker
from ledger.records.notebook import PageEntry
from ledger.records.places import Address
from ledger.records.staff import Role
from ledger.store import Ledger, create_ledger, open_ledger


@pytest.fixture(scope="session")
def index() -> RosterIndex:
    """银苑小区: eight buildings with units."""
    return RosterIndex(households("roster.csv"))


@pytest.fixture(scope="session")
def two_estates() -> RosterIndex:
    """凤凰花园 with towers and units, 机械厂家属院 with lanes, lettered buildings and buildings without units."""
    return RosterIndex(households("more_roster.csv"))


@pytest.fixture(scope="session")
def read(index: RosterIndex) -> Callable[..., tuple[PageEntry, ...]]:
    """Read lines against 银苑小区 on TODAY."""
    return lambda *lines: read_page("\n".join(lines), index, TODAY)


DOORS = {
    ("1", "1", "101"): ("王建国", "李芳"),
    ("3", "2", "501"): ("许敏", "高宁"),
    ("3", "2", "502"): ("谭丽",),
    ("3", "2", "503"): ("周秀英", "周小满"),
    ("5", "1", "202"): ("王建国",),
    ("5", "1", "203"): (),
}


@pytest.fixture(scope="session")
def _estate_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("estate") / "estate.mqzb"
    with create_ledger(path, community="银苑社区", worker="王书记") as ledger:
        add_worker(ledger, name="王芳", role=Role.GRID_WORKER)
        for (building, unit, room), names in DOORS.items():
            door = find_or_make_dwelling(ledger, Address("银苑小区", building, unit, room))
            members = tuple(NewResident(name=n, relation="配偶" if k else "户主") for k, n in enumerate(names))
            if members:
                add_household(ledger, NewHousehold(dwelling_id=door, members=members), since=None, today=TODAY)
    return path


@pytest.fixture
def estate(_estate_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of six doors (DOORS) with two residents called 王建国, and the workers 王书记 and 王芳."""
    copy = tmp_path / "estate.mqzb"
    copy.write_bytes(_estate_file.read_bytes())
    with open_ledger(copy) as ledger:
        yield ledger


@pytest.fixture
def manuscript(estate: Ledger) -> Manuscript:
    """An empty page over `estate`, written on TODAY by 王书记."""
    return Manuscript(estate, LedgerRoster(estate), today=TODAY, worker_id=1)
