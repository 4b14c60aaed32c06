"""Days as one says them: 昨天, 上月, 2026-10, 10月5日, 今年."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?")
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_OWN_MONTH = re.compile(r"(\d{1,2})月份?")
_OWN_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_YEAR = re.compile(r"(\d{4})年")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date


def _day(ago: int) -> Callable[[date], Period]:
    return lambda today: Period(today - timedelta(days=ago), today - timedelta(days=ago))


def _week(ago: int) -> Callable[[date], Period]:
    def week(today: date) -> Period:
        monday = today - timedelta(days=today.weekday() + 7 * ago)
        return Period(monday, monday + timedelta(days=6))

    return week


def _month(ago: int) -> Callable[[date], Period]:
    def month(today: date) -> Period:
        months = today.year * 12 + today.month - 1 - ago
        return _whole_month(months // 12, months % 12 + 1)

    return month


def _year(ago: int) -> Callable[[date], Period]:
    return lambda today: Period(date(today.year - ago, 1, 1), date(today.year - ago, 12, 31))


def _quarter(today: date) -> Period:
    first = (today.month - 1) // 3 * 3 + 1
    return Period(date(today.year, first, 1), _whole_month(today.year, first + 2).until)


PERIODS: dict[str, Callable[[date], Period]] = {
    "今天": _day(0),
    "昨天": _day(1),
    "前天": _day(2),
    "本周": _week(0),
    "上周": _week(1),
    "本月": _month(0),
    "上月": _month(1),
    "本季度": _quarter,
    "今年": _year(0),
    "去年": _year(1),
}
"""The words offered, each for a day that is today."""

_ALSO = {
    "今日": "今天",
    "昨日": "昨天",
    "这周": "本周",
    "这个月": "本月",
    "当月": "本月",
    "上个月": "上月",
    "上一周": "上周",
    "本年": "今年",
}


def read_period(word: str, today: date) -> Period | None:
    """The days a word means (half-width, small letters), or None where it means none.

    10月 and 10月5日 are the last ones not after `today`.
    """
    named = PERIODS.get(_ALSO.get(word, word))
    try:
        return named(today) if named else _written(word, today)
    except (ValueError, OverflowError):
        return None


def _written(word: str, today: date) -> Period | None:
    if not (word.isascii() or re.search("[年月日号]", word)):
        return None
    if found := _DAY.fullmatch(word):
        day = date(*map(int, found.groups()))
        return Period(day, day)
    if found := _MONTH.fullmatch(word):
        return _whole_month(int(found[1]), int(found[2]))
    if found := _OWN_DAY.fullmatch(word):
        day = date(today.year, int(found[1]), int(found[2]))
        day = day if day <= today else day.replace(year=today.year - 1)
        return Period(day, day)
    if found := _OWN_MONTH.fullmatch(word):
        month = _whole_month(today.year, int(found[1]))
        return month if month.since <= today else _whole_month(today.year - 1, int(found[1]))
    if found := _YEAR.fullmatch(word):
        return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
    return None


def _whole_month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
