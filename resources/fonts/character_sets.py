"""Which characters each of the built fonts carries, from Python's own codecs and one list of the Unicode database."""

from collections.abc import Iterator
from pathlib import Path

COMMON_LIST = Path(__file__).with_name("common_characters.txt")

# Kangxi radicals and the radicals supplement look like ordinary characters and share their glyphs.
# Qt's PDF writer then puts the radical into the text layer, and a name can no longer be found.
RADICALS = range(0x2E80, 0x2FE0)
IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))
SYMBOLS = (
    range(0x0020, 0x007F),
    range(0x00A0, 0x0180),  # Latin letters, also those of pinyin below
    (0x01CE, 0x01D0, 0x01D2, 0x01D4, 0x01D6, 0x01D8, 0x01DA, 0x01DC, 0x01F9, 0x0251, 0x0261),
    range(0x0391, 0x0460),  # Greek and Cyrillic, as in GB2312
    range(0x2010, 0x2070),
    range(0x20A0, 0x2400),  # currency, letterlike, number forms, arrows, mathematics, technical
    range(0x2460, 0x27C0),  # enclosed numbers, boxes, shapes, ticks
    range(0x3000, 0x3040),
    range(0x3100, 0x3130),  # Bopomofo
    range(0x3200, 0x33FF),
    range(0xFE30, 0xFE50),
    range(0xFF01, 0xFFEF),
)


def gb2312() -> set[int]:
    """The code points of GB/T 2312-1980."""
    return set(_double_bytes("gb2312", 0xA1, 0xF8))


def gbk() -> set[int]:
    """The code points of GBK 1.0, which maps the middle dot and the dash as people type them."""
    return set(_double_bytes("gbk", 0x81, 0xFF))


def common_characters() -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013)."""
    lines = COMMON_LIST.read_text("utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line}


def symbols() -> set[int]:
    """Letters, digits, punctuation and signs."""
    return {code for block in SYMBOLS for code in block}


def ideographs() -> set[int]:
    """Every Chinese character Unicode has room for, rare ones and compatibility forms included."""
    return {code for block in IDEOGRAPHS for code in block}


def _double_bytes(codec: str, first: int, end: int) -> Iterator[int]:
    for lead in range(first, end):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(codec, "ignore")
            if len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF:
                yield ord(text)
