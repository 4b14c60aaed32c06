"""On which day something counts: its own, or, where that month is closed, today."""

from dataclasses import dataclass
from datetime import date

from ledger.errors import refuse
from ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Booking:
    """The day an event counts; `late` where its own month was closed before it was entered."""

    on: date
    late: bool


def closed_through(ledger: Ledger) -> str:
    """The last closed month ("2026-10"), or "" while none is closed. No day up to its end takes entries."""
    return ledger.value("select max(month) from closing where withdrawn_at is null") or ""


def is_closed(ledger: Ledger, day: date | str) -> bool:
    """Whether the month of `day` is closed."""
    return str(day)[:7] <= closed_through(ledger)


def booking(ledger: Ledger, on: date, *, today: date) -> Booking:
    """Where an event of day `on`, entered on `today`, counts.

    Raises InputProblem "date_in_future", or "month_closed" where today's own month is closed.
    """
    if on > today:
        raise refuse("on", "date_in_future", date=on)
    if not is_closed(ledger, on):
        return Booking(on, late=False)
    if is_closed(ledger, today):
        raise refuse("on", "month_closed", month=today.strftime("%Y-%m"))
    return Booking(today, late=True)
