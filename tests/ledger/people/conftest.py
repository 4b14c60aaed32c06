"""Two families of 银苑小区 to try things with."""

from collections.abc import Iterator

import pytest
from village import Village, build_village

from ledger.store import Ledger, create_ledger


@pytest.fixture
def village(ledger: Ledger) -> Village:
    """The two families, in the ledger since before it began."""
    return build_village(ledger)


@pytest.fixture(scope="module")
def any_village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """The same, made once, to read in many ways."""
    path = tmp_path_factory.mktemp("village") / "ledger.mqzb"
    with create_ledger(path, community="银苑社区", worker="王书记") as ledger:
        yield build_village(ledger)
