"""The frame of an open ledger: sidebar, top bar, notices, and the stack of pages. It routes; pages do the rest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.notices import Notice
from ui.shell.page import Page, PageSpec, Target
from ui.shell.registry import PAGES, make_page
from ui.shell.sidebar import Sidebar
from ui.shell.topbar import TopBar
from ui.widgets import Banner, Toast
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.hits import Hit
    from ledger.search.saved import SavedSearch
    from ledger.store import Changed

_TRAIL = 50


class Frame(QWidget):
    """Everything of the window while a ledger is open.

    What concerns the whole program is asked for by signal: another language, another ledger, a new one.
    """

    language_wanted = Signal(str)
    ledger_wanted = Signal(object)
    setup_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        *,
        pages: Sequence[PageSpec] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`pages` are all there are, if not said."""
        super().__init__(parent)
        self._workspace = workspace
        self._specs: dict[str, PageSpec] = {spec.key: spec for spec in pages or PAGES}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._trail: list[Target] = []
        self._here = Target("")
        self.sidebar = Sidebar(workspace, [spec for spec in self._specs.values() if spec.icon])
        self.topbar = TopBar(workspace, can_note="notebook" in self._specs)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._lay_out()
        self.toast = Toast(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh_stale)
        self._connect()

    @property
    def pages(self) -> tuple[PageSpec, ...]:
        """The pages of the sidebar, in order."""
        return tuple(spec for spec in self._specs.values() if spec.icon)

    @property
    def here(self) -> Target:
        """Where we are."""
        return self._here

    def knows(self, page: str) -> bool:
        """Whether there is such a page."""
        return page in self._specs

    def page(self) -> Page:
        """The page that is seen. Raises LookupError before any is."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Page):
            raise LookupError("no page is shown yet")
        return shown

    def banners(self) -> list[Banner]:
        """The banners shown now, oldest first."""
        return [banner for banner in self.findChildren(Banner) if not banner.isHidden()]

    def go(self, target: Target) -> None:
        """Show a page, and open there what the target names. Nowhere to go before the ledger is open.

        Raises LookupError for a page that is not known.
        """
        if target.page not in self._specs:
            raise LookupError(target.page)
        if not self._workspace.is_open:
            return
        if self._here.page:
            self._trail = [*self._trail, self._here][-_TRAIL:]
        self._show(target)

    def back(self) -> None:
        """Go where we came from."""
        if self._trail:
            self._show(self._trail.pop())

    def leave(self) -> None:
        """Let the page that is seen keep what was typed."""
        if self._here.page:
            self.page().leave()

    def refresh(self) -> None:
        """Read everything again: the page seen now, the others when they are next shown."""
        self._stale.update(self._pages)
        self.refresh_stale()

    def refresh_stale(self) -> None:
        """Refresh the page that is seen if something it shows has changed."""
        if self._here.page in self._stale:
            self._stale.discard(self._here.page)
            self._pages[self._here.page].refresh()

    def tell(self, notice: Notice) -> None:
        """Show a notice: a toast if it passes, else a banner above the page."""
        if notice.passing:
            self.toast.say(notice.text, notice.action, notice.on_action)
            return
        if any(banner.words.text() == notice.text for banner in self.banners()):
            return
        banner = Banner(
            notice.text,
            notice.tone,
            details=notice.details,
            action=notice.action,
            on_action=notice.on_action,
        )
        if notice.refusal:
            self._workspace.changed.connect(banner.dismiss)
        self._banners.addWidget(banner)
        banner.show()
        self._banner_box.show()

    def _show(self, target: Target) -> None:
        page = self._pages.get(target.page) or self._make(target.page)
        if self._here.page and self._here.page != target.page:
            self.page().leave()
        self._here = target
        self._stack.setCurrentWidget(page)
        self.sidebar.show_current(self._specs[target.page].under or target.page, saved=target.detail.get("saved", 0))
        self.refresh_stale()
        # From here Tab walks the page; the page itself may choose a better place in `open`.
        page.setFocus()
        page.open(target)

    def _make(self, key: str) -> Page:
        page = make_page(self._specs[key], self._workspace)
        page.navigate.connect(self._follow)
        self._pages[key] = page
        self._stale.add(key)
        self._stack.addWidget(page)
        return page

    def _follow(self, target: Target) -> None:
        # A few targets are no page: the program as a whole is asked for something.
        if target.page == "language":
            self.language_wanted.emit(target.what)
        elif target.page == "setup":
            self.setup_wanted.emit()
        elif target.page == "back":
            self.back()
        elif target.page == "ledger":
            self.ledger_wanted.emit(target.detail["path"])
        else:
            self.go(target)

    def _lay_out(self) -> None:
        self._banner_box = QWidget()
        self._banners = QVBoxLayout(self._banner_box)
        self._banners.setContentsMargins(22, 10, 22, 0)
        self._banners.setSpacing(6)
        self._banner_box.hide()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self._banner_box)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(lambda key: self.go(Target(key)))
        self.sidebar.saved.chosen.connect(self._go_to_saved)
        self.topbar.noted.connect(lambda: self.go(Target("notebook")))
        self.topbar.search.found.connect(self._go_to_hit)
        self.topbar.search.searched.connect(self._search)
        self._workspace.changed.connect(self._note_change)
        self._workspace.notices.listen(self.tell)

    def _go_to_hit(self, hit: "Hit") -> None:
        from ui.finding.words import target_of

        self.go(target_of(hit))

    def _go_to_saved(self, kept: "SavedSearch") -> None:
        self.go(Target("search", "words", detail={"words": kept.words, "saved": kept.id}))

    def _search(self, words: str, kind: str) -> None:
        self.go(Target("search", "words", detail={"words": words, "kind": kind}))

    def _note_change(self, changed: "Changed") -> None:
        for key, page in self._pages.items():
            if not page.watches or page.watches & changed.tables:
                self._stale.add(key)
        if changed.tables & {"community", "worker"}:
            self.topbar.show_names()
        self._soon.start()
