"""Cells of a sheet, whatever program wrote them."""

from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a cell may hold; an empty one holds ""."""

_SPACES = " \t\r\n\x0b\x0c\xa0\u3000\u200b\u200e\u200f\ufeff"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def text_of(cell: Cell) -> str:
    """The cell as text: 501.0 reads 501, a date reads 2001-07-08, spaces around are dropped."""
    if isinstance(cell, str):
        return cell.strip(_SPACES)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)) if abs(cell) < 1e15 else f"{cell:.14E}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether the cell holds nothing but spaces."""
    return isinstance(cell, str) and (not cell or not cell.strip(_SPACES))


def letter_of(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters
