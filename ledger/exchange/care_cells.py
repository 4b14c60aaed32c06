"""Care groups as a roster tells them: words in a column, or a tick under the group's own heading."""

import re

from ledger.exchange.cells import Cell, text_of
from ledger.exchange.fields import care_group_of
from ledger.rules.numerals import half_width

_BETWEEN = re.compile(r"[;；、，,/\\|\s+]+")
_NONE = frozenset(
    ["", "无", "否", "-", "--", "普通", "普通居民", "正常", "一般", "一般人员", "一般群众", "群众", "没有", "居民", "0"]
)
_YES = frozenset(
    [
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "■",
        "●",
        "对",
        "1",
        "Y",
        "y",
        "YES",
        "Yes",
        "yes",
        "V",
        "v",
        "T",
        "TRUE",
        "True",
        "享受",
        "★",
        "◆",
    ]
)
_NO = frozenset(
    [
        "",
        "否",
        "无",
        "×",
        "x",
        "X",
        "✗",
        "0",
        "N",
        "n",
        "NO",
        "No",
        "no",
        "□",
        "-",
        "--",
        "/",
        "没有",
        "不是",
        "FALSE",
        "False",
    ]
)
_LONGEST_GROUP = 10
"""In characters. What is longer is a sentence, not the name of a group."""


def read_care_groups(text: str) -> tuple[list[str], str]:
    """The care groups a cell names, by their usual names, and what of it is no group but a remark."""
    if text in _NONE:
        return [], ""
    pieces = [piece for piece in _BETWEEN.split(half_width(text)) if piece not in _NONE]
    if any(len(piece) > _LONGEST_GROUP or any(c.isdigit() for c in piece) for piece in pieces):
        known = [group for piece in pieces if (group := care_group_of(piece))]
        return list(dict.fromkeys(known)), text
    return list(dict.fromkeys(care_group_of(piece) or piece for piece in pieces)), ""


def read_flag(label: str, cell: Cell) -> tuple[list[str], str]:
    """The care group under whose heading a cell stands, if it says yes; more than a yes is a remark as well."""
    text = half_width(text_of(cell)).strip()
    if text in _NO:
        return [], ""
    group = care_group_of(label) or label
    return [group], "" if text in _YES or care_group_of(text) == group else text
