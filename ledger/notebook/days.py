"""Days as they are said: when a visit was (昨天, 11.20, 上周五) and when one will be (下周三, 月底前, 三天内)."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.notebook.kinship import KIN_WORDS
from ledger.rules.numerals import read_numeral

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3}|两)"
_WEEKDAY = r"(?:周|星期|礼拜)"
_CALENDAR_DAY = (
    rf"(?:(?P<year>\d{{4}}(?=[年./-])|\d\d(?=年))[年./-])?"
    rf"(?P<month>{_N}|元(?=月))(?:月|[./-](?=\d))(?P<day>{_N})[日号]?"
)
_SAID = {
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晨": 0,
    "今儿": 0,
    "今个": 0,
    "今朝": 0,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨夜": -1,
    "昨儿": -1,
    "昨个": -1,
    "昨朝": -1,
    "昨": -1,
    "前天": -2,
    "前日": -2,
    "大前天": -3,
    "大前日": -3,
}

_PAST = re.compile(
    rf"(?P<said>大前[天日]|今[天日早晨朝]|[今昨](?:儿(?![子媳女])个?|个)|昨[天日晚夜朝]|前[天日]|昨(?=\s|\d))|{_CALENDAR_DAY}(?!\d)"
    rf"|(?P<which>上上|上|这|本)?个?{_WEEKDAY}(?P<weekday>[一二三四五六日天])|(?P<only>{_N})[日号](?![楼线院门])"
)
_PROMISE = (
    r"再过?去|再过?来|再登门|补访|补走|补登|带[^,。;]{1,4}(?:过来|过去|上门|来[修看装换弄查测])|再访|再看|再上门|再走|再打|再联系|再问|回(?:个|一个)?(?:电话|电|信儿?|话)|回[他她](?!家|们家|那|老家)|回一[声句]|(?:告诉|通知)(?:他|她|老)|去看|来看|回访|复访|回话|回复|答复|回信|回音|上门|给.{0,3}回|复查|"
    r"去一趟|跑一趟|去办|来办|陪.{0,4}去|带.{0,4}去|给.{0,4}(?:答复|说法|结果|准信|信儿?|话|回音)|见面|联系|(?:一起|一块|再)?(?:调解|协商|商量|碰头|面谈)|去给|去帮|去送|去取|去换|去修|去接|"
    r"回(?=$|[,。;!?、\s])|给.{0,3}(?:送|换|修|装|办|带|取|买)|(?:送|带|拿)(?:去|来|过去|过来)|帮.{0,3}(?:办|换|买|取|送|问|查)"
    # Whatever the writer is going to do on a day to come is promised: 后天我带人来修.
    r"|(?:我们?|咱们?)(?:再|就|一起|一块儿?)?(?:去|来|给|帮|带|陪|叫|找|领|喊|派|请|约|过|上|送|问|打|到|跟|替|办|拿|捎)"
)
_DAY_AHEAD = (
    rf"(?:(?P<soon>大后天|后天|明天|明日|明早|明晚|明儿)|(?P<same>今晚|今天下午|晚上|傍晚|晚些时候|下午|中午)"
    rf"|(?P<count>{_N}|半)(?P<span>天|日|个?星期|周|个?礼拜|个?月|个月)(?:之内|以内|内|后|之后)"
    rf"|(?P<next>下下|下|这|本)?个?{_WEEKDAY}(?P<weekday>[一二三四五六日天末])"
    rf"|(?P<nextmonth>下个?月)(?:(?P<nextday>{_N})[日号]|(?P<nextend>底))"
    rf"|(?P<end>月底|月末|年底|本月底|这个?月底)|{_CALENDAR_DAY}|(?P<only>{_N})[日号](?![楼线院门]))"
)
_AHEAD = re.compile(_DAY_AHEAD)
_BARE_GOING = r"(?:过?去|过?来|到)(?=$|[,。;!?、\s])"
_FUTURE = re.compile(
    rf"{_DAY_AHEAD}(?:前|之前|以前|左右|当天)?(?:早上|上午|中午|下午|晚上|晚)?.{{0,4}}?(?:{_PROMISE}|{_BARE_GOING})"
)
# "月底才回", "下周回来": somebody's own return is no promise of ours.
_NOT_OURS = re.compile(r"才回|回来|回家|回老家")
# 明天他闺女陪他去, 闺女明天带他去: kin will, and nobody of ours.
_KIN = rf"(?:{KIN_WORDS}|孩子|亲戚|家属|家里人|侄[儿子女]+|外甥女?)"
_KIN_WILL = re.compile(rf"(?<![给跟和找问帮向])[他她]?{_KIN}(?:就|要|会|再|过来?)?(?:陪|带|领|送|接|去|来|回)")
_KIN_BEFORE = re.compile(rf"(?:^|[,。;\s他她某]){_KIN}(?:说|讲|打算|准备|要|会|约了?)?$")
_KIN_DO = re.compile(r"(?:陪|带|领|接|送|去|来|换|取|办|修|买).{0,4}$")
# Put off to a day: 没在，改明天.
_NOT_NOW = re.compile(r"没|不在|不便|不方便|不开|锁|关|睡|忙|[出外]去|上班")
_BARE = re.compile(r"(?<![再送去来过带请叫])(?:去|来|到)$")
_PUT_OFF = re.compile(rf"(?<![一-鿿])(?:只好|只能|就)?改(?:到|成|在|约)?{_DAY_AHEAD}(?:再|去|来|$|[,。;\s])")
_PROMISED = re.compile(r"(?:答应|承诺|说好|约好|约了?|保证|许|讲好|定好|定了)[^,。;]{0,4}$")
_SAME_DAY = re.compile(r"再去|再来|再访|再看|再上门|去看|回访|再走|再打|再跑")


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day found in a text, and where."""

    on: date
    start: int
    end: int


