"""The page of hits in the real window, over some years of a family at 3-2-501."""

from collections.abc import Callable
from typing import Any

import pytest
from keyboard import Keyboard
from lives import Lives, build_lives

from ledger.store import Ledger
from ui.search.page import SearchPage
from ui.shell.page import Target
from ui.shell.window import MainWindow

Search = Callable[..., SearchPage]


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
def search(window: MainWindow, hands: Keyboard, qtbot: Any) -> Search:
    """Go to the page for some words, and wait until it shows what they find."""

    def go(words: str, **detail: Any) -> SearchPage:
        window.frame.go(Target("search", "words", detail={"words": words, **detail}))
        shown = window.frame.page()
        assert isinstance(shown, SearchPage)
        qtbot.waitUntil(lambda: shown.is_answered)
        return shown

    return go
