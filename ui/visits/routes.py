"""走访路线单: the sheets drawn up, and the one chosen as it is printed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _, pgettext
from ledger.records.routes import RouteSheet, SheetLine
from ledger.store import Ledger
from ledger.visits.route import route_sheet, route_sheets
from ui.jobs import Outcome, Progress, Task
from ui.paper.preview import PaperPreview
from ui.paper.printed import Printed, file_name
from ui.paper.printing import ask_and_print
from ui.paper.saving import ask_where
from ui.shell.page import Heading
from ui.theme import theme
from ui.visits.route_choice import RouteChoiceSheet
from ui.widgets import ChoiceField, Column, FormSheet, GhostButton, PrimaryButton, RecordTable
from ui.workspace import Workspace

# As ledger.reports.route.Phones names them; that room is imported only where a sheet is drawn.
_NO_PHONES, _MASKED, _WHOLE = "none", "masked", "whole"


class RoutesView(QWidget):
    """`left` follows the way back to the visits."""

    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.sheet: FormSheet | None = None
        self.printed: Printed | None = None
        self._shown: tuple[int, str] | None = None
        self._task: Task | None = None
        self._waiting: list[Callable[[Printed], object]] = []
        self.table = self._make_table()
        self.preview = PaperPreview()
        self.phones = ChoiceField(
            [
                (_NO_PHONES, _("Without phones")),
                (_MASKED, _("Phones with their middle hidden")),
                (_WHOLE, _("Phones whole")),
            ],
            name=_("Phones on the sheet"),
        )
        self.preview.choices.addWidget(self.phones)
        self._lay_out()
        self.phones.chosen.connect(lambda _phones: self._draw())
        self.preview.wanted.connect(self._draw)
        self.table.picked.connect(self._picked)
        self._fit()
        theme().changed.connect(self._fit)

    def refresh(self) -> None:
        """Read the sheets again, and draw the one chosen anew: what stands in its rows may have changed."""
        self._shown = None
        self.table.show_records(route_sheets(self._workspace.ledger))
        if self.table.current() is None and self.table.records():
            self.table.selectRow(0)
        self._picked(self.table.current())

    def begin(self, number: int | None = None) -> None:
        """Show the sheet of that number; where there is none at all, ask for the first."""
        for row, line in enumerate(self.table.records()):
            if line.number == number:
                self.table.selectRow(row)
        self.table.setFocus()
        if not self.table.records():
            self.ask()

    def ask(self) -> None:
        """Ask what a new sheet is to hold."""
        self.sheet = RouteChoiceSheet(self, self._workspace, self._drawn_up)
        self.sheet.open()

    def print(self) -> None:
        """Print the sheet chosen, drawing it first where that is not done."""
        self._with_paper(lambda printed: ask_and_print(self, printed.content, printed.name, self._workspace.notices))

    def save(self) -> None:
        """Ask where the PDF goes, and save it there."""
        self._with_paper(lambda printed: ask_where(self, self._workspace, printed, self.preview.saved))

    def _drawn_up(self, sheet: RouteSheet) -> None:
        self.refresh()
        self.begin(sheet.number)

    def _picked(self, line: SheetLine | None) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(line is not None)
        if line is None:
            self._stop()
            self._shown = self.printed = None
            self.preview.say(_("No route sheet yet. Draw one up, print it, and write on it at the doors."))
        elif self._shown != (line.number, self.phones.value()):
            self._draw()

    def _draw(self) -> None:
        line: SheetLine | None = self.table.current()
        if line is None:
            return
        number, phones, today = line.number, self.phones.value(), self._workspace.today()
        self._stop()
        self._shown, self.printed = (number, phones), None
        self.preview.saved.show_path(None)
        self.preview.say(_("Drawing the route sheet…"))
        made_at = datetime.now().replace(microsecond=0)

        def job(ledger: Ledger, progress: Progress) -> Printed:
            sheet = route_sheet(ledger, number, today=max(today, line.on))
            return Printed(_drawn(sheet, phones, made_at, progress), _file_name(sheet))

        def done(outcome: Outcome) -> None:
            if self._shown != (number, phones) or self._task is not task:
                return
            self._task = None
            if outcome.error is not None:
                self._waiting.clear()
                self._workspace.notices.explain(outcome.error)
                self.preview.stopped()
                return
            self._show(outcome.value)

        task = self._task = self._workspace.run(job, done, title=_("Drawing the route sheet"))

    def _show(self, printed: Printed) -> None:
        self.printed = printed
        self.preview.show_pages(printed.content)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(printed)

    def _with_paper(self, then: Callable[[Printed], object]) -> None:
        if self.printed is not None:
            then(self.printed)
        elif self.table.current() is not None:
            self._waiting.append(then)
            if self._task is None:
                self._draw()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _make_table(self) -> RecordTable:
        columns = [
            Column("number", pgettext("route", "No."), lambda s: str(s.number), sort=lambda s: s.number, width=52),
            Column("on", _("Date"), lambda s: s.on.isoformat(), width=100),
            Column("stops", pgettext("route", "Households"), lambda s: str(s.stops), width=60, right=True),
            Column("worker", _("Visitor"), lambda s: s.worker, width=84, wide=True, tip=lambda s: s.title),
        ]
        return RecordTable(
            columns,
            name="visits.routes",
            title=_("Route sheets"),
            memory=self._workspace.preferences,
            empty=_("No route sheet yet."),
        )

    def _lay_out(self) -> None:
        self.heading = Heading(_("Route sheets"))
        back = GhostButton(_("All visits"), "chevron-left")
        back.clicked.connect(lambda: self.left.emit())
        self.print_button = GhostButton(_("Print"), "printer")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print)
        self.save_button = GhostButton(_("Save PDF…"), "save")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self.save)
        self.new_button = PrimaryButton(_("New route sheet…"))
        self.new_button.clicked.connect(self.ask)
        for button in (back, self.print_button, self.save_button, self.new_button):
            self.heading.row.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(row, 1)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fit(self) -> None:
        self.table.setFixedWidth(theme().size(330))


def _drawn(sheet: RouteSheet, phones: str, made_at: datetime, progress: Progress) -> bytes:
    from ledger.reports.route import Phones, draw_route

    with TemporaryDirectory(prefix="minqing-") as folder:
        path = Path(folder) / "route.pdf"
        draw_route(sheet, path, made_at=made_at, phones=Phones(phones), progress=progress)
        return path.read_bytes()


def _file_name(sheet: RouteSheet) -> str:
    """走访路线单12 2026-11-23.pdf."""
    return file_name(_("Route sheet %(number)d %(day)s.pdf") % {"number": sheet.number, "day": sheet.on})
