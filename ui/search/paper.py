"""打印: what was found as it is printed, for whom it is meant."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.language import _
from ledger.reports.audience import Audience
from ledger.search.hits import HitKind
from ledger.store import Ledger
from ledger.store.access import note_access
from ui.jobs import Outcome, Progress, Task
from ui.paper.preview import PaperPreview
from ui.paper.printed import Printed, file_name
from ui.paper.printing import ask_and_print
from ui.paper.saving import ask_where
from ui.search.exporting import MOST
from ui.shell.page import Heading
from ui.widgets import ChoiceField, GhostButton, IconButton, PrimaryButton
from ui.workspace import Workspace

_Asked = tuple[str, tuple[HitKind, ...], Audience]


class SearchPaper(QWidget):
    """One answer on paper: looked at, printed, saved. `left` asks for the hits themselves."""

    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.printed: Printed | None = None
        self._words = ""
        self._kinds: tuple[HitKind, ...] = ()
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
        self.preview = PaperPreview()
        self.preview.choices.addWidget(self.audience)
        self.heading = Heading(_("Print what was found"))
        self._back = IconButton("chevron-left", _("Back to the list"))
        self._save = GhostButton(_("Save PDF…"), "save")
        self._save.setToolTip("Ctrl+S")
        self._print = PrimaryButton(_("Print"), "printer")
        self._print.setToolTip("Ctrl+P")
        self.heading.row.insertWidget(0, self._back)
        self.heading.row.addWidget(self._save)
        self.heading.row.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.preview, 1)
        self.setFocusProxy(self._print)
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the hits."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_search(self, words: str, kinds: tuple[HitKind, ...]) -> None:
        """Show what is found for the words, of these kinds, for the house itself at first."""
        self._words, self._kinds = words, kinds
        self.heading.say(_("Print what was found"), words)
        self.audience.set_value(Audience.INTERNAL)
        self.draw()

    def draw(self) -> None:
        """Draw it for whom it is meant now."""
        self._stop()
        asked: _Asked = (self._words, self._kinds, self.audience.value())
        self.printed = None
        self.preview.saved.show_path(None)
        self.preview.say(_("Drawing the list…"))
        today, made_at = self._workspace.today(), datetime.now().replace(microsecond=0)

        def job(ledger: Ledger, progress: Progress) -> Printed:
            return _drawn(ledger, asked, today, made_at, progress)

        def done(outcome: Outcome) -> None:
            if self._task is not task:
                return
            self._task = None
            if outcome.error is not None:
                self._waiting.clear()
                self._workspace.notices.explain(outcome.error)
                self.preview.stopped()
                return
            self._show(outcome.value)

        task = self._task = self._workspace.run(job, done, title=_("Drawing the list"))

    def print(self) -> None:
        """Print it, once it is drawn."""
        self._with_paper("print", lambda made: ask_and_print(self, made.content, made.name, self._workspace.notices))

    def save(self) -> None:
        """Ask where the PDF goes, and save it there."""
        self._with_paper("save", lambda made: ask_where(self, self._workspace, made, self.preview.saved))

    def _connect(self) -> None:
        self.audience.chosen.connect(lambda _audience: self.draw())
        self.preview.wanted.connect(self.draw)
        self._back.clicked.connect(lambda: self.left.emit())
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print)

    def _show(self, printed: Printed) -> None:
        self.printed = printed
        self.preview.show_pages(printed.content)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(printed)

    def _with_paper(self, verb: str, then: Callable[[Printed], object]) -> None:
        def note_and_go_on(printed: Printed) -> None:
            note_access(self._workspace.ledger, f"{verb}.search", self._words, self.audience.value().value)
            then(printed)

        if self.printed is not None:
            note_and_go_on(self.printed)
            return
        self._waiting.append(note_and_go_on)
        if self._task is None:
            self.draw()

    def _stop(self) -> None:
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None


def _drawn(ledger: Ledger, asked: _Asked, today: date, made_at: datetime, progress: Progress) -> Printed:
    from ledger.people.reading import names_of_everybody
    from ledger.places.staff import community
    from ledger.reports.search_list import draw_search, search_file
    from ledger.search.finding import ALL_KINDS, find

    words, kinds, audience = asked
    found = find(ledger, words, today=today, limit=MOST, kinds=kinds or ALL_KINDS, offer_nearest=False)
    residents = names_of_everybody(ledger) if audience is Audience.DEPARTMENT else ()
    with TemporaryDirectory(prefix="minqing-") as folder:
        path = Path(folder) / "found.pdf"
        name = community(ledger).name
        draw_search(
            found, path, community=name, made_at=made_at, audience=audience, residents=residents, progress=progress
        )
        return Printed(path.read_bytes(), file_name(search_file(found, audience)))
