"""A disk with no room left: one sentence, the ledger as before, and it can still be read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger.checks.checking import findings
from ledger.errors import WorldProblem
from ledger.sample.making import make_sample
from ledger.store import create_ledger, open_ledger


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB; only root of Linux can have one made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no small disk can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return filler
    return filler


def test_on_a_full_disk_a_ledger_is_read_and_writing_is_told_of(small_disk: Path) -> None:
    path = small_disk / "a.mqzb"
    create_ledger(path, community="银苑社区", worker="王书记").close()
    before = path.read_bytes()
    filler = fill(small_disk)
    with open_ledger(path, read_only=True) as ledger:
        assert list(findings(ledger)) == []
    with pytest.raises(WorldProblem) as caught:
        open_ledger(path)
    assert (caught.value.code, caught.value.path) == ("disk_full", str(path))
    filler.unlink()
    with open_ledger(path) as ledger:
        assert list(findings(ledger)) == []
    assert path.read_bytes() == before


def test_a_disk_that_fills_while_a_ledger_is_made_keeps_nothing_of_it(small_disk: Path) -> None:
    path = small_disk / "示例.mqzb"
    with pytest.raises(WorldProblem) as caught:
        make_sample(path, until=date(2026, 11, 22))
    assert (caught.value.code, caught.value.path) == ("disk_full", str(path))
    fill(small_disk)
    with pytest.raises(WorldProblem) as caught:
        create_ledger(path, community="银苑社区", worker="王书记")
    assert (caught.value.code, caught.value.path) == ("disk_full", str(path))
    assert [file.name for file in small_disk.iterdir()] == ["filler"]
