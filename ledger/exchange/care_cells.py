"""Care groups as a roster tells them: words in a column, or a tick under the group's own heading."""

import re
from functools import lru_cache

from ledger.exchange.cells import Cell, text_of
from ledger.exchange.fields import care_group_of
from ledger.rules.numerals import half_width
from ledger.rules.relation import is_relation

_BETWEEN = re.compile(r"[;；、，,/\\|\s+]+")
_NONE = re.compile(r"无|没有|否|-*|/|0|普通(居民)?|正常|一般(人员|群众)?|群众|居民|")
_WHO = frozenset(["业主", "家属", "住户", "产权人", "户籍人口", "常住人口", "本地户籍", "外地户籍", "外来人员"])
_YES = re.compile(r"[是有对√✓✔☑■●★◆1YyVvT]|yes|true|享受", re.IGNORECASE)
_NO = re.compile(r"[否无×xX✗0Nn□/]|-*|no|false|没有|不是", re.IGNORECASE)
_LONGEST_GROUP = 10
"""In characters. What is longer is a sentence, not the name of a group."""


@lru_cache(maxsize=2048)
def read_care_groups(text: str) -> tuple[tuple[str, ...], str]:
    """The care groups a cell names, by their usual names, and what of it is no group but a remark."""
    if _NONE.fullmatch(text):
        return (), ""
    if any(is_relation(piece) or piece in _WHO for piece in _BETWEEN.split(half_width(text))):
        return (), text
    pieces = [piece for piece in _BETWEEN.split(half_width(text)) if not _NONE.fullmatch(piece)]
    if any(len(piece) > _LONGEST_GROUP or any(c.isdigit() for c in piece) for piece in pieces):
        known = [group for piece in pieces if (group := care_group_of(piece))]
        return tuple(dict.fromkeys(known)), text
    return tuple(dict.fromkeys(care_group_of(piece) or piece for piece in pieces)), ""


def read_flag(label: str, cell: Cell) -> tuple[tuple[str, ...], str]:
    """The care group under whose heading a cell stands, if it says yes; more than a yes is a remark as well."""
    text = half_width(text_of(cell)).strip()
    if _NO.fullmatch(text):
        return (), ""
    group = care_group_of(label) or label
    return (group,), "" if _YES.fullmatch(text) or care_group_of(text) == group else text
