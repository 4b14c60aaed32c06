"""The real window over some years of a family at 3-2-501, and hands on the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from keyboard import Keyboard
from lives import Lives, build_lives

from ledger.store import Ledger
from ui.shell.page import Target
from ui.shell.search import SearchBox
from ui.shell.window import MainWindow


@pytest.fixture
def lives(ledger: Ledger) -> Lives:
    """What the family lived through."""
    return build_lives(ledger)


@pytest.fixture
def hands(window: MainWindow, lives: Lives) -> Keyboard:
    """Hands on the keyboard of the window, which shows the account of matters."""
    window.frame.go(Target("matters"))
    return Keyboard(window)


@pytest.fixture
def box(window: MainWindow, hands: Keyboard) -> SearchBox:
    """The search box."""
    return window.frame.topbar.search


@pytest.fixture
def answered(box: SearchBox, qtbot: Any) -> Callable[[], None]:
    """Wait until the list shows the answer to what stands in the box."""
    return lambda: qtbot.waitUntil(lambda: box.is_answered)


@pytest.fixture
def accesses(ledger: Ledger) -> Callable[[], list[tuple[str, str]]]:
    """What the access log says: action and subject."""
    return lambda: [tuple(row) for row in ledger.rows("select action, subject from access_log order by id")]
