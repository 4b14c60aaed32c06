"""Birth dates as offices write them, kept as far as they are known: "YYYY", "YYYY-MM" or "YYYY-MM-DD".

Nothing is made up: a month without a day stays a month, a two-digit year is asked about, a date of the
lunar calendar or of the Republic is not converted. Excel's own day numbers count from 1899-12-30.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ledger.rules.finding import Finding, error, warning
from ledger.rules.numerals import arabic, half_width, plain_dashes

OLDEST_AGE = 120
"""Nobody in a community is older, in years."""

_EXCEL_EPOCH = date(1899, 12, 30)
_SMALLEST_SERIAL = 2100  # 1905-09-30; a smaller number is a year
_NOTHING = frozenset(
    {"", "-", "--", "/", "\\", "无", "没有", "不详", "未知", "不明", "不清楚", "待核", "待查", "?", "*", "空"}
)
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_LUNAR = re.compile(r"农历|阴历|旧历|正月|腊月|冬月|闰|初[一二三四五六七八九十]")
_REPUBLIC = re.compile(r"民国|光绪|宣统|昭和")
_LABEL = re.compile(r"^(出生(日期|年月)?|生日|生于|公历|阳历)[::]?")
_PARTS = re.compile(r"(\d{1,4})(?:[-./年,、·](\d{1,2})(?:[-./月,、·](\d{1,2}))?)?[-./年月日号出生]*")
_BACKWARDS = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_DIGITS_ONLY = re.compile(r"\d+")
_YEAR_MONTH_NUMBER = re.compile(r"(\d{4})\.(\d{1,2})")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as far as it is known ("" where it is not) and what was found in reading it."""

    value: str
    findings: tuple[Finding, ...] = ()


def read_date(cell: object, today: date) -> DateReading:
    """The date of a cell: a date, an Excel day number, a number such as 19681227, or text in any usual form.

    Findings: date_no_day, date_no_month, date_impossible, date_future, date_too_old, date_two_digit_year,
    date_month_unsure, date_lunar, date_era, date_order, date_serial, date_unreadable.
    """
    if isinstance(cell, str):
        return read_date_text(cell, today)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _settled(cell.year, cell.month, cell.day, cell.isoformat(), today)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _read_number(float(cell), today)
    return DateReading("") if cell is None else DateReading("", (error("date_unreadable", text=cell),))


@lru_cache(maxsize=4096)
def read_date_text(text: str, today: date) -> DateReading:
    """`read_date` for text."""
    plain = plain_dashes(half_width(text)).strip()
    if plain in _NOTHING:
        return DateReading("")
    if _LUNAR.search(plain):
        return DateReading("", (error("date_lunar", text=text),))
    if _REPUBLIC.search(plain):
        return DateReading("", (error("date_era", text=text),))
    plain = arabic("".join(_LABEL.sub("", _TIME.sub("", plain)).split())).replace("。", ".")
    if _DIGITS_ONLY.fullmatch(plain):
        return _read_digits(plain, text, today)
    if found := _BACKWARDS.fullmatch(plain):
        return _read_backwards(found, text, today)
    if found := _PARTS.fullmatch(plain):
        year, month, day = found.groups()
        if len(year) != 4:
            return DateReading("", (error("date_two_digit_year", text=text),))
        return _settled(int(year), _number(month), _number(day), text, today)
    return DateReading("", (error("date_unreadable", text=text),))


def _read_number(number: float, today: date) -> DateReading:
    if number.is_integer():
        whole = int(number)
        if _SMALLEST_SERIAL <= whole <= 99_999:
            return _read_serial(whole, today)
        return _read_digits(str(whole), str(whole), today)
    text = f"{number:.10g}"
    if not (found := _YEAR_MONTH_NUMBER.fullmatch(text)):
        whole_day = int(number)  # a day number with a time of day
        if _SMALLEST_SERIAL <= whole_day <= 99_999:
            return _read_serial(whole_day, today)
        return DateReading("", (error("date_unreadable", text=text),))
    year, month = int(found[1]), int(found[2])
    if month == 1 and len(found[2]) == 1:
        # As a number 1945.10 and 1945.1 are the same cell.
        reading = _settled(year, None, None, text, today)
        return DateReading(reading.value, (error("date_month_unsure", text=text, year=year),))
    return _settled(year, month, None, text, today)


def _read_serial(serial: int, today: date) -> DateReading:
    day = _EXCEL_EPOCH + timedelta(days=serial)
    return _settled(day.year, day.month, day.day, day.isoformat(), today)


def _read_digits(digits: str, text: str, today: date) -> DateReading:
    if len(digits) == 8:
        return _settled(int(digits[:4]), int(digits[4:6]), int(digits[6:]), text, today)
    if len(digits) == 6 and 1 <= int(digits[4:]) <= 12 and digits[:2] in ("18", "19", "20"):
        return _settled(int(digits[:4]), int(digits[4:]), None, text, today)
    if len(digits) == 6:
        return DateReading("", (error("date_two_digit_year", text=text),))
    if len(digits) == 4 and int(digits) <= today.year:
        return _settled(int(digits), None, None, text, today)
    if _SMALLEST_SERIAL <= int(digits) <= 99_999:
        reading = _read_serial(int(digits), today)
        # Written as text it may as well be a slip: used, but said.
        return (
            reading
            if reading.findings
            else DateReading(reading.value, (warning("date_serial", text=text, date=reading.value),))
        )
    return DateReading("", (error("date_unreadable", text=text),))


def _read_backwards(found: re.Match[str], text: str, today: date) -> DateReading:
    first, second, year = (int(part) for part in found.groups())
    if first > 12 >= second:
        return _settled(year, second, first, text, today)
    if second > 12 >= first or first == second:
        return _settled(year, first, second, text, today)
    reading = _settled(year, None, None, text, today)
    return DateReading(reading.value, (error("date_order", text=text, year=year),))


def _number(digits: str | None) -> int | None:
    # A zero stands for "not known" where a form wants eight digits: 19450800.
    return int(digits) or None if digits else None


def _settled(year: int, month: int | None, day: int | None, text: str, today: date) -> DateReading:
    month, day = month or None, day or None
    if year < 1000 or (month is None and day is not None):
        return DateReading("", (error("date_impossible", text=text),))
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return DateReading("", (error("date_impossible", text=text),))
    if first > today:
        return DateReading("", (error("date_future", text=text),))
    if year < today.year - OLDEST_AGE - 1 or age_on(first, today) > OLDEST_AGE + (month is None):
        return DateReading("", (error("date_too_old", text=text, years=OLDEST_AGE),))
    if month is None:
        return DateReading(f"{year:04d}", (warning("date_no_month", text=text, date=f"{year:04d}"),))
    if day is None:
        known = f"{year:04d}-{month:02d}"
        return DateReading(known, (warning("date_no_day", text=text, date=known),))
    return DateReading(first.isoformat())


def age_on(birth: date, day: date) -> int:
    """Completed years between `birth` and `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_known(birth: str, day: date) -> int | None:
    """The age on `day` of one born on `birth` ("1945", "1945-08", "1945-08-15"), as far as it is known for certain
    or the year alone tells it; None where nothing is known.
    """
    parts = [int(part) for part in birth.split("-")] if birth else []
    if not parts:
        return None
    return age_on(date(parts[0], *(parts[1:] if len(parts) == 3 else (1, 1))), day)
