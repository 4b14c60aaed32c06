"""今日: where the month stands, what must not be dropped, and which door is next."""

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from ledger.accounts.balance import month_balance
from ledger.accounts.glance import quarter_coverage, satisfaction_course
from ledger.language import _, ngettext
from ledger.matters.listing import MatterFilter, count_matters, list_matters
from ledger.places.doors import estates
from ledger.places.staff import grids
from ledger.records.staff import Grid
from ledger.store.drafts import VISIT_DRAFT, drafts
from ledger.visits.due import count_due, due_visits
from ledger.visits.history import VisitFilter, list_visits
from ledger.wording import day_label
from ui.shell.page import Page, Target
from ui.theme import Tone
from ui.today.beginning import Beginning
from ui.today.board import Board
from ui.today.lines import door_line, due_line, follow_up_line, overdue_line, visit_line
from ui.widgets import LinkButton
from ui.workspace import Workspace

_MATTERS, _TO_FOLLOW_UP, _DOORS, _VISITS = 10, 5, 10, 8
_YEAR = 12


class TodayPage(Page):
    """What one looks at first in the morning, for one's own grid where one has one."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._read_on: date | None = None
        self.heading = self.add_heading("")
        self.unfinished = LinkButton("")
        self.unfinished.clicked.connect(lambda: self.go("visits", "new"))
        self.unfinished.hide()
        self.heading.row.addWidget(self.unfinished)
        self._views = QStackedWidget()
        self.column.addWidget(self._views, 1)
        self.beginning = Beginning()
        self.beginning.importing.connect(lambda: self.go("exchange"))
        self.beginning.visiting.connect(lambda: self.go("notebook"))
        self.board = Board()
        for view in (self.board, self.beginning):
            self._views.addWidget(view)
        workspace.worker_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read everything shown here."""
        self._read_on = self.workspace.today()
        self.heading.title.setText(day_label(self._read_on))
        self._show_unfinished()
        if self._is_empty():
            self.heading.note.setText(self.workspace.community.name)
            self._views.setCurrentWidget(self.beginning)
            return
        self._views.setCurrentWidget(self.board)
        grid = self._grid()
        self._show_figures(grid)
        to_do = self._show_matters(grid.id if grid else None)
        to_call = self._show_doors(grid.id if grid else None)
        self._show_visits(grid.id if grid else None)
        self.heading.note.setText(" · ".join((grid.name if grid else _("all grids"), _agenda(to_do, to_call))))

    def open(self, target: Target) -> None:
        """A night may have passed, or a visit been left unfinished, since this was read."""
        if self._read_on != self.workspace.today():
            self.refresh()
        self._show_unfinished()

    def _is_empty(self) -> bool:
        ledger = self.workspace.ledger
        known = estates(ledger) or list_visits(ledger, VisitFilter(), limit=1)
        return not known and not list_matters(ledger, MatterFilter(), limit=1)

    def _grid(self) -> Grid | None:
        mine = self.workspace.worker.grid_id
        return next((grid for grid in grids(self.workspace.ledger) if grid.id == mine), None)

    def _show_figures(self, grid: Grid | None) -> None:
        ledger, today = self.workspace.ledger, self.workspace.today()
        grid_id = grid.id if grid else None
        month = today.strftime("%Y-%m")
        overdue = count_matters(ledger, MatterFilter(overdue_on=today, grid_id=grid_id))
        self.board.account.show_balance(
            month, month_balance(ledger, month, grid=grid.name if grid else ""), overdue=overdue
        )
        self.board.coverage.show_coverage(quarter_coverage(ledger, today=today, grid_id=grid_id))
        course = satisfaction_course(ledger, today=today, months=_YEAR, grid_id=grid_id)
        self.board.satisfaction.show_course([share for _month, share in course])

    def _show_matters(self, grid_id: int | None) -> int:
        ledger, today = self.workspace.ledger, self.workspace.today()
        late = MatterFilter(overdue_on=today, grid_id=grid_id)
        overdue = list_matters(ledger, late, limit=_MATTERS)
        late_count = len(overdue) if len(overdue) < _MATTERS else count_matters(ledger, late)
        by_today = MatterFilter(due_by=today, grid_id=grid_id)
        # By next date, so that what is due today stands at the end.
        first = max(0, count_matters(ledger, by_today) - _MATTERS)
        last = list_matters(ledger, by_today, limit=_MATTERS, offset=first)
        due = [matter for matter in last if matter.next_on == today <= matter.due_on]
        settled = list_matters(ledger, MatterFilter(to_follow_up=True, grid_id=grid_id), limit=_TO_FOLLOW_UP)
        lines = [overdue_line(matter, today, self.go) for matter in overdue]
        lines += [due_line(matter, today, self.go) for matter in due]
        lines += [follow_up_line(matter, today, self.go) for matter in settled]
        mark = ngettext("%d overdue", "%d overdue", late_count) % late_count if late_count else ""
        self.board.matters.chip.show_text(mark, Tone.RED)
        left = late_count - len(overdue)
        self.board.matters.show_lines(
            lines,
            empty=_("Nothing is overdue, due today or to be followed up."),
            more=ngettext("%d more overdue", "%d more overdue", left) % left if left else "",
            on_more=lambda: self.go("matters", "list", filter="overdue", grid=grid_id),
        )
        return late_count + len(due)

    def _show_doors(self, grid_id: int | None) -> int:
        ledger, today = self.workspace.ledger, self.workspace.today()
        found = due_visits(ledger, today=today, grid_id=grid_id, limit=_DOORS)
        count = len(found) if len(found) < _DOORS else count_due(ledger, today=today, grid_id=grid_id)
        left = count - len(found)
        self.board.doors.show_lines(
            [door_line(due, today, self.go) for due in found],
            empty=_("Everybody has been called on in time."),
            more=ngettext("%d more door", "%d more doors", left) % left if left else "",
            on_more=lambda: self.go("buildings"),
        )
        return count

    def _show_visits(self, grid_id: int | None) -> None:
        today = self.workspace.today()
        found = list_visits(self.workspace.ledger, VisitFilter(grid_id=grid_id), limit=_VISITS)
        self.board.visits.show_lines(
            [visit_line(visit, today, self.go) for visit in found],
            empty=_("No visit yet. Ctrl+N notes the first."),
            more=_("All visits"),
            on_more=lambda: self.go("visits"),
        )

    def _show_unfinished(self) -> None:
        waiting = drafts(self.workspace.ledger, kind=VISIT_DRAFT)
        self.unfinished.setVisible(bool(waiting))
        if waiting:
            what = str(waiting[0].content.get("title", "")) or _("a visit")
            self.unfinished.setText(_("Go on with %(what)s, not finished yet") % {"what": what[:24]})


def _agenda(to_do: int, to_call: int) -> str:
    if not to_do and not to_call:
        return _("nothing is due today")
    matters = ngettext("%d matter to see to", "%d matters to see to", to_do) % to_do
    doors = ngettext("%d door to call at", "%d doors to call at", to_call) % to_call
    return _("%(matters)s, %(doors)s today") % {"matters": matters, "doors": doors}
