"""Page one: the whole month at a glance, always on a single page."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.language import _, pgettext
from ledger.records.accounts import MonthReport, QualityFigures, VisitFigures
from ledger.records.visits import VisitMode
from ledger.reports import styles
from ledger.reports.audience import Audience
from ledger.reports.categories import CategoryChart, category_rows, draw_legend
from ledger.reports.equation import Equation, breakdown
from ledger.reports.figures import NOTHING, door_and_name, month_name, numbered, share
from ledger.reports.frame import DOT, check_line, page_of, report_name
from ledger.reports.linebreak import break_lines, glue
from ledger.reports.matter_tables import age, next_step, no_open_matter
from ledger.reports.seal import draw_code, seal_sentence
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, Colour, Sheet, Side, Style
from ledger.reports.table import Column, Row, Table
from ledger.wording import label

_TOP = 44.0
_BOTTOM = PAGE_HEIGHT - 104.0
_CODE_SIDE = 56.0
_SIGN_BASELINE = PAGE_HEIGHT - 54.0
_CHECK_BASELINE = PAGE_HEIGHT - 36.0
_GUTTER = 26.0
_HIGHEST_LINE = 22.0
_ABOVE_HEADING, _BELOW_HEADING = 19.0, 5.0
_MOST_LINES = (3, 2, 1)  # of a row of the oldest matters, as room allows

Fact = tuple[str, str]


class FrontPage:
    """Page one, measured and ready to be drawn once the page total is known."""

    def __init__(self, report: MonthReport, audience: Audience) -> None:
        self._report = report
        self._subtitle = _subtitle(report, audience)
        self._equation = Equation(report.account.total)
        self._breakdown = breakdown(report.account.total)
        self._facts = (_visit_facts(report.visits), _quality_facts(report.quality))
        self._categories = category_rows(report.account)
        self._chart = CategoryChart(self._categories)
        self._oldest = None if audience is Audience.PUBLIC else _oldest_table(report)
        self._rows: list[Row] = []
        self._line_height = self._fit()
        self._remarks: tuple[str, ...] = ()

    def remark(self, sentences: Sequence[str]) -> None:
        """Say below everything else that there is nothing to list: an empty month needs no second page."""
        self._remarks = tuple(sentence for sentence in sentences if sentence != no_open_matter())

    @property
    def section_count(self) -> int:
        """How many numbers of sections the page uses up."""
        return 3 if self._oldest is None else 4

    def draw(self, sheet: Sheet, total: int) -> None:
        """Draw the page of a report of `total` pages."""
        y = self._draw_title(sheet)
        self._equation.draw(sheet, y)
        y += self._equation.height
        if self._breakdown:
            self._breakdown.draw(sheet, y + 5)
            y += 5 + self._breakdown.height
        y = self._draw_facts(sheet, y)
        y = self._draw_categories(sheet, y)
        if self._oldest is not None:
            y = self._draw_oldest(sheet, y, self._oldest)
        if self._remarks:
            y = _draw_heading(sheet, LEFT, y, numbered(self.section_count + 1, _("Details")))
            for sentence in self._remarks:
                y = _draw_sentence(sheet, y, sentence) + 4
        self._draw_foot(sheet, total)

    def _fit(self) -> float:
        """The height of a line with which everything fits, shortening the rows of the oldest as needed."""
        heading = _ABOVE_HEADING + styles.heading().leading + _BELOW_HEADING
        fixed = self._title_height + self._equation.height + 2 * heading
        fixed += 5 + self._breakdown.height if self._breakdown else 0
        lines = len(self._facts[0]) + (self._chart.lines if self._categories else 1)
        height = 0.0
        for most in _MOST_LINES:
            self._rows = [r.clipped(most) for r in self._oldest.measured(_no_tick)] if self._oldest else []
            below = heading + sum(r.height for r in self._rows) if self._oldest is not None else 0.0
            below += self._oldest.head.height if self._oldest and self._rows else styles.body().leading
            height = (_BOTTOM - _TOP - fixed - below) / lines
            if height >= _HIGHEST_LINE - 3:
                break
        return min(_HIGHEST_LINE, height)

    @property
    def _title_height(self) -> float:
        return 40 + len(self._subtitle) * styles.subtitle().leading + 8 + 13

    def _draw_title(self, sheet: Sheet) -> float:
        title, subtitle = styles.title(), styles.subtitle()
        middle = PAGE_WIDTH / 2
        sheet.put(middle, _TOP + title.drop, report_name(), title, Side.MIDDLE)
        y = _TOP + 40
        for number, line in enumerate(self._subtitle):
            sheet.put(middle, y + number * subtitle.leading + subtitle.drop, line, subtitle, Side.MIDDLE)
        y += len(self._subtitle) * subtitle.leading + 8
        sheet.rule(LEFT, y, CONTENT_WIDTH, 1.6, Colour.RED)
        return y + 13

    def _draw_facts(self, sheet: Sheet, y: float) -> float:
        width = (CONTENT_WIDTH - _GUTTER) / 2
        titles = (pgettext("report", "Visits"), _("Quality of settlement"))
        for number, (title, facts) in enumerate(zip(titles, self._facts, strict=True)):
            x = LEFT + number * (width + _GUTTER)
            below = _draw_heading(sheet, x, y, numbered(number + 1, title))
            self._draw_fact_column(sheet, x, below, width, facts)
        return below + len(self._facts[0]) * self._line_height

    def _draw_fact_column(self, sheet: Sheet, x: float, y: float, width: float, facts: Sequence[Fact]) -> None:
        style = styles.body()
        names = max(style.width(style.face.printable(name)) for name, _value in facts)
        for number, (name, value) in enumerate(facts):
            top = y + number * self._line_height
            baseline = top + self._line_height / 2 + style.size * 0.37
            sheet.put(x + 3, baseline, name, style)
            sheet.put(x + names + 19, baseline, value, _narrowed(style, value, width - names - 19))
            sheet.rule(x, top + self._line_height, width, 0.35, Colour.LINE)

    def _draw_categories(self, sheet: Sheet, y: float) -> float:
        below = _draw_heading(sheet, LEFT, y, numbered(3, pgettext("report", "Categories")))
        if not self._categories:
            return _draw_sentence(sheet, below, _("Nothing was new, settled or open this month."))
        draw_legend(sheet, RIGHT, below - _BELOW_HEADING - 6)
        self._chart.draw(sheet, below, self._line_height)
        return below + self._chart.lines * self._line_height

    def _draw_oldest(self, sheet: Sheet, y: float, table: Table) -> float:
        if not self._rows:
            below = _draw_heading(sheet, LEFT, y, numbered(4, _("Open at the month's end")))
            return _draw_sentence(sheet, below, no_open_matter())
        y = _draw_heading(sheet, LEFT, y, numbered(4, _("Longest open (by age)")))
        table.head.draw(sheet, y)
        y += table.head.height
        for row in self._rows:
            row.draw(sheet, y)
            y += row.height
        return y

    def _draw_foot(self, sheet: Sheet, total: int) -> None:
        style, x = styles.small(), LEFT
        for name in (_("Prepared by:"), _("Checked by:")):
            text = style.face.printable(name)
            sheet.text(x, _SIGN_BASELINE, text, style)
            x += style.width(text) + 4
            sheet.rule(x, _SIGN_BASELINE + 2, 84, 0.5, Colour.GREY)
            x += 84 + 22
        line = check_line(self._report) + DOT + page_of(1, total)
        sheet.put(LEFT, _CHECK_BASELINE, line, styles.running())
        top = _CHECK_BASELINE + 3 - _CODE_SIDE
        draw_code(sheet, seal_sentence(self._report), RIGHT - _CODE_SIDE, top, _CODE_SIDE)


def _no_tick() -> None:
    """Five rows are measured at once; there is nothing to report."""


def _narrowed(style: Style, text: str, room: float) -> Style:
    """`style`, smaller where `text` would not fit: a figure is never cut."""
    width = style.width(style.face.printable(text))
    return style if width <= room else replace(style, size=style.size * room / width)


def _draw_heading(sheet: Sheet, x: float, y: float, text: str) -> float:
    style = styles.heading()
    sheet.put(x, y + _ABOVE_HEADING + style.drop, text, style)
    return y + _ABOVE_HEADING + style.leading + _BELOW_HEADING


def _draw_sentence(sheet: Sheet, y: float, text: str) -> float:
    style = styles.body()
    sheet.put(LEFT, y + style.drop, text, style)
    return y + style.leading


def _subtitle(report: MonthReport, audience: Audience) -> list[str]:
    parts = [report.community, month_name(report.month), report.grid]
    if report.prepared_by:
        parts.append(_("Prepared by %(name)s") % {"name": report.prepared_by})
    if audience is not Audience.INTERNAL:
        parts.append(_("copy for the public") if audience is Audience.PUBLIC else _("copy with names masked"))
    if report.closed_at is None:
        parts.append(_("not yet closed"))
    style = styles.subtitle()
    # Glued, so that a long line is broken between its parts.
    text = DOT.join(glue(style.face.printable(part)) for part in parts if part)
    return break_lines(text, style.face.widths, style.units(CONTENT_WIDTH))


def _visit_facts(figures: VisitFigures) -> list[Fact]:
    home, phone = figures.by_mode.get(VisitMode.HOME, 0), figures.by_mode.get(VisitMode.PHONE, 0)
    counts = {"count": figures.visits, "home": home, "phone": phone, "other": figures.visits - home - phone}
    visits = _("%(count)d (home %(home)d, phone %(phone)d, other %(other)d)") % counts
    missed = _("%(count)d households, %(twice)d twice or more running")
    return [
        (pgettext("report", "Reached"), share(figures.reached, _("%(part)d / %(whole)d households (%(percent)s%%)"))),
        (_("Visits made"), visits if figures.visits else "0"),
        (pgettext("report", "Key groups"), share(figures.key_people, _("%(part)d / %(whole)d people (%(percent)s%%)"))),
        (_("Nobody met"), missed % {"count": figures.missed, "twice": figures.missed_twice}),
    ]


def _quality_facts(figures: QualityFigures) -> list[Fact]:
    matters = _("%(part)d / %(whole)d matters (%(percent)s%%)")
    whistles = _("%(share)s, %(count)d whistles")
    within = share(figures.within_grid, matters)
    if figures.within_grid.whole or figures.whistles:
        within = whistles % {"share": within, "count": figures.whistles}
    days = figures.median_workdays
    return [
        (pgettext("report", "On time"), share(figures.on_time, matters)),
        (_("Median time"), NOTHING if days is None else _("%(days)s working days") % {"days": f"{days:g}"}),
        (pgettext("report", "Satisfied"), share(figures.satisfied, matters)),
        (_("Within the grid"), within),
    ]


def _oldest_table(report: MonthReport) -> Table:
    columns = (
        Column(pgettext("report", "No.")),
        Column(pgettext("report", "Home"), grow=3, least=60, most=128),
        Column(pgettext("report", "Matter"), grow=5, least=90),
        Column(pgettext("report", "Level"), most=60),
        Column(pgettext("report", "Age"), side=Side.RIGHT),
        Column(_("Next step"), grow=4, least=80),
    )
    rows = [
        (m.number, door_and_name(m.who), m.title, label(m.level), age(m), next_step(m, report.month))
        for m in report.oldest_open
    ]
    return Table(columns, rows)
