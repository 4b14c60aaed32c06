"""Whoever changes a ledger with another program is found out by the check."""

from datetime import date, datetime
from pathlib import Path

import pytest

from ledger.accounts.gathering import gather_month
from ledger.checks.checking import findings
from ledger.checks.derived import repair
from ledger.errors import WorldProblem
from ledger.sample.making import make_sample
from ledger.store import Ledger, open_ledger


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "a.mqzb"
    make_sample(path, households=12, months=4, until=date(2026, 10, 31))
    return path.read_bytes()


@pytest.fixture
def ledger(tmp_path: Path, sample: bytes):
    path = tmp_path / "a.mqzb"
    path.write_bytes(sample)
    with open_ledger(path) as opened:
        yield opened


def tamper(ledger: Ledger, sql: str) -> None:
    """Do what no code of ours can: the triggers are put aside for it, and put back."""
    kept = ledger.rows("select name, sql from sqlite_master where type = 'trigger'")
    for trigger in kept:
        ledger.connection.execute(f"drop trigger {trigger['name']}")
    ledger.connection.execute("pragma foreign_keys = off")
    ledger.connection.execute(sql)
    for trigger in kept:
        ledger.connection.execute(trigger["sql"])


def found(ledger: Ledger) -> set[str]:
    return {finding.check for finding in findings(ledger)}


def test_a_sample_is_in_order(ledger: Ledger) -> None:
    assert found(ledger) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "update visit set note = 'x' where id = 3",
        "update visit set created_at = '2020-01-01T00:00:00.000000Z' where id = 3",
        "update visit set uid = 'x' where id = 3",
        "update closing set content = replace(content, '1', '2') where id = 1",
        "update posting set booked_on = '2026-09-01' where id = 1",
        "delete from posting where id = (select max(id) from posting)",
        "insert into grid (uid, created_at, name) values ('u', '2026-01-01T00:00:00Z', 'x')",
    ],
)
def test_a_row_unlike_the_journal_is_found(ledger: Ledger, sql: str) -> None:
    tamper(ledger, sql)
    assert "replay" in found(ledger)


@pytest.mark.parametrize(
    "sql",
    [
        "update journal set actor = 'x' where sequence = 3",
        "update journal set changes = '{' where sequence = 4",
        "delete from journal where sequence = 5",
    ],
)
def test_a_broken_chain_is_found(ledger: Ledger, sql: str) -> None:
    tamper(ledger, sql)
    assert "journal" in found(ledger)


@pytest.mark.parametrize("part", ["table posting", "table whistle_event", "trigger journal_no_delete"])
def test_a_part_that_is_missing_is_named(ledger: Ledger, part: str) -> None:
    ledger.connection.execute("pragma foreign_keys = off")
    ledger.connection.execute(f"drop {part}")
    subjects = [finding.subject for finding in findings(ledger) if finding.check == "schema"]
    assert part in subjects


@pytest.mark.parametrize(
    "sql",
    [
        "insert into text_index (text_index) values ('delete-all')",
        "delete from text_index where rowid = (select max(rowid) from text_index)",
        "delete from resident_index where rowid = 2",
        "insert into dwelling_index (rowid, tokens) values (123456, '3')",
        "insert into resident_index (rowid, tokens) values ((1 << 40) + 1, '许')",
        "update text_index set tokens = '别的' where rowid = (select min(rowid) from text_index)",
        "update index_state set folding = 0",
        "delete from index_state",
        "update text_index_data set block = zeroblob(20) where id = (select max(id) from text_index_data)",
        "delete from resident_index_data where id > 10",
        "drop table text_index",
        "drop table index_state",
    ],
)
def test_a_wrong_search_index_is_found_and_made_again(ledger: Ledger, sql: str) -> None:
    ledger.connection.execute(sql)
    wrong = list(findings(ledger))
    assert wrong
    assert all(finding.repairable for finding in wrong)
    repair(ledger)
    assert found(ledger) == set()


def test_a_row_the_index_does_not_know_is_named(ledger: Ledger) -> None:
    uid = ledger.value("select uid from visit where id = 3")
    ledger.connection.execute("delete from text_index where rowid = (1 << 40) + 3")
    assert [(each.check, each.subject) for each in findings(ledger)] == [("search_index", f"visit {uid}")]


def test_a_closed_month_that_was_spoiled_is_a_damaged_ledger(ledger: Ledger) -> None:
    month = ledger.value("select min(month) from closing")
    tamper(ledger, "update closing set content = replace(content, '1', '2')")
    with pytest.raises(WorldProblem, match="ledger_damaged"):
        gather_month(ledger, month, made_at=datetime(2026, 11, 3))
