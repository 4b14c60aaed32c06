"""The matters of the printed month's tables, each in the state that one of its steps left it in."""

from datetime import date
from typing import Any

from ledger.accounts.counted import STANDING_SQL, span
from ledger.accounts.months import Month
from ledger.records.accounts import MatterLine
from ledger.records.matters import Level, Outcome, Satisfaction
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.wording import label

# `chosen` names each matter and the step (s) whose state is shown.
_SELECT = f"""
    select m.number, m.title, m.registered_on,
        case when m.dwelling_id is null then m.place else trim({ADDRESS_SQL} || ' ' || coalesce(r.name, '')) end as who,
        coalesce(pc.name, c.name) as category, coalesce(g.name, '') as grid, coalesce(w.name, '') as worker,
        s.level, s.due_on, s.next_step, s.next_on, s.settled_on, s.outcome,
        (select max(o.on_date) from step o
            where o.matter_id = m.id and o.kind = 'reopened' and o.withdrawn_at is null and o.id <= s.id
        ) as reopened_on,
        (select f.satisfaction from follow_up f
            where f.matter_id = m.id and f.withdrawn_at is null and f.on_date <= :last
            order by f.id desc limit 1
        ) as satisfaction
    from chosen
    join matter m on m.id = chosen.matter_id
    join step s on s.id = chosen.step_id
    join category c on c.id = s.category_id
    left join category pc on pc.id = c.parent_id
    left join grid g on g.id = s.grid_id
    left join worker w on w.id = s.responsible_id
    left join resident r on r.id = m.resident_id
    {ADDRESS_JOIN.format(table="m")}
"""

# Each matter with the step that took it off the account in the month.
_SETTLED = f"""
with chosen as (
    select p.matter_id, p.step_id from posting p
    where p.kind = 'settled' and p.withdrawn_at is null and p.booked_on between :first and :last
        and (:grid is null or p.grid_id = :grid))
{_SELECT}
order by s.settled_on, m.number
"""

# Each matter on the account at the month's end with its last step by then.
_OPEN = f"""
with standing as ({STANDING_SQL}),
chosen as (
    select s.matter_id, max(s.id) as step_id
    from step s join standing on standing.matter_id = s.matter_id
    where s.on_date <= :last and s.withdrawn_at is null
    group by s.matter_id)
{_SELECT}
where (:grid is null or s.grid_id = :grid)
order by coalesce(reopened_on, m.registered_on), m.number
"""


def settled_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[MatterLine, ...]:
    """Matters that left the account in the month, in the order they did."""
    rows = ledger.rows(_SETTLED, span(month.first, month.last, grid_id))
    return tuple(_line(row, month, settled=True) for row in rows)


def open_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[MatterLine, ...]:
    """Matters open at the month's end, the oldest first."""
    rows = ledger.rows(_OPEN, span(month.first, month.last, grid_id))
    return tuple(_line(row, month, settled=False) for row in rows)


def _line(row: Any, month: Month, *, settled: bool) -> MatterLine:
    begun = date.fromisoformat(row["reopened_on"] or row["registered_on"])
    settled_on = date.fromisoformat(row["settled_on"]) if settled else None
    due = date.fromisoformat(row["due_on"])
    end = settled_on or month.last
    asked = settled and row["satisfaction"]
    return MatterLine(
        number=row["number"],
        who=row["who"],
        title=row["title"],
        category=row["category"],
        level=Level(row["level"]),
        grid=row["grid"],
        worker=row["worker"],
        registered_on=date.fromisoformat(row["registered_on"]),
        due_on=due,
        age_days=(end - begun).days,
        overdue_days=max(0, (end - due).days),
        next_step="" if settled else row["next_step"],
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] and not settled else None,
        settled_on=settled_on,
        outcome=Outcome(row["outcome"]) if settled and row["outcome"] else None,
        satisfaction_label=label(Satisfaction(row["satisfaction"])) if asked else "",
        reopened=bool(row["reopened_on"]),
    )
