import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from ledger.language import current_language
from ledger.store import create_ledger, open_ledger
from ui.application.crash import report_crashes
from ui.application.desktop import Desktop
from ui.settings.preferences import LANGUAGE, LAST_LEDGER, Preferences
from ui.setup.first_run import FirstRunPage
from ui.setup.trouble import TroublePage
from ui.shell.frame import Frame
from ui.shell.page import Target


@pytest.fixture
def desktop(qapp: Any, tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(qapp, Preferences(tmp_path / "preferences.ini"))
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "银苑社区.mqzb"
    create_ledger(path, community="银苑社区", worker="王书记").close()
    return path


def test_the_first_start_asks_and_then_opens_what_it_made(
    desktop: Desktop, tmp_path: Path, qtbot: Any, write_in: Any
) -> None:
    desktop.start()
    page = desktop.window.centralWidget()
    assert isinstance(page, FirstRunPage)
    page.choose_folder(tmp_path / "账本")
    write_in(page.community, "银苑社区")
    write_in(page.worker, "王书记")
    page.empty_button.click()
    assert isinstance(desktop.window.centralWidget(), Frame)
    assert desktop.workspace.community.name == "银苑社区"
    assert Path(desktop.preferences.get(LAST_LEDGER)).is_file()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(
    desktop: Desktop, tmp_path: Path, write_in: Any
) -> None:
    (tmp_path / "file").touch()
    desktop.start()
    page = desktop.window.centralWidget()
    assert isinstance(page, FirstRunPage)
    page.choose_folder(tmp_path / "file")
    write_in(page.community, "银苑社区")
    write_in(page.worker, "王书记")
    page.empty_button.click()
    assert desktop.window.centralWidget() is page
    assert len(page.told()) == 1


def test_the_last_ledger_is_opened_again(desktop: Desktop, file: Path, qtbot: Any) -> None:
    desktop.preferences.remember_ledger(file)
    desktop.start()
    qtbot.waitUntil(lambda: desktop.window.frame.here.page != "")
    assert desktop.workspace.ledger.path == file


def test_a_missing_ledger_is_never_replaced(desktop: Desktop, tmp_path: Path) -> None:
    desktop.preferences.remember_ledger(tmp_path / "gone.mqzb")
    desktop.start()
    assert isinstance(desktop.window.centralWidget(), TroublePage)
    assert not (tmp_path / "gone.mqzb").exists()


def test_a_ledger_that_cannot_be_opened_leaves_the_open_one_open(
    desktop: Desktop, file: Path, tmp_path: Path, qtbot: Any
) -> None:
    desktop.start(file)
    qtbot.waitUntil(lambda: desktop.window.frame.here.page != "")
    stranger = tmp_path / "笔记.mqzb"
    stranger.write_text("no ledger", encoding="utf-8")
    desktop.open_ledger(stranger)
    assert desktop.workspace.ledger.path == file
    assert len(desktop.window.frame.banners()) == 1
    assert stranger.read_text(encoding="utf-8") == "no ledger"


def test_a_ledger_open_elsewhere_is_said_to_be(desktop: Desktop, file: Path, qtbot: Any) -> None:
    with open_ledger(file):
        desktop.start(file)
        qtbot.waitUntil(lambda: isinstance(desktop.window.centralWidget(), TroublePage))
    page = desktop.window.centralWidget()
    assert isinstance(page, TroublePage)
    page.again.click()
    assert desktop.workspace.is_open


def test_the_language_changes_at_once_and_qt_s_buttons_with_it(desktop: Desktop, file: Path, qtbot: Any) -> None:
    desktop.start(file)
    qtbot.waitUntil(lambda: desktop.window.frame.here.page != "")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"
    desktop.window.frame.go(Target("settings", "look"))
    desktop.change_language("en")
    assert current_language() == "en"
    assert desktop.window.frame.here.page == "settings"
    assert desktop.window.frame.sidebar.buttons["settings"].text() == "Settings"
    other = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(other)
    assert other.buttons()[0].text() == "Cancel"
    assert desktop.preferences.get(LANGUAGE) == "en"
    desktop.change_language("zh_CN")


def test_a_bug_is_told_with_its_details(desktop: Desktop, file: Path, qtbot: Any, capsys: Any) -> None:
    before = sys.excepthook
    desktop.start(file)
    qtbot.waitUntil(lambda: desktop.window.frame.here.page != "")
    try:
        report_crashes(desktop.workspace.notices)
        error = ValueError("an odd value")
        sys.excepthook(ValueError, error, None)
    finally:
        sys.excepthook = before
    assert "an odd value" in desktop.window.frame.banners()[0].details
    assert "an odd value" in capsys.readouterr().err


def test_a_second_start_brings_its_ledger(desktop: Desktop, file: Path, qtbot: Any) -> None:
    desktop.start()
    desktop.raise_window(file)
    assert desktop.workspace.ledger.path == file


def test_the_frame_stands_before_the_ledger_is_open(desktop: Desktop, file: Path, qtbot: Any) -> None:
    desktop.start(file)
    frame = desktop.window.frame
    assert not desktop.workspace.is_open
    for key in ("notebook", "visits.new", "search", "save", "undo", "refresh", "back"):
        desktop.window.do(key)
    frame.go(Target("matters"))
    assert frame.here.page == ""
    qtbot.waitUntil(lambda: frame.here.page == "today")
    assert desktop.window.frame is frame
    assert "银苑社区" in desktop.window.windowTitle()
    assert "银苑社区" in frame.topbar.words()


def test_a_damaged_ledger_takes_the_frame_away_again(desktop: Desktop, tmp_path: Path, qtbot: Any) -> None:
    broken = tmp_path / "坏.mqzb"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    desktop.start(broken)
    qtbot.waitUntil(lambda: isinstance(desktop.window.centralWidget(), TroublePage))
