"""Beside the visit form: who lives there, what is still open, what was said before."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.matters.listing import MatterFilter, list_matters
from ledger.records.matters import Matter
from ledger.records.people import Household
from ledger.records.visits import Visit
from ledger.rules.masked_text import masked_text
from ledger.store import Ledger
from ledger.visits.history import VisitFilter, count_visits, list_visits
from ledger.wording import label, near_day_label
from ui.theme import Tone
from ui.visits.outcomes import shortened
from ui.widgets import Card, Chip, Label, LinkButton, Rule, ScrollColumn, clear_layout
from ui.widgets.flow import FlowLayout

MOST_OPEN = 9
_PAST_VISITS = 5
_LONGEST_NOTE = 90


class Beside(ScrollColumn):
    """Three cards about the household. `visit_wanted(id)` and `matter_wanted(id)` follow a click on one of them,
    `registering` a wish to enter somebody behind this door, `marked` another choice of matters brought up again.
    """

    visit_wanted = Signal(int)
    matter_wanted = Signal(int)
    registering = Signal()
    marked = Signal()

    def __init__(self, ledger: Callable[[], Ledger], today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledger, self._today = ledger, today
        self._again: dict[int, QPushButton] = {}
        self._home, self._home_rows = self._card(_("This household"))
        self._open, self._open_rows = self._card(_("Open matters"))
        self._past, self._past_rows = self._card(_("Last visits"))
        self.column.setSpacing(14)
        self.show_household(None, known=False)

    def reported_again(self) -> tuple[int, ...]:
        """The open matters marked as brought up again."""
        return tuple(id_ for id_, button in self._again.items() if button.isChecked())

    def mark_again(self, matter_ids: Iterable[int]) -> None:
        """Mark these, where they are open still."""
        for id_, button in self._again.items():
            button.setChecked(id_ in set(matter_ids))

    def toggle(self, number: int) -> None:
        """Mark the open matter at `number` (from 0), or take its mark away."""
        buttons = list(self._again.values())
        if number < len(buttons):
            buttons[number].toggle()

    def show_household(self, home: Household | None, *, known: bool) -> None:
        """Show what the ledger knows of a household; `known` says that at least the door has been chosen."""
        marked = self.reported_again()
        self._again = {}
        for rows in (self._home_rows, self._open_rows, self._past_rows):
            clear_layout(rows)
        self._show_home(home, known=known)
        self._open.setVisible(home is not None)
        self._past.setVisible(home is not None)
        if home is not None:
            self._show_open(home)
            self._show_past(home)
        self.mark_again(marked)

    def _card(self, title: str) -> tuple[Card, QVBoxLayout]:
        card = Card(title)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        card.body.addLayout(rows)
        self.column.addWidget(card)
        return card, rows

    def _show_home(self, home: Household | None, *, known: bool) -> None:
        rows = self._home_rows
        if home is not None:
            rows.addWidget(Label("、".join(person.name for person in home.members), wrap=True))
            rows.addWidget(_chips(home))
            if home.note:
                rows.addWidget(Label(shortened(masked_text(home.note), _LONGEST_NOTE), "muted", wrap=True))
        elif known:
            rows.addWidget(Label(_("Nobody is registered behind this door."), "muted", wrap=True))
        else:
            rows.addWidget(
                Label(_("Once the door is chosen: who lives there, what is open, what was said."), "muted", wrap=True)
            )
        if known:
            link = LinkButton(_("Register somebody here"))
            link.clicked.connect(lambda: self.registering.emit())
            rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_open(self, home: Household) -> None:
        found = list_matters(self._ledger(), MatterFilter(open=True, household_id=home.id), limit=MOST_OPEN)
        self._open.heading.show_note(ngettext("%d matter", "%d matters", len(found)) % len(found) if found else "")
        if not found:
            self._open_rows.addWidget(Label(_("Nothing is open here."), "muted"))
        for number, matter in enumerate(found, 1):
            if number > 1:
                self._open_rows.addWidget(Rule())
            self._open_rows.addWidget(self._matter_row(number, matter))

    def _matter_row(self, number: int, matter: Matter) -> QWidget:
        row, column = _row()
        column.addWidget(Label(matter.title, wrap=True))
        overdue = min(matter.next_on or matter.due_on, matter.due_on) < self._today()
        when = near_day_label(matter.next_on or matter.due_on, self._today())
        words = " · ".join(part for part in (label(matter.status), matter.next_step, when) if part)
        column.addWidget(Label(words, "bad" if overdue else "muted", wrap=True))
        again = QPushButton(_("Reported again") + f"  Alt {number}")
        again.setCheckable(True)
        again.setAutoDefault(False)
        again.setProperty("kind", "choice")
        again.setToolTip(_("The visit's note is added to this matter, instead of a second matter."))
        again.toggled.connect(lambda _on: self.marked.emit())
        self._again[matter.id] = again
        line = QHBoxLayout()
        line.addWidget(again)
        line.addWidget(self._link(_("Look at it"), lambda: self.matter_wanted.emit(matter.id)))
        line.addStretch(1)
        column.addLayout(line)
        return row

    def _show_past(self, home: Household) -> None:
        wanted = VisitFilter(household_id=home.id)
        found = list_visits(self._ledger(), wanted, limit=_PAST_VISITS)
        count = count_visits(self._ledger(), wanted) if len(found) == _PAST_VISITS else len(found)
        self._past.heading.show_note(ngettext("%d visit", "%d visits", count) % count if count else "")
        if not found:
            self._past_rows.addWidget(Label(_("Nobody has called here yet."), "muted"))
        for number, visit in enumerate(found):
            if number:
                self._past_rows.addWidget(Rule())
            self._past_rows.addWidget(self._visit_row(visit))

    def _visit_row(self, visit: Visit) -> QWidget:
        row, column = _row()
        when = near_day_label(visit.on, self._today())
        words = " · ".join(part for part in (label(visit.mode), label(visit.outcome), "、".join(visit.people)) if part)
        line = QHBoxLayout()
        line.addWidget(self._link(when, lambda: self.visit_wanted.emit(visit.id)))
        line.addWidget(Label(words, "muted", wrap=True), 1)
        column.addLayout(line)
        if visit.note:
            column.addWidget(Label(shortened(visit.note, _LONGEST_NOTE), wrap=True))
        return row

    @staticmethod
    def _link(words: str, follow: Callable[[], object]) -> LinkButton:
        link = LinkButton(words)
        link.clicked.connect(lambda: follow())
        return link


def _row() -> tuple[QWidget, QVBoxLayout]:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return row, column


def _chips(home: Household) -> QWidget:
    chips = QWidget()
    flow = FlowLayout(chips)
    flow.addWidget(Chip(label(home.status), Tone.GREY))
    for group in dict.fromkeys(group for person in home.members for group in person.care_groups):
        flow.addWidget(Chip(group, Tone.AMBER))
    return chips
