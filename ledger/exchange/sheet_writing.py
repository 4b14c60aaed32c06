"""A list as an .xlsx sheet: Chinese headings, frozen head, filter, widths that fit; whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ledger.reports.placing import placed

Value = str | int | date | None
Progress = Callable[[int, int], object]

_NARROWEST, _WIDEST = 6, 60
_HEAD_HEIGHT = 24
_SAMPLE = 2000
_LONGEST_TEXT = 32_767
# What a sheet takes, its head apart; a longer list goes on on a further sheet.
ROWS_OF_A_SHEET = 1_048_575
_ROWS_BETWEEN_REPORTS = 200


@dataclass(frozen=True, slots=True)
class Listing:
    """What goes into a sheet: its name, headings, and rows with a value for each heading."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def write_sheet(listing: Listing, target: Path, *, progress: Progress | None = None) -> int:
    """Write the listing as .xlsx and say how many rows it has. Text stays text, days are days, numbers are numbers.

    Rows are taken one after the other and not kept, so that a million need no more room than a hundred.
    `progress(done, of)` is told; what it raises (Cancelled) leaves no file.
    Raises WorldProblem: "disk_full", "file_in_use" (open in WPS), "file_cannot_be_written".
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    # Rows wait beside the file until it is put together: on its disk, and gone with whatever goes wrong.
    with placed(target) as path, TemporaryDirectory(dir=path.parent, prefix=".") as aside:
        book = Workbook(path, {**options, "constant_memory": True, "tmpdir": aside})
        try:
            count = _fill(book, listing, progress or _say_nothing)
            book.close()
        except FileCreateError as problem:
            # The library wraps what the disk says.
            raise problem.args[0] if isinstance(problem.args[0], OSError) else problem from problem
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return count


def _fill(book: Any, listing: Listing, progress: Progress) -> int:
    form = _Formats(book)
    rows, of, done, number = iter(listing.rows), len(listing.rows), 0, 0
    while not number or done < of:
        number += 1
        head = list(islice(rows, min(_SAMPLE, ROWS_OF_A_SHEET)))
        sheet = _begin_sheet(book, listing, number, head, form)
        at = 0
        for at, row in enumerate(chain(head, islice(rows, ROWS_OF_A_SHEET - len(head))), 1):
            _write_row(sheet, at, row, form)
            if at % _ROWS_BETWEEN_REPORTS == 0:
                progress(done + at, of)
        sheet.autofilter(0, 0, max(at, 1), len(listing.headings) - 1)
        done += at
        if not at:
            break
    progress(done, done)
    return done


class _Formats:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#F3EEE3", "bottom": 1, "align": "center", "valign": "vcenter"}
        )
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})


def _begin_sheet(book: Any, listing: Listing, number: int, sample: list[Sequence[Value]], form: _Formats) -> Any:
    sheet = book.add_worksheet(listing.title[:31] if number == 1 else f"{listing.title[:27]} {number}")
    sheet.set_row(0, _HEAD_HEIGHT)
    for index, heading in enumerate(listing.headings):
        sheet.set_column(index, index, _width(heading, [row[index] for row in sample]))
        sheet.write_string(0, index, heading, form.head)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    return sheet


def _write_row(sheet: Any, number: int, row: Sequence[Value], form: _Formats) -> None:
    for index, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(number, index, value, form.day)
        elif isinstance(value, int):
            sheet.write_number(number, index, value)
        elif value:
            sheet.write_string(number, index, value[:_LONGEST_TEXT], form.text)


def _width(heading: str, values: Iterable[Value]) -> float:
    """The width for the longest value of a column; a Chinese character is as wide as two letters."""
    longest = max(map(_measure, values), default=0)
    longest = max(longest, _measure(heading) + 3)  # room for the filter's arrow
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _measure(value: Value) -> int:
    if isinstance(value, date):
        return 10
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in str(value or "").split("\n")), default=0)


def _say_nothing(_done: int, _of: int) -> None:
    return None
