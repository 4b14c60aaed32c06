"""The figures of page one: visits and coverage, quality of settlement."""

from collections import Counter
from datetime import date
from statistics import median

from ledger.accounts.counted import COUNTS_SQL, HOUSEHOLDS_SQL, KEY_PEOPLE_SQL, MET_SQL, span
from ledger.accounts.months import Month
from ledger.matters.calendar import work_calendar
from ledger.records.accounts import QualityFigures, Share, VisitFigures
from ledger.store import Ledger

# Each matter settled in the month, by the step that settled it: since when it was in hand (again, where it was
# reopened), and whether it had ever left its grid.
_SETTLED = """
select s.settled_on, s.due_on, s.level,
    coalesce((
        select max(o.on_date) from step o
        where o.matter_id = s.matter_id and o.id < s.id and o.kind = 'reopened' and o.withdrawn_at is null
        ), m.registered_on) as begun_on,
    exists (
        select 1 from step o
        where o.matter_id = s.matter_id and o.id < s.id and o.level <> 'grid' and o.withdrawn_at is null
        ) as left_grid
from posting p
join step s on s.id = p.step_id
join matter m on m.id = p.matter_id
where p.kind = 'settled' and p.withdrawn_at is null and p.booked_on between :first and :last
    and (:grid is null or p.grid_id = :grid)
"""


def visit_figures(ledger: Ledger, month: Month, grid_id: int | None) -> VisitFigures:
    """一、走访, as VisitFigures explains them."""
    during = span(month.first, month.last, grid_id)
    in_grid = "(:grid is null or v.grid_id = :grid)"
    households = ledger.value(f"select count(*) from ({HOUSEHOLDS_SQL})", during)
    reached = ledger.value(
        f"select count(distinct v.household_id) from visit v where {COUNTS_SQL} and {MET_SQL}"
        f" and v.household_id in ({HOUSEHOLDS_SQL})",
        during,
    )
    modes = ledger.rows(
        f"select v.mode, count(*) from visit v where {COUNTS_SQL} and {in_grid} group by v.mode order by v.mode", during
    )
    key_people = ledger.rows(KEY_PEOPLE_SQL, during)
    seen = _residents_met(ledger, month)
    missed, missed_twice = _missed(ledger, during, in_grid)
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
    during = span(month.first, month.last, grid_id)
    settled = ledger.rows(_SETTLED, during)
    calendar = work_calendar(ledger)
    worked = [calendar.between(_day(row["begun_on"]), _day(row["settled_on"])) for row in settled]
    in_time = sum(row["settled_on"] <= row["due_on"] for row in settled)
    within = sum(row["level"] == "grid" and not row["left_grid"] for row in settled)
    return QualityFigures(
        on_time=Share(in_time, len(settled)),
        median_workdays=float(median(worked)) if worked else None,
        satisfied=_satisfied(ledger, during),
        within_grid=Share(within, len(settled)),
        whistles=ledger.value(
            "select count(*) from whistle w join matter m on m.id = w.matter_id where w.withdrawn_at is null"
            " and w.sent_on between :first and :last and (:grid is null or m.grid_id = :grid)",
            during,
        ),
    )


def _satisfied(ledger: Ledger, during: dict[str, object]) -> Share:
    # The last answer of the month counts where a resident was asked more than once.
    answers = ledger.rows(
        "select f.matter_id, f.satisfaction from follow_up f join matter m on m.id = f.matter_id"
        " where f.withdrawn_at is null and f.on_date between :first and :last and f.satisfaction <> 'not_reached'"
        " and (:grid is null or m.grid_id = :grid) order by f.on_date, f.id",
        during,
    )
    last = {row["matter_id"]: row["satisfaction"] for row in answers}
    return Share(sum(answer != "dissatisfied" for answer in last.values()), len(last))


def _residents_met(ledger: Ledger, month: Month) -> frozenset[int]:
    rows = ledger.rows(
        "select distinct p.resident_id from visit v join visit_person p on p.visit_id = v.id"
        f" where {COUNTS_SQL} and {MET_SQL} and p.withdrawn_at is null and p.resident_id is not null",
        span(month.first, month.last, None),
    )
    return frozenset(row[0] for row in rows)


def _missed(ledger: Ledger, during: dict[str, object], in_grid: str) -> tuple[int, int]:
    """Households visited but not met in the month, and those of them missed at least twice in a row by its end."""
    tried = ledger.rows(
        f"select v.household_id, max({MET_SQL}) as met from visit v where {COUNTS_SQL} and {in_grid}"
        " and v.household_id is not null and v.mode <> 'patrol' group by v.household_id",
        during,
    )
    missed = [row["household_id"] for row in tried if not row["met"]]
    streaks: Counter[int] = Counter()
    for household in missed:
        rows = ledger.rows(
            f"select {MET_SQL} from visit v where v.household_id = ? and v.withdrawn_at is null and v.booked_on <= ?"
            " order by v.on_date desc, v.id desc limit 2",
            (household, during["last"]),
        )
        streaks[household] = len(rows) if not any(row[0] for row in rows) else 0
    return len(missed), sum(streak >= 2 for streak in streaks.values())


def _day(text: str) -> date:
    return date.fromisoformat(text)
