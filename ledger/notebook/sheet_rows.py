"""纸本回录: a route sheet named in a heading, and lines that begin with the numbers of its rows.

路线单12, 走访路线单 第12号, 12号单 and 单12 name a sheet; it holds until the next building or another sheet is named.
Then "7 没人", "12、漏水 急", "第7户 …", "3-5 没人" and "3、5、9 没人" speak of its rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.notebook.roster_index import DoorKey, RosterIndex
from ledger.rules.numerals import read_numeral

NO_SHEET = 0
_MOST_ROWS = 60
_N = r"(?:\d{1,6}|[一二三四五六七八九十百]{1,5})"
_NAMED = re.compile(
    rf"(?:走访)?路线单\s*(?:第|№)?\s*(?P<a>{_N})\s*号?(?![\d楼栋院-])|第?\s*(?P<b>{_N})\s*号\s*(?:走访)?路线单"
)
# Shorter forms could mean something else: they count for a sheet that there is, or where another one held.
_NAMED_SHORTLY = re.compile(
    rf"单\s*(?:第|№)?\s*(?P<a>{_N})\s*号?(?=$|[\s,。:;、)])|第?\s*(?P<b>{_N})\s*号单(?=$|[\s,。:;、)])"
)
# What makes a number something other than a row: a date, a time, a door, a count, a sum.
_NOT_A_ROW = (
    r"(?!\d|\s*(?:[点时分月日年天岁次周块元度斤米口只条台件层楼栋幢座门多万千百]|个|人|星期|小时|单元|号[楼院线])"
    r"|[.:/]\d|-\d+-|[A-Za-z#%])"
)
_BARE = r"(?P<bare>\d{1,4})(?:号(?![楼院线])|户(?![都均全共没])|行)?"
_ROW = rf"(?:第\s*(?P<told>{_N})\s*(?:户|行|家|号)|{_BARE}{_NOT_A_ROW})"
_FIRST = re.compile(_ROW)
_UP_TO = re.compile(rf"\s*(?:-|—|到|至)\s*{_ROW}")
_FURTHER = re.compile(rf"\s*(?P<mark>[、,和及与])\s*{_ROW}(?=$|[\s,、。:;-]|都|均|全|没|无|未|到|至)")
_AFTER = re.compile(r"[\s,、.。:;)]*")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """A sheet named (`rows` empty), or rows of the sheet that holds; `end` is where the words end."""

    sheet: int
    rows: tuple[int, ...]
    end: int


def sheet_words(text: str, position: int, sheet: int, in_building: bool, index: RosterIndex) -> SheetWords | None:
    """What is said of a route sheet right at `position` of a plain line, while `sheet` holds (NO_SHEET: none).

    A bare number that is no row of the sheet is a row all the same, to be asked for, unless the page has named a
    building since (`in_building`), whose door it then may be.
    """
    named = _sheet_named(text, position, sheet, index)
    if named is not None or sheet == NO_SHEET:
        return named
    known: Mapping[int, DoorKey] = index.sheets[sheet].rows if sheet in index.sheets else {}
    found = _rows_at(text, position, known)
    if found is None:
        return None
    rows, end = found
    if in_building and not all(row in known for row in rows):
        return None
    return SheetWords(sheet, rows, end)


def _sheet_named(text: str, position: int, sheet: int, index: RosterIndex) -> SheetWords | None:
    for pattern in (_NAMED, _NAMED_SHORTLY):
        found = pattern.match(text, position)
        number = _number(found["a"] or found["b"]) if found else None
        if not found or not number:
            continue
        follows = sheet != NO_SHEET and not text[found.end() :].strip(" ,。:;、)")
        if pattern is _NAMED or number in index.sheets or follows:
            return SheetWords(number, (), found.end())
    return None


def _rows_at(text: str, position: int, known: Mapping[int, DoorKey]) -> tuple[tuple[int, ...], int] | None:
    """The rows a line begins with and where what is said of them begins."""
    rows: list[int] = []
    found = _FIRST.match(text, position)
    while found is not None and len(rows) < _MOST_ROWS:
        number = _row(found)
        if number is None or (rows and found["mark"] != "、" and number not in known):
            break
        span = _range(text, found.end(), number, known)
        if span is None and re.match(r"-\d", text[found.end() : found.end() + 2]):
            break  # 3-501 is a door
        rows += span[0] if span else [number]
        position = span[1] if span else found.end()
        found = _FURTHER.match(text, position)
    after = _AFTER.match(text, position)
    return (tuple(dict.fromkeys(rows)), after.end() if after else position) if rows else None


def _range(text: str, end: int, first: int, known: Mapping[int, DoorKey]) -> tuple[list[int], int] | None:
    found = _UP_TO.match(text, end)
    last = _row(found) if found else None
    if found is None or last is None or not first < last < first + _MOST_ROWS:
        return None
    if first not in known or last not in known or not text[found.end() :].strip(" ,、。:;"):
        return None
    return [row for row in range(first, last + 1) if row in known], found.end()


def _row(found: re.Match[str]) -> int | None:
    return _number(found["told"] or found["bare"])


def _number(text: str) -> int | None:
    number = read_numeral(text)
    return int(number) or None if number else None
