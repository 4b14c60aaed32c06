"""走访: the list of visits, one visit looked at, the form for a new one, and the route sheets."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget

from ledger.records.visits import VisitMode
from ui.shell.page import Page, Target
from ui.visits.entry import VisitEntry
from ui.visits.listing import VisitsList
from ui.visits.record import VisitRecord
from ui.visits.routes import RoutesView
from ui.workspace import Workspace

_VISITS = {"visit", "visit_person", "matter", "step"}
_PEOPLE = {"resident", "household", "membership", "occupancy", "care_membership", "care_group", "life_event"}
_ROUTES = {"route_sheet", "route_row", "promise", "community"}
_PLACES = {"estate", "building", "unit", "dwelling", "grid", "worker", "category", "holiday"}


class VisitsPage(Page):
    """Shows one of four views; each is made when it is first needed, and read again when it is seen."""

    watches: ClassVar[frozenset[str]] = frozenset(_VISITS | _PEOPLE | _PLACES | _ROUTES)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._views = QStackedWidget()
        self.column.addWidget(self._views, 1)
        self._list: VisitsList | None = None
        self._record: VisitRecord | None = None
        self._entry: VisitEntry | None = None
        self._routes: RoutesView | None = None
        self._stale: set[object] = set()

    @property
    def entry(self) -> VisitEntry:
        """The form for a new visit."""
        if self._entry is None:
            self._entry = VisitEntry(self.workspace)
            self._entry.left.connect(lambda: self.go("visits"))
            self._entry.wanted.connect(self._go_on)
            self._views.addWidget(self._entry)
        return self._entry

    @property
    def list(self) -> VisitsList:
        """The table of past visits."""
        if self._list is None:
            self._list = VisitsList(self.workspace)
            self._list.opened.connect(lambda visit_id: self.go("visits", "visit", visit_id))
            self._list.form_wanted.connect(lambda: self.go("visits", "new"))
            self._list.pages_wanted.connect(lambda: self.go("notebook", "pages"))
            self._list.routes_wanted.connect(lambda: self.go("visits", "routes"))
            self._views.addWidget(self._list)
            self._stale.add(self._list)
        return self._list

    @property
    def record(self) -> VisitRecord:
        """One visit looked at."""
        if self._record is None:
            self._record = VisitRecord(self.workspace)
            self._record.left.connect(lambda: self.go("visits"))
            self._record.wanted.connect(self._go_on)
            self._views.addWidget(self._record)
        return self._record

    @property
    def routes(self) -> RoutesView:
        """The route sheets."""
        if self._routes is None:
            self._routes = RoutesView(self.workspace)
            self._routes.left.connect(lambda: self.go("visits"))
            self._views.addWidget(self._routes)
            self._stale.add(self._routes)
        return self._routes

    def refresh(self) -> None:
        """Read the view that is seen; the others when they are next shown."""
        self._stale = {view for view in (self._entry, self._list, self._record, self._routes) if view is not None}
        self._read_seen()

    def open(self, target: Target) -> None:
        """Show the form ("new", perhaps with `dwelling`, `resident` or `mode`), a visit, the route sheets, or the list.

        "new" with `matter` has a matter begun on the form.
        For "routes" the id is a sheet's number.
        """
        if target.what == "new":
            self._show(self.entry)
            asked = target.detail
            mode = VisitMode(asked["mode"]) if "mode" in asked else None
            self.entry.begin(asked.get("dwelling"), resident_id=asked.get("resident"), mode=mode)
            if asked.get("matter") and not self.entry.form.blocks:
                self.entry.form.add_matter()
        elif target.what == "visit" and target.id is not None:
            self._show(self.record)
            self.record.show_visit(target.id)
            self.record.back.setFocus()
        elif target.what == "routes":
            self._show(self.routes)
            self.routes.begin(target.id)
        else:
            self._show(self.list)
            if target.what == "list":
                self.list.narrow(target.detail)
            self.list.table.setFocus()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S enters the visit on the form, Ctrl+P and Ctrl+S print and save a route sheet, Ctrl+E exports."""
        if self._routes is not None and self._views.currentWidget() is self._routes:
            return {"print": self._routes.print, "save": self._routes.save}
        if self._entry is not None and self._views.currentWidget() is self._entry:
            return {"save": self._entry.save}
        if self._list is not None and self._views.currentWidget() is self._list:
            return {"export": self._list.export.ask}
        return {"export": lambda: self.go("exchange", "export", kind="visits")}

    def leave(self) -> None:
        """Keep the visit being typed."""
        if self._entry is not None:
            self._entry.leave()

    def _show(self, view: VisitEntry | VisitsList | VisitRecord | RoutesView) -> None:
        if self._entry is not None and view is not self._entry:
            self._entry.leave()
        self._views.setCurrentWidget(view)
        self._read_seen()

    def _read_seen(self) -> None:
        seen: Any = self._views.currentWidget()
        if seen in self._stale:
            self._stale.discard(seen)
            seen.refresh()

    def _go_on(self, page: str, what: str, id_: int | None, detail: dict[str, Any]) -> None:
        self.go(page, what, id_, **detail)
