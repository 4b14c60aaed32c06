"""An older ledger is brought up to date: a copy is kept first, and whoever only reads changes nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.checks.checking import findings
from ledger.errors import WorldProblem
from ledger.store import create_ledger, open_ledger
from ledger.store.migrations import CURRENT_VERSION

ROOT = Path(__file__).resolve().parents[3]
FIRST = ROOT / "tests" / "data" / "schemas" / "v1.mqzb"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIRST, tmp_path / "账本.mqzb"))


def beside(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir() if p.suffix != ".lock")


def test_opening_keeps_the_ledger_as_it_was_and_brings_it_up_to_date_once(old: Path) -> None:
    with open_ledger(old) as ledger:
        assert ledger.value("pragma user_version") == CURRENT_VERSION
        assert ledger.value("select count(*) from route_sheet") == 0
    open_ledger(old).close()
    assert beside(old) == ["账本.mqzb", "账本.mqzb.v1.backup"]
    with open_ledger(old.with_name("账本.mqzb.v1.backup"), read_only=True) as kept:
        assert kept.value("select count(*) from visit") == 19


def test_the_waiting_is_told_how_far_it_is(old: Path) -> None:
    told: list[tuple[int, int]] = []
    open_ledger(old, progress=lambda done, of: told.append((done, of))).close()
    assert told
    assert told == sorted(told)
    assert all(0 < done <= of for done, of in told)
    told.clear()
    open_ledger(old, progress=lambda done, of: told.append((done, of))).close()
    assert told == []


def test_a_second_copy_never_takes_the_place_of_the_first(old: Path) -> None:
    old.with_name("账本.mqzb.v1.backup").write_bytes(b"kept before")
    open_ledger(old).close()
    assert old.with_name("账本.mqzb.v1.backup").read_bytes() == b"kept before"
    assert beside(old) == ["账本.mqzb", "账本.mqzb.v1-2.backup", "账本.mqzb.v1.backup"]


def test_a_reader_leaves_an_old_ledger_as_it_is_and_reads_it_whole(old: Path) -> None:
    before = old.read_bytes()
    with open_ledger(old, read_only=True) as ledger:
        assert ledger.value("select count(*) from visit") == 19
        assert ledger.value("select count(*) from route_sheet") == 0
        with pytest.raises(WorldProblem, match="ledger_read_only"), ledger.write("grid.add") as write:
            write.insert("grid", name="第一网格")
    assert old.read_bytes() == before
    assert beside(old) == ["账本.mqzb"]


def test_where_no_copy_can_be_kept_the_ledger_stays_old(old: Path) -> None:
    before = old.read_bytes()
    # A folder in the place of the copy in the making: nothing can be written there.
    old.with_name("账本.mqzb.v1.backup.partial").mkdir()
    with pytest.raises(WorldProblem, match="upgrade_backup_failed"):
        open_ledger(old)
    assert old.read_bytes() == before
    old.with_name("账本.mqzb.v1.backup.partial").rmdir()
    open_ledger(old).close()


def test_a_kill_half_way_leaves_a_ledger_that_opens(old: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from ledger.store import open_ledger; from ledger.store.migrations import v0002_route_sheets\n"
        "make = v0002_route_sheets.apply\n"
        "def half(database):\n"
        "    make(database)\n"
        "    os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n"
        "v0002_route_sheets.apply = half\n"
        "open_ledger(Path(sys.argv[1]))"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(old)], cwd=ROOT, check=False)
    assert killed.returncode != 0
    with open_ledger(old) as ledger:
        assert ledger.value("select count(*) from visit") == 19
        assert ledger.value("pragma user_version") == CURRENT_VERSION


@pytest.mark.parametrize("sql", ["update index_state set folding = 0", "drop table index_state"])
def test_an_index_of_other_rules_is_made_again(old: Path, sql: str) -> None:
    with open_ledger(old) as ledger:
        ledger.connection.execute("insert into text_index (text_index) values ('delete-all')")
        ledger.connection.execute(sql)
    with open_ledger(old, read_only=True) as ledger:
        assert {finding.check for finding in findings(ledger)} & {"search_index", "schema"}
    with open_ledger(old) as ledger:
        assert list(findings(ledger)) == []


def test_a_new_ledger_needs_no_copy(tmp_path: Path) -> None:
    create_ledger(tmp_path / "new.mqzb", community="银苑社区", worker="王书记").close()
    open_ledger(tmp_path / "new.mqzb").close()
    assert beside(tmp_path / "new.mqzb") == ["new.mqzb"]