def visit_day(text: str, today: date, *, position: int = 0) -> SaidDay | None:
    """The past day written right at `position`, or None."""
    found = _PAST.match(text, position)
    if found is None:
        return None
    day = _within_calendar(_past, found, today)
    return None if day is None else SaidDay(day, found.start(), found.end())


def promised_day(text: str, on: date) -> SaidDay | None:
    """The day a next visit or a reply is promised for, counted from `on`; None where nothing is promised."""
    for found in _FUTURE.finditer(text):
        if _NOT_OURS.search(found.group()) or _is_of_kin(text, found) or not _is_plain_promise(text, found):
            continue
        if found["same"] and not _SAME_DAY.search(found.group()):
            continue
        day = _within_calendar(_future, found, on)
        if day is not None and day >= on:
            return SaidDay(day, found.start(), found.end())
    put_off = _PUT_OFF.search(text)
    if put_off is not None and _NOT_NOW.search(text, 0, put_off.start()):
        day = _within_calendar(_future, put_off, on)
        return SaidDay(day, put_off.start(), put_off.end()) if day is not None and day >= on else None
    return None


def _is_of_kin(text: str, found: re.Match[str]) -> bool:
    """明天他闺女陪他去: what kin are going to do is no promise of ours."""
    if _KIN_WILL.search(found.group()):
        return True
    return _KIN_BEFORE.search(text[: found.start()]) is not None and _KIN_DO.search(found.group()) is not None


def _is_plain_promise(text: str, found: re.Match[str]) -> bool:
    """Whether a bare 回, 去 or 来 at the end was promised; whatever says more is a promise by itself."""
    said = found.group()
    if said.endswith("回"):
        return re.search("给.{0,3}回$", said) is not None or _is_reply(text, found)
    if not _BARE.search(said):
        return True
    return _PROMISED.search(text[: found.start()]) is not None


def _is_reply(text: str, found: re.Match[str]) -> bool:
    """答应三天内回: a bare 回 is a reply where it was promised, or within so many days; else somebody comes home."""
    return _PROMISED.search(text[: found.start()]) is not None or (bool(found["count"]) and "内" in found.group())


def day_ahead(text: str, on: date) -> SaidDay | None:
    """The first day to come that `text` speaks of, promise or not; counted from `on`."""
    for found in _AHEAD.finditer(text):
        day = _within_calendar(_future, found, on)
        if day is not None and day >= on:
            return SaidDay(day, found.start(), found.end())
    return None


def _within_calendar(
    count: Callable[[re.Match[str], date], date | None], found: re.Match[str], on: date
) -> date | None:
    """The day counted from `on`; None where the calendar has no such day (before year 1, after 9999)."""
    try:
        return count(found, on)
    except (ValueError, OverflowError):
        return None


def _past(found: re.Match[str], today: date) -> date | None:
    if found["said"]:
        said = found["said"]
        return today + timedelta(days=_SAID[said[:2] if said[0] in "今昨" else said])
    if found["month"]:
        return _latest(today, _number(found["month"]), _number(found["day"]), _number(found["year"] or ""))
    if found["weekday"]:
        day = today - timedelta(days=today.weekday()) + timedelta(days=_weekday(found["weekday"]))
        back = {"上": 7, "上上": 14}.get(found["which"] or "", 0)
        day -= timedelta(days=back)
        return day - timedelta(days=7) if day > today else day
    day_number = _number(found["only"])
    month = today.replace(day=1)
    for _try in range(3):
        candidate = _date(month.year, month.month, day_number)
        if candidate is not None and candidate <= today:
            return candidate
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _latest(today: date, month: int, day: int, year: int) -> date | None:
    if year:
        return _date(year + 2000 if year < 100 else year, month, day)
    this = _date(today.year, month, day)
    if this is not None and this <= today:
        return this
    return _date(today.year - 1, month, day)


def _future(found: re.Match[str], on: date) -> date | None:
    if found["soon"]:
        return on + timedelta(days={"大": 3, "后": 2}.get(found["soon"][0], 1))
    if found["same"]:
        return on
    if found["count"]:
        return on + timedelta(days=_span(found["count"], found["span"]))
    if found["weekday"]:
        return _weekday_ahead(found, on)
    if found["end"]:
        month = 12 if found["end"] == "年底" else on.month
        return date(on.year, month, calendar.monthrange(on.year, month)[1])
    first = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    if found["nextmonth"]:
        last = calendar.monthrange(first.year, first.month)[1]
        return _date(first.year, first.month, last if found["nextend"] else _number(found["nextday"]))
    if found["month"]:
        this = _date(_number(found["year"] or "") or on.year, _number(found["month"]), _number(found["day"]))
        return this if this is None or this >= on else _date(on.year + 1, this.month, this.day)
    this = _date(on.year, on.month, _number(found["only"]))
    return this if this is not None and this >= on else _date(first.year, first.month, _number(found["only"]))


def _weekday_ahead(found: re.Match[str], on: date) -> date:
    monday = on - timedelta(days=on.weekday())
    weeks = {"下": 7, "下下": 14}.get(found["next"] or "", 0)
    day = monday + timedelta(days=weeks + _weekday(found["weekday"]))
    return day + timedelta(days=7) if day < on else day


def _span(count: str, unit: str) -> int:
    number = 0.5 if count == "半" else float(_number(count))
    days = 7 if unit[-1] in "周期拜" else 30 if unit.endswith("月") else 1
    return round(number * days)


def _weekday(character: str) -> int:
    return 5 if character == "末" else "一二三四五六日".find(character.replace("天", "日"))


def _number(text: str) -> int:
    return 1 if text == "元" else int(read_numeral(text) or 0) if text else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
