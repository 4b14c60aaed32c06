"""The community's working calendar: official days, and those in its own table."""

from datetime import date

from ledger.rules.workdays import WorkCalendar
from ledger.store import Ledger


def work_calendar(ledger: Ledger) -> WorkCalendar:
    """The calendar with the days this community entered."""
    rows = ledger.rows("select on_date, kind from holiday where withdrawn_at is null order by id")
    return WorkCalendar({date.fromisoformat(row["on_date"]): row["kind"] == "workday" for row in rows})
