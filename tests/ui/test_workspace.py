from typing import Any

from ledger.errors import WorldProblem
from ledger.places import staff
from ledger.store import Ledger
from ui.jobs import Outcome, Progress
from ui.widgets import Form
from ui.workspace import Workspace


def _toasts(workspace: Workspace) -> list[Any]:
    said: list[Any] = []
    workspace.notices.listen(said.append)
    return said


def test_a_write_is_announced_with_what_it_changed(workspace: Workspace, qtbot: Any) -> None:
    with qtbot.waitSignal(workspace.changed) as announced:
        added = workspace.write(staff.add_grid, name="第一网格")
    assert announced.args[0].tables == {"grid"}
    assert staff.grids(workspace.ledger)[0].id == added.id


def test_a_toast_undoes_and_redoes(workspace: Workspace) -> None:
    said = _toasts(workspace)
    workspace.write(staff.add_grid, name="第一网格", said="网格已添加")
    assert said[-1].text == "网格已添加"
    said[-1].on_action()
    assert staff.grids(workspace.ledger) == ()
    said[-1].on_action()
    assert [grid.name for grid in staff.grids(workspace.ledger)] == ["第一网格"]


def test_undo_last_takes_writes_back_in_turn(workspace: Workspace) -> None:
    said = _toasts(workspace)
    for name in ("第一网格", "第二网格"):
        workspace.write(staff.add_grid, name=name)
    workspace.undo_last()
    assert [grid.name for grid in staff.grids(workspace.ledger)] == ["第一网格"]
    workspace.undo_last()
    assert staff.grids(workspace.ledger) == ()
    workspace.undo_last()
    assert len(said) == 3


def test_what_was_taken_back_is_done_again_until_something_is_written(workspace: Workspace) -> None:
    said = _toasts(workspace)
    for name in ("第一网格", "第二网格"):
        workspace.write(staff.add_grid, name=name)
    for _each in range(2):
        workspace.undo_last()
    for _each in range(2):
        workspace.redo_last()
    assert [grid.name for grid in staff.grids(workspace.ledger)] == ["第一网格", "第二网格"]
    workspace.undo_last()
    assert [grid.name for grid in staff.grids(workspace.ledger)] == ["第一网格"]
    workspace.write(staff.add_grid, name="第三网格")
    workspace.redo_last()
    assert said[-1].text == "没有可以重做的。"
    assert [grid.name for grid in staff.grids(workspace.ledger)] == ["第一网格", "第三网格"]


def test_problems_go_under_their_field(workspace: Workspace, qtbot: Any) -> None:
    from PySide6.QtWidgets import QLineEdit

    form = Form()
    qtbot.addWidget(form)
    form.add("name", "名称", QLineEdit())
    assert workspace.write(staff.add_grid, name=" ", form=form) is None
    assert set(form.problems()) == {"name"}
    assert workspace.write(staff.add_grid, name="第一网格", form=form)
    assert form.problems() == {}


def test_problems_without_a_form_and_of_the_world_are_told(workspace: Workspace) -> None:
    said = _toasts(workspace)
    workspace.write(staff.add_grid, name=" ")

    def fail(_ledger: Ledger) -> None:
        raise WorldProblem("disk_full", "账本.mqzb")

    assert workspace.write(fail) is None
    assert len(said) == 2
    assert "账本.mqzb" in said[1].text
    assert said[1].details


def test_a_job_has_its_own_connection_and_its_writes_are_announced(workspace: Workspace, qtbot: Any) -> None:
    outcomes: list[Outcome] = []

    def job(ledger: Ledger, progress: Progress) -> Any:
        assert ledger is not workspace.ledger
        progress(1, 2)
        return staff.add_grid(ledger, name="第一网格")

    with qtbot.waitSignal(workspace.changed):
        workspace.run(job, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes[0].error is None
    assert staff.grids(workspace.ledger)[0].name == "第一网格"


def test_errors_of_a_job_reach_the_same_callback(workspace: Workspace, qtbot: Any) -> None:
    outcomes: list[Outcome] = []

    def job(_ledger: Ledger, _progress: Progress) -> None:
        raise ValueError("broken")

    workspace.run(job, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert isinstance(outcomes[0].error, ValueError)


def test_a_cancelled_job_says_so(workspace: Workspace, qtbot: Any) -> None:
    outcomes: list[Outcome] = []

    def job(_ledger: Ledger, progress: Progress) -> None:
        while True:
            progress(0, 0)

    task = workspace.run(job, outcomes.append)
    task.cancel()
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes[0].cancelled


def test_who_writes_is_remembered(workspace: Workspace) -> None:
    added = workspace.write(staff.add_worker, name="李强")
    chosen = next(worker for worker in workspace.workers if worker.id == added.id)
    workspace.work_as(chosen)
    assert workspace.ledger.actor == chosen.uid
    path = workspace.ledger.path
    workspace.close()
    workspace.open(path)
    assert workspace.worker.name == "李强"
