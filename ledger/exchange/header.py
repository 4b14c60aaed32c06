"""The heading of a sheet: one to three rows, some of their cells merged, below any number of title rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.exchange.cells import Cell, is_blank, text_of
from ledger.exchange.fields import Field, plain_label, recognise
from ledger.exchange.roster import Column
from ledger.exchange.workbook import Merge, Sheet

DEEPEST_HEADER = 60
"""How many rows from the top the heading is looked for."""

_TALLEST = 3
_LONGEST_LABEL = 30
_DOOR = (Field.ADDRESS, Field.ROOM, Field.BUILDING, Field.BUILDING_UNIT, Field.ESTATE, Field.GRID)
_HOUSEHOLD = (Field.HOUSEHOLD_NUMBER, Field.RELATION, Field.HEAD_NAME)


@dataclass(frozen=True, slots=True)
class Header:
    """The heading's first and last row, counted from 0, and the columns it names."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """What the columns mean, altogether."""
        return frozenset(column.field for column in self.columns)

    @property
    def is_roster(self) -> bool:
        """Whether people are listed here with their doors or households, or at least with birth and sex."""
        fields = self.fields
        if not fields & {Field.NAME, Field.HEAD_NAME, Field.OWNER_NAME, Field.TENANT_NAME}:
            return False
        return bool(fields.intersection((*_DOOR, *_HOUSEHOLD))) or {Field.SEX, Field.BIRTH} <= fields


def find_header(sheet: Sheet) -> Header | None:
    """The first heading of a roster in a sheet, or else the one that names most; None where there is none."""
    found = [header for row in range(min(DEEPEST_HEADER, len(sheet.rows))) if (header := header_at(sheet, row))]
    first = next((header for header in found if header.is_roster), None)
    return first or max(found, key=lambda header: (len(header.fields), -header.first), default=None)


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The heading that begins in `row`, or None where that row is none."""
    if not _is_heading(sheet.rows[row]):
        return None
    first = row
    merged = _merged(sheet, max(0, row - 1), row + _TALLEST)
    if row and _is_group_row(sheet.rows[row - 1]) and not _is_heading(sheet.rows[row - 1]):
        first -= 1
    last = row
    while last + 1 < len(sheet.rows) and last - first + 1 < _TALLEST and _is_lower_row(sheet, merged, first, last + 1):
        last += 1
    columns = []
    for index in range(sheet.width):
        parts = _parts(sheet, merged, first, last, index)
        if parts:
            columns.append(_column(index, parts))
    return Header(first, last, tuple(columns))


def blocks_of(header: Header) -> tuple[Header, ...]:
    """The heading cut into blocks where one table is printed in several columns of the page, side by side."""
    fields = [column.field for column in header.columns]
    for count in range(6, 1, -1):
        size, rest = divmod(len(fields), count)
        block = set(fields[:size])
        repeated = not rest and fields == fields[:size] * count
        if repeated and block & {Field.NAME, Field.HEAD_NAME} and block & {*_DOOR, Field.SERIAL}:
            cut = [header.columns[start : start + size] for start in range(0, len(fields), size)]
            return tuple(Header(header.first, header.last, columns) for columns in cut)
    return (header,)


def is_same_heading(row: Sequence[Cell], header: Header) -> bool:
    """Whether a row in the middle repeats the heading, as printed pages do."""
    labels = {column.index: plain_label(column.label) for column in header.columns}
    filled = [index for index, cell in enumerate(row) if not is_blank(cell)]
    same = [index for index in filled if labels.get(index, "").endswith(plain_label(text_of(row[index])))]
    return len(same) >= 2 and 2 * len(same) > len(filled)


def _is_heading(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    if len(filled) < 2 or any(not isinstance(cell, str) for cell in filled):
        return False
    known = sum(1 for cell in filled if isinstance(cell, str) and recognise(cell))
    return known >= 2 and (2 * known >= len(filled) or known >= 5)


def _is_group_row(row: Sequence[Cell]) -> bool:
    """A row of headings over headings: several short texts, no sentence with a colon."""
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) >= 2 and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and ":" not in cell and "：" not in cell
        for cell in filled
    )


def _is_lower_row(sheet: Sheet, merged: dict[tuple[int, int], Merge], first: int, row: int) -> bool:
    """Whether `row` goes on with the heading: its cells name things, under groups or under blanks."""
    filled = [(index, cell) for index, cell in enumerate(sheet.rows[row]) if not is_blank(cell)]
    if not filled:
        # Nothing but the lower halves of merged cells.
        return any((m := merged.get((row, index))) and m.top < row for index in range(sheet.width))
    known = 0
    for index, cell in filled:
        if not isinstance(cell, str) or len(cell) > _LONGEST_LABEL:
            return False
        parts = _parts(sheet, merged, first, row, index)
        alone = _parts(sheet, merged, first, row - 1, index)
        meaning = _meaning(parts)
        under_label = not is_blank(sheet.rows[row - 1][index]) and not _spans(merged.get((row - 1, index)))
        if under_label and not _is_group(sheet, row - 1, index) and (not meaning or _meaning(alone)):
            return False
        known += meaning is not None
    return known > 0 and 2 * known >= len(filled)


def _spans(merge: Merge | None) -> bool:
    return merge is not None and merge.right > merge.left


def _is_group(sheet: Sheet, row: int, index: int) -> bool:
    """Whether a cell stands over several: blank to its right there, and named below."""
    upper, lower = sheet.rows[row], sheet.rows[row + 1]
    return index + 1 < len(upper) and is_blank(upper[index + 1]) and not is_blank(lower[index + 1])


def _merged(sheet: Sheet, top: int, bottom: int) -> dict[tuple[int, int], Merge]:
    """For every merged cell within the rows: the merge it is part of."""
    return {
        (row, column): merge
        for merge in sheet.merges
        if merge.top <= bottom and merge.bottom >= top
        for row in range(merge.top, merge.bottom + 1)
        for column in range(merge.left, merge.right + 1)
    }


def _parts(sheet: Sheet, merged: dict[tuple[int, int], Merge], first: int, last: int, index: int) -> list[str]:
    """The texts over a column from top to bottom, each once."""
    parts: list[str] = []
    for row in range(first, last + 1):
        text = _text_over(sheet, merged, row, index, last)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return parts


def _text_over(sheet: Sheet, merged: dict[tuple[int, int], Merge], row: int, index: int, last: int) -> str:
    if merge := merged.get((row, index)):
        return text_of(sheet.rows[merge.top][merge.left])
    cells = sheet.rows[row]
    if not is_blank(cells[index]) or row == last:
        return text_of(cells[index])
    # Without merges a group's heading stands over its first column only.
    left = index
    while left > 0 and is_blank(cells[left]) and not is_blank(sheet.rows[row + 1][left]):
        left -= 1
    over = not is_blank(sheet.rows[row + 1][left]) and not is_blank(sheet.rows[row + 1][index])
    return text_of(cells[left]) if over and (row, left) not in merged else ""


def _meaning(parts: list[str]) -> tuple[Field, str] | None:
    if not parts:
        return None
    return recognise("".join(parts)) or recognise("".join(parts[-2:])) or recognise(parts[-1])


def _column(index: int, parts: list[str]) -> Column:
    meaning = _meaning(parts)
    label = "".join(parts[-1].split())
    if meaning is None and len(parts) > 1:
        label = "".join("".join(parts).split())
    field, owner = meaning or (Field.REMARK, "")
    return Column(index, label, field, owner)
