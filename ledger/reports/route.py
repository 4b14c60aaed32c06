"""The route sheet (走访路线单) on paper: the households in walking order, with room to write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Protocol

from ledger.language import _, ngettext
from ledger.records.routes import RouteSheet
from ledger.reports import styles
from ledger.reports.document import ONE_AT_A_TIME, Imprint, finish_page, open_canvas
from ledger.reports.frame import DOT, page_of
from ledger.reports.linebreak import break_lines, glue, shorten
from ledger.reports.placing import put_in_place
from ledger.reports.route_rows import Phones, PlaceHeading, StopRow, place_of, stop_row, widest_door
from ledger.reports.sheet import (
    CONTENT_WIDTH,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    Colour,
    Encoder,
    Sheet,
    Side,
)
from ledger.wording import day_label

__all__ = ["Phones", "draw_route", "route_name"]

Progress = Callable[[int, int], None]
_TOP, _BOTTOM = 58.0, PAGE_HEIGHT - 62.0
_TITLE_TOP = 40.0
_FOOT = PAGE_HEIGHT - 40.0


class _Piece(Protocol):
    @property
    def height(self) -> float:
        """In points."""

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it with its top at y."""


@dataclass(slots=True)
class _Page:
    """What stands on one page, and the entries of the outline that point to it."""

    pieces: list[tuple[float, _Piece]] = field(default_factory=list)
    places: list[tuple[str, float]] = field(default_factory=list)


def draw_route(
    route: RouteSheet,
    target: Path,
    *,
    made_at: datetime,
    phones: Phones = Phones.NONE,
    progress: Progress | None = None,
) -> int:
    """Write the sheet as a PDF to `target` and return the number of its pages.

    No ID number stands on it, and no phone unless it is asked for. `progress` is told pages drawn and pages in all
    and may raise Cancelled. Raises WorldProblem "file_cannot_be_written", "file_in_use", "disk_full".
    """
    with ONE_AT_A_TIME:
        pages = _Layout(route, phones).pages
        content = _draw(route, pages, made_at, progress or _nobody)
    put_in_place(target, content)
    return len(pages)


def route_name() -> str:
    """What the paper is called."""
    return _("Route sheet")


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


class _Layout:
    """The pages of a sheet, filled from top to bottom before the first line is drawn."""

    def __init__(self, route: RouteSheet, phones: Phones) -> None:
        self.pages: list[_Page] = [_Page()]
        self._y = _Title(route).bottom
        width = widest_door(route.stops)
        for title, stops in groupby(route.stops, key=lambda s: place_of(s, with_estate=route.several_estates)):
            rows = [stop_row(stop, on=route.on, door_width=width, phones=phones) for stop in stops]
            self._add_place(title, rows)

    def _add_place(self, title: str, rows: list[StopRow]) -> None:
        heading = PlaceHeading(title, _households(len(rows)))
        if self._y + heading.height + rows[0].height > _BOTTOM:
            self._turn()
        self.pages[-1].places.append((title, self._y))
        self._add(heading)
        for row in rows:
            if self._y + row.height > _BOTTOM:
                self._turn()
                self._add(PlaceHeading(title, _("(continued)")))
            self._add(row)

    def _turn(self) -> None:
        self.pages.append(_Page())
        self._y = _TOP

    def _add(self, piece: _Piece) -> None:
        self.pages[-1].pieces.append((self._y, piece))
        self._y += piece.height


class _Title:
    """The head of the first page: name and number, for whom and when."""

    def __init__(self, route: RouteSheet) -> None:
        self._number = _("No. %(number)d") % {"number": route.number}
        style = styles.subtitle()
        parts = (route.community, day_in_full(route), walker(route), _households(len(route.stops)), route.title)
        text = DOT.join(glue(style.face.printable(part)) for part in parts if part)
        lines = break_lines(text, style.face.widths, style.units(CONTENT_WIDTH))
        self._lines = [line.strip(DOT) for line in lines]

    @property
    def bottom(self) -> float:
        """Where the rows begin."""
        return _TITLE_TOP + 40 + len(self._lines) * styles.subtitle().leading + 12

    def draw(self, sheet: Sheet) -> None:
        """Draw it."""
        title, style = styles.title(), styles.subtitle()
        sheet.put(PAGE_WIDTH / 2, _TITLE_TOP + title.drop, route_name(), title, Side.MIDDLE)
        self._draw_number(sheet)
        for count, line in enumerate(self._lines):
            y = _TITLE_TOP + 40 + count * style.leading
            sheet.put(PAGE_WIDTH / 2, y + style.drop, line, style, Side.MIDDLE)
        sheet.rule(LEFT, self.bottom - 3, CONTENT_WIDTH, 1.6, Colour.RED)

    def _draw_number(self, sheet: Sheet) -> None:
        style = styles.figure(15)
        width = style.width(style.face.printable(self._number)) + 18
        sheet.frame(RIGHT - width, _TITLE_TOP + 3, width, 27, 1.0)
        sheet.put(RIGHT - width / 2, _TITLE_TOP + 21.5, self._number, style, Side.MIDDLE)


def day_in_full(route: RouteSheet) -> str:
    """The day of the round with its year and weekday."""
    return _("%(year)d %(day)s") % {"year": route.on.year, "day": day_label(route.on)}


def walker(route: RouteSheet) -> str:
    """Who goes round."""
    return _("Walked by %(name)s") % {"name": route.worker} if route.worker else ""


def _households(count: int) -> str:
    return ngettext("%(count)d household", "%(count)d households", count) % {"count": count}


def _draw(route: RouteSheet, pages: list[_Page], made_at: datetime, told: Progress) -> bytes:
    out = BytesIO()
    number = _("No. %(number)d") % {"number": route.number}
    name = f"{route_name()} {number} {route.community}".strip()
    canvas = open_canvas(Imprint(name, route.community, day_in_full(route), made_at), out)
    encoder = Encoder(canvas._doc)
    for count, page in enumerate(pages, 1):
        sheet = Sheet(encoder)
        if count == 1:
            _Title(route).draw(sheet)
        else:
            _draw_running_head(sheet, route, number)
        for y, piece in page.pieces:
            piece.draw(sheet, y)
        _draw_foot(sheet, route, count, len(pages))
        finish_page(canvas, sheet, page.places, count)
        told(count, len(pages))
    canvas.save()
    return out.getvalue()


def _draw_running_head(sheet: Sheet, route: RouteSheet, number: str) -> None:
    style = styles.running()
    right = style.face.printable(DOT.join(filter(None, (walker(route), route.on.isoformat()))))
    room = CONTENT_WIDTH - style.width(right) - 16
    left = style.face.printable(DOT.join(filter(None, (f"{route_name()} {number}", route.community))))
    sheet.put(LEFT, 42, shorten(left, style.face.widths, style.units(room)), style)
    sheet.put(RIGHT, 42, right, style, Side.RIGHT)
    sheet.rule(LEFT, 48, CONTENT_WIDTH, 0.35, Colour.LINE)


def _draw_foot(sheet: Sheet, route: RouteSheet, number: int, total: int) -> None:
    style = styles.running()
    how = _("To type it back: write “路线单%(number)d” in the notebook, then row by row: “7 没人”, “12 漏水 急”.")
    sheet.put(LEFT, _FOOT, how % {"number": route.number}, style)
    sheet.put(RIGHT, _FOOT, page_of(number, total), style, Side.RIGHT)
    sheet.put(LEFT, _FOOT + 13, _("Personal data: collect it after use, do not leave or copy it."), style)
