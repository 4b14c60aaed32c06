"""Phone numbers as they stand in a roster: several in one cell, with dashes, prefixes, extensions and whose they are.

A mobile number has eleven digits and begins with 13 to 19; a landline has seven or eight, with or without its area
code; 400 and 800 numbers have ten. A number with a digit too many or too few is reported and not kept as a number.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ledger.records.people import Phone
from ledger.rules.finding import Finding, error
from ledger.rules.numerals import half_width, plain_dashes

_NOTHING = re.compile(
    r"(?:无|没有?|暂无|无?不详|未知|未提供|未登记|不提供|拒绝提供|待[补核查]|同上|空号?|停机|[-/\\?〃*]*)(?:电话|手机|联系方式)?"
)
_HARD_BREAK = re.compile(r"[/\\、,;|\n\r]+|(?<=\d)[或和及](?=\d)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}|[2-8]\d{6,7}|[48]00\d{7}")
_PREFIX = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$|0?\d{9,11}$)")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|#)-?(\d{1,6})\D*$", re.IGNORECASE)
_DASHED_EXTENSION = re.compile(r"^(\(?0\d{2,3}\)?-?\d{7,8})-(\d{1,6})$")
_EXPONENT = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().-]*")
_LABEL = re.compile(r"手机号?码?|联系电话|电话号?码?|联系方式|座机|固话|宅电|家庭电话|TEL|Tel|tel|☎|📞")
_EDGES = " :()[]【】<>《》'\"-.,。;"


@dataclass(frozen=True, slots=True)
class PhonesReading:
    """The numbers of one cell, in order, and what was found in reading it."""

    phones: tuple[Phone, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_phones(cell: object) -> PhonesReading:
    """The phone numbers of a cell; 无, 没有, - and 同上 are none.

    Findings: phone_digits (how many digits it has), phone_lost_digits, phone_unreadable.
    """
    if isinstance(cell, str):
        return _read_text(cell)
    if cell is None:
        return PhonesReading()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and float(cell).is_integer():
        return _read_text(str(int(cell)))
    return PhonesReading((), (error("phone_unreadable", text=cell),))


@lru_cache(maxsize=2048)
def _read_text(text: str) -> PhonesReading:
    plain = plain_dashes(half_width(text)).strip(" \t\n'`’")
    if _MOBILE.fullmatch(plain):
        return PhonesReading((Phone(plain),))
    if _NOTHING.fullmatch(plain):
        return PhonesReading()
    if _EXPONENT.fullmatch(plain):
        return _read_exponent(plain, text)
    phones: dict[str, Phone] = {}
    findings: list[Finding] = []
    for piece in _HARD_BREAK.split(plain):
        read = _read_piece(piece)
        findings += read.findings
        for phone in read.phones:
            phones.setdefault(phone.number, phone)
    return PhonesReading(tuple(phones.values()), tuple(findings))


def _read_exponent(plain: str, text: str) -> PhonesReading:
    mantissa, _, exponent = plain.upper().partition("E")
    digits = mantissa.replace(".", "")
    if len(digits) == int(exponent) + 1 and _MOBILE.fullmatch(digits):
        return PhonesReading((Phone(digits),))
    return PhonesReading((), (error("phone_lost_digits", text=text),))


def _read_piece(piece: str) -> PhonesReading:
    """One part between separators: usually one number with a note, sometimes several parted by spaces."""
    piece, extension = _cut_extension(piece.strip())
    runs = [run.group().strip() for run in _NUMBER.finditer(piece)]
    if not runs:
        left = _note(piece)
        if _NOTHING.fullmatch(left):
            return PhonesReading()
        return PhonesReading((), (error("phone_unreadable", text=piece),))
    phones: list[Phone] = []
    findings: list[Finding] = []
    notes = _notes_beside(piece, runs)
    for run, note in zip(runs, notes, strict=True):
        numbers, wrong = _numbers_of(run)
        if wrong:
            findings.append(error("phone_digits", text=wrong, count=sum(c.isdigit() for c in wrong)))
        phones += [Phone(number, note) for number in numbers]
    if extension and phones:
        last = phones[-1]
        phones[-1] = Phone(last.number, " ".join(part for part in (last.note, f"转{extension}") if part))
    return PhonesReading(tuple(phones), tuple(findings))


def _cut_extension(piece: str) -> tuple[str, str]:
    if found := _EXTENSION.search(piece):
        return piece[: found.start()] + piece[found.end(1) :], found[1]
    if (found := _DASHED_EXTENSION.match(piece)) and _plain_number(found[1]):
        return found[1], found[2]
    return piece, ""


def _notes_beside(piece: str, runs: list[str]) -> list[str]:
    """The words that belong to each number: those after it, or before it where the piece begins with words."""
    words = _NUMBER.split(piece)
    leading = bool(_note(words[0]))
    return [_note(words[index] if leading else words[index + 1]) for index in range(len(runs))]


def _note(words: str) -> str:
    return _LABEL.sub("", words).strip(_EDGES)


def _numbers_of(run: str) -> tuple[list[str], str]:
    """The number written in `run`, or the several parted by spaces; and what of it is no number."""
    if number := _plain_number(run):
        return [number], ""
    groups = run.split()
    numbers: list[str] = []
    wrong: list[str] = []
    start = 0
    while start < len(groups):
        for end in range(start + 1, len(groups) + 1):
            if number := _plain_number("".join(groups[start:end])):
                numbers.append(number)
                start = end
                break
        else:
            wrong.append(groups[start])
            start += 1
    return numbers, " ".join(wrong)


def _plain_number(text: str) -> str:
    digits = "".join(character for character in text if character.isdigit() or character == "+")
    digits = _PREFIX.sub("", digits)
    return digits if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) else ""
