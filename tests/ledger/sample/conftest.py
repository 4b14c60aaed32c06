"""One sample ledger for all that only read it: half a year of 160 households, up to a Monday."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger.sample import make_sample
from ledger.store import Ledger, open_ledger

UNTIL = date(2026, 11, 23)
HOUSEHOLDS = 160
MONTHS = 6


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file."""
    path = tmp_path_factory.mktemp("sample") / "sample.mqzb"
    make_sample(path, households=HOUSEHOLDS, months=MONTHS, seed=7, until=UNTIL)
    return path


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> Iterator[Ledger]:
    """The sample, open for reading."""
    with open_ledger(sample_path, read_only=True) as ledger:
        yield ledger
