"""A ledger as a file: made whole or not at all, and never touched when it is not ours to open."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.errors import WorldProblem
from ledger.store import Ledger, create_ledger, open_ledger
from ledger.store.migrations import CURRENT_VERSION

ROOT = Path(__file__).resolve().parents[3]


def make(path: Path) -> Ledger:
    return create_ledger(path, community="银苑社区", worker="王书记", street="长河路街道", district="金凤区")


def problem_of(path: Path) -> str:
    with pytest.raises(WorldProblem) as caught:
        open_ledger(path).close()
    return caught.value.code


def test_a_new_ledger_holds_its_community_and_opens_again(tmp_path: Path) -> None:
    with make(tmp_path / "a.mqzb") as ledger:
        assert ledger.actor == ledger.value("select uid from worker")
    with open_ledger(tmp_path / "a.mqzb") as ledger:
        assert ledger.value("select district || street || name from community") == "金凤区长河路街道银苑社区"
        assert ledger.value("select count(*) from category where parent_id is null") == 15
        assert ledger.value("pragma journal_mode") == "wal"
        assert ledger.value("pragma synchronous") == 2
        assert ledger.value("pragma foreign_keys") == 1
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".lock") == ["a.mqzb"]


def test_every_table_is_strict_and_refuses_deletion(tmp_path: Path) -> None:
    with make(tmp_path / "a.mqzb") as ledger:
        tables = ledger.rows("select name, strict from pragma_table_list where schema = 'main' and type = 'table'")
        loose = {row["name"] for row in tables if not row["strict"]}
        assert {name for name in loose if not name.startswith(("sqlite_", "_sqlite_"))} == set()
        for table in ("worker", "category", "journal", "device", "community"):
            with pytest.raises(Exception, match="nothing is ever erased"):
                ledger.connection.execute(f"delete from {table}")


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    path.write_bytes(b"something else")
    with pytest.raises(WorldProblem, match="ledger_exists"):
        make(path)
    assert path.read_bytes() == b"something else"


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldProblem, match="folder_cannot_be_written"):
        make(tmp_path / "file" / "a.mqzb")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 300, os.urandom(9000)])
def test_what_is_no_ledger_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mqzb"
    path.write_bytes(content)
    assert problem_of(path) == "not_a_ledger"
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["a.mqzb"]


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as other:
        other.execute("create table t (x)")
    other.close()
    before = path.read_bytes()
    assert problem_of(path) == "not_a_ledger"
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_a_newer_ledger_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    make(path).close()
    other = sqlite3.connect(path)
    other.execute(f"pragma user_version = {CURRENT_VERSION + 1}")
    other.execute("pragma wal_checkpoint(truncate)")
    other.close()
    before = path.read_bytes()
    assert problem_of(path) == "ledger_newer"
    assert path.read_bytes() == before


def test_a_missing_ledger_is_not_made_silently(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "a.mqzb") == "no_such_ledger"
    assert list(tmp_path.iterdir()) == []


def test_a_second_program_is_kept_out_but_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    with make(path):
        script = (
            "import sys; from pathlib import Path; from ledger.store import open_ledger\n"
            "ledger = open_ledger(Path(sys.argv[1]), read_only=sys.argv[2] == 'read')\n"
            "print(ledger.value('select name from community'))"
        )
        run = [sys.executable, "-c", script, str(path)]
        writer = subprocess.run([*run, "write"], cwd=ROOT, capture_output=True, text=True, check=False)
        reader = subprocess.run([*run, "read"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ledger_in_use" in writer.stderr
    assert reader.stdout.strip() == "银苑社区"


def test_reading_leaves_no_trace_and_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    make(path).close()
    before = path.read_bytes()
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.value("select count(*) from worker") == 1
        with pytest.raises(WorldProblem, match="ledger_read_only"), ledger.write("grid.add") as write:
            write.insert("grid", name="第一网格")
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".lock") == ["a.mqzb"]


def block_the_place_beside(path: Path) -> None:
    """As in a read-only folder, which root, who may run the tests, does not know."""
    path.with_name(path.name + "-shm").symlink_to(path.parent / "no folder" / "file")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_a_ledger_is_read_where_nothing_can_be_put_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    make(path).close()
    block_the_place_beside(path)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.value("select count(*) from worker") == 1
    assert problem_of(path) == "ledger_cannot_be_opened"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_what_still_waits_beside_the_ledger_is_never_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    make(path).close()
    block_the_place_beside(path)
    (tmp_path / "a.mqzb-wal").write_bytes(b"entries")
    with pytest.raises(WorldProblem, match="ledger_cannot_be_opened"):
        open_ledger(path, read_only=True)


def test_a_database_held_by_another_program_is_a_sentence_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    # In a process of its own: file locks do not hold between two libraries of one process.
    script = (
        "import sys, sqlite3; other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "other.execute('begin exclusive'); print('held', flush=True); sys.stdin.read()"
    )
    with make(path) as ledger:
        ledger.connection.execute("pragma busy_timeout = 1")
        run = [sys.executable, "-c", script, str(path)]
        with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(WorldProblem, match="ledger_busy"), ledger.write("grid.add") as write:
                write.insert("grid", name="第一网格")
            holder.communicate()
        assert ledger.value("select count(*) from grid") == 0


def test_a_kill_in_the_middle_of_writing_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.mqzb"
    make(path).close()
    script = (
        "import sys, os, signal; from pathlib import Path; from ledger.store import open_ledger\n"
        "ledger = open_ledger(Path(sys.argv[1]))\n"
        "for n in range(1000):\n"
        "    with ledger.write('grid.add') as write:\n"
        "        write.insert('grid', name=f'{n}')\n"
        "        if n == 25: os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n"
        "    print(n, flush=True)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    saved = killed.stdout.split()
    with open_ledger(path) as ledger:
        assert [row[0] for row in ledger.rows("select name from grid order by id")] == saved
        assert ledger.value("select count(*) from journal") == len(saved) + 1
