"""Filling pages: what stands where is settled before the first line is drawn, so the page total is known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from ledger.reports import styles
from ledger.reports.linebreak import break_lines
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, PAGE_HEIGHT, Sheet, Style
from ledger.reports.table import Row, Table

TOP = 64.0
BOTTOM = PAGE_HEIGHT - 62.0
BODY_HEIGHT = BOTTOM - TOP
_BETWEEN_SECTIONS = 20.0
_ABOVE_CONTENT = 5.0
_SHORT = 0.3  # of a page: a table up to that high is kept together


class Piece(Protocol):
    """Something with a height that can be drawn."""

    @property
    def height(self) -> float:
        """In points."""

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it with its top at y."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of running text: a heading, or the sentence that nothing happened."""

    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.style.leading

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it with its top at y."""
        for number, line in enumerate(self.lines):
            sheet.text(LEFT, y + number * self.style.leading + self.style.drop, line, self.style)


def text_block(text: str, style: Style) -> TextBlock:
    """`text` broken to the width of the page."""
    text = style.face.printable(text)
    return TextBlock(tuple(break_lines(text, style.face.widths, style.units(CONTENT_WIDTH))), style)


@dataclass(slots=True)
class Page:
    """What stands on one page; `title` is the section it begins with, for the running head."""

    title: str = ""
    pieces: list[tuple[float, Piece]] = field(default_factory=list)
    sections: list[tuple[str, float]] = field(default_factory=list)


class Pages:
    """Pages filled from top to bottom: those after the first, or (`first_top`) the first from so far down as well."""

    def __init__(self, first_top: float | None = None) -> None:
        self.pages: list[Page] = [] if first_top is None else [Page()]
        self._y = BOTTOM if first_top is None else first_top
        self._section = ""

    def add_piece(self, piece: Piece) -> None:
        """Something that stands by itself, on the next page where this one has no room for it."""
        if piece.height > self._room:
            self._turn()
        self._add(piece)

    def add_section(self, title: str, content: Table | str, tick: Callable[[], None]) -> None:
        """A heading and its table, or the sentence said instead of an empty one.

        A heading never stands alone at the foot of a page, a row is torn only where it is taller than a
        page. `tick` is called now and then and may raise.
        """
        self._section = title
        heading = text_block(title, styles.heading())
        if isinstance(content, str):
            sentence = text_block(content, styles.body())
            self._begin(heading, sentence.height)
            self._add(sentence)
            return
        rows = list(content.measured(tick))
        self._begin(heading, content.head.height + _wanted_below(rows))
        self._add(content.head)
        for number, row in enumerate(rows):
            is_last_before_total = number + 2 == len(rows) and rows[-1].strong
            self._add_row(content, row, rows[-1].height if is_last_before_total else 0.0)

    def _begin(self, heading: TextBlock, following: float) -> None:
        above = _BETWEEN_SECTIONS if self.pages and self._y > TOP else 0.0
        if self._room < above + heading.height + _ABOVE_CONTENT + following:
            self._turn()
            above = 0.0
        self._y += above
        self.pages[-1].sections.append((self._section, self._y))
        self._add(heading)
        self._y += _ABOVE_CONTENT

    def _add_row(self, table: Table, row: Row, below: float) -> None:
        while row.height + below > self._room:
            tall = row.height > BODY_HEIGHT - table.head.height
            parts = row.split(self._room) if tall else None
            if parts:
                self._add(parts[0])
                row = parts[1]
            self._turn()
            self._add(table.head)
        self._add(row)

    @property
    def _room(self) -> float:
        return BOTTOM - self._y

    def _turn(self) -> None:
        self.pages.append(Page(self._section))
        self._y = TOP

    def _add(self, piece: Piece) -> None:
        self.pages[-1].pieces.append((self._y, piece))
        self._y += piece.height


def _wanted_below(rows: list[Row]) -> float:
    """What must stand on the page where a table begins: all of a short one, two rows of a long one."""
    whole = sum(row.height for row in rows)
    if whole <= BODY_HEIGHT * _SHORT:
        return whole
    return min(sum(row.height for row in rows[:2]), BODY_HEIGHT * _SHORT)
