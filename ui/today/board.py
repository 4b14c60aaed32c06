"""How today's six cards stand: three of figures above, three lists below, whatever the text size."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ledger.language import _
from ui.theme import theme
from ui.today.cards import AccountCard, CoverageCard, ListCard, SatisfactionCard
from ui.widgets import ScrollColumn

_GAP = 16
_LOWEST_LIST = 220


class Board(ScrollColumn):
    """The cards. Where the equation is too long for its line it takes a line of its own, and the page scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.coverage, self.satisfaction = AccountCard(), CoverageCard(), SatisfactionCard()
        self.matters = ListCard(_("Not to be dropped"))
        self.doors = ListCard(_("To call on"), _("by last visit and care group"))
        self.visits = ListCard(_("Just noted"))
        self._figures = QGridLayout()
        self._figures.setSpacing(_GAP)
        lists = QHBoxLayout()
        lists.setSpacing(_GAP)
        for card, stretch in ((self.matters, 5), (self.doors, 5), (self.visits, 4)):
            lists.addWidget(card, stretch)
        self.column.setSpacing(_GAP)
        self.column.addLayout(self._figures)
        self.column.addLayout(lists, 1)
        self._two_lines: bool | None = None
        self.account.laid_out.connect(self.arrange)
        self._fit()
        theme().changed.connect(self._fit)

    def arrange(self) -> None:
        """Put the figures on one line, or on two where they do not fit."""
        cards = (self.account, self.coverage, self.satisfaction)
        least = sum(card.minimumSizeHint().width() for card in cards) + 2 * _GAP
        two_lines = least > self.viewport().width()
        if two_lines == self._two_lines:
            return
        self._two_lines = two_lines
        places = ((0, 0, 2), (1, 0, 1), (1, 1, 1)) if two_lines else ((0, 0, 1), (0, 1, 1), (0, 2, 1))
        for card, (row, column, span) in zip(cards, places, strict=True):
            self._figures.addWidget(card, row, column, 1, span)
        for column, stretch in enumerate((3, 3, 0) if two_lines else (4, 3, 3)):
            self._figures.setColumnStretch(column, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another arrangement."""
        super().resizeEvent(event)
        self.arrange()

    def _fit(self) -> None:
        for card in (self.matters, self.doors, self.visits):
            card.setMinimumHeight(theme().size(_LOWEST_LIST))
        self.arrange()
