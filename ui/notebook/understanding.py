"""What the ledger understands of the page: kept up with every key, without ever holding the window up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import inf
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.people.listing import ResidentFilter, count_residents
from ledger.records.proposals import EntryKey, Proposal
from ledger.store import Changed, Ledger
from ui.drafts import Content
from ui.jobs import Outcome, Progress
from ui.workspace import Workspace

# So many residents are read in the blink of an eye; more are read beside the window.
_AT_ONCE = 1500
# The window is given its turn after reading for so long (seconds).
_HELPING = 0.02

Decision = Callable[[Manuscript], object]


class Understanding(QObject):
    """`understood` follows whenever proposals are current again after a change of any kind."""

    understood = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._manuscript: Manuscript | None = None
        self._is_preparing = False
        self._text = ""
        self._draft: Content | None = None
        self._day = workspace.today()
        self._news: list[Changed] = []
        self._turning = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(lambda: self._read_on())
        workspace.changed.connect(self._note_news)
        workspace.closed.connect(self._timer.stop)

    # Reading

    @property
    def manuscript(self) -> Manuscript | None:
        """The page as it is understood; None until the roster is read."""
        return self._manuscript

    @property
    def proposals(self) -> Sequence[Proposal]:
        """What the page would be entered as."""
        return self._manuscript.proposals if self._manuscript else ()

    @property
    def lines(self) -> Mapping[EntryKey, int]:
        """The line each proposal stands on, from 1."""
        return self._manuscript.lines if self._manuscript else {}

    @property
    def day(self) -> date:
        """The day the page is written on."""
        return self._day

    @property
    def is_current(self) -> bool:
        """Whether the proposals are those of the words that stand there now."""
        written = self._manuscript
        return written is not None and self._draft is None and not self._turning and written.text == self._text

    def content(self) -> Content:
        """The page as a draft, with the words that stand there now."""
        kept = self._draft if self._draft is not None else self._manuscript.draft() if self._manuscript else {}
        return {**kept, "text": self._text, "day": self._day.isoformat()}

    # Writing

    def prepare(self) -> None:
        """Get to know the roster, unless that is done: at once where it is short, else beside the window."""
        if self._manuscript is not None or self._is_preparing:
            return
        self._is_preparing = True
        self._news.clear()
        ledger = self._workspace.ledger
        if count_residents(ledger, ResidentFilter()) <= _AT_ONCE:
            self._begin(LedgerRoster(ledger))
        else:
            self._workspace.run(_read_roster, self._prepared)

    def write(self, text: str) -> None:
        """These are the words now."""
        self._text = text
        self._read_on()

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Go on with a page as a draft kept it."""
        self._draft = dict(draft)
        self._text = str(draft.get("text") or "")
        self._day = _day_of(draft, self._day)
        if self._manuscript is not None:
            self._manuscript.today = self._day
        self._read_on()

    def decide(self, decision: Decision) -> bool:
        """Decide something of an entry; returns whether there is a decision more to be taken back than before."""
        written = self._manuscript
        if written is None:
            return False
        before, taken = written.proposals, written.decisions_taken
        decision(written)
        if written.proposals != before:
            self.understood.emit()
        # One that shows nowhere (who was met, on a patrol) has its place in the order of steps too.
        return written.decisions_taken != taken

    def turn_to(self, day: date) -> None:
        """The page is written on another day."""
        self._day = day
        if self._manuscript is not None:
            # Every line is read anew, in helpings.
            self._manuscript.today = day
            self._turning = True
            self._read_on()

    def work_as(self, worker_id: int) -> None:
        """The visits are another worker's, where the page names nobody."""
        if self._manuscript is not None and self._manuscript.worker_id != worker_id:
            self._manuscript.work_as(worker_id)
            self.understood.emit()

    def take_in(self) -> None:
        """Take in what was written in the ledger since."""
        if self._manuscript is None:
            return
        if not self._news:
            return
        rows = frozenset[tuple[str, str]]().union(*(changed.rows for changed in self._news))
        self._news.clear()
        self._manuscript.take_note(Changed("", 0, rows))
        # A name more may be meant by any line: of a long page they are read again in helpings.
        self._turning = True
        self._read_on()

    def finish(self) -> None:
        """Read to the end now, however long it takes."""
        self._read_on(inf)

    # Internals

    def _note_news(self, changed: Changed) -> None:
        # Taken in when the page is next refreshed, which is at once where it is seen.
        self._news.append(changed)

    def _prepared(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._is_preparing = False
            self._workspace.notices.explain(outcome.error)
        elif self._workspace.is_open:
            self._begin(outcome.value)

    def _begin(self, roster: LedgerRoster) -> None:
        ledger = self._workspace.ledger
        roster.go_on_with(ledger)
        worker_id = self._workspace.worker.id
        self._manuscript = Manuscript(ledger, roster, today=self._day, worker_id=worker_id)
        self._is_preparing = False
        self.take_in()
        self._read_on()

    def _read_on(self, seconds: float = _HELPING) -> None:
        written = self._manuscript
        if written is None:
            return
        self._timer.stop()
        if self._draft is not None:
            # As it was kept first: its corrections belong to its own lines, whatever was typed since.
            if not written.read_ahead(str(self._draft.get("text") or ""), seconds=seconds):
                self._timer.start()
                return
            written.take_up(self._draft)
            self._draft = None
        if not written.read_ahead(self._text, seconds=seconds):
            self._timer.start()
            return
        written.write(self._text)
        if self._turning:
            self._turning = False
            written.read_again()
        self.understood.emit()


def _read_roster(ledger: Ledger, _progress: Progress) -> LedgerRoster:
    from ledger.notebook.guessing import get_ready
    from ledger.people.pinyin import pinyin_columns

    get_ready()
    # The table of sounds is loaded with the first name looked for by its sound: here nobody waits for it.
    pinyin_columns("王")
    return LedgerRoster(ledger)


def _day_of(draft: Mapping[str, Any], otherwise: date) -> date:
    try:
        return date.fromisoformat(str(draft.get("day") or ""))
    except ValueError:
        return otherwise
