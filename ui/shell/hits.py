"""The list under the search box: what to go on with, and the answer by kinds. Imported when it is first needed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ledger.language import _
from ui.finding.asking import Answer
from ui.finding.lines import AnswerLine, HitLine, can_be_taken, height_of, lines_of
from ui.theme import Tone, theme
from ui.widgets import Label, clear_layout, reveal
from ui.widgets.drop_list import DropList
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ledger.search.offers import Offer

_WIDTH = 660
_AROUND = 8
_FRAME = 12


class HitList(DropList):
    """What is marked is a line of the answer or one of the offers. `offer_taken(Offer)` follows a click on one."""

    offer_taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, AnswerLine())
        self._window = window
        self._offers: tuple[Offer, ...] = ()
        self._chips: list[QPushButton] = []
        self._at: int | None = None
        self.strip = QWidget()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        self._flow = FlowLayout(spacing=6)
        row.addLayout(self._flow, 1)
        self._tab = Label("Tab", "key")
        row.addWidget(self._tab, 0, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(0)
        self.column.insertWidget(0, self.strip)
        self.lines.setAccessibleName(_("Found"))
        self.lines.setUniformItemSizes(False)

    def show_answer(self, answer: Answer, under: QWidget) -> None:
        """Show it under the box, the best hit marked; where there is none the first thing Enter can take."""
        lines = lines_of(answer)
        self._show_offers(answer.offers)
        width = min(max(under.width(), theme().size(_WIDTH)), self._window.width() - 2 * _AROUND)
        place = under.mapTo(self._window, QPoint(0, under.height() + 4))
        left = min(place.x(), self._window.width() - width - _AROUND)
        strip = self._strip_height(width) if answer.offers else 0
        height = sum(map(height_of, lines)) + strip + _FRAME
        room = self._window.height() - place.y() - _AROUND
        reveal(self.lines, bool(lines))
        self.offer(lines, QRect(QPoint(left, place.y()), QSize(width, min(height, room))))
        self._mark_first(lines, wants_value=answer.wants_value)

    @property
    def offers(self) -> "tuple[Offer, ...]":
        """The filters offered now."""
        return self._offers

    def offer_marked(self) -> "Offer | None":
        """The offer that is marked, or None."""
        return self._offers[self._at] if self._at is not None else None

    def current(self) -> Any:
        """The line that Enter would take, or None."""
        return super().current() if self._at is None else None

    def step(self, by: int) -> None:
        """Walk offers and lines, round the ends, past what is only said."""
        places = self._places()
        if places:
            here = self._here()
            self._mark(places[(places.index(here) + by) % len(places) if here in places else 0])

    def turn(self, by: int) -> None:
        """Go a screen of lines on or back, not round the ends."""
        rows = [row for row in self._places() if row >= 0]
        if rows:
            high = max(1, self.lines.viewport().height() // max(1, self.lines.sizeHintForRow(rows[-1])) - 1)
            at = rows.index(self._here()) if self._here() in rows else 0
            self._mark(rows[max(0, min(at + by * high, len(rows) - 1))])

    def _places(self) -> list[int]:
        """Where the mark may be: offers from -1 down, then the rows."""
        offers = [-1 - at for at in range(len(self._offers))]
        return offers + [row for row, line in enumerate(self.records()) if can_be_taken(line)]

    def _here(self) -> int:
        return self.lines.currentRow() if self._at is None else -1 - self._at

    def _mark(self, place: int) -> None:
        self._at = -1 - place if place < 0 else None
        self.lines.setCurrentRow(max(place, -1))
        for at, chip in enumerate(self._chips):
            tone = Tone.BLUE if at == self._at else Tone.GREY
            if chip.property("chip") != tone.value:
                chip.setProperty("chip", tone.value)
                chip.style().unpolish(chip)
                chip.style().polish(chip)

    def _mark_first(self, lines: Sequence[Any], *, wants_value: bool) -> None:
        hits = [row for row, line in enumerate(lines) if isinstance(line, HitLine)]
        others = [row for row, line in enumerate(lines) if can_be_taken(line)]
        # Enter goes on with a filter whose value is still to be typed (类别:); before anything is typed it waits.
        offered = [-1] if wants_value else []
        places = hits or others or offered
        if places:
            self._mark(places[0])
        else:
            self._at = None
            self.lines.setCurrentRow(-1)
        self.lines.scrollToTop()

    def _show_offers(self, offers: "tuple[Offer, ...]") -> None:
        self._at = None
        if offers != self._offers:
            self._offers = offers
            clear_layout(self._flow)
            self._chips = [self._chip(each) for each in offers]
            for chip in self._chips:
                self._flow.addWidget(chip)
        reveal(self.strip, bool(offers))

    def _chip(self, offer: "Offer") -> QPushButton:
        chip = QPushButton(offer.word)
        chip.setProperty("chip", Tone.GREY.value)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(lambda: self.offer_taken.emit(offer))
        return chip

    def _strip_height(self, width: int) -> int:
        inner = width - 8 - 16 - 8 - self._tab.sizeHint().width()
        for chip in self._chips:
            chip.ensurePolished()
        return max(self._flow.heightForWidth(inner), self._tab.sizeHint().height()) + 12
