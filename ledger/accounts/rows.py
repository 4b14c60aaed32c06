"""The rows of the printed month's tables, each as it stood at the month's end."""

from datetime import date
from typing import Any

from ledger.accounts.figures import COUNTS_SQL, KEY_PEOPLE_SQL
from ledger.accounts.months import Month
from ledger.records.accounts import AdjustmentLine, KeyPersonLine, MatterLine, VisitLine, WorkerLine
from ledger.records.matters import Level, Outcome, Satisfaction
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.wording import label

_WHO = (
    f"case when m.dwelling_id is null then m.place else trim({ADDRESS_SQL} || ' ' || coalesce(r.name, '')) end as who"
)
# A matter with the state a step left it in: s is that step.
_MATTER_SELECT = (
    f"select m.number, {_WHO}, m.title, coalesce(pc.name, c.name) as category, s.level,"
    " coalesce(g.name, '') as grid, coalesce(w.name, '') as worker, m.registered_on, s.due_on, s.next_step,"
    " s.next_on, s.settled_on, s.outcome, (select max(o.on_date) from step o where o.matter_id = m.id"
    "  and o.kind = 'reopened' and o.withdrawn_at is null and o.id <= s.id) as reopened_on,"
    " (select f.satisfaction from follow_up f where f.matter_id = m.id and f.withdrawn_at is null"
    "  and f.on_date <= :last order by f.id desc limit 1) as satisfaction"
    " from matter m join step s on s.id = chosen.step_id join category c on c.id = s.category_id"
    " left join category pc on pc.id = c.parent_id left join grid g on g.id = s.grid_id"
    " left join worker w on w.id = s.responsible_id left join resident r on r.id = m.resident_id"
)


def settled_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[MatterLine, ...]:
    """Matters that left the account in the month, in the order they did."""
    rows = ledger.rows(
        "with chosen as (select p.matter_id, p.step_id, p.id as posting_id from posting p"
        " where p.kind = 'settled' and p.withdrawn_at is null and p.booked_on between :first and :last"
        " and (:grid is null or p.grid_id = :grid)) "
        + _MATTER_SELECT.replace("from matter m", "from chosen join matter m on m.id = chosen.matter_id")
        + ADDRESS_JOIN.format(table="m")
        + " order by s.settled_on, m.number",
        _span(month, grid_id),
    )
    return tuple(_matter_line(row, month, settled=True) for row in rows)


def open_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[MatterLine, ...]:
    """Matters open at the month's end, the oldest first."""
    rows = ledger.rows(
        "with standing as (select matter_id from posting where booked_on <= :last and withdrawn_at is null"
        " group by matter_id having sum(effect) > 0),"
        " chosen as (select s.matter_id, max(s.id) as step_id from step s join standing on"
        " standing.matter_id = s.matter_id where s.on_date <= :last and s.withdrawn_at is null group by s.matter_id) "
        + _MATTER_SELECT.replace("from matter m", "from chosen join matter m on m.id = chosen.matter_id")
        + ADDRESS_JOIN.format(table="m")
        + " where (:grid is null or s.grid_id = :grid) order by coalesce(reopened_on, m.registered_on), m.number",
        _span(month, grid_id),
    )
    return tuple(_matter_line(row, month, settled=False) for row in rows)


def visit_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[VisitLine, ...]:
    """The visits of the month, in order of their days."""
    rows = ledger.rows(
        f"select v.on_date, coalesce({ADDRESS_SQL}, v.place) as door, v.mode, v.outcome, w.name as worker, v.note,"
        " (select group_concat(name, '、') from (select name from visit_person p where p.visit_id = v.id"
        "  and p.withdrawn_at is null order by p.id)) as people,"
        " (select count(*) from matter m where m.visit_id = v.id and m.withdrawn_at is null) as matter_count"
        f" from visit v join worker w on w.id = v.worker_id {ADDRESS_JOIN.format(table='v')}"
        f" where {COUNTS_SQL} and (:grid is null or v.grid_id = :grid) order by v.on_date, v.at_time, v.id",
        _span(month, grid_id),
    )
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
        for row in rows
    )


