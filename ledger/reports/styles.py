"""The type of the report: few sizes, all multiples of one calm rhythm."""

from functools import cache

from ledger.reports.fonts import strong_face, text_face, title_face
from ledger.reports.sheet import Colour, Style


@cache
def title() -> Style:
    """The report's name on page one."""
    return Style(title_face(), 25, 32, tracking=2.2)


@cache
def subtitle() -> Style:
    """Community, month and author below the title."""
    return Style(text_face(), 10.5, 15, Colour.GREY)


@cache
def heading() -> Style:
    """A section's heading."""
    return Style(title_face(), 13.5, 20)


@cache
def body() -> Style:
    """Page one's text."""
    return Style(text_face(), 9.5, 14)


@cache
def small() -> Style:
    """What explains a figure."""
    return Style(text_face(), 8.5, 12.5, Colour.GREY)


@cache
def cell() -> Style:
    """A table's text."""
    return Style(text_face(), 8.5, 12)


@cache
def cell_strong() -> Style:
    """A table's head and total."""
    return Style(strong_face(), 8.5, 12)


@cache
def running() -> Style:
    """The running head and foot."""
    return Style(text_face(), 8, 11, Colour.GREY)


@cache
def figure(size: float) -> Style:
    """The figures of the equation."""
    return Style(title_face(), size, size * 1.2)


@cache
def operator(size: float) -> Style:
    """The signs between them."""
    return Style(text_face(), size, size * 1.2, Colour.GREY)
