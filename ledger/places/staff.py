"""The community, its grids and its workers."""

from typing import Any

from ledger.errors import refuse
from ledger.places.added import Added
from ledger.places.entered import entered_name, entered_reason, refuse_taken_name, standing_row
from ledger.records.staff import Community, Grid, Role, Worker
from ledger.store import Changed, Ledger


def community(ledger: Ledger) -> Community:
    """The community this ledger is kept for."""
    row = ledger.row("select uid, name, street, district from community order by id limit 1")
    return Community(row["uid"], row["name"], row["street"], row["district"]) if row else Community("", "", "", "")


def update_community(ledger: Ledger, *, name: str, street: str = "", district: str = "") -> Changed:
    """Change what the community is called. Raises InputProblem: "name_missing", "name_too_long"."""
    columns = {"name": entered_name(name), "street": street.strip(), "district": district.strip()}
    with ledger.write("community.update") as write:
        write.update("community", ledger.value("select min(id) from community"), **columns)
    return write.changed


def grids(ledger: Ledger) -> tuple[Grid, ...]:
    """The grids, in their order."""
    found = ledger.rows("select id, uid, name from grid where withdrawn_at is null order by position, id")
    return tuple(Grid(row["id"], row["uid"], row["name"]) for row in found)


def add_grid(ledger: Ledger, *, name: str) -> Added:
    """Add a grid after the others. Raises InputProblem: "name_missing", "name_too_long", "name_taken"."""
    name = entered_name(name)
    with ledger.write("grid.add") as write:
        refuse_taken_name(ledger, "grid", name)
        position = ledger.value("select coalesce(max(position), -1) + 1 from grid")
        id_ = write.insert("grid", name=name, position=position)
    return Added(id_, write.changed)


def rename_grid(ledger: Ledger, grid_id: int, *, name: str) -> Changed:
    """Rename a grid. Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry"."""
    name = entered_name(name)
    with ledger.write("grid.rename") as write:
        standing_row(ledger, "grid", grid_id)
        refuse_taken_name(ledger, "grid", name, but=grid_id)
        write.update("grid", grid_id, name=name)
    return write.changed


def withdraw_grid(ledger: Ledger, grid_id: int, *, reason: str) -> Changed:
    """Withdraw a grid nobody and nothing belongs to any more.

    Raises InputProblem: "reason_missing", "no_such_entry", "grid_in_use" (`buildings`, `workers`, `matters` left).
    """
    reason = entered_reason(reason)
    with ledger.write("grid.withdraw") as write:
        standing_row(ledger, "grid", grid_id)
        (left,) = ledger.rows(
            "select (select count(*) from building where grid_id = :id and withdrawn_at is null) as buildings,"
            " (select count(*) from worker where grid_id = :id and withdrawn_at is null) as workers,"
            " (select count(*) from matter where grid_id = :id and withdrawn_at is null"
            " and status in ('registered', 'accepted', 'in_progress', 'waiting')) as matters",
            {"id": grid_id},
        )
        if any(left):
            raise refuse("", "grid_in_use", **dict(left))
        write.withdraw("grid", grid_id, reason)
    return write.changed


def workers(ledger: Ledger, *, grid_id: int | None = None) -> tuple[Worker, ...]:
    """Those who work in the community, secretary first; with `grid_id` only those of that grid."""
    found = ledger.rows(
        "select id, uid, name, role, grid_id from worker where withdrawn_at is null and (:grid is null or"
        " grid_id = :grid) order by role <> 'secretary', role <> 'grid_worker', grid_id, id",
        {"grid": grid_id},
    )
    return tuple(_worker(row) for row in found)


def worker(ledger: Ledger, worker_id: int) -> Worker:
    """One worker, also one who has left. Raises InputProblem: "no_such_entry"."""
    row = ledger.row("select id, uid, name, role, grid_id from worker where id = ?", (worker_id,))
    if row is None:
        raise refuse("", "no_such_entry", table="worker")
    return _worker(row)


def add_worker(
    ledger: Ledger, *, name: str, role: Role = Role.GRID_WORKER, grid_id: int | None = None, phone: str = ""
) -> Added:
    """Add a worker. Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry"."""
    name = entered_name(name)
    with ledger.write("worker.add") as write:
        refuse_taken_name(ledger, "worker", name)
        if grid_id is not None:
            standing_row(ledger, "grid", grid_id, field="grid_id")
        id_ = write.insert("worker", name=name, role=role.value, grid_id=grid_id, phone=phone.strip())
    return Added(id_, write.changed)


def update_worker(
    ledger: Ledger, worker_id: int, *, name: str, role: Role, grid_id: int | None, phone: str = ""
) -> Changed:
    """Change a worker's name, role, grid and phone.

    Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry".
    """
    name = entered_name(name)
    with ledger.write("worker.update") as write:
        standing_row(ledger, "worker", worker_id)
        refuse_taken_name(ledger, "worker", name, but=worker_id)
        if grid_id is not None:
            standing_row(ledger, "grid", grid_id, field="grid_id")
        write.update("worker", worker_id, name=name, role=role.value, grid_id=grid_id, phone=phone.strip())
    return write.changed


def withdraw_worker(ledger: Ledger, worker_id: int, *, reason: str) -> Changed:
    """Withdraw a worker who has left. What the worker did stays.

    Raises InputProblem: "reason_missing", "no_such_entry", "last_worker", and "worker_has_matters" (`count` open
    ones): every open matter has a person responsible (事不漏), so they are handed over first.
    """
    reason = entered_reason(reason)
    with ledger.write("worker.withdraw") as write:
        standing_row(ledger, "worker", worker_id)
        if ledger.value("select count(*) from worker where withdrawn_at is null") == 1:
            raise refuse("", "last_worker")
        count = ledger.value(
            "select count(*) from matter where responsible_id = ? and withdrawn_at is null"
            " and status in ('registered', 'accepted', 'in_progress', 'waiting')",
            (worker_id,),
        )
        if count:
            raise refuse("", "worker_has_matters", count=count)
        write.withdraw("worker", worker_id, reason)
    return write.changed


def assign_building(ledger: Ledger, building_id: int, *, grid_id: int | None) -> Changed:
    """Give a building to a grid, or to none. Raises InputProblem: "no_such_entry"."""
    with ledger.write("building.assign") as write:
        standing_row(ledger, "building", building_id)
        if grid_id is not None:
            standing_row(ledger, "grid", grid_id, field="grid_id")
        write.update("building", building_id, grid_id=grid_id)
    return write.changed


def _worker(row: Any) -> Worker:
    return Worker(row["id"], row["uid"], row["name"], Role(row["role"]), row["grid_id"])
