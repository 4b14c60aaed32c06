"""The sample as a whole: repeatable, sound by every check of the ledger, and nothing left behind when it fails."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ledger.accounts.balance import month_account, months_with_entries
from ledger.checks.checking import findings
from ledger.errors import Cancelled, WorldProblem
from ledger.records.accounts import Balance, MonthAccount
from ledger.sample import make_sample
from ledger.sample.making import first_day_of
from ledger.store import Ledger, open_ledger

ROOT = Path(__file__).resolve().parents[3]
UNTIL = date(2026, 11, 23)


def contents(path: Path) -> str:
    """A digest of every row of every table; only when the schema was made differs from run to run."""
    digest = hashlib.sha256()
    with open_ledger(path, read_only=True) as ledger:
        tables = [row[0] for row in ledger.rows("select name from sqlite_master where type = 'table' order by name")]
        for table in tables:
            if not table.startswith(("sqlite_", "_")):
                for row in ledger.rows(f"select * from {table} order by 1"):
                    digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def make_elsewhere(path: Path, hash_seed: str) -> None:
    """Make a small sample in another process, whose sets and dictionaries are hashed otherwise."""
    code = (
        "import sys, datetime, pathlib; from ledger.sample import make_sample;"
        " make_sample(pathlib.Path(sys.argv[1]), households=40, months=4, seed=3, until=datetime.date(2026, 11, 23))"
    )
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)


def test_same_seed_same_contents(tmp_path: Path) -> None:
    make_elsewhere(tmp_path / "one.mqzb", "1")
    make_elsewhere(tmp_path / "two.mqzb", "2")
    make_sample(tmp_path / "other.mqzb", households=40, months=4, seed=4, until=UNTIL)
    assert contents(tmp_path / "one.mqzb") == contents(tmp_path / "two.mqzb")
    assert contents(tmp_path / "one.mqzb") != contents(tmp_path / "other.mqzb")


def test_every_promise_of_the_ledger_holds(sample: Ledger) -> None:
    assert list(findings(sample)) == []


def test_every_month_and_slice_balances(sample: Ledger) -> None:
    before: MonthAccount | None = None
    for month in reversed(months_with_entries(sample)):
        account = month_account(sample, str(month))
        if before is not None:
            assert account.total.opening == before.total.closing
        for slices in (account.by_category, account.by_level, account.by_grid):
            parts = [part.balance for part in slices]
            assert _sum(parts, "opening") == account.total.opening
            assert _sum(parts, "new") == account.total.new
            assert _sum(parts, "settled") == account.total.settled
            assert _sum(parts, "adjustments") == account.total.adjustments
            assert _sum(parts, "transferred_in") == _sum(parts, "transferred_out")
            assert sum(part.closing for part in parts) == account.total.closing
        before = account


def test_months_are_closed_but_the_last_two(sample: Ledger) -> None:
    closed = [row[0] for row in sample.rows("select month from closing where withdrawn_at is null order by month")]
    assert closed == ["2026-06", "2026-07", "2026-08", "2026-09"]


def test_the_last_month_has_an_adjustment(sample: Ledger) -> None:
    account = month_account(sample, "2026-10")
    assert account.total.adjustments == -1


def test_every_open_matter_has_person_step_and_date(sample: Ledger) -> None:
    rows = sample.rows("select * from matter where status in ('registered', 'accepted', 'in_progress', 'waiting')")
    still_open = [row for row in rows if row["withdrawn_at"] is None]
    assert still_open
    for row in still_open:
        assert row["responsible_id"] is not None
        assert row["next_step"].strip()
        assert row["next_on"] is not None


def test_the_last_morning_has_work_to_show(sample: Ledger) -> None:
    today = str(UNTIL)
    is_open = "withdrawn_at is null and status in ('registered', 'accepted', 'in_progress', 'waiting')"
    overdue = f"select count(*) from matter where {is_open} and (due_on < :today or next_on < :today)"
    assert sample.value(overdue, {"today": today}) == 2
    assert sample.value(f"select count(*) from matter where {is_open} and next_on = ?", (today,)) == 3
    assert sample.value("select count(*) from visit where on_date = ?", (today,)) == 5
    assert sample.value("select count(*) from matter where status = 'settled'") > 0


@pytest.mark.parametrize(
    ("until", "households", "months"),
    [
        (date(2026, 11, 22), 30, 3),  # a Sunday
        (date(2026, 11, 1), 1, 1),  # nothing but one day
        (date(2024, 2, 29), 12, 2),
        (date(2027, 2, 15), 25, 4),  # beyond the official calendar
    ],
)
def test_any_last_day_and_size_will_do(tmp_path: Path, until: date, households: int, months: int) -> None:
    path = tmp_path / "sample.mqzb"
    make_sample(path, households=households, months=months, seed=5, until=until)
    with open_ledger(path) as ledger:
        assert list(findings(ledger)) == []
        here = "select count(*) from occupancy where until is null and withdrawn_at is null"
        assert ledger.value(here) == households
        first = ledger.value("select min(on_date) from visit")
        assert str(first_day_of(until, months)) <= first
        assert ledger.value("select max(on_date) from visit") == str(until)


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sample(tmp_path / "sample.mqzb", households=20, months=2, until=UNTIL, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_day(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    make_sample(tmp_path / "sample.mqzb", households=5, months=1, until=UNTIL, progress=lambda *pair: seen.append(pair))
    assert seen == [(day, 23) for day in range(1, 24)]
    assert [path.name for path in tmp_path.iterdir()] == ["sample.mqzb"]


def test_a_file_that_is_there_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "sample.mqzb"
    path.write_text("something else", encoding="utf-8")
    with pytest.raises(WorldProblem) as refused:
        make_sample(path, households=5, months=1, until=UNTIL)
    assert refused.value.code == "ledger_exists"
    assert path.read_text(encoding="utf-8") == "something else"


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorldProblem) as refused:
        make_sample(tmp_path / "file" / "sample.mqzb", households=5, months=1, until=UNTIL)
    assert refused.value.code == "folder_cannot_be_written"


def _sum(parts: list[Balance], figure: str) -> int:
    return sum(getattr(part, figure) for part in parts)
