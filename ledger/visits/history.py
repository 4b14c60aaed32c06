"""Looking back at visits: of a household, of a worker, of a stretch of days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.records.visits import Visit, VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits to list; None and "" leave a condition out.

    `text` is looked for in notes, places, doors (3-2-501) and the names of those asked.
    """

    household_id: int | None = None
    resident_id: int | None = None
    worker_id: int | None = None
    grid_id: int | None = None
    mode: VisitMode | None = None
    outcome: VisitOutcome | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""


def list_visits(ledger: Ledger, wanted: VisitFilter, *, limit: int = 500, offset: int = 0) -> tuple[Visit, ...]:
    """Visits that fit, newest first."""
    where, parameters = _conditions(wanted)
    # The ids first, along the index of days: names and addresses are looked up for one page only.
    rows = ledger.rows(
        f"{_SELECT} where v.id in (select v.id from visit v where {where} {_NEWEST} limit ? offset ?) {_NEWEST}",
        (*parameters, limit, offset),
    )
    return tuple(_visit(row) for row in rows)


def count_visits(ledger: Ledger, wanted: VisitFilter) -> int:
    """How many visits fit."""
    where, parameters = _conditions(wanted)
    return int(ledger.value(f"select count(*) from visit v where {where}", parameters))


def visit(ledger: Ledger, visit_id: int) -> Visit | None:
    """One visit, withdrawn or not; None where there is no such."""
    row = ledger.row(f"{_SELECT} where v.id = ?", (visit_id,))
    return _visit(row) if row else None


_NEWEST = "order by v.on_date desc, v.at_time desc, v.id desc"

_SELECT = (
    f"select v.id, v.uid, v.on_date, v.at_time, v.mode, v.outcome, v.dwelling_id, v.household_id, v.place,"
    f" coalesce({ADDRESS_SQL}, '') as address, w.name as worker, v.note, v.revisit_on, v.booked_on, v.withdrawn_at,"
    " (select group_concat(name, '\u0001') from (select name from visit_person p where p.visit_id = v.id"
    " and p.withdrawn_at is null order by p.id)) as people,"
    " (select count(*) from matter m where m.visit_id = v.id and m.withdrawn_at is null) as matter_count"
    f" from visit v join worker w on w.id = v.worker_id {ADDRESS_JOIN.format(table='v')}"
)


def _conditions(wanted: VisitFilter) -> tuple[str, list[Any]]:
    tests: list[tuple[str, Any]] = [
        ("v.household_id = ?", wanted.household_id),
        ("exists (select 1 from visit_person p where p.visit_id = v.id and p.resident_id = ?)", wanted.resident_id),
        ("v.worker_id = ?", wanted.worker_id),
        ("v.grid_id = ?", wanted.grid_id),
        ("v.mode = ?", wanted.mode.value if wanted.mode else None),
        ("v.outcome = ?", wanted.outcome.value if wanted.outcome else None),
        ("v.on_date >= ?", str(wanted.since) if wanted.since else None),
        ("v.on_date <= ?", str(wanted.until) if wanted.until else None),
        (_HAS_TEXT, wanted.text or None),
    ]
    used = [(sql, value) for sql, value in tests if value is not None]
    values = [value for sql, value in used for _mark in range(sql.count("?"))]
    return " and ".join(["v.withdrawn_at is null", *(sql for sql, _v in used)]), values


_HAS_TEXT = (
    "(instr(v.note || v.place, ?) > 0"
    " or v.id in (select visit_id from visit_person where withdrawn_at is null"
    "  and resident_id in (select id from resident where instr(name, ?) > 0)"
    "  union all select visit_id from visit_person where resident_id is null and withdrawn_at is null"
    "  and instr(name, ?) > 0)"
    " or v.dwelling_id in (select d.id from dwelling d join unit u on u.id = d.unit_id"
    " join building b on b.id = u.building_id"
    " where instr(b.name || '-' || case when u.name = '' then '' else u.name || '-' end || d.room, ?) > 0))"
)


def _visit(row: Any) -> Visit:
    return Visit(
        id=row["id"],
        uid=row["uid"],
        on=date.fromisoformat(row["on_date"]),
        time=row["at_time"],
        mode=VisitMode(row["mode"]),
        outcome=VisitOutcome(row["outcome"]),
        dwelling_id=row["dwelling_id"],
        household_id=row["household_id"],
        place=row["place"],
        address=row["address"],
        people=tuple((row["people"] or "").split("\u0001")) if row["people"] else (),
        worker=row["worker"],
        note=row["note"],
        revisit_on=date.fromisoformat(row["revisit_on"]) if row["revisit_on"] else None,
        booked_on=date.fromisoformat(row["booked_on"]),
        matter_count=row["matter_count"],
        withdrawn=row["withdrawn_at"] is not None,
    )
