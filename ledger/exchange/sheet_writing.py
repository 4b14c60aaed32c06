"""A list as an .xlsx sheet: Chinese headings, frozen head, filter, widths that fit; whole or not at all."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger.reports.placing import put_in_place

Value = str | int | date | None

_NARROWEST, _WIDEST = 6, 60
_HEAD_HEIGHT = 24
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Listing:
    """What goes into a sheet: its name, headings, and rows with a value for each heading."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def write_sheet(listing: Listing, target: Path) -> None:
    """Write the listing as .xlsx. Text stays text, days are days, numbers are numbers.

    Raises WorldProblem: "disk_full", "file_in_use" (open in WPS), "file_cannot_be_written".
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {**options, "in_memory": True}) as book:
        sheet = book.add_worksheet(listing.title[:31])
        head = book.add_format(
            {"bold": True, "bg_color": "#F3EEE3", "bottom": 1, "align": "center", "valign": "vcenter"}
        )
        text = book.add_format({"num_format": "@", "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        sheet.set_row(0, _HEAD_HEIGHT)
        for index, heading in enumerate(listing.headings):
            sheet.set_column(index, index, _width(listing, index))
            sheet.write_string(0, index, heading, head)
        for number, row in enumerate(listing.rows, 1):
            for index, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, index, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, index, value)
                elif value:
                    sheet.write_string(number, index, value[:32_767], text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(listing.rows), 1), len(listing.headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
    put_in_place(target, content.getvalue())


def _width(listing: Listing, index: int) -> float:
    """The width for the longest value of a column; a Chinese character is as wide as two letters."""
    longest = _measure(listing.headings[index]) + 3  # room for the filter's arrow
    for row in listing.rows[:_SAMPLE]:
        longest = max(longest, _measure(row[index]))
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _measure(value: Value) -> int:
    if isinstance(value, date):
        return 10
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in str(value or "").split("\n")), default=0)
