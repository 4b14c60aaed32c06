"""One page as drawing operations, and the styles of its text. Points; y grows downwards from the top edge.

The operations are written straight into the page's stream: a page of a table is then some hundred short
strings instead of as many calls through reportlab's text object.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from ledger.reports.fonts import Typeface, loaded_font

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4
MARGIN = 48.0
LEFT, RIGHT = MARGIN, PAGE_WIDTH - MARGIN
CONTENT_WIDTH = RIGHT - LEFT
_CACHED_LENGTH = 12  # longer texts hardly ever repeat


class Colour(Enum):
    """The few inks of the report, as red, green and blue from 0 to 1."""

    INK = "0.12 0.11 0.1"
    GREY = "0.36 0.35 0.33"
    RED = "0.69 0.2 0.16"
    PALE = "0.85 0.71 0.69"
    LINE = "0.74 0.72 0.69"


class Side(Enum):
    """Where a text stands to the point it is given."""

    LEFT = 0
    MIDDLE = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks. `leading` is the distance of two lines, `tracking` what is added after each character."""

    face: Typeface
    size: float
    leading: float
    colour: Colour = Colour.INK
    tracking: float = 0.0

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline, so that Chinese stands in the middle of the line."""
        return self.leading / 2 + self.size * 0.37

    def width(self, text: str) -> float:
        """The width of printable `text` on one line."""
        return self.face.width(text, self.size) + self.tracking * len(text)

    def units(self, width: float) -> int:
        """`width` in thousandths of the size, as line breaking counts."""
        return int(width * 1000 / self.size)


class Encoder:
    """Texts as the codes of one document's fonts, each of which holds 256 characters."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._codes: dict[str, dict[str, tuple[str, str]]] = {}
        self._known: dict[tuple[Typeface, str], list[tuple[str, str]]] = {}

    def encode(self, face: Typeface, text: str) -> list[tuple[str, str]]:
        """Printable `text` as (font of the document, codes in hexadecimal) in drawing order."""
        key = (face, text)
        known = self._known.get(key)
        if known is None:
            known = [part for name, run in face.runs(text) for part in self._parts(name, run)]
            if len(text) <= _CACHED_LENGTH:
                self._known[key] = known
        return known

    def _parts(self, name: str, run: str) -> list[tuple[str, str]]:
        codes = self._codes.setdefault(name, {})
        parts: list[tuple[str, str]] = []
        current, collected = "", ""
        for character in run:
            found = codes.get(character)
            if found is None:
                found = codes[character] = self._assign(name, character)
            if found[0] == current:
                collected += found[1]
                continue
            if collected:
                parts.append((current, collected))
            current, collected = found
        parts.append((current, collected))
        return parts

    def _assign(self, name: str, character: str) -> tuple[str, str]:
        font = loaded_font(name)
        ((subset, code),) = font.splitString(character, self._document)
        return font.getSubsetInternalName(subset, self._document), code.hex()


class Sheet:
    """The drawing operations of one page, shapes below text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._shapes: list[str] = []
        self._texts: list[str] = []
        self._fill: Colour | None = None
        self._font = ""
        self._colour: Colour | None = None
        self._tracking = 0.0

    def text(self, x: float, baseline: float, text: str, style: Style, colour: Colour | None = None) -> None:
        """Write printable `text` from x on."""
        if not text:
            return
        out = self._texts
        colour = colour or style.colour
        if colour is not self._colour:
            self._colour = colour
            out.append(f"{colour.value} rg")
        if style.tracking != self._tracking:
            self._tracking = style.tracking
            out.append(f"{style.tracking:g} Tc")
        out.append(f"1 0 0 1 {x:.2f} {PAGE_HEIGHT - baseline:.2f} Tm")
        for resource, codes in self._encoder.encode(style.face, text):
            font = f"{resource} {style.size:g} Tf"
            if font != self._font:
                self._font = font
                out.append(font)
            out.append(f"<{codes}> Tj")

    def put(self, x: float, baseline: float, text: str, style: Style, side: Side = Side.LEFT) -> None:
        """Write any `text` with its left, middle or right at x."""
        text = style.face.printable(text)
        if side is not Side.LEFT:
            width = style.width(text) - style.tracking
            x -= width if side is Side.RIGHT else width / 2
        self.text(x, baseline, text, style)

    def rule(self, x: float, y: float, width: float, thickness: float, colour: Colour = Colour.INK) -> None:
        """A horizontal line whose middle is at y."""
        self.block(x, y - thickness / 2, width, thickness, colour)

    def block(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle with its top left corner at x, y."""
        if colour is not self._fill:
            self._fill = colour
            self._shapes.append(f"{colour.value} rg")
        self._shapes.append(f"{x:.2f} {PAGE_HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        """The outline of a rectangle in ink, drawn inside it."""
        self.block(x, y, width, thickness, Colour.INK)
        self.block(x, y + height - thickness, width, thickness, Colour.INK)
        self.block(x, y, thickness, height, Colour.INK)
        self.block(x + width - thickness, y, thickness, height, Colour.INK)

    def operations(self) -> str:
        """The page's content stream."""
        return "\n".join([*self._shapes, "BT", *self._texts, "ET"])
