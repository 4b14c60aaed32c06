"""The list of matters: filters above, one row a matter, the first screen at once and the rest behind it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.matters.listing import MatterFilter, count_matters, list_matters
from ledger.records.matters import Level, Matter
from ledger.store import Ledger
from ledger.wording import label
from ui.jobs import Outcome, Progress, Task
from ui.matters.filters import FilterBar, View
from ui.matters.words import short_day, state_order, state_tone, state_words, whose
from ui.shell.page import Heading
from ui.widgets import Column, GhostButton, RecordTable
from ui.workspace import Workspace

# Read before the list is shown; the rest comes from the background, so that 5,000 rows keep nobody waiting.
AT_ONCE = 400
AT_MOST = 100_000


class MatterList(QWidget):
    """`opened(Matter)` follows Enter or a double click; `place_noted` asks for a matter of a public place."""

    opened = Signal(object)
    place_noted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rest: Task | None = None
        self._wanted: MatterFilter | None = None
        self.heading = Heading(_("Matters"))
        place = GhostButton(_("Matter of a public place"), "map-pin")
        place.setToolTip(_("From a patrol or a call: a street, a square, a stairwell"))
        place.clicked.connect(lambda: self.place_noted.emit())
        self.heading.row.addWidget(place)
        self.filters = FilterBar(workspace)
        self.table = RecordTable(
            self._columns(),
            name="matters.list",
            title=_("Matters"),
            memory=workspace.preferences,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.filters.changed.connect(self.read)
        self.filters.left.connect(self._enter_list)
        self.table.opened.connect(self.opened)
        find = QShortcut(QKeySequence("/"), self.table)
        find.activated.connect(self.filters.text.setFocus)

    def refresh(self) -> None:
        """Read what there is to choose from, and the list."""
        self.filters.offer()
        self.read()

    def ask(self, detail: Mapping[str, Any]) -> None:
        """Show what another page asks for."""
        self.filters.ask(detail)
        self.read()

    def read(self) -> None:
        """Read the list as the filters stand."""
        ledger, wanted = self._workspace.ledger, self.filters.wanted()
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        self._wanted = wanted
        first = list_matters(ledger, wanted, limit=AT_ONCE)
        self._show(first)
        counts = {view: count_matters(ledger, self.filters.wanted_in(view)) for view in View}
        self.filters.show_counts(counts)
        self._say(counts[self.filters.view.value()], counts[View.ALL])
        if len(first) == AT_ONCE:
            self._read_rest(wanted)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or into the words where it is empty."""
        if self.table.records():
            self._enter_list()
        else:
            self.filters.text.setFocus()

    def _read_rest(self, wanted: MatterFilter) -> None:
        def job(ledger: Ledger, _progress: Progress) -> tuple[Matter, ...]:
            return list_matters(ledger, wanted, limit=AT_MOST)

        def done(outcome: Outcome) -> None:
            if self._wanted is not wanted or outcome.cancelled:
                return
            self._rest = None
            if outcome.error is not None:
                self._workspace.notices.explain(outcome.error)
            else:
                self._show(outcome.value)

        self._rest = self._workspace.run(job, done)

    def _show(self, matters: tuple[Matter, ...]) -> None:
        self.table.show_records(matters)

    def _say(self, shown: int, of_all: int) -> None:
        self.heading.say(_("Matters"), ngettext("%(count)d matter", "%(count)d matters", shown) % {"count": shown})
        if of_all or self.filters.is_narrowed():
            self.table.say_when_empty(_("No matter fits these filters."))
        else:
            self.table.say_when_empty(
                _("No matters yet. They come from visits: press Ctrl+N and write down what was asked for.")
            )

    def _enter_list(self) -> None:
        self.table.setFocus()
        if self.table.current() is None and self.table.records():
            self.table.selectRow(0)

    def _columns(self) -> list[Column]:
        today = self._workspace.today

        def on_today(read: Callable[..., Any]) -> Callable[[Matter], Any]:
            return lambda matter: read(matter, today())

        def day(name: str) -> Callable[[Matter], str]:
            return lambda matter: short_day(getattr(matter, name), today())

        return [
            Column(
                "state",
                _("State"),
                on_today(state_words),
                sort=on_today(state_order),
                width=106,
                most=150,
                tone=on_today(state_tone),
            ),
            Column("title", _("Need"), lambda m: m.title, width=180, wide=True, tip=_tip),
            Column("whose", _("Household or place"), whose, width=190, tip=whose, most=280),
            Column("when", _("Day"), on_today(_when), sort=lambda m: m.next_on or m.settled_on, width=102),
            Column("next", _("Next step or outcome"), _what_next, width=140, tip=_what_next, most=240),
            Column("worker", _("Responsible"), lambda m: m.worker, width=80),
            Column(
                "level",
                _("Level"),
                lambda m: label(m.level),
                sort=lambda m: list(Level).index(m.level),
                width=64,
                most=110,
            ),
            Column("category", _("Category"), lambda m: m.category, width=130, tip=lambda m: m.category, most=220),
            Column("registered", _("Registered"), day("registered_on"), sort=lambda m: m.registered_on, width=102),
            Column("number", _("Number"), lambda m: m.number, width=122),
        ]


def _when(matter: Matter, today: date) -> str:
    return short_day(matter.next_on if matter.status.is_open else matter.settled_on, today)


def _what_next(matter: Matter) -> str:
    if matter.status.is_open:
        return matter.next_step
    return " · ".join(label(word) for word in (matter.outcome, matter.satisfaction) if word)


def _tip(matter: Matter) -> str:
    return f"{matter.title}\n{matter.detail}".strip()[:400]
