"""Citizens' ID numbers by GB 11643-1999, and the other documents a resident may have instead.

Eighteen characters: six for the area, eight for the birth date, three for the order (odd: male) and one check
character by ISO 7064 MOD 11-2. Residence permits for Hong Kong, Macao and Taiwan residents (areas 81, 82, 83) and
the foreigners' permanent residence card of 2023 (first digit 9) follow the same rule. The old form of fifteen
digits has a two-digit year of the 1900s and no check character. A wrong number is reported, never repaired.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ledger.records.people import Sex
from ledger.rules.finding import Finding, error, warning
from ledger.rules.numerals import half_width, plain_dashes
from ledger.rules.partial_date import OLDEST_AGE, age_on

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"

# Provinces by the first two digits of GB/T 2260, and the permits. Finer areas changed too often since 1980.
_AREAS = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_NOTHING = re.compile(
    r"(?:无|没有|暂无|不详|未知|未提供|未登记|未办理?|待[补核查]|同上|空|[-/\\?*〃]*)(?:身份证号?|证件)?"
)
_LABEL = re.compile(r"^(公民)?(身份证|证件|身份)(号码|证号|号)?[::]?")
_EXPONENT = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")
_CITIZEN = re.compile(r"\d{17}[\dX]")
_MASKED = re.compile(r"[\dX]*[*●•]{2,}[\dX]*")
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}\d{12}")
_OTHER = re.compile(r"(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{6,12}")
_NAMED_OTHER = re.compile(
    r"(护照|港澳(?:居民)?(?:来往内地)?通行证|回乡证|台胞证|台湾居民来往大陆通行证|军官证|士兵证|军人证|居住证|出生(?:医学)?证明?|永居证)"
    r"(?:号码|号)?[::]?([一-龥]{0,4}[A-Z0-9]{5,18}号?)"
)
_LAST_EXACT = 10**15
"""Excel keeps fifteen digits of a number; what is longer has lost its end."""


class Document(StrEnum):
    """Which kind of paper a number belongs to."""

    NONE = ""
    CITIZEN = "citizen"  # 居民身份证, 居住证 81/82/83
    OLD_CITIZEN = "old_citizen"  # 15 位
    FOREIGN_RESIDENCE = "foreign_residence"  # 外国人永久居留身份证
    OTHER = "other"  # 护照, 通行证…


@dataclass(frozen=True, slots=True)
class IdReading:
    """A document's number as it may be kept ("" where it may not), and what it says of its bearer.

    `birth` is an ISO date or "", `sex` UNKNOWN for papers that do not tell.
    """

    number: str
    document: Document = Document.NONE
    birth: str = ""
    sex: Sex = Sex.UNKNOWN
    findings: tuple[Finding, ...] = ()


def read_id_number(cell: object, today: date) -> IdReading:
    """The ID number of a cell.

    Findings: id_lost_digits, id_length, id_check_digit, id_birth, id_masked, id_unreadable and the warnings
    id_area_unknown and id_too_old (the number is kept).
    """
    if isinstance(cell, str):
        return _read_text(cell, today)
    if cell is None:
        return IdReading("")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= _LAST_EXACT or not float(cell).is_integer():
            return _refused("id_lost_digits", _as_shown(cell))
        return _read_text(str(int(cell)), today)
    return _refused("id_unreadable", str(cell))


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


@lru_cache(maxsize=2048)
def _read_text(text: str, today: date) -> IdReading:
    plain = plain_dashes(half_width(text)).strip().upper().strip("'`’‘\"")
    plain = "".join(plain.split())
    if _NOTHING.fullmatch(plain):
        return IdReading("")
    if named := _NAMED_OTHER.fullmatch(plain):
        return IdReading(named[2], Document.OTHER)
    plain = _LABEL.sub("", plain)
    if _EXPONENT.fullmatch(plain):
        return _refused("id_lost_digits", text)
    if _CITIZEN.fullmatch(plain):
        return _read_eighteen(plain, today)
    if len(plain) == 15 and plain.isdigit():
        return _read_fifteen(plain, today)
    if _MASKED.fullmatch(plain):
        return _refused("id_masked", text)
    if _OLD_RESIDENCE_CARD.fullmatch(plain):
        return IdReading(plain, Document.FOREIGN_RESIDENCE)
    if _OTHER.fullmatch(plain):
        return IdReading(plain, Document.OTHER)
    if re.fullmatch(r"[\dX-]+", plain):
        return _refused("id_length", text, count=len(plain.replace("-", "")))
    return _refused("id_unreadable", text)


def _read_eighteen(number: str, today: date) -> IdReading:
    if check_character(number[:17]) != number[17]:
        # Order and check 000 are never issued: what is left of a number that was stored with fifteen digits.
        return _refused("id_lost_digits" if number.endswith("000") else "id_check_digit", number)
    foreign = number[0] == "9"
    document = Document.FOREIGN_RESIDENCE if foreign else Document.CITIZEN
    return _with_bearer(number, document, number[6:14], number[16], not foreign, today)


def _read_fifteen(number: str, today: date) -> IdReading:
    return _with_bearer(number, Document.OLD_CITIZEN, "19" + number[6:12], number[14], True, today)


def _with_bearer(number: str, document: Document, born: str, order: str, has_area: bool, today: date) -> IdReading:
    try:
        birth = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return _refused("id_birth", number)
    if birth > today:
        return _refused("id_birth", number)
    findings: list[Finding] = []
    if has_area and not _AREAS.match(number):
        findings.append(warning("id_area_unknown", text=number, area=number[:2]))
    if age_on(birth, today) > OLDEST_AGE:
        findings.append(warning("id_too_old", text=number, date=birth.isoformat(), years=OLDEST_AGE))
    sex = Sex.MALE if int(order) % 2 else Sex.FEMALE
    return IdReading(number, document, birth.isoformat(), sex, tuple(findings))


def _refused(code: str, text: str, **values: object) -> IdReading:
    return IdReading("", findings=(error(code, text=text, **values),))


def _as_shown(number: float) -> str:
    """A number that is too long, as a spreadsheet shows it: 1.1010519491231E+17."""
    mantissa, _, exponent = f"{number:.14E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+d}"
