"""Looking back at visits: of a household, of a worker, of a stretch of days."""

import json
from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ledger.people.workers import workers_by_name
from ledger.places.walking import DOORS_SQL, walking_parameters
from ledger.records.visits import Visit, VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.ordering import Ordered, SortKey, ids_in_order, ranked


class VisitSort(StrEnum):
    """What a list of visits can be sorted by."""

    ON = "on"
    TIME = "time"
    WHERE = "where"
    WHO = "who"
    MODE = "mode"
    OUTCOME = "outcome"
    NOTE = "note"
    MATTERS = "matters"
    WORKER = "worker"
    REVISIT = "revisit"


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
        f"{_SELECT} where v.id in (select v.id from visit v where {where} order by {_NEWEST} limit :limit"
        f" offset :offset) order by {_NEWEST}",
        {**parameters, "limit": limit, "offset": offset},
    )
    return tuple(_visit(row) for row in rows)


def visit_ids(
    ledger: Ledger, wanted: VisitFilter, *, sort: VisitSort = VisitSort.ON, downwards: bool = True
) -> "Generator[array[int]]":
    """The ids of all visits that fit, in order, part by part; without being asked otherwise the newest first.

    By anything but the day: the newest first among those alike in it; what has no such thing comes last.
    """
    where, parameters = _conditions(wanted)
    if sort is VisitSort.ON:
        own = _NEWEST if downwards else "v.on_date, v.at_time, v.id"
        return ids_in_order(ledger, Ordered("v.id", "visit v", where, own).sql(), parameters)
    if sort is VisitSort.WHERE:
        parameters |= walking_parameters(ledger)
    source, tables, keys = _sorting(ledger, sort)
    listed = Ordered("v.id", source, where, _NEWEST, tables)
    return ids_in_order(ledger, listed.sql(keys, downwards=downwards), parameters)


def visits_listed(ledger: Ledger, ids: Sequence[int]) -> tuple[Visit, ...]:
    """These visits, in this order."""
    rows = ledger.rows(
        f"{_SELECT} join json_each(?) listed on v.id = listed.value order by listed.key", (json.dumps(list(ids)),)
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


_NEWEST = "v.on_date desc, v.at_time desc, v.id desc"

_SELECT = (
    f"select v.id, v.uid, v.on_date, v.at_time, v.mode, v.outcome, v.dwelling_id, v.household_id, v.place,"
    f" coalesce({ADDRESS_SQL}, '') as address, w.name as worker, v.note, v.revisit_on, v.booked_on, v.withdrawn_at,"
    " (select group_concat(name, '\u0001') from (select name from visit_person p where p.visit_id = v.id"
    " and p.withdrawn_at is null order by p.id)) as people,"
    " (select count(*) from matter m where m.visit_id = v.id and m.withdrawn_at is null) as matter_count"
    f" from visit v join worker w on w.id = v.worker_id {ADDRESS_JOIN.format(table='v')}"
)


_OUTCOMES = [outcome for outcome in VisitOutcome if outcome is not VisitOutcome.NONE]
_KEYS: dict[VisitSort, SortKey] = {
    VisitSort.TIME: SortKey("nullif(v.at_time, '')"),
    VisitSort.MODE: SortKey(ranked("v.mode", VisitMode)),
    VisitSort.OUTCOME: SortKey(ranked("v.outcome", _OUTCOMES)),
    # What notes begin with; whole ones would be sorted in ten times the memory.
    VisitSort.NOTE: SortKey("nullif(substr(v.note, 1, 12), '')"),
    VisitSort.REVISIT: SortKey("v.revisit_on"),
}
_FIRST_ASKED = """asked as materialized (select p.visit_id, min(p.id), coalesce(r.pinyin, p.name) as name
    from visit_person p left join resident r on r.id = p.resident_id
    where p.withdrawn_at is null group by p.visit_id)"""
_MATTERS = """told as materialized (select visit_id, count(*) as matters from matter
    where withdrawn_at is null and visit_id is not null group by visit_id)"""


def _sorting(ledger: Ledger, sort: VisitSort) -> tuple[str, tuple[str, ...], tuple[SortKey, ...]]:
    """What to read, with which tables beside it, and by which keys."""
    if sort is VisitSort.WHERE:
        by_door = SortKey("door.place"), SortKey("case when door.place is null then nullif(v.place, '') end")
        return "visit v left join door on door.id = v.dwelling_id", (DOORS_SQL,), by_door
    if sort is VisitSort.WHO:
        return "visit v left join asked on asked.visit_id = v.id", (_FIRST_ASKED,), (SortKey("asked.name"),)
    if sort is VisitSort.MATTERS:
        return "visit v left join told on told.visit_id = v.id", (_MATTERS,), (SortKey("told.matters"),)
    if sort is VisitSort.WORKER:
        return "visit v", (), (SortKey(ranked("v.worker_id", workers_by_name(ledger))),)
    return "visit v", (), (_KEYS[sort],)


def _conditions(wanted: VisitFilter) -> tuple[str, dict[str, Any]]:
    tests: dict[str, tuple[str, Any]] = {
        "household": ("v.household_id = :household", wanted.household_id),
        "resident": (
            "exists (select 1 from visit_person p where p.visit_id = v.id and p.resident_id = :resident)",
            wanted.resident_id,
        ),
        "worker": ("v.worker_id = :worker", wanted.worker_id),
        "grid": ("v.grid_id = :grid", wanted.grid_id),
        "mode": ("v.mode = :mode", wanted.mode.value if wanted.mode else None),
        "outcome": ("v.outcome = :outcome", wanted.outcome.value if wanted.outcome else None),
        "since": ("v.on_date >= :since", str(wanted.since) if wanted.since else None),
        "until": ("v.on_date <= :until", str(wanted.until) if wanted.until else None),
        "text": (_HAS_TEXT, wanted.text or None),
    }
    used = {name: test for name, test in tests.items() if test[1] is not None}
    where = " and ".join(["v.withdrawn_at is null", *(sql for sql, _value in used.values())])
    return where, {name: value for name, (_sql, value) in used.items()}


_HAS_TEXT = (
    "(instr(v.note || v.place, :text) > 0"
    " or v.id in (select visit_id from visit_person where withdrawn_at is null"
    "  and resident_id in (select id from resident where instr(name, :text) > 0)"
    "  union all select visit_id from visit_person where resident_id is null and withdrawn_at is null"
    "  and instr(name, :text) > 0)"
    " or v.dwelling_id in (select d.id from dwelling d join unit u on u.id = d.unit_id"
    " join building b on b.id = u.building_id"
    " where instr(b.name || '-' || case when u.name = '' then '' else u.name || '-' end || d.room, :text) > 0))"
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
