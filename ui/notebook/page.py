"""记一笔: the page being written, the pages written before, and one of those looked at."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.notebook.desk import Desk
from ui.notebook.kept_pages import KeptPages
from ui.notebook.kept_view import KeptView
from ui.shell.page import Page, Target
from ui.workspace import Workspace


class NotebookPage(Page):
    """Shows one of three views; each is made when it is first needed, and read again when it is seen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._views = QStackedWidget()
        self.column.addWidget(self._views, 1)
        self._desk: Desk | None = None
        self._pages: KeptPages | None = None
        self._kept: KeptView | None = None
        self._stale: set[QWidget] = set()

    @property
    def desk(self) -> Desk:
        """The page being written."""
        if self._desk is None:
            self._desk = Desk(self.workspace)
            self._desk.wanted.connect(self._go_on)
            self._views.addWidget(self._desk)
        return self._desk

    @property
    def pages(self) -> KeptPages:
        """The pages written before."""
        if self._pages is None:
            self._pages = KeptPages(self.workspace)
            self._pages.opened.connect(lambda page_id: self.go("notebook", "page", page_id))
            self._pages.left.connect(lambda: self.go("notebook"))
            self._views.addWidget(self._pages)
            self._stale.add(self._pages)
        return self._pages

    @property
    def kept(self) -> KeptView:
        """One page looked at."""
        if self._kept is None:
            self._kept = KeptView(self.workspace)
            self._kept.left.connect(lambda: self.go("notebook", "pages"))
            self._kept.wanted.connect(self._go_on)
            self._views.addWidget(self._kept)
        return self._kept

    def refresh(self) -> None:
        """Read the view that is seen; the others when they are next shown."""
        self._stale = {view for view in (self._desk, self._pages, self._kept) if view is not None}
        self._read_seen()

    def open(self, target: Target) -> None:
        """Show the page being written, the list ("pages"), or a page written ("page", perhaps with `line`)."""
        if target.what == "page" and target.id is not None:
            self._show(self.kept)
            self.kept.show_page(target.id, int(target.detail.get("line", 0)))
            self.kept.paper.setFocus()
        elif target.what == "pages":
            self._show(self.pages)
            self.pages.table.setFocus()
        else:
            self._show(self.desk)
            self.desk.begin()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S enters the page; Ctrl+Z and Ctrl+Y are the page's for as long as it has something to take back."""
        if self._desk is None or self._views.currentWidget() is not self._desk:
            return {}
        order = self._desk.order
        actions: dict[str, Callable[[], object]] = {"save": self._desk.enter}
        if order.can_undo:
            actions["undo"] = order.undo
        if order.can_redo:
            actions["redo"] = order.redo
        return actions

    def leave(self) -> None:
        """Keep the page being written."""
        if self._desk is not None:
            self._desk.leave()

    def _show(self, view: Desk | KeptPages | KeptView) -> None:
        if self._desk is not None and view is not self._desk:
            self._desk.leave()
        self._views.setCurrentWidget(view)
        self._read_seen()

    def _read_seen(self) -> None:
        seen = self._views.currentWidget()
        if seen is not None and seen in self._stale:
            self._stale.discard(seen)
            seen.refresh()  # type: ignore[attr-defined]

    def _go_on(self, page: str, what: str, id_: int | None, detail: dict[str, object]) -> None:
        self.go(page, what, id_, **detail)
