"""For tests of the desktop: typing Chinese, and the text scale put back."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@pytest.fixture
def write_in(qapp: Any) -> "Callable[[QWidget, str], None]":
    """Types text into a widget the way an input method does (keyClicks aborts on Chinese)."""
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    def write(widget: "QWidget", text: str) -> None:
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return write


@pytest.fixture(autouse=True)
def _text_size_put_back(qapp: Any) -> Iterator[None]:
    yield
    from ui.theme import theme

    theme().set_scale(100)
