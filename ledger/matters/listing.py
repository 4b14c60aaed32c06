"""Reading matters: lists by filter, one matter, its steps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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

_OPEN_SQL = "m.status in (" + ", ".join(f"'{status}'" for status in sorted(OPEN_STATUSES)) + ")"
# A part stands behind its main category; p is the parent of c.
_CATEGORY_SQL = "case when p.id is null then c.name else p.name || ' / ' || c.name end"
# "~" keeps the end of one field and the start of the next from making a word.
_TEXT_SQL = (
    "m.number || '~' || m.title || '~' || m.detail || '~' || m.place || '~' || coalesce(r.name, '') || '~'"
    f" || coalesce({ADDRESS_SQL}, '')"
)


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
    # The rows are chosen and put in order first, by what the filter asks of; only they are then filled in.
    where, parameters = _conditions(wanted)
    rows = ledger.rows(
        f"with chosen as (select m.id, row_number() over () as place from (select m.id from matter m {_joins(wanted)}"
        f" where {where} order by {_ORDER} limit ? offset ?) m)"
        f" {_SELECT} join chosen on chosen.id = m.id order by chosen.place",
        (*parameters, limit, offset),
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


def _conditions(wanted: MatterFilter) -> tuple[str, list[Any]]:
    overdue = str(wanted.overdue_on) if wanted.overdue_on else None
    month = wanted.month or None
    text = wanted.text or None
    tests: list[tuple[str, tuple[Any, ...]]] = [
        (f"{_OPEN_SQL} and min(m.next_on, m.due_on) < ?", (overdue,)),
        (f"{_OPEN_SQL} and m.next_on <= ?", (str(wanted.due_by) if wanted.due_by else None,)),
        ("m.level = ?", (wanted.level.value if wanted.level else None,)),
        ("coalesce(c.parent_id, c.id) = ?", (wanted.category_id,)),
        ("m.grid_id = ?", (wanted.grid_id,)),
        ("m.responsible_id = ?", (wanted.worker_id,)),
        ("m.household_id = ?", (wanted.household_id,)),
        ("m.resident_id = ?", (wanted.resident_id,)),
        ("m.visit_id = ?", (wanted.visit_id,)),
        ("(substr(m.registered_on, 1, 7) = ? or substr(m.settled_on, 1, 7) = ?)", (month, month)),
        (f"instr({_TEXT_SQL}, ?) > 0", (text,)),
    ]
    used = [(sql, values) for sql, values in tests if values[0] is not None]
    flags = ["m.withdrawn_at is null"]
    flags += [_OPEN_SQL] if wanted.open else []
    flags += ["m.status = 'settled'"] if wanted.to_follow_up else []
    flags += [f"not {_OPEN_SQL}"] if wanted.settled else []
    return " and ".join([*flags, *(sql for sql, _v in used)]), [value for _s, values in used for value in values]


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
