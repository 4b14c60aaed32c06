"""What the reading's tests share."""

from collections.abc import Callable

import pytest
from notebook_pages import TODAY, households

from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.records.notebook import PageEntry


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
