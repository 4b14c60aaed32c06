from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from long_lists import shown, wait_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.reading import household_at
from ledger.places.doors import dwelling_at
from ledger.places.staff import add_grid
from ledger.records.people import Phone, Presence
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger
from ui.residents.adding import AddHouseholdSheet
from ui.residents.page import ResidentsPage
from ui.shell.page import Target
from ui.shell.window import MainWindow

Sheet = Callable[[type], Any]
TODAY = date(2026, 11, 23)


@pytest.fixture
def listed(page: ResidentsPage) -> ResidentsPage:
    """The page, showing the list."""
    page.open(Target("residents"))
    wait_for(page.roll.table)
    return page


def names(page: ResidentsPage) -> list[str]:
    return [row.name for row in shown(page.roll.table)]


def test_residents_stand_door_by_door_with_masked_phones(listed: ResidentsPage) -> None:
    assert names(listed) == ["许敏", "李强", "许小山", "王兰"]
    assert listed.heading.note.text() == "4 人"
    model = listed.roll.table.model()
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert "190****1001" in shown
    assert "3-2-501" in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("许", ["许敏", "许小山"]),
        ("wl", ["王兰"]),
        ("xuxiaoshan", ["许小山"]),
        ("1001", ["许敏"]),
        ("502", ["王兰"]),
        ("3-2-502", ["王兰"]),
        ("3号楼2单元501", ["许敏", "李强", "许小山"]),
        ("没有这个人", []),
    ],
)
def test_words_are_looked_for(listed: ResidentsPage, words: str, found: list[str]) -> None:
    listed.roll.show_filter(words=words)
    assert names(listed) == found


def test_typing_looks_after_a_pause(listed: ResidentsPage, write_in: Any, qtbot: Any) -> None:
    write_in(listed.roll.words, "王")
    qtbot.waitUntil(lambda: names(listed) == ["王兰"])
    qtbot.keyClick(listed.roll.words, Qt.Key.Key_Down)
    assert listed.roll.table.hasFocus()


def test_enter_opens_the_only_one(listed: ResidentsPage, write_in: Any, qtbot: Any) -> None:
    write_in(listed.roll.words, "王兰")
    qtbot.keyClick(listed.roll.words, Qt.Key.Key_Return)
    assert listed.view is listed.household
    assert listed.household.person.name.text() == "王兰"


