from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog

from ledger.places.doors import buildings, dwellings
from ledger.places.staff import add_grid, grids
from ledger.records.places import DwellingUse
from ledger.store import Ledger
from ui.buildings.adding import AddDoorsSheet, DoorSheet, NewGridSheet, WithdrawDoorSheet
from ui.buildings.last_visit import LastVisit
from ui.buildings.page import BuildingsPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import Role, theme

Find = Callable[[str], int]


@pytest.fixture
def page(window: MainWindow, estate: Ledger) -> BuildingsPage:
    window.frame.go(Target("buildings"))
    shown = window.frame.page()
    assert isinstance(shown, BuildingsPage)
    return shown


def targets(page: BuildingsPage) -> list[Target]:
    page.navigate.disconnect()
    gone: list[Target] = []
    page.navigate.connect(gone.append)
    return gone


def here(page: BuildingsPage) -> str:
    door = page.plan.current()
    assert door is not None
    tile = next(tile for tile in page.plan.arrangement.tiles if tile.door == door)
    return f"{tile.unit + 1}-{door.room}"


def sheet(page: BuildingsPage, kind: type[QDialog]) -> Any:
    return next(each for each in page.findChildren(kind) if each.isVisible())


def colour(page: BuildingsPage, door_id: int) -> QColor:
    tile = next(tile for tile in page.plan.arrangement.tiles if tile.door.dwelling_id == door_id)
    corner = QPoint(tile.area.left() + 4, tile.area.bottom() - 4)
    picture = page.plan.grab()
    return picture.toImage().pixelColor(corner * picture.devicePixelRatio())


def test_arrows_walk_from_door_to_door(page: BuildingsPage, qtbot: Any) -> None:
    page.plan.setFocus()
    assert here(page) == "1-301"
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(page.plan, key)
        walked.append(here(page))
    assert walked == ["1-302", "2-301", "2-201", "1-202", "1-302", "1-302"]
    qtbot.keyClick(page.plan, Qt.Key.Key_End)
    assert here(page) == "2-302"
    qtbot.keyClick(page.plan, Qt.Key.Key_Home)
    assert here(page) == "1-301"


def test_typing_a_number_goes_to_its_door(page: BuildingsPage, qtbot: Any) -> None:
    qtbot.keyClicks(page.plan, "201")
    assert here(page) == "1-201"
    qtbot.keyClick(page.plan, Qt.Key.Key_Escape)
    qtbot.keyClicks(page.plan, "2-102")
    assert here(page) == "2-102"


def test_enter_starts_a_visit_and_space_opens(
    page: BuildingsPage, qtbot: Any, move_in: Callable[..., int], door_id: Find
) -> None:
    household = move_in("1-301", "许敏", "李强")
    page.refresh()
    gone = targets(page)
    qtbot.keyClick(page.plan, Qt.Key.Key_Return)
    qtbot.keyClick(page.plan, Qt.Key.Key_Space)
    qtbot.keyClick(page.plan, Qt.Key.Key_Right)
    qtbot.keyClick(page.plan, Qt.Key.Key_Space)
    assert gone == [
        Target("visits", "new", detail={"dwelling": door_id("1-301")}),
        Target("residents", "household", household),
        Target("residents", "dwelling", door_id("1-302")),
    ]


def test_a_click_opens_the_household(page: BuildingsPage, qtbot: Any, move_in: Callable[..., int]) -> None:
    household = move_in("2-102", "赵兰")
    page.refresh()
    gone = targets(page)
    tile = next(tile for tile in page.plan.arrangement.tiles if tile.door.household_id == household)
    qtbot.mouseClick(page.plan, Qt.MouseButton.LeftButton, pos=tile.area.center())
    assert gone == [Target("residents", "household", household)]


def test_doors_are_coloured_by_the_last_visit(
    page: BuildingsPage, move_in: Callable[..., int], visit: Callable[..., Any], door_id: Find
) -> None:
    ages = {"1-101": 3, "1-102": 45, "2-101": 80, "2-102": 300}
    for door, days in ages.items():
        visit(door, move_in(door, "许敏"), days)
    move_in("2-202", "李强")
    page.refresh()
    seen = {door: colour(page, door_id(door)).name() for door in (*ages, "2-202")}
    expected = [
        LastVisit.RECENT,
        LastVisit.THIS_QUARTER,
        LastVisit.LAST_QUARTER,
        LastVisit.EARLIER,
        LastVisit.NEVER,
    ]
    assert list(seen.values()) == [theme().colour(each.fill).name() for each in expected]


