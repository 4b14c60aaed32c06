"""The month on the screen: the equation, how matters were settled, visits, quality, the slices, adjustments."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.records.accounts import AdjustmentLine, MonthAccount, MonthReport, QualityFigures, Slice, VisitFigures
from ledger.records.matters import Level
from ledger.records.visits import VisitMode
from ledger.reports.figures import NOTHING, share, signed
from ledger.wording import label, month_label
from ui.accounts.slices import SliceTable
from ui.theme import Tone
from ui.widgets import BalanceEquation, Card, Chip, Label, Rule, ScrollColumn, SegmentRow, clear_layout

Fact = tuple[str, str]
# More would push the account itself off the screen.
_MOST_LINES = 30
_CATEGORY, _LEVEL, _GRID = "category", "level", "grid"


class AccountView(ScrollColumn):
    """Everything page one of the report says, and the slices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setSpacing(14)
        self.column.setContentsMargins(0, 0, 8, 0)
        self._account: MonthAccount | None = None
        self.equation = BalanceEquation()
        self.breakdown = Label("", "muted", wrap=True)
        equation = Card()
        equation.add(self.equation)
        equation.add(self.breakdown)
        self.visits = FactCard(pgettext("report", "Visits"))
        self.quality = FactCard(_("Quality of settlement"))
        figures = QHBoxLayout()
        figures.setSpacing(14)
        figures.addWidget(self.visits, 1)
        figures.addWidget(self.quality, 1)
        self.kind = SegmentRow([(key, words) for key, words in _kinds().items()], name=_("Slices"))
        self.kind.chosen.connect(lambda _kind: self._show_slices())
        self.slices = SliceTable()
        slices = Card()
        slices.add(self.kind)
        slices.add(self.slices)
        self.adjustments = AdjustmentCard()
        self.column.addWidget(equation)
        self.column.addWidget(self.adjustments)
        self.column.addLayout(figures)
        self.column.addWidget(slices)

    def show_account(self, account: MonthAccount, overdue: int = 0) -> None:
        """Show the balance of a month and its slices; `overdue` of its open matters are past their date."""
        self._account = account
        self.equation.show_balance(account.total, overdue)
        self.breakdown.setText(_breakdown(account))
        self.breakdown.setVisible(bool(self.breakdown.text()))
        self._show_slices()

    def show_report(self, report: MonthReport, overdue: int) -> None:
        """Show everything of a month, once it is gathered."""
        self.show_account(report.account, overdue)
        self.visits.show_facts(_visit_facts(report.visits))
        self.quality.show_facts(_quality_facts(report.quality))
        self.adjustments.show_lines(report.adjustments)

    def _show_slices(self) -> None:
        if self._account is not None:
            kind = self.kind.value()
            self.slices.show_slices(_kinds()[kind], _slices(self._account, kind))


class FactCard(Card):
    """Names and figures, a line each."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._facts: list[Fact] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        self._facts = list(facts)
        clear_layout(self._grid)
        for row, (name, words) in enumerate(facts):
            self._grid.addWidget(Label(name, "muted"), 2 * row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Label(words, wrap=True), 2 * row, 1)
            if row + 1 < len(facts):
                self._grid.addWidget(Rule(), 2 * row + 1, 0, 1, 2)

    def facts(self) -> dict[str, str]:
        """What is shown now."""
        return dict(self._facts)


class AdjustmentCard(Card):
    """Corrections of closed months booked in this one; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Adjustments"), _("corrections of months already closed"), parent)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)
        self._lines: tuple[AdjustmentLine, ...] = ()
        self.hide()

    def show_lines(self, lines: tuple[AdjustmentLine, ...]) -> None:
        """Show these."""
        self._lines = lines
        self.setVisible(bool(lines))
        clear_layout(self._grid)
        for row, line in enumerate(lines[:_MOST_LINES]):
            self._grid.addWidget(Label(line.booked_on.isoformat(), "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            corrects = _("corrects %(month)s") % {"month": month_label(line.corrects_month)}
            self._grid.addWidget(Chip(corrects, Tone.AMBER), row, 1, Qt.AlignmentFlag.AlignTop)
            words = f"{line.who}（{line.reason}）" if line.reason else line.who
            self._grid.addWidget(Label(words, wrap=True), row, 2)
            self._grid.addWidget(Label(signed(line.effect), "strong"), row, 3, Qt.AlignmentFlag.AlignTop)

        if len(lines) > _MOST_LINES:
            more = _("… %(count)d adjustments in all; the printed report lists every one.") % {"count": len(lines)}
            self._grid.addWidget(Label(more, "muted"), _MOST_LINES, 0, 1, 4)

    def lines(self) -> tuple[AdjustmentLine, ...]:
        """What is shown now."""
        return self._lines


def _kinds() -> dict[str, str]:
    return {_CATEGORY: _("Category"), _LEVEL: _("Level"), _GRID: _("Grid")}


def _slices(account: MonthAccount, kind: str) -> list[Slice]:
    if kind == _LEVEL:
        return [Slice(part.key, label(Level(part.key)), part.balance) for part in account.by_level]
    if kind == _GRID:
        return [Slice(part.key, part.name or _("no grid"), part.balance) for part in account.by_grid]
    return list(account.by_category)


def _breakdown(account: MonthAccount) -> str:
    parts = [f"{label(outcome)} {count}" for outcome, count in account.total.outcomes.items() if count]
    found = [_("Settled as: %(outcomes)s") % {"outcomes": "、".join(parts)}] if parts else []
    if again := account.total.reopened:
        words = ngettext("%(count)d of the new ones reopened", "%(count)d of the new ones reopened", again)
        found.append(words % {"count": again})
    return " · ".join(found)


def _visit_facts(figures: VisitFigures) -> list[Fact]:
    home, phone = figures.by_mode.get(VisitMode.HOME, 0), figures.by_mode.get(VisitMode.PHONE, 0)
    counts = {"count": figures.visits, "home": home, "phone": phone, "other": figures.visits - home - phone}
    visits = _("%(count)d (home %(home)d, phone %(phone)d, other %(other)d)")
    missed = _("%(count)d households, %(twice)d twice or more running")
    return [
        (pgettext("report", "Reached"), share(figures.reached, _("%(part)d / %(whole)d households (%(percent)s%%)"))),
        (_("Visits made"), visits % counts if figures.visits else "0"),
        (pgettext("report", "Key groups"), share(figures.key_people, _("%(part)d / %(whole)d people (%(percent)s%%)"))),
        (_("Nobody met"), missed % {"count": figures.missed, "twice": figures.missed_twice}),
    ]


def _quality_facts(figures: QualityFigures) -> list[Fact]:
    matters = _("%(part)d / %(whole)d matters (%(percent)s%%)")
    days = figures.median_workdays
    return [
        (pgettext("report", "On time"), share(figures.on_time, matters)),
        (_("Median time"), NOTHING if days is None else _("%(days)s working days") % {"days": f"{days:g}"}),
        (pgettext("report", "Satisfied"), share(figures.satisfied, matters)),
        (_("Within the grid"), share(figures.within_grid, matters)),
    ]
