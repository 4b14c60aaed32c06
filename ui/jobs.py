"""Long work beside the window: one background thread, one job after the other, nothing lost.

A job is a function of its `Progress`. What it returns and what it raises come to the same callback, in the
window's thread, so that no screen can wait for ever.
"""

import contextvars
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal, Slot

from ledger.errors import Cancelled

# The window hears of progress at most this often (seconds); a job may report every row.
_REPORT_EVERY = 0.05


class Progress:
    """Given to a job: call it with (done, total). Raises Cancelled there once the user has cancelled."""

    def __init__(self, report: Callable[[int, int], object]) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say how far the job is; a total of 0 means nobody knows. Raises Cancelled."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY or done == total:
            self._last = now
            self._report(done, total)

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled.set()


Job = Callable[[Progress], Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its value, or the error that ended it (Cancelled where the user did)."""

    value: Any = None
    error: BaseException | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the user stopped it."""
        return isinstance(self.error, Cancelled)

    def result(self) -> Any:
        """The value. Raises what the job raised."""
        if self.error is not None:
            raise self.error
        return self.value


class Task(QObject):
    """One job on its way, as the window sees it: `progressed(done, total)`, then `finished(Outcome)` once.

    Both arrive in the window's thread.
    """

    progressed = Signal(int, int)
    finished = Signal(object)

    def __init__(self, job: Job, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._job = job
        # The job speaks the language of whoever started it.
        self._context = contextvars.copy_context()
        self._progress = Progress(self.progressed.emit)

    def cancel(self) -> None:
        """Ask the job to stop; `finished` still follows."""
        self._progress.cancel()

    def outcome(self) -> Outcome:
        """Do the job, in the background thread. Everything it raises is part of its outcome."""
        try:
            return Outcome(value=self._context.run(self._work))
        except BaseException as error:
            return Outcome(error=error)

    def _work(self) -> Any:
        self._progress(0, 0)
        return self._job(self._progress)


class _Bench(QObject):
    """Where the jobs are done: lives in the background thread."""

    done = Signal(object, object)

    @Slot(object)
    def work(self, task: Task) -> None:
        self.done.emit(task, task.outcome())


class Jobs(QObject):
    """The queue in front of the one background thread. `started(Task)` lets a window show progress."""

    started = Signal(object)
    _submitted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[Task, Callable[[Outcome], object]] = {}
        self._thread: QThread | None = None
        self._bench: _Bench | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._tasks)

    def run(self, job: Job, on_done: Callable[[Outcome], object], *, title: str = "") -> Task:
        """Run `job(progress)` in the background, then `on_done(outcome)` in this thread. Returns at once."""
        self._open_bench()
        task = Task(job, title, self)
        self._tasks[task] = on_done
        self.started.emit(task)
        self._submitted.emit(task)
        return task

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Cancel what runs, wait for it, and end the thread. What was running or waiting still calls back, now."""
        self.cancel_all()
        if self._thread is None:
            return
        self._thread.quit()
        self._thread.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        self._thread = self._bench = None
        for task in list(self._tasks):
            self._finish(task, Outcome(error=Cancelled()))

    def _open_bench(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread()
        self._bench = _Bench()
        self._bench.moveToThread(self._thread)
        self._submitted.connect(self._bench.work)
        self._bench.done.connect(self._finish)
        self._thread.start()

    @Slot(object, object)
    def _finish(self, task: Task, outcome: Outcome) -> None:
        on_done = self._tasks.pop(task)
        task.finished.emit(outcome)
        task.deleteLater()
        on_done(outcome)
