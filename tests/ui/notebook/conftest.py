"""The page in the real window, on a small estate with a past, and hands on the keyboard."""

from typing import Any

import pytest
from card_desk import settle_estate
from keyboard import Keyboard

from ledger.store import Ledger
from ui.notebook.desk import Desk
from ui.notebook.page import NotebookPage
from ui.shell.page import Target
from ui.shell.window import MainWindow


@pytest.fixture
def estate(ledger: Ledger) -> dict[str, int]:
    """Dwelling ids by short address."""
    return settle_estate(ledger)


@pytest.fixture
def hands(window: MainWindow) -> Keyboard:
    """Hands on the keyboard of the window."""
    return Keyboard(window)


@pytest.fixture
def page(window: MainWindow, estate: dict[str, int], hands: Keyboard, qtbot: Any) -> NotebookPage:
    """The page, asked for by Ctrl+N from another one, and ready to understand."""
    window.frame.go(Target("today"))
    window.do("notebook")
    shown = window.frame.page()
    assert isinstance(shown, NotebookPage)
    qtbot.waitUntil(lambda: shown.desk.understanding.manuscript is not None)
    return shown


@pytest.fixture
def written(page: NotebookPage) -> Desk:
    """The page being written."""
    return page.desk
