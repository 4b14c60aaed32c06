"""What every page owes: it opens on an empty and on a full ledger, at every text size, in one window."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ledger.sample import make_sample
from ui.settings.preferences import Preferences
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.registry import PAGES
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
KEYS = [spec.key for spec in PAGES]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mqzb"
    make_sample(path, households=60, months=3, until=TODAY)
    return path


@pytest.fixture
def full_window(qtbot: Any, sample: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on a community of 60 households."""
    path = tmp_path / sample.name
    shutil.copy(sample, path)
    workspace = Workspace(Preferences(tmp_path / "full.ini"), today=lambda: TODAY)
    workspace.open(path)
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show_frame(Frame(workspace))
    window.resize(1366, 728)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    workspace.close()


def _windows() -> list[str]:
    return [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]


@pytest.mark.parametrize("key", KEYS)
def test_it_opens_on_an_empty_ledger(key: str, window: MainWindow, qtlog: Any) -> None:
    window.frame.go(Target(key))
    QApplication.processEvents()
    assert _windows() == ["MainWindow"]
    # The platform without a screen says this once of every window that was ever shown.
    assert sum("propagateSizeHints" in record.message for record in qtlog.records) == 0
    assert window.frame.banners() == []


@pytest.mark.parametrize("key", KEYS)
def test_it_opens_on_a_full_ledger_and_fits_the_office_laptop(key: str, full_window: MainWindow) -> None:
    full_window.frame.go(Target(key))
    QApplication.processEvents()
    for scale in (100, 125, 150):
        theme().set_scale(scale)
        QApplication.processEvents()
        least = full_window.minimumSizeHint()
        assert (least.width() <= 1366, least.height() <= 728) == (True, True), (scale, least)
    full_window.frame.refresh()
    assert full_window.frame.banners() == []
    assert _windows() == ["MainWindow"]


@pytest.mark.parametrize("key", KEYS)
def test_everything_one_can_tab_to_has_a_name(key: str, full_window: MainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    full_window.frame.go(Target(key))
    page = full_window.frame.page()
    nameless = [
        repr(widget)
        for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
        for widget in page.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert nameless == []
