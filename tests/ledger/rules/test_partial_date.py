from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.partial_date import read_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "cell",
    [
        date(1945, 8, 15),
        datetime(1945, 8, 15, 0, 0),
        16664,
        16664.0,
        19450815,
        19450815.0,
        "19450815",
        "1945-08-15",
        "1945/8/15",
        "1945.8.15",
        "1945.08.15.",
        "1945年8月15日",
        "1945年08月15号",
        "1945年8月15日出生",
        "1945-08-15 00:00:00",
        "1945-08-15T00:00:00",
        "１９４５－８－１５",
        " 1945 年 8 月 15 日 ",
        "一九四五年八月十五日",
        "15/8/1945",
        "出生日期：1945.8.15",
    ],
)
def test_whole_dates(cell: object) -> None:
    reading = read_date(cell, TODAY)
    assert (reading.value, reading.findings) == ("1945-08-15", ())


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("1945.8", "1945-08", "date_no_day"),
        (1945.8, "1945-08", "date_no_day"),
        ("1945-08", "1945-08", "date_no_day"),
        ("1945年8月", "1945-08", "date_no_day"),
        ("194508", "1945-08", "date_no_day"),
        (194508.0, "1945-08", "date_no_day"),
        ("19450800", "1945-08", "date_no_day"),
        ("1945.10", "1945-10", "date_no_day"),
        (1945.12, "1945-12", "date_no_day"),
        ("1945", "1945", "date_no_month"),
        (1945.0, "1945", "date_no_month"),
        ("1945年", "1945", "date_no_month"),
        # As a number, 1945.1 may have been 1945.10.
        (1945.1, "1945", "date_month_unsure"),
        ("5/8/1945", "1945", "date_order"),
        ("16664", "1945-08-15", "date_serial"),
        ("1988-13-02", "", "date_impossible"),
        ("1949-02-30", "", "date_impossible"),
        ("2026-11-24", "", "date_future"),
        ("2027", "", "date_unreadable"),
        ("1905-11-22", "", "date_too_old"),
        ("1880", "", "date_too_old"),
        ("49.3.25", "", "date_two_digit_year"),
        ("490325", "", "date_two_digit_year"),
        ("农历八月十五", "", "date_lunar"),
        ("1945年农历8月15", "", "date_lunar"),
        ("民国34年", "", "date_era"),
        ("约1945年", "", "date_unreadable"),
        ("八十岁", "", "date_unreadable"),
        (True, "", "date_unreadable"),
    ],
)
def test_what_is_less_than_a_date_is_kept_as_far_as_it_is_known_and_said(cell: object, value: str, code: str) -> None:
    reading = read_date(cell, TODAY)
    assert reading.value == value
    assert [finding.code for finding in reading.findings] == [code]


@pytest.mark.parametrize("cell", ["", "无", "-", "/", "不详", None, "  "])
def test_nothing_is_no_date_and_no_problem(cell: object) -> None:
    assert read_date(cell, TODAY).value == ""
    assert not read_date(cell, TODAY).findings


def test_the_oldest_are_120() -> None:
    assert read_date("1905-11-24", TODAY).value == "1905-11-24"


@given(st.text(max_size=14) | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20))
def test_whatever_a_cell_holds_the_result_is_a_date_or_a_finding(cell: object) -> None:
    reading = read_date(cell, TODAY)
    assert len(reading.value) in (0, 4, 7, 10)
    assert reading.value <= TODAY.isoformat()


@given(st.dates(date(1930, 1, 1), TODAY))
def test_every_way_to_write_a_date_reads_the_same(day: date) -> None:
    written = [
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
    ]
    assert {read_date(text, TODAY).value for text in written} == {day.isoformat()}
