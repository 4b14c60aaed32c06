"""打印档案: the file of a household or a resident as it is printed, for whom it is meant."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from ledger.language import _
from ledger.people.reading import names_of_everybody
from ledger.reports.audience import Audience
from ledger.store import Ledger
from ledger.store.access import note_access
from ui.jobs import Outcome, Progress, Task
from ui.paper.preview import PaperPreview
from ui.paper.printed import Printed, file_name
from ui.paper.printing import ask_and_print
from ui.paper.saving import ask_where
from ui.residents.inner_view import InnerView
from ui.residents.time_line import RESIDENT
from ui.widgets import ChoiceField, GhostButton, PrimaryButton
from ui.workspace import Workspace


class FilePaper(InnerView):
    """One file on paper: looked at, printed, saved. `left` asks for the file itself."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, _("Print the file"), parent=parent)
        self.printed: Printed | None = None
        self.of: tuple[str, int] | None = None
        self._task: Task | None = None
        self._waiting: list[Callable[[Printed], object]] = []
        self.audience = ChoiceField(
            [
                (Audience.INTERNAL, _("For this community: everything")),
                (Audience.DEPARTMENT, _("For a department: names masked")),
                (Audience.PUBLIC, _("For the public: figures only")),
            ],
            name=_("For whom"),
        )
        self.audience.chosen.connect(lambda _audience: self.draw())
        self.preview = PaperPreview()
        self.preview.choices.addWidget(self.audience)
        self.preview.wanted.connect(self.draw)
        self.save_button = GhostButton(_("Save PDF…"), "save")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self.save)
        self.print_button = PrimaryButton(_("Print"), "printer")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print)
        for button in (self.save_button, self.print_button):
            self.heading.row.addWidget(button)
        self.column.addWidget(self.preview, 1)
        self.setFocusProxy(self.print_button)

    def show_file(self, scope: str, id_: int, title: str) -> None:
        """Show the file of a household or resident, for the house itself at first."""
        self.of = (scope, id_)
        self.heading.say(_("Print the file"), title)
        self.audience.set_value(Audience.INTERNAL)
        self.draw()

    def draw(self) -> None:
        """Draw it for whom it is meant now."""
        if self.of is None:
            return
        scope, id_ = self.of
        asked = (self.of, self.audience.value())
        self._stop()
        self.printed = None
        self.preview.saved.show_path(None)
        self.preview.say(_("Drawing the file…"))
        today, made_at = self._workspace.today(), datetime.now().replace(microsecond=0)

        def job(ledger: Ledger, progress: Progress) -> Printed:
            return _drawn(ledger, scope, id_, asked[1], today, made_at, progress)

        def done(outcome: Outcome) -> None:
            if asked != (self.of, self.audience.value()) or self._task is not task:
                return
            self._task = None
            if outcome.error is not None:
                self._waiting.clear()
                self._workspace.notices.explain(outcome.error)
                self.preview.stopped()
                return
            self._show(outcome.value)

        task = self._task = self._workspace.run(job, done, title=_("Drawing the file"))

    def print(self) -> None:
        """Print it, drawing it first where that is not done."""
        self._with_paper("print", lambda made: ask_and_print(self, made.content, made.name, self._workspace.notices))

    def save(self) -> None:
        """Ask where the PDF goes, and save it there."""
        self._with_paper("save", lambda made: ask_where(self, self._workspace, made, self.preview.saved))

    def _show(self, printed: Printed) -> None:
        self.printed = printed
        self.preview.show_pages(printed.content)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(printed)

    def _with_paper(self, verb: str, then: Callable[[Printed], object]) -> None:
        def note_and_go_on(printed: Printed) -> None:
            if self.of is not None:
                table, id_ = self.of
                note_file(self._workspace.ledger, f"{verb}.{table}", table, id_, self.audience.value().value)
            then(printed)

        if self.printed is not None:
            note_and_go_on(self.printed)
        elif self.of is not None:
            self._waiting.append(note_and_go_on)
            if self._task is None:
                self.draw()

    def _stop(self) -> None:
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None


def note_file(ledger: Ledger, action: str, table: str, id_: int, result: str = "") -> None:
    """Write into the access log that the file of a household or resident was opened, printed or saved."""
    from ledger.dossiers.gathering import uid_of

    note_access(ledger, action, uid_of(ledger, table, id_), result)


def _drawn(
    ledger: Ledger, scope: str, id_: int, audience: Audience, today: date, made_at: datetime, progress: Progress
) -> Printed:
    from ledger.dossiers.gathering import household_dossier, resident_dossier
    from ledger.reports.dossier import dossier_file, draw_dossier

    gathered = (resident_dossier if scope == RESIDENT else household_dossier)(ledger, id_, today=today)
    with TemporaryDirectory(prefix="minqing-") as folder:
        path = Path(folder) / "file.pdf"
        residents = names_of_everybody(ledger) if audience is Audience.DEPARTMENT else ()
        draw_dossier(gathered, path, made_at=made_at, audience=audience, residents=residents, progress=progress)
        return Printed(path.read_bytes(), file_name(dossier_file(gathered, audience)))
