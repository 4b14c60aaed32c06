"""Whom and what the account counts: the SQL its figures and tables share, over :first, :last and :grid."""

from datetime import date

# A visit v counts in the month it is booked in, unless it was withdrawn while that month was open; one
# withdrawn after closing stays there and is noted where it was withdrawn.
COUNTS_SQL = "v.booked_on between :first and :last and (v.withdrawn_at is null or v.withdrawn_on > :last)"

# Somebody was spoken to: the one who was asked, or another who answered for him or her.
MET_SQL = "v.outcome in ('met', 'proxy')"

# Matters on the account at the end: their postings come to more than nothing.
STANDING_SQL = """
    select matter_id from posting
    where booked_on <= :last and withdrawn_at is null
    group by matter_id having sum(effect) > 0
"""

# Households that have a door at the end.
HOUSEHOLDS_SQL = """
    select o.household_id
    from occupancy o
    join household h on h.id = o.household_id
    join dwelling d on d.id = o.dwelling_id
    join unit u on u.id = d.unit_id
    join building b on b.id = u.building_id
    where o.withdrawn_at is null
        and (h.withdrawn_at is null or substr(h.withdrawn_at, 1, 10) > :last)
        and (o.since is null or o.since <= :last) and (o.until is null or o.until > :last)
        and (:grid is null or b.grid_id = :grid)
"""

# Who lived behind which door at the end.
_HELD = "({0}.since is null or {0}.since <= :last) and ({0}.until is null or {0}.until > :last)"
LIVED_SQL = f"""
    select m.resident_id, o.dwelling_id
    from membership m
    join occupancy o on o.household_id = m.household_id and o.withdrawn_at is null and {_HELD.format("o")}
    where m.withdrawn_at is null and {_HELD.format("m")}
"""

# Residents of a care group with a visiting interval at the end, the shortest interval of each; not the dead and
# those who moved away by then.
KEY_PEOPLE_SQL = f"""
    select r.id as resident_id, r.name as name, min(g.interval_days) as interval_days,
        group_concat(distinct g.name) as groups
    from care_membership c
    join care_group g on g.id = c.care_group_id
        and g.enabled = 1 and g.interval_days is not null and g.withdrawn_at is null
    join resident r on r.id = c.resident_id and r.withdrawn_at is null
    where c.withdrawn_at is null
        and {_HELD.format("c")}
        and coalesce((
            select l.kind from life_event l
            where l.resident_id = r.id and l.withdrawn_at is null and l.on_date <= :last
            order by l.on_date desc, l.id desc limit 1), '') not in ('died', 'moved_out')
        and (:grid is null or r.id in (
            select lived.resident_id
            from ({LIVED_SQL}) lived
            join dwelling d on d.id = lived.dwelling_id
            join unit u on u.id = d.unit_id
            join building b on b.id = u.building_id
            where b.grid_id = :grid))
    group by r.id
"""


def span(first: date, last: date, grid_id: int | None) -> dict[str, object]:
    """What stands for :first, :last (both days are counted) and :grid (None for the whole community)."""
    return {"first": str(first), "last": str(last), "grid": grid_id}
