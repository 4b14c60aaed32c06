"""Days that nobody wrote: a cell that shows 1945年8月 holds 1945-08-01, the day made up by the spreadsheet.

Only the cell's number format tells, and the reader does not hand it over; so where an .xlsx has such a format at all,
the cells that use it are looked up in the file itself (ECMA-376 part 1, 18.8.30 and the built-in formats 27 to 58).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from ledger.exchange.cells import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {17: "m", 27: "m", 36: "m", 50: "m", 52: "m", 57: "m"}
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)" s="(\d+)"')

Shown = dict[tuple[int, int], str]
"""For cells (row and column from 0) that show a date without its day: "m" for year and month, "y" for the year."""


def dates_without_day(content: bytes) -> dict[str, Shown]:
    """For every sheet of an .xlsx the cells that show no day; empty where there are none, or for other formats."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            styles = _styles_without_day(archive.read("xl/styles.xml"))
            if not styles:
                return {}
            return {name: dict(_cells(archive.read(path), styles)) for name, path in _sheet_paths(archive)}
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError):
        return {}


def as_shown(cell: Cell, shown: str | None) -> Cell:
    """A cell as it reads on paper: 1945-08 or 1945 where it shows no day."""
    if shown is None or not isinstance(cell, date):
        return cell
    return f"{cell.year:04d}-{cell.month:02d}" if shown == "m" else f"{cell.year:04d}"


def _styles_without_day(content: bytes) -> dict[int, str]:
    root = ElementTree.fromstring(content)
    formats = dict(_BUILT_IN)
    for each in root.iter(f"{_MAIN}numFmt"):
        code = _IN_QUOTES.sub("", each.get("formatCode", "").split(";")[0]).lower()
        if "y" in code and "d" not in code and "h" not in code:
            formats[int(each.get("numFmtId", "0"))] = "m" if "m" in code else "y"
    cells = root.find(f"{_MAIN}cellXfs")
    found = [int(each.get("numFmtId", "0")) for each in cells] if cells is not None else []
    return {index: formats[number] for index, number in enumerate(found) if number in formats}


def _sheet_paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        if target:
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(content: bytes, styles: dict[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, row, style in _CELL.findall(content):
        shown = styles.get(int(style))
        if shown is not None:
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            yield (int(row) - 1, column - 1), shown
