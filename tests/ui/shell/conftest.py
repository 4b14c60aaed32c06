from collections.abc import Iterator
from typing import Any

import pytest
from shell_pages import PAGES

from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(qtbot: Any, workspace: Workspace) -> Iterator[MainWindow]:
    """The main window with two plain pages, on the first of them."""
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_frame(Frame(workspace, pages=PAGES))
    made.frame.go(Target("grids"))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