def key_person_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[KeyPersonLine, ...]:
    """Residents of care groups by the month's end: those longest without a visit first."""
    rows = ledger.rows(
        f"with key_people as materialized ({KEY_PEOPLE_SQL}),"
        " met as (select p.resident_id, max(v.on_date) as last_on,"
        "  sum(v.booked_on >= :first) as visits from key_people k join visit_person p on p.resident_id = k.resident_id"
        "  and p.withdrawn_at is null join visit v on v.id = p.visit_id and v.withdrawn_at is null"
        "  and v.booked_on <= :last and v.outcome in ('met', 'proxy') group by p.resident_id)"
        f" select k.*, met.last_on, coalesce(met.visits, 0) as visits, coalesce({ADDRESS_SQL}, '') as door"
        " from key_people k left join met on met.resident_id = k.resident_id"
        " left join membership m on m.resident_id = k.resident_id and m.until is null and m.withdrawn_at is null"
        " left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null"
        + ADDRESS_JOIN.format(table="o")
        + " order by met.last_on is not null, met.last_on, door, k.resident_id",
        _span(month, grid_id),
    )
    return tuple(_key_person_line(row, month) for row in rows)


def adjustment_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[AdjustmentLine, ...]:
    """What corrects closed months in this one: postings, and visits withdrawn after closing."""
    rows = ledger.rows(
        f"select p.booked_on, coalesce(q.booked_on, p.on_date) as corrects, trim(m.number || ' ' || m.title) as who,"
        " p.reason, p.effect from posting p join matter m on m.id = p.matter_id left join posting q"
        " on q.id = p.corrects_id where p.kind = 'adjustment' and p.withdrawn_at is null"
        " and p.booked_on between :first and :last and (:grid is null or p.grid_id = :grid)"
        f" union all select v.withdrawn_on, v.booked_on, coalesce({ADDRESS_SQL}, v.place), v.withdrawn_reason, 0"
        f" from visit v {ADDRESS_JOIN.format(table='v')} where v.withdrawn_on between :first and :last"
        " and (:grid is null or v.grid_id = :grid) order by 1, 3, 5",
        _span(month, grid_id),
    )
    return tuple(
        AdjustmentLine(date.fromisoformat(row[0]), row[1][:7], row["who"], row["reason"] or "", row["effect"])
        for row in rows
    )


def worker_rows(ledger: Ledger, month: Month, grid_id: int | None) -> tuple[WorkerLine, ...]:
    """What each worker did in the month; those who did nothing and have nothing open are left out."""
    rows = ledger.rows(
        f"with visited as (select v.worker_id as id, count(*) as visits, count(distinct v.household_id) as households"
        f" from visit v where {COUNTS_SQL} and (:grid is null or v.grid_id = :grid) group by v.worker_id),"
        " moved as (select s.responsible_id as id, sum(p.kind = 'new') as registered, sum(p.kind = 'settled')"
        "  as settled from posting p join step s on s.id = p.step_id where p.withdrawn_at is null"
        "  and p.booked_on between :first and :last and (:grid is null or p.grid_id = :grid) group by 1),"
        " standing as (select matter_id from posting where booked_on <= :last and withdrawn_at is null"
        "  group by matter_id having sum(effect) > 0),"
        " held as (select s.responsible_id as id, count(*) as open from step s join (select max(s2.id) as id from step s2"
        "  join standing on standing.matter_id = s2.matter_id where s2.on_date <= :last and s2.withdrawn_at is null"
        "  group by s2.matter_id) last on last.id = s.id where (:grid is null or s.grid_id = :grid) group by 1)"
        " select w.name, coalesce(g.name, ''), coalesce(visits, 0), coalesce(households, 0), coalesce(registered, 0),"
        " coalesce(settled, 0), coalesce(open, 0) from worker w left join grid g on g.id = w.grid_id"
        " left join visited on visited.id = w.id left join moved on moved.id = w.id left join held on held.id = w.id"
        " where coalesce(visits, registered, settled, open) is not null order by g.position, g.id, w.id",
        _span(month, grid_id),
    )
    return tuple(WorkerLine(*row) for row in rows)


def _span(month: Month, grid_id: int | None) -> dict[str, object]:
    return {"first": str(month.first), "last": str(month.last), "grid": grid_id}


def _matter_line(row: Any, month: Month, *, settled: bool) -> MatterLine:
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
