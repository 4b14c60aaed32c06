"""What ties a print to its ledger: month, figures and fingerprint, for people, cameras and programs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import segno

from ledger.errors import WorldProblem
from ledger.language import _
from ledger.records.accounts import MonthReport
from ledger.reports.equation import equation_line
from ledger.reports.sheet import Colour, Sheet

_MARK = "minqing-ledger"
_OVERLAP = 0.06  # points by which the rows of a code touch, so that no printer leaves a hairline


@dataclass(frozen=True, slots=True)
class Seal:
    """The figures a print stands for, as written into its properties."""

    month: str
    grid: str
    fingerprint: str
    opening: int
    new: int
    settled: int
    adjustments: int
    closing: int


def seal_of(report: MonthReport) -> Seal:
    """The seal of a month's report."""
    total = report.account.total
    return Seal(
        month=report.month,
        grid=report.grid,
        fingerprint=report.fingerprint,
        opening=total.opening,
        new=total.new,
        settled=total.settled,
        adjustments=total.adjustments,
        closing=total.closing,
    )


def seal_keywords(seal: Seal) -> str:
    """The seal for the keywords of a PDF."""
    return _MARK + " " + json.dumps(asdict(seal), ensure_ascii=False, sort_keys=True)


def read_seal(path: Path) -> Seal | None:
    """The seal in a printed month, or None where the file is no such print.

    Raises WorldProblem "no_such_file", or "not_a_pdf" where it cannot be read as a PDF.
    """
    import pypdfium2

    if not path.is_file():
        raise WorldProblem("no_such_file", path)
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as problem:
        raise WorldProblem("not_a_pdf", path) from problem
    try:
        keywords = document.get_metadata_dict().get("Keywords", "")
    finally:
        document.close()
    mark, _space, figures = keywords.partition(" ")
    if mark != _MARK:
        return None
    try:
        return Seal(**json.loads(figures))
    except (ValueError, TypeError):
        return None


def grouped(fingerprint: str) -> str:
    """A fingerprint as people compare it: 8f3a-19c2-77de-04b1."""
    return "-".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


def seal_sentence(report: MonthReport) -> str:
    """What a telephone shows for the square code: community, month, equation, fingerprint."""
    return _("%(community)s %(month)s: %(equation)s. Check %(fingerprint)s") % {
        "community": f"{report.community} {report.grid}".strip(),
        "month": report.month,
        "equation": equation_line(report.account.total),
        "fingerprint": grouped(report.fingerprint),
    }


def draw_code(sheet: Sheet, text: str, x: float, y: float, side: float) -> None:
    """A square code of `text`, `side` points wide, its top left corner at x, y."""
    rows = segno.make(text, error="m", encoding="utf-8", micro=False).matrix
    module = side / len(rows)
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                width = (end - start) * module
                sheet.block(x + start * module, y + number * module, width, module + _OVERLAP, Colour.INK)
            start = max(end, start + 1)
