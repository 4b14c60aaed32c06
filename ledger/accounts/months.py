"""Months as the account knows them: text "2026-10" with a first and a last day."""

import calendar
from dataclasses import dataclass
from datetime import date

from ledger.errors import refuse


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; sorts by time."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def following(self) -> "Month":
        """The month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def preceding(self) -> "Month":
        """The month before."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)


def parse_month(text: str) -> Month:
    """Read "2026-10". Raises InputProblem "bad_month"."""
    year, dash, number = text.strip().partition("-")
    if not (dash and len(year) == 4 and len(number) == 2 and (year + number).isascii() and (year + number).isdigit()):
        raise refuse("month", "bad_month", text=text)
    month = Month(int(year), int(number))
    if not (1 <= month.number <= 12 and 1900 <= month.year <= 2200):
        raise refuse("month", "bad_month", text=text)
    return month
