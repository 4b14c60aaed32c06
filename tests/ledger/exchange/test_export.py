"""Lists out of the ledger, and the residents' list back in again."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from roster_sheets import TODAY

from ledger.errors import Cancelled, InputProblem, WorldProblem
from ledger.exchange.applying import apply_plan
from ledger.exchange.comparing import plan_import
from ledger.exchange.listings import Openness, What, make_listing
from ledger.exchange.reading import read_roster
from ledger.exchange.sheet_writing import Listing, write_sheet
from ledger.language import in_language
from ledger.people.care_groups import set_enabled
from ledger.sample.making import make_sample
from ledger.store import Ledger, create_ledger, open_ledger

DATA = Path(__file__).resolve().parents[2] / "data" / "roster"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(tmp_path / "账本.mqzb", community="银苑社区", worker="王书记") as made:
        for name in ("plain.xlsx", "as_printed.xlsx"):
            apply_plan(made, plan_import(made, read_roster(DATA / name, today=TODAY)), today=TODAY)
        yield made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "样本.mqzb"
    make_sample(path, households=30, months=2, seed=1, until=TODAY)
    return path


def written(listing: Listing, path: Path) -> list[list[Any]]:
    write_sheet(listing, path)
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def column(rows: list[list[Any]], heading: str) -> list[Any]:
    return [row[rows[0].index(heading)] for row in rows[1:]]


def test_numbers_are_masked_also_inside_notes(ledger: Ledger, tmp_path: Path) -> None:
    rows = written(make_listing(ledger, What.RESIDENTS), tmp_path / "居民.xlsx")
    assert "440***********0014" in column(rows, "身份证号")
    assert "190****9532" in column(rows, "电话")
    assert not any("19000003331" in str(cell) or "440524188001010014" in str(cell) for row in rows for cell in row)


def test_whole_numbers_where_somebody_asked(ledger: Ledger, tmp_path: Path) -> None:
    rows = written(make_listing(ledger, What.RESIDENTS, openness=Openness(numbers=True)), tmp_path / "居民.xlsx")
    assert "440524188001010014" in column(rows, "身份证号")
    assert "19000008191、19000008192" in column(rows, "电话")


def test_sensitive_groups_stay_out_until_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    group = ledger.value("select id from care_group where name = '重残'")
    set_enabled(ledger, group, enabled=True)
    apply_plan(ledger, plan_import(ledger, read_roster(DATA / "plain.xlsx", today=TODAY)), today=TODAY)
    rows = written(make_listing(ledger, What.RESIDENTS), tmp_path / "居民.xlsx")
    assert not any("重残" in text for text in column(rows, "人群标签"))
    rows = written(make_listing(ledger, What.RESIDENTS, openness=Openness(sensitive=True)), tmp_path / "居民.xlsx")
    assert any("重残" in text for text in column(rows, "人群标签"))


def test_what_goes_out_whole_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "居民.xlsx"
    write_sheet(make_listing(ledger, What.RESIDENTS, openness=Openness(numbers=True)), path)
    plan = plan_import(ledger, read_roster(path, today=TODAY))
    assert plan.changes_nothing, [h.changes for h in plan.households] + [
        r.changes for h in plan.households for r in h.residents
    ]
    assert not plan.gone


def test_a_whole_sample_goes_out_and_comes_back(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "居民.xlsx"
    with open_ledger(sample) as ledger:
        write_sheet(make_listing(ledger, What.RESIDENTS, openness=Openness(numbers=True, sensitive=True)), path)
        plan = plan_import(ledger, read_roster(path, today=TODAY))
        assert [r.changes for h in plan.households for r in h.residents if r.changes] == []
        assert [h.changes for h in plan.households if h.changes] == []
        assert plan.changes_nothing
        assert not plan.gone


def test_visits_and_matters_of_a_month(sample: Path, tmp_path: Path) -> None:
    with open_ledger(sample, read_only=True) as ledger:
        visits = written(make_listing(ledger, What.VISITS, month="2026-10"), tmp_path / "走访.xlsx")
        matters = written(make_listing(ledger, What.MATTERS, month="2026-10"), tmp_path / "事项.xlsx")
        everything = make_listing(ledger, What.MATTERS)
        count = ledger.value("select count(*) from visit where on_date like '2026-10-%' and withdrawn_at is null")
    days = column(visits, "日期")
    assert len(days) == count > 0
    assert all(isinstance(day, date) and (day.year, day.month) == (2026, 10) for day in days)
    assert days == sorted(days)
    assert 0 < len(matters) - 1 <= len(everything.rows)
    assert all(day <= date(2026, 10, 31) for day in column(matters, "登记日期"))


def test_headings_speak_the_language(ledger: Ledger) -> None:
    with in_language("en"):
        assert "ID number" in make_listing(ledger, What.RESIDENTS).headings


def test_text_stays_text(tmp_path: Path) -> None:
    listing = Listing("表", ("甲",), [["=1+1"], ["0501"], ["http://example.com"], ["440524188001010014"], ["𬭎䶮"]])
    rows = written(listing, tmp_path / "表.xlsx")
    assert rows == [["甲"], ["=1+1"], ["0501"], ["http://example.com"], ["440524188001010014"], ["𬭎䶮"]]


def test_an_empty_list_is_a_sheet_with_a_head(tmp_path: Path) -> None:
    assert written(Listing("表", ("甲", "乙"), []), tmp_path / "表.xlsx") == [["甲", "乙"]]


def test_a_list_too_long_for_a_sheet_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.exchange.sheet_writing.ROWS_OF_A_SHEET", 4)
    for count, sheets in ((4, [4]), (5, [4, 1]), (8, [4, 4])):
        path = tmp_path / f"{count}.xlsx"
        assert write_sheet(Listing("表", ("甲",), [[number] for number in range(count)]), path) == count
        book = CalamineWorkbook.from_path(path)
        read = [book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names))]
        assert [len(rows) - 1 for rows in read] == sheets
        assert [row[0] for rows in read for row in rows[1:]] == list(range(count))


def test_a_list_given_up_half_way_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done >= 400:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_sheet(Listing("表", ("甲",), [["字"]] * 5000), tmp_path / "表.xlsx", progress=stop)
    assert os.listdir(tmp_path) == []


def test_residents_of_a_month_mean_nothing(ledger: Ledger) -> None:
    with pytest.raises(InputProblem) as caught:
        make_listing(ledger, What.RESIDENTS, month="2026-10")
    assert caught.value.problems[0].code == "month_without_meaning"
    with pytest.raises(InputProblem):
        make_listing(ledger, What.VISITS, month="2026-13")


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorldProblem):
        write_sheet(Listing("表", ("甲",), []), tmp_path / "没有" / "表.xlsx")
    assert os.listdir(tmp_path) == []
