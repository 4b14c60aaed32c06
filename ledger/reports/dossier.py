"""一户一档, 一人一档 on paper: the head, who belongs to it, matters in figures, and the years one after the other."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

from ledger.language import _, ngettext
from ledger.records.dossiers import Dossier
from ledger.reports import styles
from ledger.reports.audience import Audience
from ledger.reports.document import ONE_AT_A_TIME, Imprint, finish_page, open_canvas
from ledger.reports.dossier_audience import dossier_for
from ledger.reports.dossier_parts import facts_of, labelled, subject_of
from ledger.reports.dossier_tables import (
    figures_section,
    homes_section,
    members_section,
    mentions_section,
    open_matters_section,
    year_section,
    years_section,
)
from ledger.reports.figures import moment, numbered
from ledger.reports.frame import DOT, Frame
from ledger.reports.linebreak import break_lines, glue
from ledger.reports.pages import Page, Pages
from ledger.reports.placing import put_in_place
from ledger.reports.section import Section, counted
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, PAGE_WIDTH, Colour, Encoder, Sheet, Side

__all__ = ["Audience", "dossier_file", "dossier_name", "draw_dossier"]

Progress = Callable[[int, int], None]
_TITLE_TOP = 40.0


def draw_dossier(
    dossier: Dossier,
    target: Path,
    *,
    made_at: datetime,
    audience: Audience = Audience.INTERNAL,
    residents: Iterable[str] = (),
    progress: Progress | None = None,
) -> int:
    """Write the file as a PDF to `target` and return the number of its pages.

    `residents` are names masked for a department, wherever they stand. `progress` is told pages drawn and pages in
    all (0 while they are laid out) and may raise Cancelled; a file that was at `target` then stays.
    Raises WorldProblem "file_cannot_be_written", "file_in_use", "disk_full".
    """
    shown = dossier_for(dossier, audience, residents=residents)
    told = progress or _nobody
    with ONE_AT_A_TIME:
        title = _Title(shown, audience)
        pages = _lay_out(shown, audience, title, lambda: told(0, 0))
        content = _draw(shown, audience, title, pages, made_at, told)
    put_in_place(target, content)
    return len(pages)


def dossier_name(dossier: Dossier) -> str:
    """What the paper is called."""
    return _("Household file") if dossier.resident is None else _("Resident file")


def dossier_file(dossier: Dossier, audience: Audience) -> str:
    """What its file is called: 一户一档 3-2-501 许敏.pdf; a copy for others says so and names nobody."""
    if audience is Audience.INTERNAL:
        return f"{dossier_name(dossier)} {subject_of(dossier, audience)}.pdf"
    place = subject_of(dossier, Audience.PUBLIC)
    name = " ".join(filter(None, (dossier_name(dossier), place)))
    return _("%(name)s (%(copy)s).pdf") % {"name": name, "copy": _for_whom(audience)}


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


def _lay_out(dossier: Dossier, audience: Audience, title: "_Title", tick: Callable[[], None]) -> list[Page]:
    pages = Pages(first_top=title.bottom)
    for fact in labelled(facts_of(dossier, audience)):
        pages.add_piece(fact)
    for number, section in enumerate(_sections(dossier, audience), 1):
        pages.add_section(numbered(number, section.title), section.content, tick)
    if audience is not Audience.PUBLIC:
        for year, entries in groupby(dossier.entries, key=lambda entry: entry.on.year):
            part = year_section(year, tuple(entries))
            pages.add_section(part.title, part.content, tick)
        if dossier.mentions:
            part = mentions_section(dossier.mentions)
            pages.add_section(part.title, part.content, tick)
    return pages.pages


def _sections(dossier: Dossier, audience: Audience) -> list[Section]:
    if audience is Audience.PUBLIC:
        return [figures_section(dossier), years_section(dossier)]
    first = [members_section(dossier, audience)] if dossier.resident is None else []
    homes = [homes_section(dossier)] if dossier.resident is not None or len(dossier.homes) > 1 else []
    count = len(dossier.entries)
    words = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
    line = _("Newest first, year by year.") if count else _("Nothing has been entered yet.")
    return [
        *first,
        *homes,
        figures_section(dossier),
        open_matters_section(dossier),
        Section(counted(_("Time line"), words), line),
    ]


class _Title:
    """The head of the first page: what it is, of whom, and where."""

    def __init__(self, dossier: Dossier, audience: Audience) -> None:
        style = styles.subtitle()
        self._name = dossier_name(dossier)
        parts = (subject_of(dossier, audience), dossier.community, _for_whom(audience))
        text = DOT.join(glue(style.face.printable(part)) for part in parts if part)
        self._lines = [line.strip(DOT) for line in break_lines(text, style.face.widths, style.units(CONTENT_WIDTH))]

    @property
    def bottom(self) -> float:
        """Where what follows begins."""
        return _TITLE_TOP + 40 + len(self._lines) * styles.subtitle().leading + 16

    def draw(self, sheet: Sheet) -> None:
        """Draw it."""
        title, style = styles.title(), styles.subtitle()
        sheet.put(PAGE_WIDTH / 2, _TITLE_TOP + title.drop, self._name, title, Side.MIDDLE)
        for count, line in enumerate(self._lines):
            y = _TITLE_TOP + 40 + count * style.leading
            sheet.put(PAGE_WIDTH / 2, y + style.drop, line, style, Side.MIDDLE)
        sheet.rule(LEFT, self.bottom - 8, CONTENT_WIDTH, 1.6, Colour.RED)


def _for_whom(audience: Audience) -> str:
    return {
        Audience.INTERNAL: "",
        Audience.DEPARTMENT: _("for a department, names masked"),
        Audience.PUBLIC: _("for the public, figures only"),
    }[audience]


def _draw(
    dossier: Dossier, audience: Audience, title: _Title, pages: list[Page], made_at: datetime, told: Progress
) -> bytes:
    out = BytesIO()
    subject = subject_of(dossier, audience)
    name = f"{dossier_name(dossier)} {subject}".strip()
    canvas = open_canvas(Imprint(name, dossier.community, dossier.today.isoformat(), made_at), out)
    encoder, frame = Encoder(canvas._doc), _frame(dossier, audience, made_at)
    for number, page in enumerate(pages, 1):
        sheet = Sheet(encoder)
        if number == 1:
            title.draw(sheet)
        else:
            frame.draw_head(sheet, page.title)
        for y, piece in page.pieces:
            piece.draw(sheet, y)
        frame.draw_foot(sheet, number, len(pages))
        finish_page(canvas, sheet, page.sections, number)
        told(number, len(pages))
    canvas.save()
    return out.getvalue()


def _frame(dossier: Dossier, audience: Audience, made_at: datetime) -> Frame:
    running = DOT.join(filter(None, (dossier_name(dossier), subject_of(dossier, audience), dossier.community)))
    made = _("Made on %(moment)s") % {"moment": moment(made_at)}
    care = "" if audience is Audience.PUBLIC else _("Personal data: keep it locked away, do not copy it.")
    return Frame(running, DOT.join(filter(None, (made, care))))
