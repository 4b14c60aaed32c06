"""The time of day at which a visit was made: 9:20, 下午2点半, 十点一刻."""

import re

from ledger.rules.numerals import read_numeral

_HOUR = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_CLOCK = re.compile(
    rf"(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})|(?P<said>{_HOUR})点(?:(?P<half>半)|(?P<quarter>[一三])刻|钟|整"
    rf"|(?P<more>\d{{1,2}}|[一二三四五]?十[一二三四五六七八九]?)分?)?(?![一-鿿])|(?P<digits>\d{{1,2}})点(?:(?P<digits_half>半)|钟|(?P<digits_more>\d{{1,2}})分?)?)"
    r"(?:左右|许|多|前后)?(?:[-至到](?:\d{1,2}:\d{2}|\d{1,2}点半?))?"
)
_AFTER_NOON = ("下午", "午后", "傍晚", "晚", "夜")
_HALF, _QUARTER, _NOON = 30, 15, 12
# Without 上午 or 下午 these may be either: nobody says whether 2点 is at night.
_UNCLEAR = range(1, 7)


def clock_at(text: str, position: int, daypart: str) -> tuple[str, int] | None:
    """("HH:MM", where it ends) of the time right at `position`, None where there is none.

    `daypart` is what stood before it (下午), "" for nothing. The time is "" where it may be of the morning or of the
    afternoon, or is none of a day.
    """
    found = _CLOCK.match(text, position)
    if found is None:
        return None
    hour = int(read_numeral(found["hour"] or found["said"] or found["digits"]) or 0)
    return _time(hour, _minute(found), daypart), found.end()


def _minute(found: re.Match[str]) -> int:
    if found["half"] or found["digits_half"]:
        return _HALF
    if found["quarter"]:
        return _QUARTER * int(read_numeral(found["quarter"]) or 0)
    return int(read_numeral(found["minute"] or found["more"] or found["digits_more"] or "0") or 0)


def _time(hour: int, minute: int, daypart: str) -> str:
    late = daypart.startswith(_AFTER_NOON) or (daypart == "中午" and hour in _UNCLEAR)
    if late and hour < _NOON:
        hour += _NOON
    elif hour in _UNCLEAR and not daypart:
        return ""
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""
