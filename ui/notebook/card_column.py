"""A long column of cards of which only those in sight are there: eight hundred cost as much as eight."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from ui.notebook.entry_card import EntryCard
from ui.theme import theme

Key = Hashable
Fill = Callable[[EntryCard, Key], object]
Estimate = Callable[[Key], int]

_SPACE = 10
_SPARE = 0.5  # screens of cards kept ready above and below
_MOST_RESTING = 12
_STEP = 60
_BESIDE = 4  # between the cards and the scroll bar


class CardColumn(QAbstractScrollArea):
    """Cards by key. `fill(card, key)` writes a card when it comes into sight; `estimate(key)` says how high one is
    that was never seen (pixels at 100 %). A card keeps its widget for as long as it is in sight or has the keyboard.
    """

    def __init__(self, make: Callable[[QWidget], EntryCard], fill: Fill, estimate: Estimate) -> None:
        super().__init__()
        self._make, self._fill, self._estimate = make, fill, estimate
        self._keys: list[Key] = []
        self._places: dict[Key, int] = {}
        self._heights: dict[Key, int] = {}
        self._tops: list[int] = [0]
        self._shown: dict[Key, EntryCard] = {}
        self._resting: list[EntryCard] = []
        self._is_placing = self._is_leaving = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(0, 0, _BESIDE, 0)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self._restyle)

    # Reading

    @property
    def keys(self) -> Sequence[Key]:
        """The cards, in order."""
        return self._keys

    def card(self, key: Key) -> EntryCard | None:
        """The card of a key while it is in sight."""
        return self._shown.get(key)

    def cards(self) -> list[EntryCard]:
        """Those that are there, in order."""
        return [self._shown[key] for key in self._keys if key in self._shown]

    def key_of(self, card: EntryCard) -> Key | None:
        """The key of a card that is there."""
        return next((key for key, each in self._shown.items() if each is card), None)

    def focused(self) -> Key | None:
        """The key of the card that has the keyboard."""
        now = QApplication.focusWidget()
        return next((key for key, card in self._shown.items() if now and card.isAncestorOf(now)), None)

    # Showing

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these; what is seen is written anew, and what was at the top stays there."""
        anchor = self._anchor()
        if list(keys) != self._keys:
            self._keys = list(keys)
            self._places = {key: place for place, key in enumerate(self._keys)}
            for key in [key for key in self._shown if key not in self._places]:
                self._rest(key)
            if len(self._heights) > 2 * len(self._keys) + 100:
                self._heights = {key: self._heights[key] for key in self._keys if key in self._heights}
        for key, card in self._shown.items():
            self._fill(card, key)
        self._place(anchor)

    def refill(self) -> None:
        """Write every card in sight anew."""
        self.show_keys(self._keys)

    def show_key(self, key: Key) -> EntryCard | None:
        """Scroll as little as needed for the whole card to be seen; returns it, None where there is no such card."""
        place = self._places.get(key)
        if place is None:
            return None
        # What is measured on the way may move it: look again.
        for _again in range(3):
            bar, high = self.verticalScrollBar(), self.viewport().height()
            top, bottom = self._tops[place], self._tops[place + 1]
            value = min(bar.value(), top) if bottom - top > high else max(min(bar.value(), top), bottom - high)
            if value == bar.value() and key in self._shown:
                break
            bar.setValue(value)
            self._place(None)
        return self._shown.get(key)

    def focus_key(self, key: Key, name: str = "") -> bool:
        """Put the keyboard on a card; returns whether there is one."""
        card = self.show_key(key)
        if card is not None:
            card.take_keyboard(name)
        return card is not None

    def step_from(self, key: Key | None, by: int) -> bool:
        """Put the keyboard on the card after or before; returns whether there is one."""
        place = self._places.get(key, -1) + by if key is not None else 0
        return 0 <= place < len(self._keys) and self.focus_key(self._keys[place])

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew for another width."""
        super().resizeEvent(event)
        anchor = self._anchor()
        if event.size().width() != event.oldSize().width():
            self._heights.clear()
        self._place(anchor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to a card in sight."""
        super().focusInEvent(event)
        back = event.reason() == Qt.FocusReason.BacktabFocusReason
        seen = self._in_sight()
        if seen and not self._is_leaving and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.focus_key(seen[-1] if back else seen[0])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from card to card, and out behind the last."""
        key = self.focused()
        if key is not None and self.step_from(key, 1 if forward else -1):
            return True
        # Cards come and go: the way out starts from the column, which has its place among the fields of the page.
        self._is_leaving = True
        try:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return super().focusNextPrevChild(forward)
        finally:
            self._is_leaving = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from card to card, PgUp and PgDn by a screen, Home and End to the ends."""
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        here = self.focused()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._keys:
            event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_from(here, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.focus_key(self._keys[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            way = 1 if key == Qt.Key.Key_PageDown else -1
            bar.setValue(bar.value() + way * (self.viewport().height() - _STEP))
            if seen := self._in_sight():
                self.focus_key(seen[0])
        else:
            event.ignore()

    # Internals

    def _anchor(self) -> tuple[Key, int] | None:
        """The first card in sight and how far from the top it stands."""
        value = self.verticalScrollBar().value()
        if not self._keys or value == 0:
            return None
        place = min(bisect_right(self._tops, value) - 1, len(self._keys) - 1)
        return self._keys[place], self._tops[place] - value

    def _in_sight(self) -> list[Key]:
        value, high = self.verticalScrollBar().value(), self.viewport().height()
        return [
            key
            for place, key in enumerate(self._keys)
            if self._tops[place] + _SPACE < value + high and self._tops[place + 1] - _SPACE > value
        ]

    def _scrolled(self, _value: int) -> None:
        self._place(None)

    def _restyle(self) -> None:
        self._heights.clear()
        for card in (*self._shown.values(), *self._resting):
            card.restyle()
        self._place(self._anchor())

    def _count(self) -> None:
        look = theme()
        heights = self._heights
        spaced = (
            (heights[key] if key in heights else look.size(self._estimate(key))) + look.size(_SPACE)
            for key in self._keys
        )
        self._tops = list(accumulate(spaced, initial=0))

    def _place(self, anchor: tuple[Key, int] | None) -> None:
        """Put the cards in sight where they belong, measuring those that were not yet."""
        if self._is_placing:
            return
        self._is_placing = True
        try:
            for _again in range(4):
                self._count()
                self._fit_bar(anchor)
                if not self._measure():
                    break
                anchor = anchor or self._anchor()
            self._move()
        finally:
            self._is_placing = False

    def _fit_bar(self, anchor: tuple[Key, int] | None) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(high)
        bar.setSingleStep(theme().size(_STEP))
        bar.setRange(0, max(0, self._tops[-1] - theme().size(_SPACE) - high))
        if anchor is not None and anchor[0] in self._places:
            bar.setValue(self._tops[self._places[anchor[0]]] - anchor[1])

    def _wanted(self) -> range:
        """The places of the cards that should be there."""
        value, high = self.verticalScrollBar().value(), self.viewport().height()
        spare = int(high * _SPARE)
        first = max(0, bisect_right(self._tops, value - spare) - 1)
        last = min(len(self._keys), bisect_right(self._tops, value + high + spare))
        return range(first, last)

    def _measure(self) -> bool:
        """Make and measure the cards that should be there; returns whether one is of another height than thought."""
        changed = False
        width = self.viewport().width()
        wanted = [self._keys[place] for place in self._wanted()]
        for key in [key for key in self._shown if key not in set(wanted) and key != self.focused()]:
            self._rest(key)
        for key in wanted:
            card = self._shown.get(key) or self._take_up(key)
            height = card.height_for(width)
            if self._heights.get(key) != height:
                self._heights[key] = height
                changed = True
        return changed

    def _take_up(self, key: Key) -> EntryCard:
        card = self._resting.pop() if self._resting else self._make(self.viewport())
        self._shown[key] = card
        self._fill(card, key)
        return card

    def _rest(self, key: Key) -> None:
        card = self._shown.pop(key)
        card.rest()
        if len(self._resting) < _MOST_RESTING:
            self._resting.append(card)
        else:
            card.deleteLater()

    def _move(self) -> None:
        value, width = self.verticalScrollBar().value(), self.viewport().width()
        for key, card in self._shown.items():
            place = self._places[key]
            card.setGeometry(0, self._tops[place] - value, width, card.height_for(width))
            card.show()
