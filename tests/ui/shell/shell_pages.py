"""Two plain pages for the tests of the shell."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit

from ui.shell.page import Page, PageSpec, Target
from ui.workspace import Workspace

PAGES = (
    PageSpec("grids", "Grids", "shell_pages:GridsPage", "users"),
    PageSpec("all", "Workers", "shell_pages:AllPage", "sun"),
    PageSpec("exchange", "Import", "shell_pages:AllPage"),
)


class GridsPage(Page):
    """Watches grids and counts what the shell asks of it."""

    watches: ClassVar[frozenset[str]] = frozenset({"grid"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.refreshed = 0
        self.opened: list[Target] = []
        self.left = 0
        self.saved = 0
        self.field = QLineEdit()
        self.column.addWidget(self.field)

    def refresh(self) -> None:
        self.refreshed += 1

    def open(self, target: Target) -> None:
        self.opened.append(target)

    def leave(self) -> None:
        self.left += 1

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self._save}

    def _save(self) -> None:
        self.saved += 1


class AllPage(GridsPage):
    """Watches everything."""

    watches: ClassVar[frozenset[str]] = frozenset()
