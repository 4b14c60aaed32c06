"""Names as they are written into a roster, made comparable without changing who is meant.

Characters are never replaced: a rare character stays the one that was typed. Only spaces that spread a short name
(许 彤), full-width letters and the several dots of minority names (• ・ . → ·) are brought to one form.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger.rules.finding import Finding, error, warning
from ledger.rules.numerals import half_width
from ledger.rules.word_list import read_words

MIDDLE_DOT = "·"
LONGEST_NAME = 50
"""Longer than any name in GB 2260 registers; beyond it somebody pasted a sentence."""

_IDEOGRAPH = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN_NAME = re.compile(f"[{_IDEOGRAPH}]{{2,4}}")
_DOTS = re.compile(r"[•・‧∙⋅●.．。]")
_NOBODY = re.compile(
    r"(?:-+|/|\\|无|无人|空|空户|空房|空置|空关|空置房|出租|租户|租客|租赁户|出租户|承租人|群租|待核|待查|未知|不详|不明|拒访"
    r"|(?:租户|租客|住户|业主)\d{1,2}|(?:租户|租客|人员|住户|户主)?未(?:登记|入户|见人|入住|装修)|无人(?:居住|在家)|查无此人|同上|〃|\?+|x+|X+|\*+)"
)
_BRACKETS = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_SEVERAL = re.compile(r"[、,;/\n]|(?:(?<=.)[和与及](?=.))")
_MARKS = "*☆★△▲◎●○※"
_MASKED = re.compile(r"[*＊×✱]|某")
_ODD = re.compile(f"[^{_IDEOGRAPH}A-Za-z '{MIDDLE_DOT}-]")
_DEAD = re.compile(r"已故|去世|死亡|病故|亡故|过世|已亡|注销|销户")


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name ("" where the cell names nobody), what stood beside it in brackets, and what was found."""

    name: str
    remark: str = ""
    findings: tuple[Finding, ...] = ()


def read_name(cell: object) -> NameReading:
    """The name of a cell; 空户, 租户, 未登记 and the like name nobody and become the remark.

    Findings: name_several (two people in one cell), name_unreadable, and the warnings name_masked, name_short,
    name_spaced, name_dead (the remark says the person has died).
    """
    if isinstance(cell, str):
        return NameReading(cell) if _is_plain(cell) else _read(cell)
    if cell is None:
        return NameReading("")
    return NameReading("", findings=(error("name_unreadable", text=cell),))


def names_dead(remark: str) -> bool:
    """Whether a remark says that its resident has died."""
    return bool(_DEAD.search(remark))


def short_name_key(name: str) -> str:
    """What two spellings of one name share: no dots, no spaces, one case."""
    return name.replace(MIDDLE_DOT, "").replace(" ", "").casefold()


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two characters (`resources/words/compound_surnames.txt`)."""
    return frozenset(read_words("compound_surnames")["复姓"])


def _is_plain(text: str) -> bool:
    return bool(_PLAIN_NAME.fullmatch(text)) and "某" not in text and not _NOBODY.fullmatch(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> NameReading:
    plain, marks = _without_marks(half_width(text).strip().strip("'`"))
    if not marks and _is_plain(plain):
        return NameReading(plain)
    remark = "、".join(part.strip() for part in [*_BRACKETS.findall(plain), marks] if part.strip())
    plain = _BRACKETS.sub("", plain).strip(" :,、;")
    if not plain or _NOBODY.fullmatch("".join(plain.split())):
        said = "" if re.fullmatch(r"[-/\\?*xX无〃]*|同上", plain) else plain
        return NameReading("", "、".join(part for part in (said, remark) if part))
    if _SEVERAL.search(plain) and (len(plain) > 3 or re.search(r"[、,;/\n]", plain)):
        return _several_or_one(plain, remark, text)
    name, spaced = _joined(plain if plain.isascii() else _DOTS.sub(MIDDLE_DOT, plain).strip(MIDDLE_DOT))
    if len(name) > LONGEST_NAME or any(character.isdigit() or character == ":" for character in name):
        return NameReading("", remark, (error("name_unreadable", text=text),))
    return NameReading(name, remark, tuple(_doubts(name, remark, text, spaced)))


def _without_marks(plain: str) -> tuple[str, str]:
    """The text without the star or triangle an office puts beside a name, and that mark."""
    bare = plain.strip(_MARKS)
    if len(bare) < 2 or "**" in plain:
        return plain, ""  # 张* hides a name, it does not mark one
    return bare, "".join(character for character in plain if character in _MARKS)


def _several_or_one(plain: str, remark: str, text: str) -> NameReading:
    pieces = [piece.strip() for piece in _SEVERAL.split(plain)]
    # 和 and 与 stand inside given names as well (王和平): only between two whole names do they part people.
    if not re.search(r"[、,;/\n]", plain) and any(len(piece) < 2 for piece in pieces):
        name, spaced = _joined(plain)
        return NameReading(name, remark, tuple(_doubts(name, remark, text, spaced)))
    return NameReading("", remark, (error("name_several", text=text),))


def _joined(plain: str) -> tuple[str, bool]:
    """The name without the spaces that only spread it out, and whether a doubtful one is left."""
    pieces = plain.split()
    if len(pieces) == 1:
        return pieces[0], False
    if plain.isascii():
        return " ".join(pieces), False
    joined = "".join(pieces)
    spread = all(len(piece) == 1 for piece in pieces) or len(joined) <= 3
    if spread or (pieces[0] in compound_surnames() and len(joined) <= 4):
        return joined, False
    return " ".join(pieces), True


def _doubts(name: str, remark: str, text: str, spaced: bool) -> list[Finding]:
    doubts = []
    if spaced:
        doubts.append(warning("name_spaced", text=text))
    if _MASKED.search(name):
        doubts.append(warning("name_masked", text=text))
    elif _ODD.search(name):
        doubts.append(warning("name_odd", text=text))
    elif len(name) == 1:
        doubts.append(warning("name_short", text=text))
    if names_dead(remark):
        doubts.append(warning("name_dead", text=text, name=name))
    return doubts
