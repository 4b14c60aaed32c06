"""The figures of page one: visits and coverage, quality of settlement."""

from collections import Counter
from datetime import date
from statistics import median

from ledger.accounts.months import Month
from ledger.matters.calendar import work_calendar
from ledger.records.accounts import QualityFigures, Share, VisitFigures
from ledger.store import Ledger

# A visit counts in the month it is booked in, unless it was withdrawn while that month was open; one
# withdrawn after closing stays there and is noted where it was withdrawn.
COUNTS_SQL = "v.booked_on between :first and :last and (v.withdrawn_at is null or v.withdrawn_on > :last)"

# Households that have a door at the month's end.
HOUSEHOLDS_SQL = (
    "select o.household_id from occupancy o join household h on h.id = o.household_id"
    " join dwelling d on d.id = o.dwelling_id join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " where o.withdrawn_at is null and (h.withdrawn_at is null or substr(h.withdrawn_at, 1, 10) > :last)"
    " and (o.since is null or o.since <= :last) and (o.until is null or o.until > :last)"
    " and (:grid is null or b.grid_id = :grid)"
)

# Residents of a care group with a visiting interval at the month's end, the shortest interval of each; not the
# dead and those who moved away by then.
KEY_PEOPLE_SQL = (
    "select r.id as resident_id, r.name as name, min(g.interval_days) as interval_days,"
    " group_concat(distinct g.name) as groups"
    " from care_membership c join care_group g on g.id = c.care_group_id and g.enabled = 1"
    "  and g.interval_days is not null and g.withdrawn_at is null"
    " join resident r on r.id = c.resident_id and r.withdrawn_at is null"
    " where c.withdrawn_at is null and (c.since is null or c.since <= :last) and (c.until is null or c.until > :last)"
    " and coalesce((select l.kind from life_event l where l.resident_id = r.id and l.withdrawn_at is null"
    "  and l.on_date <= :last order by l.on_date desc, l.id desc limit 1), '') not in ('died', 'moved_out')"
    " and (:grid is null or exists (select 1 from membership m"
    "  join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null"
    "  join dwelling d on d.id = o.dwelling_id join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    "  where m.resident_id = r.id and m.until is null and m.withdrawn_at is null and b.grid_id = :grid))"
    " group by r.id"
)

_MET = "v.outcome in ('met', 'proxy')"


def visit_figures(ledger: Ledger, month: Month, grid_id: int | None) -> VisitFigures:
    """一、走访, as VisitFigures explains them."""
    span = _span(month, grid_id)
    in_grid = "(:grid is null or v.grid_id = :grid)"
    households = ledger.value(f"select count(*) from ({HOUSEHOLDS_SQL})", span)
    reached = ledger.value(
        f"select count(distinct v.household_id) from visit v where {COUNTS_SQL} and {_MET}"
        f" and v.household_id in ({HOUSEHOLDS_SQL})",
        span,
    )
    modes = ledger.rows(
        f"select v.mode, count(*) from visit v where {COUNTS_SQL} and {in_grid} group by v.mode order by v.mode", span
    )
    key_people = ledger.rows(KEY_PEOPLE_SQL, span)
    seen = _residents_met(ledger, month)
    missed, missed_twice = _missed(ledger, span, in_grid)
    return VisitFigures(
        reached=Share(reached, households),
        visits=sum(row[1] for row in modes),
        by_mode={row[0]: row[1] for row in modes},
        key_people=Share(sum(row["resident_id"] in seen for row in key_people), len(key_people)),
        missed=missed,
        missed_twice=missed_twice,
    )


def quality_figures(ledger: Ledger, month: Month, grid_id: int | None) -> QualityFigures:
    """二、办结质量, as QualityFigures explains them."""
    span = _span(month, grid_id)
    settled = ledger.rows(
        "select s.settled_on, s.due_on, s.level, coalesce((select max(o.on_date) from step o where"
        "  o.matter_id = s.matter_id and o.id < s.id and o.kind = 'reopened' and o.withdrawn_at is null),"
        "  m.registered_on) as begun_on,"
        " exists (select 1 from step o where o.matter_id = s.matter_id and o.id < s.id and o.level <> 'grid'"
        "  and o.withdrawn_at is null) as left_grid"
        " from posting p join step s on s.id = p.step_id join matter m on m.id = p.matter_id"
        " where p.kind = 'settled' and p.withdrawn_at is null and p.booked_on between :first and :last"
        " and (:grid is null or p.grid_id = :grid)",
        span,
    )
    calendar = work_calendar(ledger)
    worked = [calendar.between(_day(row["begun_on"]), _day(row["settled_on"])) for row in settled]
    in_time = sum(row["settled_on"] <= row["due_on"] for row in settled)
    within = sum(row["level"] == "grid" and not row["left_grid"] for row in settled)
    return QualityFigures(
        on_time=Share(in_time, len(settled)),
        median_workdays=float(median(worked)) if worked else None,
        satisfied=_satisfied(ledger, span),
        within_grid=Share(within, len(settled)),
        whistles=ledger.value(
            "select count(*) from whistle w join matter m on m.id = w.matter_id where w.withdrawn_at is null"
            " and w.sent_on between :first and :last and (:grid is null or m.grid_id = :grid)",
            span,
        ),
    )


def _span(month: Month, grid_id: int | None) -> dict[str, object]:
    return {"first": str(month.first), "last": str(month.last), "grid": grid_id}


def _satisfied(ledger: Ledger, span: dict[str, object]) -> Share:
    # The last answer of the month counts where a resident was asked more than once.
    answers = ledger.rows(
        "select f.matter_id, f.satisfaction from follow_up f join matter m on m.id = f.matter_id"
        " where f.withdrawn_at is null and f.on_date between :first and :last and f.satisfaction <> 'not_reached'"
        " and (:grid is null or m.grid_id = :grid) order by f.on_date, f.id",
        span,
    )
    last = {row["matter_id"]: row["satisfaction"] for row in answers}
    return Share(sum(answer != "dissatisfied" for answer in last.values()), len(last))


def _residents_met(ledger: Ledger, month: Month) -> frozenset[int]:
    rows = ledger.rows(
        "select distinct p.resident_id from visit v join visit_person p on p.visit_id = v.id"
        f" where {COUNTS_SQL} and {_MET} and p.withdrawn_at is null and p.resident_id is not null",
        _span(month, None),
    )
    return frozenset(row[0] for row in rows)


def _missed(ledger: Ledger, span: dict[str, object], in_grid: str) -> tuple[int, int]:
    """Households visited but not met in the month, and those of them missed at least twice in a row by its end."""
    tried = ledger.rows(
        f"select v.household_id, max({_MET}) as met from visit v where {COUNTS_SQL} and {in_grid}"
        " and v.household_id is not null and v.mode <> 'patrol' group by v.household_id",
        span,
    )
    missed = [row["household_id"] for row in tried if not row["met"]]
    streaks: Counter[int] = Counter()
    for household in missed:
        rows = ledger.rows(
            f"select {_MET} from visit v where v.household_id = ? and v.withdrawn_at is null and v.booked_on <= ?"
            " order by v.on_date desc, v.id desc limit 2",
            (household, span["last"]),
        )
        streaks[household] = len(rows) if not any(row[0] for row in rows) else 0
    return len(missed), sum(streak >= 2 for streak in streaks.values())


def _day(text: str) -> date:
    return date.fromisoformat(text)
