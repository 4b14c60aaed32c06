"""Visits, key people, adjustments and workers in the printed month's tables, each as it stood at the month's end."""

from datetime import date
from typing import Any

from ledger.accounts.counted import COUNTS_SQL, KEY_PEOPLE_SQL, LIVED_SQL, MET_SQL, STANDING_SQL, span
from ledger.accounts.months import Month
from ledger.records.accounts import AdjustmentLine, KeyPersonLine, VisitLine, WorkerLine
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.wording import label

_VISITS = f"""
select v.on_date, coalesce({ADDRESS_SQL}, v.place) as door, v.mode, v.outcome, w.name as worker, v.note,
    (select group_concat(name, '、') from (
        select name from visit_person p where p.visit_id = v.id and p.withdrawn_at is null order by p.id)) as people,
    (select count(*) from matter m where m.visit_id = v.id and m.withdrawn_at is null) as matter_count
from visit v
join worker w on w.id = v.worker_id
{ADDRESS_JOIN.format(table="v")}
where {COUNTS_SQL} and (:grid is null or v.grid_id = :grid)
order by v.on_date, v.at_time, v.id
"""

# met: when each of them was last met by the month's end, and how often within it.
_KEY_PEOPLE = f"""
with key_people as materialized ({KEY_PEOPLE_SQL}),
lived as materialized ({LIVED_SQL}),
met as (
    select p.resident_id, max(v.on_date) as last_on, sum(v.booked_on >= :first) as visits
    from key_people k
    join visit_person p on p.resident_id = k.resident_id and p.withdrawn_at is null
    join visit v on v.id = p.visit_id and v.withdrawn_at is null and v.booked_on <= :last and {MET_SQL}
    group by p.resident_id)
select k.*, met.last_on, coalesce(met.visits, 0) as visits, coalesce({ADDRESS_SQL}, '') as door
from key_people k
left join met on met.resident_id = k.resident_id
left join lived on lived.resident_id = k.resident_id
{ADDRESS_JOIN.format(table="lived")}
order by met.last_on is not null, met.last_on, door, k.resident_id
"""

# Postings that correct an entry of a closed month, and visits withdrawn after theirs was closed.
_ADJUSTMENTS = f"""
select p.booked_on as on_date, coalesce(q.booked_on, p.on_date) as corrects,
    trim(m.number || ' ' || m.title) as who, p.reason, p.effect as effect
from posting p
join matter m on m.id = p.matter_id
left join posting q on q.id = p.corrects_id
where p.kind = 'adjustment' and p.withdrawn_at is null and p.booked_on between :first and :last
    and (:grid is null or p.grid_id = :grid)
union all
select v.withdrawn_on, v.booked_on, coalesce({ADDRESS_SQL}, v.place), v.withdrawn_reason, 0
from visit v
{ADDRESS_JOIN.format(table="v")}
where v.withdrawn_on between :first and :last and (:grid is null or v.grid_id = :grid)
order by on_date, who, effect
"""

# visited: visits made in the month. moved: matters taken up and settled in it. held: matters open at its end,
# with whoever their last step made responsible.
_WORKERS = f"""
with visited as (
    select v.worker_id as id, count(*) as visits, count(distinct v.household_id) as households
    from visit v
    where {COUNTS_SQL} and (:grid is null or v.grid_id = :grid)
    group by v.worker_id),
moved as (
    select s.responsible_id as id, sum(p.kind = 'new') as registered, sum(p.kind = 'settled') as settled
    from posting p join step s on s.id = p.step_id
    where p.withdrawn_at is null and p.booked_on between :first and :last
        and (:grid is null or p.grid_id = :grid)
    group by s.responsible_id),
standing as ({STANDING_SQL}),
last_step as (
    select max(s.id) as id
    from step s join standing on standing.matter_id = s.matter_id
    where s.on_date <= :last and s.withdrawn_at is null
    group by s.matter_id),
held as (
    select s.responsible_id as id, count(*) as open
    from last_step join step s on s.id = last_step.id
    where (:grid is null or s.grid_id = :grid)
    group by s.responsible_id)
select w.name, coalesce(g.name, '') as grid, coalesce(visits, 0) as visits, coalesce(households, 0) as households,
    coalesce(registered, 0) as registered, coalesce(settled, 0) as settled, coalesce(open, 0) as open
from worker w
left join grid g on g.id = w.grid_id
left join visited on visited.id = w.id
left join moved on moved.id = w.id
left join held on held.id = w.id
where coalesce(visited.visits, moved.registered, moved.settled, held.open) is not null
order by g.position, g.id, w.id
"""


def visit_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[VisitLine, ...]:
    """The visits of the month, in order of their days."""
    return tuple(
        VisitLine(
            on=date.fromisoformat(row["on_date"]),
            who=" ".join(part for part in (row["door"], row["people"]) if part),
            mode=label(VisitMode(row["mode"])),
            outcome=label(VisitOutcome(row["outcome"])),
            worker=row["worker"],
            note=row["note"],
            matter_count=row["matter_count"],
        )
        for row in ledger.rows(_VISITS, span(month.first, month.last, grid_id))
    )


def key_person_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[KeyPersonLine, ...]:
    """Residents of care groups by the month's end: those longest without a visit first."""
    rows = ledger.rows(_KEY_PEOPLE, span(month.first, month.last, grid_id))
    return tuple(_key_person_line(row, month) for row in rows)


def adjustment_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[AdjustmentLine, ...]:
    """What corrects closed months in this one: postings, and visits withdrawn after closing."""
    return tuple(
        AdjustmentLine(
            date.fromisoformat(row["on_date"]), row["corrects"][:7], row["who"], row["reason"] or "", row["effect"]
        )
        for row in ledger.rows(_ADJUSTMENTS, span(month.first, month.last, grid_id))
    )


def worker_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[WorkerLine, ...]:
    """What each worker did in the month; those who did nothing and have nothing open are left out."""
    return tuple(WorkerLine(*row) for row in ledger.rows(_WORKERS, span(month.first, month.last, grid_id)))


def _key_person_line(row: Any, month: Month) -> KeyPersonLine:
    last = date.fromisoformat(row["last_on"]) if row["last_on"] else None
    waited = (month.last - last).days if last else row["interval_days"] + 1
    return KeyPersonLine(
        who=f"{row['door']} {row['name']}".strip(),
        groups=row["groups"].replace(",", "、"),
        interval_days=row["interval_days"],
        last_on=last,
        visits=row["visits"],
        overdue_days=max(0, waited - row["interval_days"]),
    )
