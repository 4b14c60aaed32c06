"""Makes the rosters in other formats than .xlsx from `as_printed.xlsx`, once; the files are kept beside it.

Needs xlwt, odfpy, openpyxl and msoffcrypto-tool, which the project itself does not: run it in an environment of
its own where a file has to be made again.
"""

from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).resolve().parent
PASSWORD = "minqing"


def xls(sheet: openpyxl.worksheet.worksheet.Worksheet, path: Path) -> None:
    """The old Excel format, which WPS also writes as .et."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet.title)
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells}
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        page.write_merge(area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1, value)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and (cell.row, cell.column) not in covered:
                page.write(cell.row - 1, cell.column - 1, cell.value, day if cell.is_date else xlwt.Style.default_style)
    book.save(str(path))


def ods(sheet: openpyxl.worksheet.worksheet.Worksheet, path: Path) -> None:
    """The OpenDocument format, merged cells spanned and covered."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet.title)
    tops = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells} - set(tops)
    for row in sheet.iter_rows():
        line = TableRow()
        for cell in row:
            place = (cell.row, cell.column)
            if place in covered:
                line.addElement(CoveredTableCell())
                continue
            area = tops.get(place)
            span = {}
            if area:
                rows, columns = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
                span = {"numberrowsspanned": rows, "numbercolumnsspanned": columns}
            line.addElement(_cell(cell, span))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))


def _cell(cell: openpyxl.cell.cell.Cell, span: dict[str, int]) -> TableCell:
    value = cell.value
    if value is None:
        return TableCell(**span)
    if cell.is_date:
        made = TableCell(valuetype="date", datevalue=value.strftime("%Y-%m-%d"), **span)
    elif isinstance(value, int | float):
        made = TableCell(valuetype="float", value=value, **span)
    else:
        made = TableCell(valuetype="string", **span)
    made.addElement(P(text=str(value)))
    return made


def locked(source: Path, path: Path) -> None:
    """The workbook behind a password."""
    with source.open("rb") as plain, path.open("wb") as secret:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(PASSWORD, secret)


if __name__ == "__main__":
    printed = openpyxl.load_workbook(HERE / "as_printed.xlsx").active
    xls(printed, HERE / "as_printed.xls")
    (HERE / "as_printed.et").write_bytes((HERE / "as_printed.xls").read_bytes())
    ods(printed, HERE / "as_printed.ods")
    locked(HERE / "plain.xlsx", HERE / "locked.xlsx")
