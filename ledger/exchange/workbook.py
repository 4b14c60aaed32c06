"""Reading a workbook: .xlsx, .xls, .et and .ods through python-calamine, .csv as text, web pages saved as .xls.

The kind is told by what is in the file, not by its name: offices rename files.
"""

import io
from dataclasses import dataclass, field
from pathlib import Path

from ledger.errors import InputProblem, WorldProblem, refuse
from ledger.exchange.cells import Cell
from ledger.exchange.date_formats import Shown, dates_without_day
from ledger.exchange.html_sheet import looks_like_html, read_html
from ledger.exchange.text_sheet import read_text

LARGEST_FILE = 200 * 1024 * 1024
"""In bytes. A community's roster is a thousandth of it; more is some other file."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_TEXT_NAMES = frozenset({".csv", ".txt", ".tsv", ""})


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first on, of one length each, what is merged, and which dates show no day."""

    name: str
    rows: tuple[list[Cell], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    shown: Shown = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook read whole. `is_text` where numbers and dates came as text (.csv)."""

    path: Path
    sheets: tuple[Sheet, ...]
    is_text: bool = False


def read_workbook(path: Path) -> Workbook:
    """Read the workbook at `path`.

    Raises WorldProblem: "no_such_file", "roster_unreadable" (no permission, or another program holds it). Raises
    InputProblem: "roster_is_folder", "roster_password", "roster_no_workbook", "roster_damaged", "roster_too_large",
    "roster_empty".
    """
    content = _content(path)
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise refuse("roster", "roster_empty", file=path.name)
    if content.startswith((_ZIP, _COMPOUND)):
        workbook = Workbook(path, _read_calamine(path, content))
    elif content.startswith(_OTHER_FILES):
        raise refuse("roster", "roster_no_workbook", file=path.name)
    elif looks_like_html(content):
        rows, merges = read_html(content)
        workbook = Workbook(path, (Sheet(path.stem, rows, tuple(Merge(*merge) for merge in merges)),), is_text=True)
    elif path.suffix.lower() in _TEXT_NAMES or b"\x00" not in content[:4096]:
        workbook = Workbook(path, (Sheet(path.stem, _read_text(path, content)),), is_text=True)
    else:
        raise refuse("roster", "roster_no_workbook", file=path.name)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise refuse("roster", "roster_empty", file=path.name)
    return workbook


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refuse("roster", "roster_is_folder", file=path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise refuse("roster", "roster_too_large", file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorldProblem("no_such_file", path) from error
    except OSError as error:
        # On Windows a workbook that WPS or Excel holds open for itself alone cannot be read.
        raise WorldProblem("roster_unreadable", path, str(error)) from error


def _read_text(path: Path, content: bytes) -> tuple[list[Cell], ...]:
    rows = read_text(content)
    if rows is None:
        raise refuse("roster", "roster_no_workbook", file=path.name)
    return rows


def _read_calamine(path: Path, content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if _is_encrypted(content):
        raise refuse("roster", "roster_password", file=path.name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets: list[Sheet] = []
            shown = dates_without_day(content) if content.startswith(_ZIP) else {}
            for index, about in enumerate(book.sheets_metadata):
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_index(index)
                rows = tuple(sheet.to_python(skip_empty_area=False)) if sheet.start is not None else ()
                merges = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
                hidden = about.visible is not SheetVisibleEnum.Visible
                sheets.append(Sheet(about.name, rows, merges, hidden, shown.get(about.name, {})))
            return tuple(sheets)
    except PasswordError as error:
        raise refuse("roster", "roster_password", file=path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(path, content) from error


def _is_encrypted(content: bytes) -> bool:
    # An .xlsx with a password is a compound file with a stream of this name.
    return content.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in content


def _unreadable(path: Path, content: bytes) -> InputProblem:
    """A zip or compound file that is no workbook (a .docx, a .doc), or a workbook cut off on the way."""
    is_workbook = b"xl/" in content or b"Workbook".decode().encode("utf-16-le") in content or b"opendocument" in content
    return refuse("roster", "roster_damaged" if is_workbook else "roster_no_workbook", file=path.name)
