"""What a search found, on paper: a table of each kind, for the house, a department or the public."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from ledger.language import _, ngettext, pgettext
from ledger.reports import styles
from ledger.reports.audience import Audience, Mask
from ledger.reports.document import ONE_AT_A_TIME, Imprint, finish_page, open_canvas
from ledger.reports.figures import moment, numbered
from ledger.reports.frame import DOT, Frame
from ledger.reports.linebreak import break_lines, glue
from ledger.reports.pages import Page, Pages
from ledger.reports.placing import put_in_place
from ledger.reports.section import Section, counted, table_of
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, PAGE_WIDTH, Colour, Encoder, Sheet, Side
from ledger.reports.table import Column
from ledger.rules.masked_text import masked_text
from ledger.search.filters import Key
from ledger.search.hits import Found, Group, Hit, HitKind
from ledger.wording.searching import kind_label

__all__ = ["Audience", "draw_search", "search_file"]

Progress = Callable[[int, int], None]
_TITLE_TOP = 40.0
_BETWEEN_NAMES = "、"


def draw_search(
    found: Found,
    target: Path,
    *,
    community: str,
    made_at: datetime,
    audience: Audience = Audience.INTERNAL,
    residents: Iterable[str] = (),
    progress: Progress | None = None,
) -> int:
    """Write what was found as a PDF to `target` and return the number of its pages.

    No phone or ID number is ever whole. For a department everybody is masked, `residents` wherever they stand, and
    notes of visits and pages are left out; for the public there are only figures. Neither copy says the words searched
    for, only the filters.
    `progress` is told pages drawn and pages in all (0 while they are laid out) and may raise Cancelled.
    Raises WorldProblem "file_cannot_be_written", "file_in_use", "disk_full".
    """
    told = progress or _nobody
    with ONE_AT_A_TIME:
        title = _Title(_subject(found, audience), community, audience)
        pages = Pages(first_top=title.bottom)
        for number, section in enumerate(_sections(found, audience, residents), 1):
            pages.add_section(numbered(number, section.title), section.content, lambda: told(0, 0))
        content = _draw(title, pages.pages, made_at, audience, told)
    put_in_place(target, content)
    return len(pages.pages)


def search_file(found: Found, audience: Audience) -> str:
    """What its file is called: 搜索结果 漏水 未结.pdf; a copy for others says so and not the words."""
    name = " ".join(filter(None, (_name(), _subject(found, audience))))
    if audience is Audience.INTERNAL:
        return f"{name}.pdf"
    return _("%(name)s (%(copy)s).pdf") % {"name": name, "copy": _for_whom(audience)}


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


def _name() -> str:
    return _("Found by searching")


def _subject(found: Found, audience: Audience) -> str:
    """The words; for others only the filters, and of these none that says who is looked after."""
    if audience is Audience.INTERNAL:
        return masked_text(" ".join(found.words.split()))
    filters = (each.filter for each in found.tried if each.filter is not None)
    return " ".join(word for each in filters if each.key is not Key.GROUP for word in each.words)


def _sections(found: Found, audience: Audience, residents: Iterable[str]) -> list[Section]:
    if audience is Audience.PUBLIC:
        rows = [(kind_label(group.kind), _count(group)) for group in found.groups]
        columns = (Column(pgettext("search", "Kind"), grow=1), Column(_("Count"), side=Side.RIGHT))
        return [Section(_("Figures"), table_of(columns, rows) if rows else _("Nothing was found."))]
    groups = found.groups
    if audience is Audience.DEPARTMENT:
        mask = Mask({*residents, *_named(groups)}).text
        groups = tuple(_masked(group, mask, with_notes=False) for group in groups)
    else:
        groups = tuple(_masked(group, masked_text, with_notes=True) for group in groups)
    return [_section(group) for group in groups] or [Section(_name(), _("Nothing was found."))]


def _section(group: Group) -> Section:
    has_days = any(hit.when for hit in group.hits) and group.kind is not HitKind.PAGE
    columns = [Column(_("Found"), grow=3, least=110), Column(_("Where"), grow=5, least=150)]
    if has_days:
        columns.append(Column(_("Day"), least=58))
    rows = [
        (hit.title, hit.text, *((hit.when.isoformat() if hit.when else "",) if has_days else ())) for hit in group.hits
    ]
    return Section(counted(kind_label(group.kind), _count(group)), table_of(columns, rows))


def _count(group: Group) -> str:
    count = len(group.hits)
    if group.more:
        return _("more than %(count)d") % {"count": count}
    return ngettext("%(count)d hit", "%(count)d hits", count) % {"count": count}


def _named(groups: Iterable[Group]) -> Iterator[str]:
    """Everybody a hit is called by: residents, and who was met on a visit (the end of its title, unless a door)."""
    for group in groups:
        for hit in group.hits:
            if group.kind is HitKind.RESIDENT:
                yield hit.title
            elif group.kind is HitKind.VISIT:
                names = hit.title.split(DOT)[-1]
                yield from () if any(map(str.isdigit, names)) else names.split(_BETWEEN_NAMES)


def _masked(group: Group, mask: Callable[[str], str], *, with_notes: bool) -> Group:
    noted = group.kind in (HitKind.VISIT, HitKind.PAGE) and not with_notes

    def masked(hit: Hit) -> Hit:
        return replace(hit, title=mask(hit.title), text="" if noted else mask(hit.text))

    return replace(group, hits=tuple(map(masked, group.hits)))


def _for_whom(audience: Audience) -> str:
    return {
        Audience.INTERNAL: "",
        Audience.DEPARTMENT: _("for a department, names masked"),
        Audience.PUBLIC: _("for the public, figures only"),
    }[audience]


class _Title:
    """The head of the first page: what was searched for, where, and for whom."""

    def __init__(self, subject: str, community: str, audience: Audience) -> None:
        self.subject, self.community = subject, community
        style = styles.subtitle()
        parts = (subject, community, _for_whom(audience))
        text = DOT.join(glue(style.face.printable(part)) for part in parts if part)
        self._lines = [line.strip(DOT) for line in break_lines(text, style.face.widths, style.units(CONTENT_WIDTH))]

    @property
    def bottom(self) -> float:
        """Where what follows begins."""
        return _TITLE_TOP + 40 + len(self._lines) * styles.subtitle().leading + 16

    def draw(self, sheet: Sheet) -> None:
        """Draw it."""
        title, style = styles.title(), styles.subtitle()
        sheet.put(PAGE_WIDTH / 2, _TITLE_TOP + title.drop, _name(), title, Side.MIDDLE)
        for count, line in enumerate(self._lines):
            y = _TITLE_TOP + 40 + count * style.leading
            sheet.put(PAGE_WIDTH / 2, y + style.drop, line, style, Side.MIDDLE)
        sheet.rule(LEFT, self.bottom - 8, CONTENT_WIDTH, 1.6, Colour.RED)


def _draw(title: _Title, pages: list[Page], made_at: datetime, audience: Audience, told: Progress) -> bytes:
    out = BytesIO()
    name = f"{_name()} {title.subject}".strip()
    canvas = open_canvas(Imprint(name, title.community, made_at.date().isoformat(), made_at), out)
    made = _("Made on %(moment)s") % {"moment": moment(made_at)}
    care = "" if audience is Audience.PUBLIC else _("Personal data: keep it locked away, do not copy it.")
    frame = Frame(DOT.join(filter(None, (name, title.community))), DOT.join(filter(None, (made, care))))
    encoder = Encoder(canvas._doc)
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
