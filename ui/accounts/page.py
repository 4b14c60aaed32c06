"""The page of the month account: the months, the one chosen, its print, and closing it."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from ledger.accounts.balance import month_account
from ledger.language import _
from ledger.matters.listing import MatterFilter, count_matters
from ledger.places.staff import grids
from ledger.records.accounts import MonthReport
from ledger.reports.audience import Audience
from ledger.wording import month_label
from ui.accounts.account_view import AccountView
from ui.accounts.closing import CloseSheet, ReopenSheet
from ui.accounts.months import MonthLine, MonthList
from ui.accounts.preview import Preview
from ui.accounts.report import ReportDesk
from ui.paper.printed import Printed
from ui.paper.printing import ask_and_print
from ui.paper.saving import ask_where, save_to
from ui.shell.page import Page, Target
from ui.widgets import Chip, ChoiceField, FormSheet, GhostButton, PrimaryButton, SegmentRow
from ui.workspace import Workspace

_ACCOUNT, _PREVIEW = "account", "preview"


class AccountsPage(Page):
    """Opens on the present month; "month" shows the one named in `month`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.desk = ReportDesk(workspace, self)
        self.sheet: FormSheet | None = None
        self.months = MonthList(workspace)
        self.account = AccountView()
        self.preview = Preview()
        self.view = SegmentRow([(_ACCOUNT, _("Account")), (_PREVIEW, _("Printed report"))], name=_("View"))
        self.grid = ChoiceField(name=_("Grid"))
        self.state = Chip("")
        self.close_button = GhostButton(_("Close the month"))
        self.reopen_button = GhostButton(_("Take the closing back"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read months and grids again, and the month shown."""
        names = [(grid.name, grid.name) for grid in grids(self.workspace.ledger)]
        self.grid.set_options([("", _("Whole community")), *names])
        self.grid.setVisible(bool(names))
        self.months.refresh()
        self._ask()

    def open(self, target: Target) -> None:
        """Show the month named, or stay."""
        if month := target.detail.get("month"):
            self.months.choose(str(month))
        if target.what == _PREVIEW:
            self._choose_view(_PREVIEW)
        self.months.table.setFocus()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+P prints, Ctrl+S saves the PDF, Ctrl+E goes to the export."""
        actions: dict[str, Callable[[], object]] = {"print": self.print, "save": self.save}
        if _can_export():
            actions["export"] = self._export
        return actions

    def print(self) -> None:
        """Print the month, drawing it first where that is not done."""
        self.desk.print(lambda printed: ask_and_print(self, printed.content, printed.name, self.workspace.notices))

    def save(self) -> None:
        """Ask where the PDF goes, and save it there."""
        self.desk.print(self._ask_where)

    def save_to(self, path: Path, printed: Printed) -> None:
        """Save the PDF at `path`, whole or not at all; then say where it lies."""
        save_to(self.workspace, path, printed, self.preview.saved)

    def _ask(self) -> None:
        line = self.months.current()
        if line is None:
            return
        self._show_state(line)
        self.preview.saved.show_path(None)
        grid = self.grid.value() or ""
        # The balance is one query; visits, quality and rows follow from the background.
        self.account.show_account(month_account(self.workspace.ledger, line.id, grid=grid))
        self.desk.ask(line.id, grid=grid)
        if self.view.value() == _PREVIEW:
            self._draw()

    def _draw(self) -> None:
        self.preview.wait()
        self.desk.print()

    def _show_state(self, line: MonthLine) -> None:
        self.heading.say(month_label(line.id))
        self.state.show_text(line.state, line.tone)
        self.close_button.setVisible(line.is_over and not line.is_closed)
        self.reopen_button.setVisible(line.is_last_closed)

    def _show_report(self, report: MonthReport) -> None:
        self.account.show_report(report, self._overdue(report))

    def _overdue(self, report: MonthReport) -> int:
        # The present month is not over: what will be late by its end is not late yet.
        if report.month != self.workspace.today().strftime("%Y-%m"):
            return sum(bool(line.overdue_days) for line in report.open)
        known = {grid.name: grid.id for grid in grids(self.workspace.ledger)}
        wanted = MatterFilter(overdue_on=self.workspace.today(), grid_id=known.get(report.grid))
        return count_matters(self.workspace.ledger, wanted)

    def _show_printed(self, printed: Printed) -> None:
        if self.desk.report is not None:
            self.preview.show_month(printed.content, self.desk.report)

    def _choose_view(self, view: str) -> None:
        self.view.set_value(view)
        self._stack.setCurrentWidget(self.preview if view == _PREVIEW else self.account)
        if view == _PREVIEW and self.desk.printed is None:
            self._draw()

    def _choose_audience(self, audience: Audience) -> None:
        self.desk.for_audience(audience)
        self.preview.saved.show_path(None)
        self._draw()

    def _ask_where(self, printed: Printed) -> None:
        ask_where(self, self.workspace, printed, self.preview.saved)

    def _close_month(self) -> None:
        if (line := self.months.current()) is not None:
            self.sheet = CloseSheet(self, self.workspace, line.id)
            self.sheet.open()

    def _reopen_month(self) -> None:
        if (line := self.months.current()) is not None:
            self.sheet = ReopenSheet(self, self.workspace, line.id)
            self.sheet.open()

    def _export(self) -> None:
        if (line := self.months.current()) is not None:
            self.go("exchange", "export", kind="matters", month=line.id)

    def _lay_out(self) -> None:
        self.heading = self.add_heading(_("Month account"))
        self.heading.row.insertWidget(1, self.state)
        export = GhostButton(_("Export"), "file-spreadsheet") if _can_export() else None
        if export is not None:
            export.clicked.connect(self._export)
        print_button = GhostButton(_("Print"), "printer")
        print_button.setToolTip("Ctrl+P")
        print_button.clicked.connect(self.print)
        save = PrimaryButton(_("Save PDF…"))
        save.setToolTip("Ctrl+S")
        save.clicked.connect(self.save)
        for button in (self.close_button, self.reopen_button, export, print_button, save):
            if button is not None:
                self.heading.row.addWidget(button)
        switch = QHBoxLayout()
        switch.setSpacing(10)
        switch.addWidget(self.view)
        switch.addStretch(1)
        switch.addWidget(self.grid)
        self._stack.addWidget(self.account)
        self._stack.addWidget(self.preview)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(switch)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.months)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        self.desk.reported.connect(self._show_report)
        self.desk.drawn.connect(self._show_printed)
        self.desk.failed.connect(self.preview.stopped)
        self.months.chosen.connect(lambda _line: self._ask())
        self.grid.chosen.connect(lambda _grid: self._ask())
        self.view.chosen.connect(self._choose_view)
        self.preview.audience_chosen.connect(self._choose_audience)
        self.preview.wanted.connect(self._draw)
        self.close_button.clicked.connect(self._close_month)
        self.reopen_button.clicked.connect(self._reopen_month)


def _can_export() -> bool:
    return find_spec("ui.exchange.page") is not None
