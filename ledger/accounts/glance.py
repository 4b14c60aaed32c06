"""What the present quarter and the past year look like at a glance, for the page of today."""

from dataclasses import dataclass
from datetime import date

from ledger.accounts.counted import COUNTS_SQL, HOUSEHOLDS_SQL, KEY_PEOPLE_SQL, MET_SQL, span
from ledger.accounts.months import Month, month_of
from ledger.records.accounts import Share
from ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Coverage:
    """访到户 from `since` to today. `reached`: households met at least once, of all that have a door.

    `key_people`: residents of care groups with an interval met at least once, of all such residents. `missed`:
    households visited though nobody was met there. `visits` is the number of visits.
    """

    since: date
    reached: Share
    key_people: Share
    missed: int
    visits: int


def first_of_quarter(day: date) -> date:
    """The first day of the quarter `day` lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_coverage(ledger: Ledger, *, today: date, grid_id: int | None = None) -> Coverage:
    """Coverage of the quarter that `today` lies in, up to today."""
    since = first_of_quarter(today)
    quarter = span(since, today, grid_id)
    households = {row[0] for row in ledger.rows(HOUSEHOLDS_SQL, quarter)}
    tried = {row["household_id"]: row for row in ledger.rows(_TRIED, quarter)}
    met = {household for household, row in tried.items() if row["met"]} & households
    missed = {household for household, row in tried.items() if not row["met"]} & households
    key_people = {row["resident_id"] for row in ledger.rows(KEY_PEOPLE_SQL, quarter)}
    seen = {row[0] for row in ledger.rows(_SEEN, quarter)} & key_people if key_people else set()
    return Coverage(
        since=since,
        reached=Share(len(met), len(households)),
        key_people=Share(len(seen), len(key_people)),
        missed=len(missed),
        visits=ledger.value(_VISITS, quarter),
    )


def satisfaction_course(
    ledger: Ledger, *, today: date, months: int = 12, grid_id: int | None = None
) -> tuple[tuple[Month, Share], ...]:
    """Of the matters followed up in each of the last `months` months and reached, how many are content; oldest first.

    Content is satisfied or fairly satisfied; the last answer of a month counts where a resident was asked twice.
    """
    wanted = [month_of(today)]
    while len(wanted) < months:
        wanted.append(wanted[-1].preceding)
    rows = ledger.rows(_ANSWERS, span(wanted[-1].first, today, grid_id))
    found = {row["month"]: Share(row["content"], row["answers"]) for row in rows}
    return tuple((month, found.get(str(month), Share(0, 0))) for month in reversed(wanted))


_TRIED = f"""
select v.household_id, max({MET_SQL}) as met
from visit v
where {COUNTS_SQL} and v.household_id is not null and v.mode <> 'patrol'
group by v.household_id
"""
_SEEN = f"""
select distinct p.resident_id
from visit v join visit_person p on p.visit_id = v.id
where {COUNTS_SQL} and {MET_SQL} and p.withdrawn_at is null and p.resident_id is not null
"""
_VISITS = f"select count(*) from visit v where {COUNTS_SQL} and (:grid is null or v.grid_id = :grid)"
# Of several answers about one matter in one month the greatest day, then id, is the last: SQLite takes the other
# columns from the row that has the max().
_ANSWERS = """
select month, count(*) as answers, sum(satisfaction <> 'dissatisfied') as content
from (
    select substr(f.on_date, 1, 7) as month, f.satisfaction, max(f.on_date || printf('%012d', f.id))
    from follow_up f
    where f.withdrawn_at is null and f.on_date between :first and :last and f.satisfaction <> 'not_reached'
        and (:grid is null or (select grid_id from matter where id = f.matter_id) = :grid)
    group by f.matter_id, substr(f.on_date, 1, 7))
group by month
"""
