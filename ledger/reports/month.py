"""The printed month: page one, then the tables behind it."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from ledger.records.accounts import MonthReport
from ledger.reports.account_tables import adjustments_section, slice_sections, worker_sections
from ledger.reports.audience import Audience, for_audience
from ledger.reports.document import ONE_AT_A_TIME, Imprint, finish_page, open_canvas
from ledger.reports.figures import month_name, numbered
from ledger.reports.frame import Frame, frame_of, report_name
from ledger.reports.front import FrontPage
from ledger.reports.matter_tables import open_section, settled_section
from ledger.reports.pages import Page, Pages
from ledger.reports.placing import put_in_place
from ledger.reports.seal import seal_keywords, seal_of
from ledger.reports.section import Section
from ledger.reports.sheet import Encoder, Sheet
from ledger.reports.visit_tables import key_people_section, visits_section

__all__ = ["Audience", "draw_month", "sections_of"]

Progress = Callable[[int, int], None]


def draw_month(
    report: MonthReport,
    target: Path,
    *,
    audience: Audience = Audience.INTERNAL,
    residents: Iterable[str] = (),
    progress: Progress | None = None,
) -> int:
    """Write the month as a PDF to `target` and return the number of its pages.

    `residents` are the names to be masked for a department, wherever they stand.
    The same report in the same language gives the same bytes. `progress` is told pages drawn and pages
    in all (0 while they are being laid out) and may raise Cancelled; a file that was at `target` then stays.
    Raises WorldProblem "file_cannot_be_written", "file_in_use", "disk_full".
    """
    report = for_audience(report, audience, residents=residents)
    told = progress or _nobody
    with ONE_AT_A_TIME:
        front, pages = _lay_out(report, audience, lambda: told(0, 0))
        content = _draw(report, front, pages, told)
    put_in_place(target, content)
    return len(pages) + 1


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


def _lay_out(report: MonthReport, audience: Audience, tick: Callable[[], None]) -> tuple[FrontPage, list[Page]]:
    front, pages = FrontPage(report, audience), Pages()
    found = sections_of(report, audience)
    sentences = [section.content for section in found if isinstance(section.content, str)]
    if len(sentences) == len(found):
        front.remark(sentences)
        return front, []
    for number, section in enumerate(found, front.section_count + 1):
        pages.add_section(numbered(number, section.title), section.content, tick)
    return front, pages.pages


def sections_of(report: MonthReport, audience: Audience = Audience.INTERNAL) -> list[Section]:
    """The parts behind page one that `audience` is given, in order; `report` has been masked for it."""
    if audience is Audience.PUBLIC:
        return slice_sections(report)
    found = [settled_section(report), open_section(report)]
    found.append(visits_section(report, notes=audience is Audience.INTERNAL))
    if audience is Audience.INTERNAL:
        found.append(key_people_section(report))
    if report.adjustments:
        found.append(adjustments_section(report))
    return found + slice_sections(report) + worker_sections(report)


def _draw(report: MonthReport, front: FrontPage, pages: list[Page], told: Progress) -> bytes:
    out = BytesIO()
    canvas = open_canvas(_imprint(report), out)
    encoder = Encoder(canvas._doc)
    frame, total = frame_of(report), len(pages) + 1
    sheet = Sheet(encoder)
    front.draw(sheet, total)
    finish_page(canvas, sheet, [(report_name(), 0.0)], 1)
    told(1, total)
    for number, page in enumerate(pages, 2):
        finish_page(canvas, _drawn(page, Sheet(encoder), frame, number, total), page.sections, number)
        told(number, total)
    canvas.save()
    return out.getvalue()


def _drawn(page: Page, sheet: Sheet, frame: Frame, number: int, total: int) -> Sheet:
    frame.draw_head(sheet, page.title)
    for y, piece in page.pieces:
        piece.draw(sheet, y)
    frame.draw_foot(sheet, number, total)
    return sheet


def _imprint(report: MonthReport) -> Imprint:
    name = f"{report_name()} {report.community} {report.grid}".strip()
    month = month_name(report.month)
    return Imprint(f"{name} {month}", report.community, month, report.made_at, seal_keywords(seal_of(report)))
