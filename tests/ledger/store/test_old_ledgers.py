"""A real ledger of every schema version so far opens today, keeps its rows, and ends like a new one."""

import shutil
from pathlib import Path

import pytest

from ledger.accounts.balance import month_account
from ledger.checks.checking import findings
from ledger.notebook.surroundings import kept_pages
from ledger.people.reading import resident
from ledger.store import Ledger, create_ledger, open_ledger
from ledger.visits.route import route_sheets

SCHEMAS = Path(__file__).resolve().parents[2] / "data" / "schemas"

# What each file held when its version was current: residents, visits, matters, and a month's equation.
HELD = {
    "v1.mqzb": ((22, 19, 6), ("2026-10", 0, 3, 1, 2)),
    "v2.mqzb": ((21, 15, 5), ("2026-10", 1, 4, 1, 4)),
    "v3.mqzb": ((23, 21, 7), ("2026-10", 0, 1, 1, 0)),
    "v4.mqzb": ((25, 20, 5), ("2026-10", 0, 1, 0, 1)),
    "v6.mqzb": ((21, 21, 6), ("2026-10", 0, 1, 1, 0)),
}


def schema(ledger: Ledger) -> dict[str, str]:
    rows = ledger.rows("select name, sql from sqlite_master where name not like 'sqlite%' and sql is not null")
    return {row["name"]: " ".join(row["sql"].split()) for row in rows}


@pytest.mark.parametrize("name", sorted(HELD))
def test_an_old_ledger_opens_whole(name: str, tmp_path: Path) -> None:
    rows, equation = HELD[name]
    shutil.copy(SCHEMAS / name, tmp_path / name)
    with open_ledger(tmp_path / name) as ledger:
        counted = (ledger.value(f"select count(*) from {table}") for table in ("resident", "visit", "matter"))
        assert tuple(counted) == rows
        total = month_account(ledger, equation[0]).total
        assert (total.opening, total.new, total.settled, total.closing) == equation[1:]
        assert list(findings(ledger)) == []
        with create_ledger(tmp_path / "new.mqzb", community="银苑社区", worker="王书记") as new:
            assert schema(ledger) == schema(new)


def test_the_route_sheet_of_a_second_version_is_still_there(tmp_path: Path) -> None:
    shutil.copy(SCHEMAS / "v2.mqzb", tmp_path / "v2.mqzb")
    with open_ledger(tmp_path / "v2.mqzb") as ledger:
        assert [(line.number, line.stops) for line in route_sheets(ledger)] == [(1, 8)]


def test_what_was_merged_in_a_fourth_version_leads_to_the_kept_one(tmp_path: Path) -> None:
    shutil.copy(SCHEMAS / "v4.mqzb", tmp_path / "v4.mqzb")
    with open_ledger(tmp_path / "v4.mqzb") as ledger:
        kept = resident(ledger, 25)
        assert (kept.id, kept.name, kept.note) == (2, "田文静", "走访时另录")


def test_the_page_of_a_sixth_version_leads_to_its_visits_by_index(tmp_path: Path) -> None:
    shutil.copy(SCHEMAS / "v6.mqzb", tmp_path / "v6.mqzb")
    with open_ledger(tmp_path / "v6.mqzb") as ledger:
        (page,) = kept_pages(ledger)
        assert page.visits == {1: (19,), 2: (20,), 3: (21,)}
        (plan,) = ledger.rows(
            "explain query plan select id from visit where page_id in (1, 2) and withdrawn_at is null"
        )
        assert "visit_page" in plan["detail"]


def test_every_version_so_far_has_its_file() -> None:
    assert sorted(path.name for path in SCHEMAS.glob("*.mqzb")) == sorted(HELD)
