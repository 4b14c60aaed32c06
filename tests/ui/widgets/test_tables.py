import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.settings.preferences import Preferences
from ui.theme import Tone, theme
from ui.widgets import Column, RecordTable


@dataclass(frozen=True)
class Need:
    id: int
    title: str
    days: int | None


COLUMNS = [
    Column("title", "事由", lambda need: need.title, width=200, wide=True),
    Column("days", "用时", lambda need: f"{need.days} 天", sort=lambda need: need.days, width=80, right=True),
    Column("state", "状态", lambda need: "超期", tone=lambda need: Tone.RED, width=90),
]
NEEDS = [Need(1, "漏水", 10), Need(2, "停车", 9), Need(3, "噪声", None), Need(4, "路灯", 30)]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "table.ini")


def _table(qtbot: Any, preferences: Preferences | None = None) -> RecordTable:
    table = RecordTable(COLUMNS, name="needs", title="事项", memory=preferences, empty="还没有事项。")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    return table


def test_sorting_goes_by_value_with_the_unknown_last(qtbot: Any) -> None:
    table = _table(qtbot)
    table.show_records(NEEDS)
    assert [need.id for need in table.records()] == [1, 2, 3, 4]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [need.id for need in table.records()] == [2, 1, 4, 3]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [need.id for need in table.records()] == [4, 1, 2, 3]


def test_the_cursor_stays_on_its_record(qtbot: Any) -> None:
    table = _table(qtbot)
    table.show_records(NEEDS)
    table.selectRow(1)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert table.current() == NEEDS[1]
    table.show_records([Need(9, "新事", 1), *NEEDS[:1], Need(2, "停车难", 12)])
    assert table.current() == Need(2, "停车难", 12)


def test_enter_opens_and_ctrl_c_copies_rows(qtbot: Any) -> None:
    table = _table(qtbot)
    table.show_records([*NEEDS[:1], Need(2, "两行\n字", 9)])
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "漏水\t10 天\t超期\n两行 字\t9 天\t超期"
    table.selectRow(0)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [NEEDS[0]]


def test_widths_and_sorting_are_remembered_at_any_text_size(qtbot: Any, preferences: Preferences) -> None:
    table = _table(qtbot, preferences)
    theme().set_scale(150)
    table.horizontalHeader().resizeSection(1, 150)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    theme().set_scale(100)
    again = _table(qtbot, preferences)
    assert again.columnWidth(1) == 100
    assert again.horizontalHeader().sortIndicatorSection() == 0
    again.show_records(NEEDS)
    assert again.records() == sorted(NEEDS, key=lambda need: need.title, reverse=True)


def test_the_wide_column_takes_what_is_left(qtbot: Any) -> None:
    table = _table(qtbot)
    assert table.columnWidth(0) == table.viewport().width() - 80 - 90
    table.resize(250, 300)
    assert table.columnWidth(0) == 200


def test_a_column_grows_to_its_words_where_there_is_room(qtbot: Any) -> None:
    columns = [COLUMNS[0], Column("door", "门牌", lambda need: "老机械厂家属院 平房1排-8号", width=80, most=300)]
    table = RecordTable(columns, name="doors", title="门牌")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    assert table.columnWidth(1) == 80
    table.show_records(NEEDS)
    assert 150 < table.columnWidth(1) <= 300
    assert table.columnWidth(0) == table.viewport().width() - table.columnWidth(1)
    table.resize(250, 300)
    assert (table.columnWidth(0), table.columnWidth(1)) == (200, 80)


def test_many_thousand_rows_are_shown_and_sorted_at_once(qtbot: Any) -> None:
    table = _table(qtbot)
    needs = [Need(number, f"事项 {number % 977}", number % 31) for number in range(10_000)]
    began = time.perf_counter()
    table.show_records(needs)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.grab()
    assert time.perf_counter() - began < 1.0


def test_an_empty_table_says_so(qtbot: Any) -> None:
    table = _table(qtbot)
    filled = _table(qtbot)
    filled.show_records(NEEDS)
    before = table.grab().toImage()
    table.say_when_empty("")
    assert table.grab().toImage() != before
    assert table.current() is None
