"""When a matter is due, by how urgent it is; the defaults a community may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ledger.records.matters import Urgency
from ledger.rules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """Hours by the clock, or working days; one of the two is 0."""

    hours: int = 0
    workdays: int = 0


DEFAULT_DEADLINES: Mapping[Urgency, Deadline] = {
    Urgency.DANGER: Deadline(hours=2),
    Urgency.ESSENTIAL: Deadline(hours=24),
    Urgency.SIMPLE: Deadline(workdays=3),
    Urgency.ORDINARY: Deadline(workdays=7),
    Urgency.COMPLEX: Deadline(workdays=15),
}


def due_on(urgency: Urgency, registered_on: date, at_time: str, calendar: WorkCalendar) -> date:
    """The last day on which the matter is still in time.

    `at_time` is "HH:MM", or "" where only the day is known: then hours count from the day's end.
    """
    deadline = DEFAULT_DEADLINES[urgency]
    if deadline.workdays:
        return calendar.after(registered_on, deadline.workdays)
    begun = time.fromisoformat(at_time) if at_time else time(21, 59)
    return (datetime.combine(registered_on, begun) + timedelta(hours=deadline.hours)).date()
