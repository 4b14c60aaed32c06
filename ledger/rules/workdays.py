"""Working days in China: weekends, official holidays and make-up days.

The yearly notice of the State Council (国务院办公厅关于部分节假日安排的通知) comes through chinesecalendar,
which knows no year before its notice is out; for those the plain week counts, and a community may enter days itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. `entered` are the community's own days, True for a working day; they go first."""

    entered: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked, by entered days, then the official calendar, then the plain week."""
        if day in self.entered:
            return self.entered[day]
        return _is_official_workday(day)

    def after(self, start: date, workdays: int) -> date:
        """The day `workdays` working days after `start`; the day itself does not count."""
        day = start
        while workdays > 0:
            day += timedelta(days=1)
            workdays -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; 0 where `end` is not after `start`."""
        days = (end - start).days
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, days + 1))


@lru_cache(maxsize=4096)
def _is_official_workday(day: date) -> bool:
    # chinesecalendar looks through all its years at every call: a deadline of 15 days would cost as much as its save.
    if day.year in official_years():
        import chinese_calendar

        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY


@cache
def official_years() -> range:
    """The years whose official holidays this version knows."""
    from chinese_calendar import constants

    return range(min(constants.holidays).year, max(constants.holidays).year + 1)
