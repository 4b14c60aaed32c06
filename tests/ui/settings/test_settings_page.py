from typing import Any

import pytest
from PySide6.QtCore import Qt

from ledger.matters.categories import categories
from ledger.people import care_groups
from ledger.places import staff
from ledger.places.doors import buildings, find_or_make_dwellings
from ledger.records.places import Address
from ledger.records.staff import Role
from ui.settings.page import SettingsPage
from ui.settings.preferences import TEXT_SCALE
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.frame.go(Target("settings"))
    shown = window.frame.page()
    assert isinstance(shown, SettingsPage)
    return shown


def _retype(write_in: Any, field: Any, text: str) -> None:
    field.selectAll()
    write_in(field, text)


def test_the_community_is_renamed_by_ctrl_s(
    page: SettingsPage, workspace: Workspace, qtbot: Any, write_in: Any
) -> None:
    section: Any = page.sections["community"]
    _retype(write_in, section.name, "金苑社区")
    qtbot.keyClick(section.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert workspace.community.name == "金苑社区"
    _retype(write_in, section.name, " ")
    section.save_button.click()
    assert set(section.form.problems()) == {"name"}


def test_what_is_being_typed_survives_a_refresh(page: SettingsPage, write_in: Any) -> None:
    section: Any = page.sections["community"]
    write_in(section.street, "长河路街道")
    page.refresh()
    assert section.street.text() == "长河路街道"


def test_workers_come_change_and_go(
    page: SettingsPage, workspace: Workspace, window: MainWindow, write_in: Any
) -> None:
    page.open(Target("settings", "staff"))
    section: Any = page.sections["staff"]
    section.workers.add_button.click()
    write_in(section.sheet.name, "李强")
    section.sheet.send()
    assert [worker.name for worker in workspace.workers] == ["王书记", "李强"]
    page.refresh()
    section.workers.table.selectRow(1)
    section.workers.edit_button.click()
    section.sheet.role.set_value(Role.OTHER)
    section.sheet.send()
    assert workspace.workers[1].role is Role.OTHER
    section.workers.withdraw_button.click()
    section.workers.sheet.send()
    assert set(section.workers.sheet.form.problems()) == {"reason"}
    write_in(section.workers.sheet.reason, "调走了")
    section.workers.sheet.send()
    assert [worker.name for worker in workspace.workers] == ["王书记"]


def test_the_last_worker_stays_and_the_sheet_says_why(page: SettingsPage, workspace: Workspace, write_in: Any) -> None:
    section: Any = page.sections["staff"]
    section.workers.table.selectRow(0)
    section.workers.withdraw_button.click()
    write_in(section.workers.sheet.reason, "退休")
    section.workers.sheet.send()
    assert "last_worker" not in str(section.workers.sheet.form.problems())
    assert section.workers.sheet.form.problems()
    assert len(workspace.workers) == 1


def test_a_grid_takes_its_buildings_in_one_write(page: SettingsPage, workspace: Workspace, write_in: Any) -> None:
    find_or_make_dwellings(workspace.ledger, [Address("银苑小区", str(number), "1", "101") for number in (1, 2, 3)])
    page.refresh()
    section: Any = page.sections["staff"]
    section.grids.add_button.click()
    write_in(section.sheet.name, "第一网格")
    for row in (0, 2):
        section.sheet.buildings.item(row).setCheckState(Qt.CheckState.Checked)
    section.sheet.send()
    assert [building.grid for building in buildings(workspace.ledger)] == ["第一网格", "", "第一网格"]
    workspace.undo_last()
    assert staff.grids(workspace.ledger) == ()
    assert [building.grid_id for building in buildings(workspace.ledger)] == [None, None, None]


def test_a_sensitive_group_is_off_until_it_is_switched_on(page: SettingsPage, workspace: Workspace) -> None:
    section: Any = page.sections["care"]
    sensitive = next(group for group in section.groups.table.records() if group.sensitive)
    assert not sensitive.enabled
    section.groups.table.opened.emit(sensitive)
    section.sheet.enabled.setChecked(True)
    section.sheet.interval.set_value(7)
    section.sheet.send()
    after = next(group for group in care_groups.care_groups(workspace.ledger) if group.id == sensitive.id)
    assert (after.enabled, after.interval_days) == (True, 7)


def test_a_care_group_is_added(page: SettingsPage, workspace: Workspace, write_in: Any) -> None:
    section: Any = page.sections["care"]
    section.groups.add_button.click()
    write_in(section.sheet.name, "新市民")
    section.sheet.send()
    assert "新市民" in [group.name for group in care_groups.care_groups(workspace.ledger)]


def test_categories_are_added_renamed_and_withdrawn(page: SettingsPage, workspace: Workspace, write_in: Any) -> None:
    section: Any = page.sections["categories"]
    table = section.categories.table
    section.categories.add_button.click()
    section.sheet.under.set_value(None)
    write_in(section.sheet.name, "其他诉求")
    section.sheet.send()
    page.refresh()
    added = next(category for category in categories(workspace.ledger) if category.name == "其他诉求")
    table.selectRow(table.records().index(added))
    section.categories.edit_button.click()
    _retype(write_in, section.sheet.name, "别的诉求")
    section.sheet.send()
    page.refresh()
    section.categories.withdraw_button.click()
    write_in(section.categories.sheet.reason, "不用")
    section.categories.sheet.send()
    assert added.id not in [category.id for category in categories(workspace.ledger)]


def test_the_text_size_is_chosen_and_kept(page: SettingsPage, workspace: Workspace, qtbot: Any) -> None:
    section: Any = page.sections["look"]
    section.scales[150].click()
    assert theme().scale == 150
    assert workspace.preferences.get(TEXT_SCALE) == 150
    with qtbot.waitSignal(page.navigate) as wanted:
        section.languages["en"].click()
    assert wanted.args == [Target("language", "en")]
