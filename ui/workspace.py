"""The ledger that is open, who works in it, and the two ways to work: at once, or in the background."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from ledger.errors import InputProblem, LedgerError
from ledger.language import _
from ui.jobs import Jobs, Outcome, Progress, Task
from ui.notices import Notices
from ui.settings.preferences import ACTOR, Preferences

if TYPE_CHECKING:
    from ledger.records.staff import Community, Worker
    from ledger.store import Changed, Ledger

LedgerJob = Callable[["Ledger", Progress], Any]


class ShowsProblems(Protocol):
    """A form that can put each problem under its own field."""

    def show_problems(self, problems: InputProblem) -> None:
        """Show them."""

    def clear_problems(self) -> None:
        """Forget them."""


class Workspace(QObject):
    """What every page is given. `changed(Changed)` follows every write, whoever made it.

    `closing` goes out while the ledger is still open: whoever has a connection of its own lets go of the file.
    """

    changed = Signal(object)
    opened = Signal()
    closing = Signal()
    closed = Signal()
    worker_changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        *,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.notices = Notices(self)
        self.jobs = Jobs(self)
        self._today = today
        self._ledger: Ledger | None = None
        self._worker: Worker | None = None
        self._undoable: list[tuple[int, str]] = []
        self._redoable: list[tuple[int, str]] = []

    @property
    def is_open(self) -> bool:
        """Whether a ledger is open."""
        return self._ledger is not None

    @property
    def ledger(self) -> "Ledger":
        """The open ledger, for reading in the window's thread. Raises RuntimeError while none is open."""
        if self._ledger is None:
            raise RuntimeError("no ledger is open")
        return self._ledger

    @property
    def community(self) -> "Community":
        """The community this ledger is kept for, as it stands now."""
        from ledger.places.staff import community

        return community(self.ledger)

    @property
    def workers(self) -> "tuple[Worker, ...]":
        """The workers of the community, as they stand now."""
        from ledger.places.staff import workers

        return workers(self.ledger)

    @property
    def worker(self) -> "Worker":
        """Who works at this window: in whose name is written."""
        if self._worker is None:
            self._worker = self._chosen_worker()
        return self._worker

    def today(self) -> date:
        """The day it is."""
        return self._today()

    def open(self, path: Path) -> None:
        """Open the ledger at `path` in place of the one that is open. Raises WorldProblem; then nothing changed."""
        from ledger.store import open_ledger

        if self._ledger is None or self._ledger.path.resolve() != path.resolve():
            self.adopt(open_ledger(path))

    def adopt(self, ledger: "Ledger") -> None:
        """Take over a ledger just opened or made."""
        self.close()
        self._ledger = ledger
        self.preferences.remember_ledger(ledger.path)
        ledger.actor = self.worker.uid
        self.opened.emit()

    def close(self) -> None:
        """Stop background work and close the ledger, if one is open."""
        if self._ledger is None:
            return
        self.jobs.close()
        self.closing.emit()
        self._ledger.close()
        self._ledger = self._worker = None
        self._undoable.clear()
        self._redoable.clear()
        self.closed.emit()

    def work_as(self, worker: "Worker") -> None:
        """Write in this worker's name from now on."""
        self._worker = worker
        self.ledger.actor = worker.uid
        self.preferences.set(ACTOR, worker.uid)
        self.worker_changed.emit()

    def write(
        self,
        action: Callable[..., Any],
        *args: Any,
        said: str = "",
        form: ShowsProblems | None = None,
        **kwargs: Any,
    ) -> Any | None:
        """Call `action(ledger, *args, **kwargs)`, a small save, now; return what it returns, or None if it failed.

        `said` is told in a toast with 撤销. Problems of input go under the fields of `form` (into a banner
        where there is none), problems of the world into a banner. Bugs are raised.
        """
        try:
            written = action(self.ledger, *args, **kwargs)
        except InputProblem as problem:
            if form is not None:
                form.show_problems(problem)
            else:
                self.notices.explain(problem)
            return None
        except LedgerError as error:
            self.notices.explain(error)
            return None
        if form is not None:
            form.clear_problems()
        self._note(changes_in(written), said)
        return written

    def undo_last(self) -> None:
        """Take back the last write of this session that is not taken back yet."""
        if self._undoable:
            self._undo(*self._undoable[-1])
        else:
            self.notices.toast(_("There is nothing to undo."))

    def redo_last(self) -> None:
        """Do again what was taken back last, unless something was written since."""
        if self._redoable:
            self._redo(*self._redoable[-1])
        else:
            self.notices.toast(_("There is nothing to do again."))

    def run(self, job: LedgerJob, on_done: Callable[[Outcome], object], *, title: str = "") -> Task:
        """Run `job(ledger, progress)` in the background on its own connection, then `on_done(outcome)` here.

        After a second the window shows `title`, progress and 取消. Writes among the job's results (a Changed,
        or a record with `changed`) are announced before `on_done`.
        """
        ledger = self.ledger

        def work(progress: Progress) -> Any:
            companion = ledger.companion()
            try:
                return job(companion, progress)
            finally:
                companion.close()

        def done(outcome: Outcome) -> None:
            for changed in changes_in(outcome.value):
                # No undo by a key for thousands of rows: what wrote them offers its own way back.
                if changed.sequence:
                    self.changed.emit(changed)
            on_done(outcome)

        return self.jobs.run(work, done, title=title)

    def _note(self, changes: "list[Changed]", said: str) -> None:
        real = [changed for changed in changes if changed.sequence]
        if real:
            self._redoable.clear()
        for changed in real:
            self._undoable.append((changed.sequence, said))
            self.changed.emit(changed)
        if not said:
            return
        if len(real) == 1:
            sequence = real[0].sequence
            self.notices.toast(said, action=_("Undo"), on_action=lambda: self._undo(sequence, said))
        else:
            self.notices.toast(said)

    def _undo(self, sequence: int, said: str) -> None:
        changed = self._take_back(sequence)
        if changed is None:
            return
        self._undoable = [entry for entry in self._undoable if entry[0] != sequence]
        self._redoable.append((changed.sequence, said))
        self.changed.emit(changed)
        text = _("Undone: %(what)s") % {"what": said} if said else _("Undone")
        self.notices.toast(text, action=_("Redo"), on_action=lambda: self._redo(changed.sequence, said))

    def _redo(self, sequence: int, said: str) -> None:
        # To undo an undo is to do it again.
        changed = self._take_back(sequence)
        if changed is None:
            return
        self._redoable = [entry for entry in self._redoable if entry[0] != sequence]
        self._undoable.append((changed.sequence, said))
        self.changed.emit(changed)
        text = said or _("Done again")
        self.notices.toast(text, action=_("Undo"), on_action=lambda: self._undo(changed.sequence, said))

    def _take_back(self, sequence: int) -> "Changed | None":
        from ledger.store.undo import undo
        from ui.waiting import wait_cursor

        try:
            # A page of hundreds of visits takes its second to go.
            with wait_cursor():
                return undo(self.ledger, sequence=sequence)
        except LedgerError as error:
            self.notices.explain(error)
            return None

    def _chosen_worker(self) -> "Worker":
        known = self.workers
        kept = self.preferences.get(ACTOR)
        return next((worker for worker in known if worker.uid == kept), known[0])


def changes_in(written: Any) -> "list[Changed]":
    """The writes named by what a ledger function returned: a Changed, a record with one, or a tuple of them."""
    from ledger.store import Changed

    if isinstance(written, Changed):
        return [written]
    if isinstance(written, tuple | list):
        return [changed for part in written for changed in changes_in(part)]
    changed = getattr(written, "changed", None)
    return [changed] if isinstance(changed, Changed) else []