def test_filters_narrow_the_list(listed: ResidentsPage, ledger: Ledger, qtbot: Any) -> None:
    from ledger.people.care_groups import assign, care_groups
    from ledger.people.life_events import record_event
    from ledger.records.people import LifeEventKind

    group = care_groups(ledger)[0]
    ids = {row.name: row.id for row in shown(listed.roll.table)}
    listed.workspace.write(assign, ids["王兰"], care_group_id=group.id, on=TODAY, today=TODAY)
    listed.workspace.write(record_event, ids["李强"], kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    qtbot.waitUntil(lambda: names(listed) == ["许敏", "许小山", "王兰"])
    listed.roll.show_filter(group=group.id)
    assert names(listed) == ["王兰"]
    listed.roll.show_filter(presence=Presence.DEAD)
    assert names(listed) == ["李强"]


def test_the_order_is_by_door_or_by_name(listed: ResidentsPage) -> None:
    listed.roll.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(listed) == ["李强", "王兰", "许敏", "许小山"]
    listed.roll.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(listed) == ["许小山", "许敏", "王兰", "李强"]
    listed.roll.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(listed) == ["许敏", "李强", "许小山", "王兰"]


def test_five_thousand_residents_are_listed_and_few_are_read(listed: ResidentsPage, ledger: Ledger, qtbot: Any) -> None:
    names_of = ("周" + one + other for one in "天地玄黄宇宙洪荒日月盈昃辰宿列张" for other in "寒来暑往秋收冬藏")
    members = tuple(NewResident(name, phones=(Phone("19000000000"),)) for name in islice(names_of, 50))
    households = [NewHousehold(None, members)] * 100
    entered = add_households(ledger, households, since=None, today=TODAY)
    listed.workspace.changed.emit(entered.changed)
    table = listed.roll.table
    qtbot.waitUntil(lambda: table.count() == 5004 and not table.is_busy, timeout=10_000)
    assert listed.heading.note.text() == "5004 人"
    assert len(table.model().records_read()) < 500
    table.selectRow(3000)
    chosen = table.current()
    listed.workspace.write(add_grid, name="第一网格")
    qtbot.waitUntil(lambda: not table.is_busy and listed.roll.grid.isVisible(), timeout=10_000)
    assert table.current() == chosen


def test_a_household_is_added_behind_a_new_door(
    listed: ResidentsPage, sheet: Sheet, ledger: Ledger, window: MainWindow
) -> None:
    listed.add_button.click()
    form = sheet(AddHouseholdSheet)
    form.send()
    assert set(form.form.problems()) == {"address"}
    form.door.set_text("银苑小区5-1-101")
    form.use.set_value(DwellingUse.RENTED)
    form.fields.name.setText("赵丽")
    form.send()
    door = dwelling_at(ledger, Address("银苑小区", "5", "1", "101"))
    assert door is not None
    assert door.use is DwellingUse.RENTED
    home = household_at(ledger, door.id)
    assert home is not None
    assert (home.members[0].name, home.head_id) == ("赵丽", home.members[0].id)
    assert listed.household.household is not None
    assert listed.household.household.id == home.id
    listed.workspace.undo_last()
    assert dwelling_at(ledger, Address("银苑小区", "5", "1", "101")) is None


def test_an_empty_door_offers_a_household(
    listed: ResidentsPage, sheet: Sheet, doors: tuple[int, ...], ledger: Ledger, qtbot: Any
) -> None:
    listed.open(Target("residents", "dwelling", doors[2]))
    assert listed.view is listed.dwelling
    listed.dwelling.add_button.click()
    form = sheet(AddHouseholdSheet)
    assert form.door.door().id == doors[2]
    form.fields.name.setText("赵丽")
    form.send()
    qtbot.waitUntil(lambda: listed.view is listed.household)


def test_a_name_finds_the_door_when_moving(
    listed: ResidentsPage, sheet: Sheet, homes: tuple[int, int], doors: tuple[int, ...], write_in: Any, qtbot: Any
) -> None:
    listed.add_household()
    form = sheet(AddHouseholdSheet)
    form.door.line.setFocus()
    write_in(form.door.line, "王兰")
    qtbot.waitUntil(lambda: bool(form.door.line.candidates()))
    qtbot.keyClick(form.door.line, Qt.Key.Key_Return)
    assert form.door.door().id == doors[1]


def test_enter_keeps_a_new_door_that_only_begins_like_others(
    listed: ResidentsPage, sheet: Sheet, homes: tuple[int, int], write_in: Any, qtbot: Any
) -> None:
    listed.add_household()
    form = sheet(AddHouseholdSheet)
    form.door.line.setFocus()
    write_in(form.door.line, "3-2-50")
    qtbot.waitUntil(lambda: len(form.door.line.candidates()) > 1)
    qtbot.keyClick(form.door.line, Qt.Key.Key_Return)
    assert form.door.door() is None
    assert form.door.address().room == "50"


def test_what_is_gone_leads_back_to_the_list(listed: ResidentsPage, window: MainWindow) -> None:
    listed.open(Target("residents", "household", 999))
    assert listed.view is listed.list_view
    assert window.frame.banners()


def test_an_empty_ledger_leads_to_the_import(window: MainWindow, ledger: Ledger) -> None:
    window.frame.go(Target("residents"))
    page = window.frame.page()
    assert isinstance(page, ResidentsPage)
    assert page.empty.isVisible()


def test_ctrl_e_writes_the_residents_seen(
    listed: ResidentsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    listed.roll.show_filter(words="许")
    target = tmp_path / "居民.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.do("export")
    qtbot.waitUntil(target.exists, timeout=10_000)
    head, *rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert head[:3] == ["姓名", "门牌", "关系"]
    assert [row[0] for row in rows] == ["许敏", "许小山"]
    assert rows[0][4] == "190****1001"
