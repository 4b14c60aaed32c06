"""Where a visit is due (该上门): by care group and by the last time somebody was met."""

from dataclasses import dataclass
from datetime import date

from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL

# Ordinary households are visited quarterly; key groups by the interval of their care group.
ORDINARY_INTERVAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A household that should be visited. `head` is its head or first member, "" where nobody is registered.

    `waited_days` is None where nobody was ever met there, which makes it due at once; `overdue_days` then counts from
    the ledger's first visit, or from the day it moved in where that was later, and may be 0. `promised_on` is the
    visit promised at the last one, `missed` how often in a row nobody was met. `groups` are care groups with an
    interval.
    """

    household_id: int
    dwelling_id: int
    address: str
    head: str
    head_birth: str
    groups: tuple[str, ...]
    interval_days: int
    waited_days: int | None
    overdue_days: int
    promised_on: date | None
    missed: int
    last_note: str
    open_matters: int


def due_visits(ledger: Ledger, *, today: date, grid_id: int | None = None, limit: int = 50) -> tuple[DueVisit, ...]:
    """Households due by `today`: promised visits first, then the longest overdue against their own interval."""
    rows = ledger.rows(_DUE_SQL, {"today": str(today), "grid": grid_id, "ordinary": ORDINARY_INTERVAL_DAYS, "n": limit})
    return tuple(
        DueVisit(
            household_id=row["household_id"],
            dwelling_id=row["dwelling_id"],
            address=row["address"],
            head=row["head"] or "",
            head_birth=row["head_birth"] or "",
            groups=tuple((row["groups"] or "").split(",")) if row["groups"] else (),
            interval_days=row["interval_days"],
            waited_days=row["waited"],
            overdue_days=row["overdue"],
            promised_on=date.fromisoformat(row["promised_on"]) if row["promised_on"] else None,
            missed=row["missed"],
            last_note=row["last_note"] or "",
            open_matters=row["open_matters"],
        )
        for row in rows
    )


def count_due(ledger: Ledger, *, today: date, grid_id: int | None = None) -> int:
    """How many households are due by `today`."""
    everything = {"today": str(today), "grid": grid_id, "ordinary": ORDINARY_INTERVAL_DAYS}
    return int(ledger.value(f"{_CANDIDATES} select count(*) from due", everything))


def due_households(ledger: Ledger, *, today: date, grid_id: int | None = None) -> frozenset[int]:
    """The ids of all households due by `today`."""
    everything = {"today": str(today), "grid": grid_id, "ordinary": ORDINARY_INTERVAL_DAYS}
    return frozenset(row[0] for row in ledger.rows(f"{_CANDIDATES} select household_id from due", everything))


# begun: the ledger's first visit. grouped: the shortest interval of a household's members, and their care groups.
# placed: the households to call on, with their door; not the vacant and those who left. seen: the last visit on which
# somebody was met, and the last of any kind. weighed: how long each waited, and whether a promised day has come.
# due: nobody was ever met, or the interval is over, or a visit was promised.
_CANDIDATES = """
with begun as (
    select coalesce(min(on_date), :today) as first_on from visit where withdrawn_at is null),
grouped as (
    select m.household_id, min(g.interval_days) as interval_days, group_concat(distinct g.name) as groups
    from care_membership c
    join care_group g on g.id = c.care_group_id
        and g.enabled = 1 and g.interval_days is not null and g.withdrawn_at is null
    join resident r on r.id = c.resident_id and r.withdrawn_at is null and r.presence in ('present', 'away')
    join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null
    where c.withdrawn_at is null and c.until is null
    group by m.household_id),
placed as (
    select h.id as household_id, o.dwelling_id, h.head_id, b.grid_id, o.since as lives_since
    from household h
    join occupancy o on o.household_id = h.id and o.until is null and o.withdrawn_at is null
    join dwelling d on d.id = o.dwelling_id
    join unit u on u.id = d.unit_id
    join building b on b.id = u.building_id
    where h.withdrawn_at is null and h.status not in ('vacant', 'moved_out')
        and (:grid is null or b.grid_id = :grid)),
seen as (
    -- Outcome by outcome, so that the index visit_household alone answers.
    select placed.*,
        nullif(max(
            coalesce((
                select v.on_date from visit v
                where v.household_id = placed.household_id and v.outcome = 'met' and v.withdrawn_at is null
                order by v.on_date desc limit 1), ''),
            coalesce((
                select v.on_date from visit v
                where v.household_id = placed.household_id and v.outcome = 'proxy' and v.withdrawn_at is null
                order by v.on_date desc limit 1), '')
            ), '') as met_on,
        (select max(v.id) from visit v
            where v.household_id = placed.household_id and v.withdrawn_at is null) as latest_id
    from placed),
weighed as (
    select seen.*, coalesce(grouped.interval_days, :ordinary) as interval_days, grouped.groups,
        cast(julianday(:today) - julianday(seen.met_on) as integer) as waited,
        -- Where nobody was ever met, the wait began with the ledger or on moving in.
        cast(julianday(:today) - julianday(coalesce(
            seen.met_on, max(begun.first_on, coalesce(seen.lives_since, '')))) as integer) as since,
        (select v.revisit_on from visit v where v.id = seen.latest_id and v.revisit_on <= :today) as promised_on
    from seen cross join begun
    left join grouped on grouped.household_id = seen.household_id),
due as (
    select *, max(since - interval_days, 0) as overdue, since * 1.0 / interval_days + (met_on is null) as pressing
    from weighed
    where promised_on is not null or met_on is null or since >= interval_days)
"""

# The most pressing are chosen first; only they are then filled in.
_DUE_SQL = (
    _CANDIDATES
    + f"""
select due.*, {ADDRESS_SQL} as address, r.birth as head_birth,
    coalesce(r.name, (
        select r2.name from membership m2 join resident r2 on r2.id = m2.resident_id
        where m2.household_id = due.household_id
            and m2.until is null and m2.withdrawn_at is null and r2.withdrawn_at is null
        order by m2.id limit 1)) as head,
    (select note from visit where id = due.latest_id) as last_note,
    (select count(*) from matter mt
        where mt.household_id = due.household_id and mt.withdrawn_at is null
            and mt.status in ('registered', 'accepted', 'in_progress', 'waiting')) as open_matters,
    (select count(*) from visit v
        where v.household_id = due.household_id and v.withdrawn_at is null
            and v.id > coalesce((
                select max(v2.id) from visit v2
                where v2.household_id = due.household_id and v2.withdrawn_at is null
                    and v2.outcome in ('met', 'proxy')), 0)) as missed
from (
    select * from due
    order by promised_on is null, promised_on, pressing desc, interval_days, household_id
    limit :n) due
left join resident r on r.id = due.head_id
{ADDRESS_JOIN.format(table="due")}
order by promised_on is null, promised_on, pressing desc, interval_days, due.household_id
"""
)
