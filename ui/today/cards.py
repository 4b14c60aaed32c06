"""The cards of today: the month's equation, the quarter's coverage, a year of satisfaction, and the lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.accounts.glance import Coverage
from ledger.language import _
from ledger.records.accounts import Balance, Share
from ledger.wording import month_label
from ui.theme import Tone
from ui.today.rows import Line, LineRow
from ui.widgets import (
    BalanceEquation,
    Card,
    Chip,
    Label,
    LinkButton,
    Ring,
    Rule,
    ScrollColumn,
    TrendLine,
    clear_layout,
)


class AccountCard(Card):
    """本月账: the equation of the month as it stands this moment. `laid_out` follows when its width has changed."""

    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This month's account"), " ", parent)
        self._equation = BalanceEquation()
        self.add(self._equation)
        self.body.addStretch(1)

    def show_balance(self, month: str, balance: Balance, *, overdue: int) -> None:
        """Show the balance of `month` ("2026-11")."""
        self.heading.show_note(_("%(month)s, balanced as you write") % {"month": month_label(month)})
        self._equation.show_balance(balance, overdue)

    def event(self, event: QEvent) -> bool:
        """Tell when the equation has got its room."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return handled


class CoverageCard(Card):
    """访到户: how many households and key people were met this quarter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Households met"), _("this quarter"), parent)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._ring = Ring()
        row.addWidget(self._ring)
        self._lines = [Label("") for _line in range(3)]
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        for line in self._lines:
            words.addWidget(line)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_coverage(self, coverage: Coverage) -> None:
        """Show the quarter as it stands."""
        self._ring.show_percent(coverage.reached.percent)
        people, missed = coverage.key_people, coverage.missed
        texts = (
            _("Met %(part)d of %(whole)d households")
            % {"part": coverage.reached.part, "whole": coverage.reached.whole},
            _("Key people %(part)d of %(whole)d") % {"part": people.part, "whole": people.whole},
            _("Called, nobody met: %(count)d households") % {"count": missed},
        )
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)


class SatisfactionCard(Card):
    """满意度: of those asked afterwards, how many were content, month by month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Satisfaction"), _("last 12 months"), parent)
        self._trend = TrendLine()
        self._none = Label(_("Drawn from follow-ups; none has been noted yet."), "muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(self._none, 1)
        self.add(self._trend, 1)

    def show_course(self, course: Sequence[Share]) -> None:
        """Show the course, one share a month, the oldest first."""
        any_known = any(share.whole for share in course)
        self._trend.setVisible(any_known)
        self._none.setVisible(not any_known)
        self._trend.show_values([share.percent for share in course])


class ListCard(Card):
    """A card of lines that scrolls where there are many, with a chip beside its title and a link at its foot."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, note or " ", parent)
        self.body.setContentsMargins(10, 14, 10, 10)
        self.heading.row.setContentsMargins(6, 0, 6, 0)
        self.chip = Chip("", Tone.RED)
        self.chip.hide()
        self.heading.row.insertWidget(1, self.chip)
        self._scroll = ScrollColumn()
        self._scroll.column.setSpacing(0)
        self._scroll.column.setContentsMargins(0, 0, 2, 0)
        self.add(self._scroll, 1)
        self._rows: list[LineRow] = []

    def rows(self) -> list[LineRow]:
        """The lines shown, from the top."""
        return list(self._rows)

    def show_lines(
        self, lines: Sequence[Line], *, empty: str, more: str = "", on_more: Callable[[], object] | None = None
    ) -> None:
        """Show these, or the sentence that there are none; `more` is a link below them."""
        column = self._scroll.column
        clear_layout(column)
        if not lines:
            label = Label(empty, "muted", wrap=True)
            label.setContentsMargins(6, 6, 6, 6)
            column.addWidget(label)
        self._rows = [LineRow(line) for line in lines]
        for number, row in enumerate(self._rows):
            if number:
                column.addWidget(Rule())
            column.addWidget(row)
        if more and on_more is not None:
            link = LinkButton(more)
            link.clicked.connect(lambda: on_more())
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
