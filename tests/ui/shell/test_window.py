from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from shell_pages import GridsPage

from ledger.places import staff
from ui.shell.actions import ACTIONS, FIELD_KEYS, page_keys
from ui.shell.help import HelpSheet, key_rows
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_action_does_something(window: MainWindow) -> None:
    for action in ACTIONS:
        if action.key not in {"notebook", "visits.new"}:
            window.do(action.key)


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in action.keys]
    keys += [page_keys(position) for position in range(7)]
    assert len(keys) == len(set(keys))


def test_every_key_is_in_the_help_sheet(window: MainWindow, qtbot: Any) -> None:
    rows = key_rows(window.frame.pages)
    told = " ".join(keys for group in rows.values() for _what, keys in group)
    for action in ACTIONS:
        assert all(key in told for key in action.keys)
    assert "Ctrl+1" in told
    assert all(keys in told for _what, keys in FIELD_KEYS)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.findChild(HelpSheet).isVisible()


def test_keys_lead_to_pages_and_back_to_the_text_size(window: MainWindow, qtbot: Any) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.frame.here.page == "all"
    with qtbot.waitSignal(window.scaled) as scaled:
        qtbot.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert scaled.args == [125]
    for _more in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert theme().scale == 150
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert theme().scale == 100


def test_ctrl_s_is_the_page_s(window: MainWindow, qtbot: Any) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    page = window.frame.page()
    assert isinstance(page, GridsPage)
    assert page.saved == 1


def test_ctrl_z_takes_the_last_entry_back_but_in_a_field_the_last_letters(
    window: MainWindow, workspace: Workspace, qtbot: Any
) -> None:
    workspace.write(staff.add_grid, name="第一网格")
    field = window.frame.page().findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert len(staff.grids(workspace.ledger)) == 1
    window.frame.sidebar.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert staff.grids(workspace.ledger) == ()


@pytest.mark.parametrize(
    ("name", "welcome"), [("花名册.xlsx", True), ("花名册.ET", True), ("账本.mqzb", True), ("照片.png", False)]
)
def test_workbooks_and_ledgers_can_be_dropped(window: MainWindow, qtbot: Any, name: str, welcome: bool) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/srv/office/{name}")])
    enter = QDragEnterEvent(
        window.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() == welcome
    if not welcome:
        return
    dropped: list[Path] = []
    window.dropped_ledger.connect(dropped.append)
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    QApplication.sendEvent(window, drop)
    if name.endswith("mqzb"):
        assert [path.name for path in dropped] == [name]
    else:
        assert window.frame.here.page == "exchange"
        assert window.frame.here.detail["path"].name == name


def test_closing_keeps_drafts_and_the_window_s_place(window: MainWindow, workspace: Workspace) -> None:
    page = window.frame.page()
    window.resize(1111, 700)
    window.close()
    assert isinstance(page, GridsPage)
    assert page.left == 1
    again = MainWindow(workspace)
    # The screen of a test is narrow, so only the height can come back whole.
    assert again.height() == 700
    again.deleteLater()


def test_everything_fits_the_office_laptop_at_the_largest_text(window: MainWindow) -> None:
    theme().set_scale(150)
    QApplication.processEvents()
    least = window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 728
