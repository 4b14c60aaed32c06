"""Who may read what: names are masked wherever they stand, and the public sees figures only."""

from dataclasses import replace
from datetime import date

import pytest
from invented_month import invented_month

from ledger.records.accounts import AdjustmentLine
from ledger.reports.audience import Audience, for_audience, masked_name, names_in


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("3-2-501 许敏", ("许敏",)),
        ("银苑/3-501 许敏、欧阳兰", ("许敏", "欧阳兰")),
        ("银苑小区 3-2-501 许敏", ("许敏",)),
        ("3-2-501 John Smith", ("John Smith",)),
        ("3-2-501", ()),
        ("停车棚", ()),
        ("3号楼 东侧", ()),
    ],
)
def test_names_are_found_behind_an_address(who: str, names: tuple[str, ...]) -> None:
    assert names_in(who) == names


def test_a_masked_name_keeps_the_surname() -> None:
    assert [masked_name(n) for n in ("许敏", "欧阳兰", "阿卜杜", "John")] == ["许某", "欧阳某", "阿某", "J***"]


def test_a_department_reads_no_name_anywhere_and_no_note() -> None:
    report = invented_month(30)
    name = names_in(report.visit_rows[0].who)[0]
    told = replace(report.open[0], who=f"1-1-101 {name}", title=f"{name}家漏水 19000001234", next_step=f"约{name}")
    correction = AdjustmentLine(date(2026, 10, 2), "2026-09", f"0911 {name}家漏水", f"{name}说已修好", 0)
    report = replace(report, open=(told, *report.open[1:]), adjustments=(correction,))
    masked = for_audience(report, Audience.DEPARTMENT)
    everybody = {n for m in (*report.open, *report.settled) for n in names_in(m.who)}
    text = repr(masked)
    assert [n for n in everybody if n in text] == []
    assert "19000001234" not in text
    assert {visit.note for visit in masked.visit_rows} == {""}
    assert masked.key_people == ()
    assert masked.open[0].who == f"1-1-101 {name[0]}某"
    assert masked.account == report.account


def test_a_department_reads_no_name_of_those_who_are_only_spoken_of() -> None:
    report = invented_month(30)
    told = replace(report.open[0], title="与赵铁柱争吵", next_step="找赵铁柱谈")
    masked = for_audience(replace(report, open=(told,)), Audience.DEPARTMENT, residents={"赵铁柱", "长" * 30})
    assert (masked.open[0].title, masked.open[0].next_step) == ("与赵某争吵", "找赵某谈")


def test_the_public_reads_figures_only() -> None:
    masked = for_audience(invented_month(30), Audience.PUBLIC)
    assert (masked.open, masked.settled, masked.visit_rows, masked.key_people, masked.workers) == ((),) * 5
    assert masked.prepared_by == ""
    assert masked.oldest_open == ()


def test_the_house_reads_everything() -> None:
    report = invented_month(30)
    assert for_audience(report, Audience.INTERNAL) is report
