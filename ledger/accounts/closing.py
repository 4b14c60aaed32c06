"""Closing a month (结账): from then on it takes no entries, and prints as it was."""

from dataclasses import dataclass
from datetime import date, datetime

from ledger.accounts.gathering import gather_month
from ledger.accounts.months import month_of, parse_month
from ledger.accounts.snapshot import freeze
from ledger.errors import refuse
from ledger.matters.booking import closed_through
from ledger.store import Changed, Ledger
from ledger.store.journal import FIRST_HASH


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed month and the day it was closed."""

    month: str
    on: date


def closings(ledger: Ledger) -> tuple[Closing, ...]:
    """The closed months, the last one first. Months before the first of them are closed with it."""
    rows = ledger.rows("select month, on_date from closing where withdrawn_at is null order by month desc")
    return tuple(Closing(row["month"], date.fromisoformat(row["on_date"])) for row in rows)


def close_month(ledger: Ledger, month: str, *, worker_id: int, today: date) -> Changed:
    """Close `month` and all before it; keeps the month's report with the journal's last hash.

    Raises InputProblem: "bad_month", "month_not_over", "month_already_closed".
    """
    wanted = parse_month(month)
    if wanted >= month_of(today):
        raise refuse("month", "month_not_over", month=wanted)
    if str(wanted) <= closed_through(ledger):
        raise refuse("month", "month_already_closed", month=wanted)
    report = gather_month(ledger, str(wanted), made_at=datetime.combine(today, datetime.min.time()))
    with ledger.write("month.close") as write:
        head = ledger.value("select hash from journal order by sequence desc limit 1") or FIRST_HASH
        write.insert(
            "closing",
            month=str(wanted),
            on_date=str(today),
            worker_id=worker_id,
            journal_hash=head,
            content=freeze(report),
        )
    return write.changed


def reopen_month(ledger: Ledger, month: str, *, reason: str) -> Changed:
    """Take the last closing back, with a reason.

    Raises InputProblem: "reason_missing", "month_not_closed", "later_month_closed".
    """
    wanted = parse_month(month)
    if not reason.strip():
        raise refuse("reason", "reason_missing")
    closing = ledger.row("select id from closing where month = ? and withdrawn_at is null", (str(wanted),))
    if closing is None:
        raise refuse("month", "month_not_closed", month=wanted)
    if str(wanted) < closed_through(ledger):
        raise refuse("month", "later_month_closed", month=closed_through(ledger))
    with ledger.write("month.reopen") as write:
        write.withdraw("closing", closing["id"], reason)
    return write.changed
