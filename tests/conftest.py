"""Shared by all tests: Qt is loaded only where it can start, so that the library's tests run anywhere."""

import os
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ledger.language import in_language
from ledger.store import Ledger, create_ledger

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.workspace import Workspace

TESTS = Path(__file__).resolve().parent
QT_PACKAGES = "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
TODAY = date(2026, 11, 23)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
# A machine's own input method must not reach into a test.
os.environ.pop("QT_IM_MODULE", None)


def _why_no_qt() -> str:
    if find_spec("pytestqt") is None:
        return "pytest-qt is missing, so the desktop's tests cannot run: pip install -e '.[test]'"
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return f"Qt cannot start here ({error}); the desktop's tests need: apt install {QT_PACKAGES}"
    return ""


WHY_NO_QT = _why_no_qt()
if not WHY_NO_QT:
    pytest_plugins = ["pytestqt.plugin"]


@pytest.fixture(scope="session")
def why_no_qt() -> str:
    """Why Qt cannot start on this machine, "" where it can."""
    return WHY_NO_QT


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Where Qt cannot start, what imports it is not collected; tests/test_qt.py says once why."""
    if WHY_NO_QT and collection_path.is_relative_to(TESTS):
        inside = collection_path.relative_to(TESTS).parts
        if inside and (inside[0] == "ui" or collection_path.name.startswith("test_window")):
            return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Anything Qt warns of fails the test it happened in."""
    if not WHY_NO_QT:
        for item in items:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said of every window by the platform without a screen, and of nothing we do.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with in_language("zh_CN"):
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new real ledger of 银苑社区, its secretary 王书记."""
    made = create_ledger(tmp_path / "ledger.mqzb", community="银苑社区", worker="王书记")
    yield made
    made.close()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments the desktop makes its application with."""
    from ui.theme import STYLE_ARGUMENTS

    return ["minqing-ledger", *STYLE_ARGUMENTS]


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The application, dressed as the desktop dresses it."""
    from PySide6.QtCore import QStandardPaths

    from ui.theme import apply_theme

    QStandardPaths.setTestModeEnabled(True)
    apply_theme(qapp)
    return qapp


@pytest.fixture
def workspace(qapp: Any, ledger: Ledger, tmp_path: Path) -> "Iterator[Workspace]":
    """A workspace with the ledger open, on 2026-11-23, its preferences in the test's own folder."""
    from ui.settings.preferences import Preferences
    from ui.workspace import Workspace

    made = Workspace(Preferences(tmp_path / "preferences.ini"), today=lambda: TODAY)
    made.adopt(ledger)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: Any, workspace: "Workspace") -> "Iterator[MainWindow]":
    """The main window, shown at 1366×768, with every page there is. Goes to no page yet."""
    from ui.shell.frame import Frame
    from ui.shell.window import MainWindow

    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_frame(Frame(workspace))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