def test_a_new_visit_recolours_the_plan(
    page: BuildingsPage, qtbot: Any, move_in: Callable[..., int], visit: Callable[..., Any], door_id: Find
) -> None:
    household = move_in("1-301", "许敏")
    page.refresh()
    assert colour(page, door_id("1-301")) == theme().colour(Role.FIELD)
    page.workspace.changed.emit(visit("1-301", household, 0).changed)
    qtbot.waitUntil(lambda: "今天" in page.plan.sentence())
    assert colour(page, door_id("1-301")) == theme().colour(LastVisit.RECENT.fill)


def test_the_sentence_tells_who_lives_there(page: BuildingsPage, move_in: Callable[..., int]) -> None:
    move_in("1-301", "许敏", "李强")
    page.refresh()
    assert page.plan.sentence().startswith("3号楼1单元301 许敏 · 2 人 · 从未")
    assert page.sentence.text() == page.plan.sentence()


def test_the_building_is_remembered(page: BuildingsPage, window: MainWindow) -> None:
    page.tabs.setCurrentIndex(1)
    assert page.building is not None
    assert page.building.name == "东街"
    again = BuildingsPage(page.workspace)
    again.refresh()
    assert again.building is not None
    assert again.building.uid == page.building.uid
    again.deleteLater()


def test_doors_are_added_by_hand_and_taken_back(page: BuildingsPage, qtbot: Any) -> None:
    before = len(dwellings(page.workspace.ledger))
    page.add_button.click()
    form = sheet(page, AddDoorsSheet)
    form.building.setText("9")
    form.unit.setText("1")
    form.room.setText("604-101")
    form.send()
    assert set(form.form.problems()) == {"room"}
    form.room.setText("101-203")
    form.send()
    assert page.building is not None
    assert page.building.name == "9"
    assert len(dwellings(page.workspace.ledger)) == before + 6
    page.workspace.undo_last()
    assert len(dwellings(page.workspace.ledger)) == before
    qtbot.waitUntil(lambda: page.building is not None and page.building.name == "3")


def test_a_door_is_corrected_and_withdrawn(page: BuildingsPage, qtbot: Any, door_id: Find) -> None:
    page.plan.go_to(door_id("1-301"))
    page.correct_door()
    form = sheet(page, DoorSheet)
    form.room.setText("302")
    form.send()
    assert set(form.form.problems()) == {"room"}
    form.room.setText("301A")
    form.use.set_value(DwellingUse.RENTED)
    form.send()
    qtbot.waitUntil(lambda: "301A" in page.plan.sentence())
    page.withdraw_door()
    form = sheet(page, WithdrawDoorSheet)
    form.send()
    assert set(form.form.problems()) == {"reason"}
    form.reason.setText("登记错了")
    form.send()
    qtbot.waitUntil(lambda: "301A" not in [tile.door.room for tile in page.plan.arrangement.tiles])


def test_a_building_is_given_to_a_grid(page: BuildingsPage, qtbot: Any) -> None:
    grid = add_grid(page.workspace.ledger, name="第一网格")
    page.refresh()
    page.grid.menu().actions()[0].trigger()
    assert buildings(page.workspace.ledger)[0].grid_id == grid.id
    page.grid.menu().actions()[-1].trigger()
    form = sheet(page, NewGridSheet)
    form.name.setText("第二网格")
    form.send()
    assert [each.name for each in grids(page.workspace.ledger)] == ["第一网格", "第二网格"]
    assert buildings(page.workspace.ledger)[0].grid == "第二网格"
    page.workspace.undo_last()
    assert buildings(page.workspace.ledger)[0].grid == "第一网格"


def test_an_empty_ledger_leads_to_the_import(window: MainWindow, qtbot: Any) -> None:
    window.frame.go(Target("buildings"))
    page = window.frame.page()
    assert isinstance(page, BuildingsPage)
    assert page.empty.isVisible()
    gone = targets(page)
    page.empty.acted.emit()
    assert gone == [Target("exchange")]


def test_at_150_percent_the_plan_still_fits_across(page: BuildingsPage, qtbot: Any) -> None:
    theme().set_scale(150)
    tiles = page.plan.arrangement.tiles
    qtbot.waitUntil(lambda: max(tile.area.right() for tile in tiles) < page.plan.width())
