"""Reading matters: lists by filter, one matter, its steps."""

import json
from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ledger.matters.categories import categories
from ledger.people.workers import workers_by_name
from ledger.places.staff import grids
from ledger.places.walking import DOORS_SQL, walking_parameters
from ledger.records.matters import (
    OPEN_STATUSES,
    Level,
    Matter,
    MatterStatus,
    Outcome,
    Satisfaction,
    Step,
    StepKind,
    Urgency,
)
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.ordering import Ordered, SortKey, ids_in_order, ranked

_OPEN_SQL = "m.status in (" + ", ".join(f"'{status}'" for status in sorted(OPEN_STATUSES)) + ")"
# A part stands behind its main category; p is the parent of c.
_CATEGORY_SQL = "case when p.id is null then c.name else p.name || ' / ' || c.name end"
# "~" keeps the end of one field and the start of the next from making a word.
_TEXT_SQL = (
    "m.number || '~' || m.title || '~' || m.detail || '~' || m.place || '~' || coalesce(r.name, '') || '~'"
    f" || coalesce({ADDRESS_SQL}, '')"
)


class MatterSort(StrEnum):
    """What a list of matters can be sorted by. URGENT, its own order: open ones by next date, then the newest."""

    URGENT = ""
    STATE = "state"
    TITLE = "title"
    WHOSE = "whose"
    WHEN = "when"
    NEXT = "next"
    WORKER = "worker"
    LEVEL = "level"
    CATEGORY = "category"
    REGISTERED = "registered"
    NUMBER = "number"
    URGENCY = "urgency"
    DUE = "due"
    SETTLED = "settled"
    SATISFACTION = "satisfaction"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which matters to list; None, False and "" leave a condition out.

    `overdue_on`: open matters whose next date or deadline lies before that day. `due_by`: open ones whose next
    date is that day or before. `to_follow_up`: settled and not followed up. `settled`: left the account, whichever
    way. `month` ("2026-10"): registered or settled in it. `text` is looked for in number, title, detail, place,
    address and the resident's name.
    """

    open: bool = False
    overdue_on: date | None = None
    due_by: date | None = None
    to_follow_up: bool = False
    settled: bool = False
    level: Level | None = None
    category_id: int | None = None
    grid_id: int | None = None
    worker_id: int | None = None
    household_id: int | None = None
    resident_id: int | None = None
    visit_id: int | None = None
    month: str = ""
    text: str = ""


def list_matters(ledger: Ledger, wanted: MatterFilter, *, limit: int = 500, offset: int = 0) -> tuple[Matter, ...]:
    """Matters that fit: open ones first, by next date, then the others, the newest first."""
    where, parameters = _conditions(wanted)
    listed = Ordered("m.id", f"matter m {_joins(wanted)}", where, _ORDER)
    page = ids_in_order(
        ledger, f"{listed.sql()} limit :limit offset :offset", {**parameters, "limit": limit, "offset": offset}
    )
    return matters_listed(ledger, [id_ for part in page for id_ in part])


def matter_ids(
    ledger: Ledger,
    wanted: MatterFilter,
    *,
    today: date,
    sort: MatterSort = MatterSort.URGENT,
    downwards: bool = False,
) -> "Generator[array[int]]":
    """The ids of all matters that fit, in order, part by part.

    By state: the longest overdue on `today` first, then by the life of a matter. Those alike in what is sorted by
    stand as in the list's own order; what has no such thing comes last.
    """
    where, parameters = _conditions(wanted)
    if sort is MatterSort.STATE:
        parameters["today"] = str(today)
    if sort is MatterSort.WHOSE:
        parameters |= walking_parameters(ledger)
    joins, tables, keys = _sorting(ledger, sort, wanted)
    listed = Ordered("m.id", f"matter m {joins}", where, _ORDER, tables)
    return ids_in_order(ledger, listed.sql(keys, downwards=downwards), parameters)


def matters_listed(ledger: Ledger, ids: Sequence[int]) -> tuple[Matter, ...]:
    """These matters, in this order."""
    rows = ledger.rows(
        f"{_SELECT} join json_each(?) listed on m.id = listed.value order by listed.key", (json.dumps(list(ids)),)
    )
    return tuple(_matter(row) for row in rows)


def count_matters(ledger: Ledger, wanted: MatterFilter) -> int:
    """How many matters fit."""
    where, parameters = _conditions(wanted)
    return int(ledger.value(f"select count(*) from matter m {_joins(wanted)} where {where}", parameters))


def matter(ledger: Ledger, matter_id: int) -> Matter | None:
    """One matter, withdrawn or not; None where there is no such."""
    row = ledger.row(f"{_SELECT} where m.id = ?", (matter_id,))
    return _matter(row) if row else None


def steps(ledger: Ledger, matter_id: int) -> tuple[Step, ...]:
    """The steps of a matter, first to last, without those withdrawn."""
    rows = ledger.rows(
        "select s.*, coalesce(w.name, '') as worker, coalesce(h.name, '') as responsible,"
        f" coalesce(g.name, '') as grid, {_CATEGORY_SQL} as category"
        " from step s left join worker w on w.id = s.worker_id left join worker h on h.id = s.responsible_id"
        " left join grid g on g.id = s.grid_id join category c on c.id = s.category_id"
        " left join category p on p.id = c.parent_id"
        " where s.matter_id = ? and s.withdrawn_at is null order by s.id",
        (matter_id,),
    )
    return tuple(_step(row) for row in rows)


_SELECT = (
    f"select m.*, coalesce({ADDRESS_SQL}, '') as address, coalesce(r.name, '') as resident,"
    f" {_CATEGORY_SQL} as category,"
    " coalesce(g.name, '') as grid, coalesce(w.name, '') as worker"
    " from matter m left join resident r on r.id = m.resident_id join category c on c.id = m.category_id"
    " left join category p on p.id = c.parent_id left join grid g on g.id = m.grid_id"
    f" left join worker w on w.id = m.responsible_id {ADDRESS_JOIN.format(table='m')}"
)


_ORDER = f"{_OPEN_SQL} desc, case when {_OPEN_SQL} then m.next_on end, m.registered_on desc, m.id desc"


def _joins(wanted: MatterFilter) -> str:
    """What the conditions look at beside the matter itself."""
    category = " join category c on c.id = m.category_id" if wanted.category_id is not None else ""
    words = f" left join resident r on r.id = m.resident_id {ADDRESS_JOIN.format(table='m')}" if wanted.text else ""
    return category + words


_STATE = (
    # What is not overdue comes after what is, and is no less a state.
    SortKey(f"case when {_OPEN_SQL} and min(m.next_on, m.due_on) < :today then min(m.next_on, m.due_on) else '~' end"),
    SortKey(ranked("m.status", MatterStatus)),
)
_RESULT = f"{ranked('m.outcome', Outcome)} * 10 + coalesce({ranked('m.satisfaction', Satisfaction)}, 9)"
_KEYS: dict[MatterSort, tuple[SortKey, ...]] = {
    MatterSort.URGENT: (),
    MatterSort.STATE: _STATE,
    MatterSort.TITLE: (SortKey("nullif(substr(m.title, 1, 16), '')"),),
    MatterSort.WHEN: (SortKey(f"case when {_OPEN_SQL} then m.next_on else m.settled_on end"),),
    MatterSort.NEXT: (
        SortKey(f"case when {_OPEN_SQL} then nullif(substr(m.next_step, 1, 16), '') end"),
        SortKey(f"case when not {_OPEN_SQL} then {_RESULT} end"),
    ),
    MatterSort.LEVEL: (SortKey(ranked("m.level", Level)),),
    MatterSort.REGISTERED: (SortKey("m.registered_on"),),
    MatterSort.NUMBER: (SortKey("m.number"),),
    MatterSort.URGENCY: (SortKey(ranked("m.urgency", Urgency)),),
    MatterSort.DUE: (SortKey("m.due_on"),),
    MatterSort.SETTLED: (SortKey("m.settled_on"),),
    MatterSort.SATISFACTION: (SortKey(ranked("m.satisfaction", Satisfaction)),),
}


def _sorting(
    ledger: Ledger, sort: MatterSort, wanted: MatterFilter
) -> tuple[str, tuple[str, ...], tuple[SortKey, ...]]:
    """What to join to matters, with which tables beside, and by which keys."""
    joins = _joins(wanted)
    if sort is MatterSort.WHOSE:
        people = "" if wanted.text else " left join resident r on r.id = m.resident_id"
        keys = SortKey("door.place"), SortKey("nullif(r.pinyin, '')"), SortKey("nullif(m.place, '')")
        return f"{joins}{people} left join door on door.id = m.dwelling_id", (DOORS_SQL,), keys
    if sort is MatterSort.WORKER:
        return joins, (), (SortKey(ranked("m.responsible_id", workers_by_name(ledger))),)
    if sort is MatterSort.CATEGORY:
        places = ranked("m.category_id", (category.id for category in categories(ledger)))
        return joins, (), (SortKey(places),)
    if sort is MatterSort.GRID:
        return joins, (), (SortKey(ranked("m.grid_id", (grid.id for grid in grids(ledger)))),)
    return joins, (), _KEYS[sort]


def _conditions(wanted: MatterFilter) -> tuple[str, dict[str, Any]]:
    tests: dict[str, tuple[str, Any]] = {
        "overdue": (f"{_OPEN_SQL} and min(m.next_on, m.due_on) < :overdue", _iso(wanted.overdue_on)),
        "due": (f"{_OPEN_SQL} and m.next_on <= :due", _iso(wanted.due_by)),
        "level": ("m.level = :level", wanted.level.value if wanted.level else None),
        "category": ("coalesce(c.parent_id, c.id) = :category", wanted.category_id),
        "grid": ("m.grid_id = :grid", wanted.grid_id),
        "worker": ("m.responsible_id = :worker", wanted.worker_id),
        "household": ("m.household_id = :household", wanted.household_id),
        "resident": ("m.resident_id = :resident", wanted.resident_id),
        "visit": ("m.visit_id = :visit", wanted.visit_id),
        "month": (
            "(substr(m.registered_on, 1, 7) = :month or substr(m.settled_on, 1, 7) = :month)",
            wanted.month or None,
        ),
        "text": (f"instr({_TEXT_SQL}, :text) > 0", wanted.text or None),
    }
    used = {name: test for name, test in tests.items() if test[1] is not None}
    flags = ["m.withdrawn_at is null"]
    flags += [_OPEN_SQL] if wanted.open else []
    flags += ["m.status = 'settled'"] if wanted.to_follow_up else []
    flags += [f"not {_OPEN_SQL}"] if wanted.settled else []
    where = " and ".join([*flags, *(sql for sql, _value in used.values())])
    return where, {name: value for name, (_sql, value) in used.items()}


def _iso(day: date | None) -> str | None:
    return str(day) if day else None


def _matter(row: Any) -> Matter:
    return Matter(
        id=row["id"],
        uid=row["uid"],
        number=row["number"],
        title=row["title"],
        detail=row["detail"],
        address=row["address"],
        resident=row["resident"],
        place=row["place"],
        household_id=row["household_id"],
        dwelling_id=row["dwelling_id"],
        resident_id=row["resident_id"],
        visit_id=row["visit_id"],
        category_id=row["category_id"],
        category=row["category"],
        grid_id=row["grid_id"],
        grid=row["grid"],
        level=Level(row["level"]),
        urgency=Urgency(row["urgency"]),
        status=MatterStatus(row["status"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        satisfaction=Satisfaction(row["satisfaction"]) if row["satisfaction"] else None,
        worker_id=row["responsible_id"],
        worker=row["worker"],
        next_step=row["next_step"],
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        registered_on=date.fromisoformat(row["registered_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        settled_on=date.fromisoformat(row["settled_on"]) if row["settled_on"] else None,
    )


def _step(row: Any) -> Step:
    return Step(
        id=row["id"],
        uid=row["uid"],
        kind=StepKind(row["kind"]),
        on=date.fromisoformat(row["on_date"]),
        time=row["at_time"],
        text=row["text"],
        worker=row["worker"],
        level=Level(row["level"]),
        status=MatterStatus(row["status"]),
        next_step=row["next_step"],
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        satisfaction=Satisfaction(row["satisfaction"]) if row["satisfaction"] else None,
        visit_id=row["visit_id"],
        responsible=row["responsible"],
        category=row["category"],
        grid=row["grid"],
        urgency=Urgency(row["urgency"]),
        due_on=date.fromisoformat(row["due_on"]),
    )
