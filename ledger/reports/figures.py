"""Figures and dates as the report writes them."""

import re
from datetime import date, datetime

from ledger.language import _, ngettext
from ledger.records.accounts import Share
from ledger.reports.linebreak import glue

NOTHING = "—"


def share(of: Share, pattern: str) -> str:
    """A share in words by `pattern`, which takes part, whole and percent; — where there is no whole."""
    if of.percent is None:
        return NOTHING
    return pattern % {"part": of.part, "whole": of.whole, "percent": f"{of.percent:.1f}"}


def month_name(month: str) -> str:
    """ "2026-10" as 2026 年 10 月."""
    year, number = month.split("-")
    return _("%(year)s-%(month)02d") % {"year": year, "month": int(number)}


def moment(at: datetime) -> str:
    """A time of day on a day, to the minute."""
    return f"{at:%Y-%m-%d %H:%M}"


def day(on: date | None, month: str) -> str:
    """A day without its year where the year is that of the report."""
    if on is None:
        return ""
    return f"{on:%m-%d}" if on.year == int(month[:4]) else on.isoformat()


def signed(number: int) -> str:
    """A correction with its sign; the minus is the printer's."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def in_days(count: int) -> str:
    """A length of time in whole days."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def days_over(count: int) -> str:
    """How many days something is late."""
    return ngettext("%(count)d day over", "%(count)d days over", count) % {"count": count}


def section_number(number: int) -> str:
    """The number of a section, from 1: 一、二、三 in Chinese."""
    names = _("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15").split()
    return names[number - 1]


def numbered(number: int, title: str) -> str:
    """A section's title with its number."""
    return _("%(number)s. %(title)s") % {"number": section_number(number), "title": title}


def door_and_name(who: str) -> str:
    """Address and resident as a cell: broken between them, behind the estate, and else only where it must be."""
    door, name = split_door(who)
    if not name:
        return who
    return f"{_door(door)} {glue(name) if len(name) <= _LONGEST_GLUED else name}"


def door_over_name(who: str) -> tuple[str, str]:
    """Address and resident, to stand one below the other; the second is "" where only a place is named."""
    door, name = split_door(who)
    return (_door(door), glue(name) if len(name) <= _LONGEST_GLUED else name) if name else (who, "")


def split_door(who: str) -> tuple[str, str]:
    """The address and the residents of "银苑小区 3-2-501 许敏"; a public place is all address."""
    found = _DOOR_AND_NAME.fullmatch(who)
    return (found[1], found[2]) if found else (who, "")


def _door(address: str) -> str:
    return " ".join(map(glue, address.split(" ")))


_LONGEST_GLUED = 8
_DOOR_AND_NAME = re.compile(r"(.*?-\S+) (.+)")
