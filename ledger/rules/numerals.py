"""Numbers as they are written by hand: Chinese numerals, full-width digits, odd dashes.

Chinese numerals come with units (二十三, 一百零二) or digit by digit (五零一, 一九四九); both are read.
"""

import re

_DIGITS = {
    **dict.fromkeys("〇零○", 0),
    **dict.fromkeys("一壹", 1),
    **dict.fromkeys("二两贰", 2),
    **dict.fromkeys("三叁", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆", 6),
    **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖", 9),
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT_TENS = {"廿": 20, "卅": 30}

NUMERAL_CHARACTERS = "".join([*_DIGITS, *_UNITS, *_SHORT_TENS])
"""Every character that may stand in a Chinese numeral."""

_RUN = re.compile(f"[{NUMERAL_CHARACTERS}]+")

# Full-width ASCII only: NFKC would also change rare characters of names.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD))
_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−﹣－﹘"}
_PLAIN = {**_HALF_WIDTH, **_INVISIBLE}


def half_width(text: str) -> str:
    """`text` with full-width letters, digits, punctuation and spaces made half-width, invisible marks dropped."""
    return text if text.isascii() else text.translate(_PLAIN)


def plain_dashes(text: str) -> str:
    """`text` with every kind of dash made "-"."""
    return text if text.isascii() else text.translate(_DASHES)


def read_numeral(text: str) -> str | None:
    """The Arabic digits of one Chinese or Arabic numeral, or None where it is none.

    Digit by digit keeps zeros (〇五 → "05"); with units it is a number (二十 → "20").
    """
    text = half_width(text)
    if text.isascii():
        return text if text.isdigit() else None
    if all(character in _DIGITS for character in text):
        return "".join(str(_DIGITS[character]) for character in text)
    number = _with_units(text)
    return None if number is None else str(number)


def arabic(text: str) -> str:
    """`text` with every Chinese numeral in it written in Arabic digits; what is no sound numeral stays."""
    return _RUN.sub(lambda run: read_numeral(run.group()) or run.group(), text)


def _with_units(text: str) -> int | None:
    total, digit, ceiling = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        if character in _SHORT_TENS:
            worth, unit = _SHORT_TENS[character], 10
        elif character in _UNITS:
            unit = _UNITS[character]
            worth = unit * (1 if digit is None else digit)
        else:
            return None
        if unit >= ceiling or worth == 0:
            return None
        total, digit, ceiling = total + worth, None, unit
    return total + (digit or 0)
