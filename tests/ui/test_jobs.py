import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread

from ledger.errors import Cancelled
from ledger.language import current_language, in_language
from ui.jobs import Jobs, Outcome, Progress


@pytest.fixture
def jobs(qapp: Any) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_a_job_runs_elsewhere_and_calls_back_here(jobs: Jobs, qtbot: Any) -> None:
    where: list[Any] = []
    jobs.run(
        lambda _progress: threading.get_ident(), lambda outcome: where.extend((outcome.value, QThread.currentThread()))
    )
    qtbot.waitUntil(lambda: bool(where))
    assert where[0] != threading.get_ident()
    assert where[1] is jobs.thread()


def test_jobs_are_done_one_after_the_other(jobs: Jobs, qtbot: Any) -> None:
    done: list[int] = []
    for number in range(5):
        jobs.run(lambda _progress, n=number: n, lambda outcome: done.append(outcome.value))
    assert jobs.busy
    qtbot.waitUntil(lambda: len(done) == 5)
    assert done == [0, 1, 2, 3, 4]
    assert not jobs.busy


def test_whatever_is_raised_comes_to_the_same_callback(jobs: Jobs, qtbot: Any) -> None:
    outcomes: list[Outcome] = []

    def leave(_progress: Progress) -> None:
        raise SystemExit(3)

    jobs.run(leave, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    with pytest.raises(SystemExit):
        outcomes[0].result()


def test_progress_is_told_and_the_end_always(jobs: Jobs, qtbot: Any) -> None:
    told: list[tuple[int, int]] = []
    outcomes: list[Outcome] = []

    def count(progress: Progress) -> None:
        for number in range(1, 1001):
            progress(number, 1000)

    task = jobs.run(count, outcomes.append, title="数")
    task.progressed.connect(lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: bool(outcomes))
    assert told[-1] == (1000, 1000)
    assert len(told) < 500


def test_a_job_can_be_cancelled_before_it_began(jobs: Jobs, qtbot: Any) -> None:
    began = threading.Event()
    outcomes: list[Outcome] = []
    jobs.run(lambda _progress: began.wait(5), outcomes.append)
    second = jobs.run(lambda _progress: 1, outcomes.append)
    second.cancel()
    began.set()
    qtbot.waitUntil(lambda: len(outcomes) == 2)
    assert outcomes[1].cancelled


def test_closing_waits_and_loses_no_callback(jobs: Jobs) -> None:
    outcomes: list[Outcome] = []

    def work(progress: Progress) -> None:
        while True:
            progress(1, 0)

    jobs.run(work, outcomes.append)
    jobs.run(work, outcomes.append)
    jobs.close()
    assert [type(outcome.error) for outcome in outcomes] == [Cancelled, Cancelled]
    assert not jobs.busy
    jobs.run(lambda _progress: 7, outcomes.append)
    jobs.close()
    assert len(outcomes) == 3


def test_a_job_speaks_the_language_of_whoever_started_it(jobs: Jobs, qtbot: Any) -> None:
    spoken: list[str] = []
    with in_language("en"):
        jobs.run(lambda _progress: current_language(), lambda outcome: spoken.append(outcome.value))
    qtbot.waitUntil(lambda: bool(spoken))
    assert spoken == ["en"]
