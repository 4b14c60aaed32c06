"""Community, grids and workers."""

import pytest

from ledger.errors import InputProblem
from ledger.places import doors, staff
from ledger.records.places import Address
from ledger.records.staff import Role
from ledger.store import Ledger
from ledger.store.undo import undo


def refused(problem: pytest.ExceptionInfo[InputProblem]) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in problem.value.problems]


def test_the_community_is_renamed(ledger: Ledger) -> None:
    changed = staff.update_community(ledger, name=" 金苑社区 ", street="清和街道", district="城关区")
    assert staff.community(ledger).full_name == "城关区清和街道金苑社区"
    assert changed.tables == {"community"}
    with pytest.raises(InputProblem) as problem:
        staff.update_community(ledger, name=" ")
    assert refused(problem) == [("name", "name_missing")]


def test_grids_keep_the_order_they_were_added_in(ledger: Ledger) -> None:
    for name in ("第三网格", "第一网格", "第二网格"):
        staff.add_grid(ledger, name=name)
    assert [grid.name for grid in staff.grids(ledger)] == ["第三网格", "第一网格", "第二网格"]


def test_a_grid_name_is_there_once(ledger: Ledger) -> None:
    first = staff.add_grid(ledger, name="第一网格")
    second = staff.add_grid(ledger, name="第二网格")
    with pytest.raises(InputProblem) as problem:
        staff.rename_grid(ledger, second.id, name="第一网格")
    assert refused(problem) == [("name", "name_taken")]
    staff.rename_grid(ledger, first.id, name="东网格")
    staff.rename_grid(ledger, second.id, name="第一网格")
    assert [grid.name for grid in staff.grids(ledger)] == ["东网格", "第一网格"]


def test_a_grid_in_use_is_not_withdrawn(ledger: Ledger) -> None:
    grid = staff.add_grid(ledger, name="第一网格").id
    doors.find_or_make_dwelling(ledger, Address("银苑小区", "3", "2", "501"))
    building = doors.buildings(ledger)[0].id
    staff.assign_building(ledger, building, grid_id=grid)
    assert doors.buildings(ledger, grid_id=grid)[0].grid == "第一网格"
    with pytest.raises(InputProblem) as problem:
        staff.withdraw_grid(ledger, grid, reason="并入第二网格")
    assert problem.value.problems[0].code == "grid_in_use"
    assert dict(problem.value.problems[0].values) == {"buildings": "1", "workers": "0", "matters": "0"}
    staff.assign_building(ledger, building, grid_id=None)
    with pytest.raises(InputProblem, match="reason_missing"):
        staff.withdraw_grid(ledger, grid, reason="")
    staff.withdraw_grid(ledger, grid, reason="并入第二网格")
    assert staff.grids(ledger) == ()


def test_workers_secretary_first(ledger: Ledger) -> None:
    grid = staff.add_grid(ledger, name="第一网格").id
    staff.add_worker(ledger, name="义工老张", role=Role.OTHER)
    added = staff.add_worker(ledger, name="马兰", grid_id=grid, phone="19000001001")
    assert [worker.name for worker in staff.workers(ledger)] == ["王书记", "马兰", "义工老张"]
    assert [worker.name for worker in staff.workers(ledger, grid_id=grid)] == ["马兰"]
    staff.update_worker(ledger, added.id, name="马兰兰", role=Role.GRID_WORKER, grid_id=None)
    assert staff.worker(ledger, added.id).name == "马兰兰"
    undo(ledger, sequence=staff.withdraw_worker(ledger, added.id, reason="调离").sequence)
    assert staff.worker(ledger, added.id) in staff.workers(ledger)


def test_somebody_must_keep_the_ledger(ledger: Ledger) -> None:
    with pytest.raises(InputProblem, match="last_worker"):
        staff.withdraw_worker(ledger, staff.workers(ledger)[0].id, reason="退休")


def test_who_is_responsible_for_open_matters_hands_them_over_first(ledger: Ledger) -> None:
    added = staff.add_worker(ledger, name="马兰")
    with ledger.write("matter.register") as write:
        write.insert(
            "matter",
            number="MQ-2026-0001",
            title="楼道灯不亮",
            registered_on="2026-11-20",
            category_id=1,
            level="grid",
            urgency="simple",
            status="accepted",
            responsible_id=added.id,
            due_on="2026-11-25",
        )
    with pytest.raises(InputProblem, match="worker_has_matters"):
        staff.withdraw_worker(ledger, added.id, reason="调离")


def test_what_is_not_there_is_refused(ledger: Ledger) -> None:
    for call in (
        lambda: staff.rename_grid(ledger, 99, name="x"),
        lambda: staff.add_worker(ledger, name="x", grid_id=99),
        lambda: staff.assign_building(ledger, 99, grid_id=None),
        lambda: staff.worker(ledger, 99),
    ):
        with pytest.raises(InputProblem, match="no_such_entry"):
            call()
