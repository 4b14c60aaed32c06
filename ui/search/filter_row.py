"""The filters that are in force, each to be taken away, and those offered for the word being typed."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ledger.language import _
from ledger.search.filters import Filter
from ledger.search.offers import Offer
from ui.finding.asking import Answer
from ui.finding.words import filter_words
from ui.theme import Tone
from ui.widgets import GhostButton, clear_layout, reveal
from ui.widgets.flow import FlowLayout


class FilterRow(QWidget):
    """`removed(Filter)` and `offer_taken(Offer)` follow a click, Space or Enter."""

    removed = Signal(object)
    offer_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=6)
        self._shown: tuple[object, ...] = ()
        self.hide()

    def show_answer(self, answer: Answer) -> None:
        """Show the filters understood in it and those offered with it."""
        filters = tuple(each.filter for each in answer.found.tried if each.filter is not None)
        if (filters, answer.offers) == self._shown:
            return
        self._shown = (filters, answer.offers)
        clear_layout(self._flow)
        for each in filters:
            self._flow.addWidget(self._filter(each))
        for offer in answer.offers:
            self._flow.addWidget(self._offer(offer))
        reveal(self, bool(filters or answer.offers))
        self.updateGeometry()

    def _filter(self, each: Filter) -> GhostButton:
        words = filter_words(each) if each.words else each.said
        tone = Tone.BLUE if each.words else Tone.RED
        button = self._chip(f"{words}  ×", tone)
        button.setAccessibleName(_("Take away the filter %(filter)s") % {"filter": words})
        button.clicked.connect(lambda: self.removed.emit(each))
        return button

    def _offer(self, offer: Offer) -> GhostButton:
        button = self._chip(f"+ {offer.word}", Tone.GREY)
        button.setAccessibleName(_("Add the filter %(filter)s") % {"filter": offer.word})
        button.clicked.connect(lambda: self.offer_taken.emit(offer))
        return button

    @staticmethod
    def _chip(words: str, tone: Tone) -> GhostButton:
        button = GhostButton(words)
        button.setProperty("chip", tone.value)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def without_filter(text: str, said: str) -> str:
    """The words without what was typed for a filter, wherever spaces stand round its colon."""
    for piece in said.split():
        pattern = r"\s*[:：]\s*".join(map(re.escape, re.split("[:：]", piece, maxsplit=1)))
        text = re.sub(rf"(?<!\S){pattern}(?!\S)", " ", text, count=1)
    return " ".join(text.split())
