"""The month's report on its way to the screen: gathered, then drawn, both in the background."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from ledger.language import _
from ledger.people.reading import names_of_everybody
from ledger.records.accounts import MonthReport
from ledger.reports.audience import Audience
from ledger.store import Ledger
from ledger.wording import month_label
from ui.jobs import Outcome, Progress, Task
from ui.paper.printed import Printed, file_name
from ui.workspace import Workspace


def report_file(report: MonthReport, audience: Audience) -> str:
    """2026年10月第一网格民情账本月报.pdf; a copy for others says so."""
    for_whom = {
        Audience.INTERNAL: "",
        Audience.DEPARTMENT: _("(names masked)"),
        Audience.PUBLIC: _("(for the public)"),
    }[audience]
    parts = {"month": month_label(report.month), "grid": report.grid, "copy": for_whom}
    return file_name(_("%(month)s%(grid)s ledger report%(copy)s.pdf") % parts)


def draw(report: MonthReport, audience: Audience, residents: Iterable[str], progress: Progress) -> bytes:
    """The report as a PDF; the residents' names are masked where the audience may not read them.

    Raises Cancelled, WorldProblem where the temporary folder fails.
    """
    from ledger.reports.month import draw_month

    with TemporaryDirectory(prefix="minqing-") as folder:
        path = Path(folder) / "month.pdf"
        draw_month(report, path, audience=audience, residents=residents, progress=progress)
        return path.read_bytes()


class ReportDesk(QObject):
    """Gathers the month asked for and draws it when it is wanted on paper.

    `reported(MonthReport)` and `drawn(Printed)` tell what is ready; an answer to an older question is dropped.
    """

    reported = Signal(object)
    drawn = Signal(object)
    failed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._audience = Audience.INTERNAL
        self._report: MonthReport | None = None
        self._printed: Printed | None = None
        self._waiting: list[Callable[[Printed], object]] = []
        self._question = 0
        self._wanted = False
        self._asked = ("", "")
        self._drawing: Audience | None = None
        self._task: Task | None = None

    @property
    def report(self) -> MonthReport | None:
        """The month asked for last, once it is gathered."""
        return self._report

    @property
    def printed(self) -> Printed | None:
        """The same as a PDF, once it is drawn."""
        return self._printed

    def ask(self, month: str, *, grid: str = "") -> None:
        """Gather a month, for the whole community or one grid."""
        self._asked = (month, grid)
        self._forget()
        self._gather()

    def for_audience(self, audience: Audience) -> None:
        """Draw for somebody else from now on."""
        if audience is not self._audience:
            self._audience, self._printed = audience, None

    def print(self, then: Callable[[Printed], object] | None = None) -> None:
        """Draw the month unless that is done; `then` is called once it is."""
        if then is not None:
            if self._printed is not None:
                then(self._printed)
                return
            self._waiting.append(then)
        if self._report is None:
            # Still being gathered: drawn right after.
            self._wanted = True
            if self._task is None:
                self._gather()
        elif self._printed is None and self._drawing is not self._audience:
            self._draw(self._report)

    def _gather(self) -> None:
        from ledger.accounts.gathering import gather_month

        month, grid = self._asked
        prepared_by, made_at = self._workspace.worker.name, datetime.now().replace(microsecond=0)

        def gather(ledger: Ledger, _progress: Progress) -> MonthReport:
            return gather_month(ledger, month, grid=grid, prepared_by=prepared_by, made_at=made_at)

        self._run(gather, self._reported, _("Balancing %(month)s") % {"month": month_label(month)})

    def _draw(self, report: MonthReport) -> None:
        audience = self._drawing = self._audience
        made = replace(report, made_at=datetime.now().replace(microsecond=0))

        def job(ledger: Ledger, progress: Progress) -> Printed:
            return Printed(draw(made, audience, names_of_everybody(ledger), progress), report_file(made, audience))

        self._run(job, self._drawn, _("Making the month's report"))

    def _reported(self, report: MonthReport) -> None:
        self._report = report
        self.reported.emit(report)
        if self._wanted:
            self._wanted = False
            self._draw(report)

    def _drawn(self, printed: Printed) -> None:
        self._printed, self._drawing = printed, None
        waiting, self._waiting = self._waiting, []
        self.drawn.emit(printed)
        for then in waiting:
            then(printed)

    def _forget(self) -> None:
        self._report = self._printed = self._drawing = None
        self._waiting.clear()
        self._wanted = False

    def _run(self, job: Callable[[Ledger, Progress], object], on_value: Callable[..., object], title: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._question += 1
        question = self._question

        def done(outcome: Outcome) -> None:
            if question != self._question:
                return
            self._task = None
            if outcome.error is None:
                on_value(outcome.value)
                return
            self._waiting.clear()
            self._wanted, self._drawing = False, None
            self._workspace.notices.explain(outcome.error)
            self.failed.emit()

        self._task = self._workspace.run(job, done, title=title)
