"""Rosters for the tests, written as an office would: rows of values, some of them merged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from ledger.exchange.reading import read_roster
from ledger.exchange.roster import Choice, Roster

TODAY = date(2026, 11, 23)
WOMAN = "11010519491231002X"
MAN = "440524188001010014"


@dataclass
class Page:
    """One sheet: `merges` as "A3:A4", whose value is the top left cell's; `formats` for cells such as "G5"."""

    rows: Sequence[Sequence[Any]]
    name: str = "Sheet1"
    merges: Sequence[str] = ()
    formats: dict[str, str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden: bool = False


def write(path: Path, *pages: Page) -> Path:
    """Write the pages as .xlsx."""
    with xlsxwriter.Workbook(str(path)) as book:
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for r, row in enumerate(page.rows):
                for c, value in enumerate(row):
                    if value is not None and value != "":
                        sheet.write(r, c, value, _format(book, page, r, c, value))
            for merge in page.merges:
                _merge(book, sheet, page, merge)
            for row_number in page.hidden_rows:
                sheet.set_row(row_number - 1, None, None, {"hidden": True})
            if page.hidden:
                sheet.hide()
    return path


def read(path: Path, *pages: Page, choice: Choice | None = None) -> Roster:
    """Write the pages and read them as a roster."""
    return read_roster(write(path / "名册.xlsx", *pages), today=TODAY, choice=choice)


def rows_of(roster: Roster) -> list[int]:
    """The rows with problems."""
    return sorted({problem.row for problem in roster.problems})


def codes_of(roster: Roster) -> list[tuple[int, str]]:
    """Row and code of every problem."""
    return [(problem.row, problem.code) for problem in roster.problems]


def doors_of(roster: Roster) -> list[str]:
    """The short address of every household."""
    return [household.address.short if household.address else "" for household in roster.households]


def names_of(roster: Roster) -> list[list[str]]:
    """The names in every household."""
    return [[resident.name for resident in household.residents] for household in roster.households]


def _format(book: Any, page: Page, row: int, column: int, value: Any) -> Any:
    number_format = page.formats.get(f"{chr(65 + column)}{row + 1}")
    if number_format is None and isinstance(value, date):
        number_format = "yyyy-mm-dd"
    return book.add_format({"num_format": number_format}) if number_format else None


def _merge(book: Any, sheet: Any, page: Page, merge: str) -> None:
    first = merge.split(":")[0]
    row, column = int(first[1:]) - 1, ord(first[0]) - 65
    value = page.rows[row][column] if column < len(page.rows[row]) else ""
    sheet.merge_range(merge, value, _format(book, page, row, column, value))
