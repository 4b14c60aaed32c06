"""The page of matters: the list, and one of them."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from ui.matters.detail import MatterDetail
from ui.matters.list_view import MatterList
from ui.shell.page import Page, Target
from ui.workspace import Workspace


class MattersPage(Page):
    """Opens on the list; "matter" shows one, "list" shows what `filter` and the other details ask for.

    With "matter", `do` names an action (settle, remind, follow_up…) whose sheet opens at once.
    """

    watches: ClassVar[frozenset[str]] = frozenset(
        {"matter", "step", "visit", "worker", "grid", "category", "resident", "phone", "household", "membership"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.list = MatterList(workspace)
        self.detail = MatterDetail(workspace, self.go)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.detail)
        self._list_is_stale = True
        self.column.addWidget(self._stack)
        self.list.opened.connect(lambda matter: self.go("matters", "matter", matter.id))
        self.list.place_noted.connect(lambda: self.go("visits", "new", mode="patrol"))
        self.detail.back_asked.connect(lambda: self.go("matters"))

    def refresh(self) -> None:
        """Read what is seen now; the list, while it is hidden, when it is next seen."""
        self._list_is_stale = True
        if self._stack.currentWidget() is self.detail:
            self.detail.refresh()
        else:
            self._show_list()

    def open(self, target: Target) -> None:
        """Show one matter, and the sheet of what is to be done with it (`do`), or the list."""
        if target.what == "matter" and target.id is not None:
            self._stack.setCurrentWidget(self.detail)
            self.detail.show_matter(target.id)
            self.detail.take_focus()
            if "do" in target.detail:
                self.detail.begin(target.detail["do"])
            return
        self.detail.leave()
        self._stack.setCurrentWidget(self.list)
        self._show_list()
        if target.detail:
            self.list.ask(target.detail)
        self.list.take_focus()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S notes what is written, Ctrl+E writes what the list shows into a workbook."""
        actions: dict[str, Callable[[], object]] = {}
        if self._stack.currentWidget() is self.detail:
            actions["save"] = self.detail.compose.send
        else:
            actions["export"] = self.list.export.ask
        return actions

    def leave(self) -> None:
        """Keep what was typed."""
        self.detail.leave()

    def _show_list(self) -> None:
        if self._list_is_stale:
            self._list_is_stale = False
            self.list.refresh()
