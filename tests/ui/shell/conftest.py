from collections.abc import Iterator
from typing import Any

import pytest
from shell_pages import PAGES

from ui.shell.frame import Frame
from ui.shell.page import Hit, Target
from ui.shell.window import MainWindow
from ui.workspace import Workspace

HITS = [
    Hit("许敏", "3-2-501 户主", "居民", Target("grids", "resident", 7)),
    Hit("卫生间漏水", "MQ-2026-1107", "事项", Target("all", "matter", 8)),
]


@pytest.fixture
def window(qtbot: Any, workspace: Workspace) -> Iterator[MainWindow]:
    """The main window with two plain pages, on the first of them."""
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_frame(Frame(workspace, find=lambda words: HITS if "漏" in words else [], pages=PAGES))
    made.frame.go(Target("grids"))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
