"""The faces of the paper and what stands in for characters they lack.

No free font holds every Chinese name, and reportlab knows no fallback, so a text is drawn in runs: each
character in the first face of a chain that has it. The fonts are built by resources/fonts/build.py.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from ledger.reports.linebreak import GLUE

FONT_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
RARE = ("MinqingHeiRare-Regular", "MinqingKaiRare-Regular")
MISSING = "〓"  # the printer's mark for a sort not in the case
_CODES_PER_BLOCK = 100  # the limit of the PDF specification for one bfchar block

# ASCII85 makes a file a sixth larger and serves no reader of today.
rl_config.useA85 = 0


class _Widths(dict[str, int]):
    """Thousandths of the type size by character, looked up in the chain on first use."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__({GLUE: 0})
        self._chain = chain

    def __missing__(self, character: str) -> int:
        code = ord(character)
        font = _font(font_for(character, self._chain))
        width: int = round(font.face.charWidths.get(code, font.face.defaultWidth))
        self[character] = width
        return width


class _Printable(dict[int, str]):
    """What to print for a code point: itself, its plain form, nothing for invisible marks, or `MISSING`."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, code: int) -> str:
        self[code] = replaced = self._replacement(chr(code))
        return replaced

    def _replacement(self, character: str) -> str:
        if character in ("\n", GLUE):
            return character
        if character in "\t\v\f\r\u2028\u2029":
            return " "
        if unicodedata.category(character) in ("Cc", "Cf", "Mn", "Cs"):
            return "" if font_lacks(character, self._chain) else character
        plain = unicodedata.normalize("NFKC", character)
        for candidate in (character, plain):
            if not any(font_lacks(c, self._chain) for c in candidate):
                return candidate
        return MISSING


class Typeface:
    """A face with its stand-ins. Compared by identity; get one from `text_face` and its neighbours."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        self.chain = chain
        self.widths = _Widths(chain)
        self._own = frozenset(map(chr, _font(chain[0]).face.charToGlyph))
        self._printable = _Printable(chain)

    def printable(self, text: str) -> str:
        """`text` as it can be drawn; line feeds and word joiners stay."""
        if self._own.issuperset(text):
            return text
        return text.replace("\r\n", "\n").translate(self._printable)

    def width(self, text: str, size: float) -> float:
        """The width of printable `text` on one line, in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Printable `text` as (font name, characters) in drawing order."""
        if self._own.issuperset(text):
            return [(self.chain[0], text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            name = font_for(character, self.chain)
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + character)
            else:
                runs.append((name, character))
        return runs


@cache
def text_face() -> Typeface:
    """Hei, for tables and running text; its figures are all of one width."""
    return Typeface(("MinqingHei-Regular", *RARE))


@cache
def strong_face() -> Typeface:
    """Bold Hei, for heads of tables and totals."""
    return Typeface(("MinqingHei-Bold", "MinqingHei-Regular", *RARE))


@cache
def title_face() -> Typeface:
    """Bold Song, for titles and the figures of the equation."""
    return Typeface(("MinqingSong-Bold", "MinqingHei-Bold", "MinqingHei-Regular", *RARE))


def font_for(character: str, chain: tuple[str, ...]) -> str:
    """The name of the first font of `chain` that has `character`; the first of all where none has."""
    return next((name for name in chain if ord(character) in _font(name).face.charToGlyph), chain[0])


def font_lacks(character: str, chain: tuple[str, ...]) -> bool:
    """Whether no font of `chain` has `character`."""
    return ord(character) not in _font(font_for(character, chain)).face.charToGlyph


@cache
def _font(name: str) -> Any:
    """The font, loaded and registered with reportlab. Chinese needs no shaping, which costs a fifth."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    font = ttfonts.TTFont(name, str(FONT_FOLDER / f"{name}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    return font


def loaded_font(name: str) -> Any:
    """reportlab's font of that name. Raises reportlab's TTFError where the file is missing or broken."""
    return _font(name)


def to_unicode_map(fontname: str, subset: list[int]) -> str:
    """The PDF's table from codes to text, with UTF-16 pairs beyond U+FFFF.

    reportlab writes five hex digits there, and rare names could then be neither copied nor searched.
    """
    codes = [(code, character) for code, character in enumerate(subset) if character]
    blocks = [codes[i : i + _CODES_PER_BLOCK] for i in range(0, len(codes), _CODES_PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>" for code, character in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
