"""The list of matters: filters above, one row a matter."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.matters.listing import MatterSort, count_matters, matter_ids, matters_listed
from ledger.places.order import natural_key
from ledger.records.matters import Matter
from ledger.rules.masked_text import masked_text
from ledger.store import Ledger
from ledger.wording import label
from ui.jobs import Outcome, Progress, Task
from ui.matters.filters import FilterBar, View
from ui.matters.words import short_day, state_tone, state_words, whose
from ui.shell.page import Heading
from ui.tables.long_table import LongTable
from ui.tables.seen_export import SeenExport
from ui.tables.tools import TableTools, heading_words
from ui.widgets import Column, GhostButton, Seek
from ui.workspace import Workspace


class MatterList(QWidget):
    """`opened(Matter)` follows Enter or a double click; `place_noted` asks for a matter of a public place."""

    opened = Signal(object)
    place_noted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._counting: Task | None = None
        self._counts: dict[View, int] = {}
        self.heading = Heading(_("Matters"))
        place = GhostButton(_("Matter of a public place"), "map-pin")
        place.setToolTip(_("From a patrol or a call: a street, a square, a stairwell"))
        place.clicked.connect(lambda: self.place_noted.emit())
        self.heading.row.addWidget(place)
        self.filters = FilterBar(workspace)
        self.table = LongTable(
            self._columns(), rows=matters_listed, workspace=workspace, name="matters.list", title=_("Matters")
        )
        self.export = SeenExport(self.table, workspace, lambda: _("Matters"))
        self.filters.add_beside(TableTools(self.table, self.export))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.filters.changed.connect(self.read)
        self.filters.left.connect(self._enter_list)
        self.table.opened.connect(self.opened)
        self.table.counted.connect(lambda _count, _is_all: self._say())
        self.table.chosen.connect(lambda _count: self._say())
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
        wanted, today = self.filters.wanted(), self._workspace.today()
        self.table.look(
            (wanted, today),
            lambda ledger, key, downwards: matter_ids(
                ledger, wanted, today=today, sort=MatterSort(key), downwards=downwards
            ),
        )
        self._count()

    def take_focus(self) -> None:
        """Put the keyboard into the list, or into the words where it is empty."""
        if self.table.count():
            self._enter_list()
        else:
            self.filters.text.setFocus()

    def _count(self) -> None:
        """Count what each view would show: beside the window, for each looks at every matter."""
        if self._counting is not None:
            self._counting.cancel()
        wanted = {view: self.filters.wanted_in(view) for view in View}

        def job(ledger: Ledger, progress: Progress) -> dict[View, int]:
            counts = {}
            for done, (view, asked) in enumerate(wanted.items()):
                progress(done, len(wanted))
                counts[view] = count_matters(ledger, asked)
            return counts

        def done(outcome: Outcome) -> None:
            if self._counting is not counting or outcome.cancelled:
                return
            self._counting = None
            if outcome.error is not None:
                self._workspace.notices.explain(outcome.error)
                return
            self._counts = outcome.value
            self.filters.show_counts(self._counts)
            self._say()

        counting = self._counting = self._workspace.run(job, done)

    def _say(self) -> None:
        count = self.table.count()
        words = ngettext("%(count)d matter", "%(count)d matters", count) % {"count": count}
        self.heading.say(_("Matters"), heading_words(words, self.table))
        if self._counts.get(View.ALL) or self.filters.is_narrowed():
            self.table.say_when_empty(_("No matter fits these filters."))
        else:
            self.table.say_when_empty(
                _("No matters yet. They come from visits: press Ctrl+N and write down what was asked for.")
            )

    def _enter_list(self) -> None:
        self.table.setFocus()
        if self.table.current() is None and self.table.count():
            self.table.selectRow(0)

    def _columns(self) -> list[Column]:
        today = self._workspace.today

        def on_today(read: Callable[..., Any]) -> Callable[[Matter], Any]:
            return lambda matter: read(matter, today())

        def day(key: str, title: str, name: str, *, aside: bool = False) -> Column:
            return Column(
                key,
                title,
                lambda matter: short_day(getattr(matter, name), today()),
                width=102,
                aside=aside,
                cell=lambda matter: getattr(matter, name),
                seek=Seek(lambda matter: str(getattr(matter, name) or "")),
            )

        def said(key: str, title: str, *, aside: bool = False, width: int = 90) -> Column:
            return Column(key, title, lambda m: _label_of(getattr(m, key)), width=width, aside=aside, most=width + 40)

        return [
            Column("state", _("State"), on_today(state_words), width=106, most=150, tone=on_today(state_tone)),
            Column(
                "title",
                _("Need"),
                lambda m: m.title,
                width=180,
                wide=True,
                tip=_tip,
                cell=lambda m: masked_text(m.title),
            ),
            Column("whose", _("Household or place"), whose, width=190, tip=whose, most=280, seek=_BY_DOOR),
            Column("when", _("Day"), on_today(_when), width=102, cell=_day),
            Column("next", _("Next step or outcome"), _what_next, width=140, tip=_what_next, most=240),
            Column("worker", _("Responsible"), lambda m: m.worker, width=80),
            said("level", _("Level"), width=64),
            Column("category", _("Category"), lambda m: m.category, width=130, tip=lambda m: m.category, most=220),
            day("registered", _("Registered"), "registered_on"),
            Column("number", _("Number"), lambda m: m.number, width=122, seek=Seek(lambda m: m.number.lower())),
            said("urgency", _("Urgency"), aside=True),
            day("due", _("Due on"), "due_on", aside=True),
            day("settled", _("Settled on"), "settled_on", aside=True),
            said("satisfaction", _("Satisfaction"), aside=True),
            Column("grid", _("Grid"), lambda m: m.grid, width=90, aside=True),
        ]


_BY_DOOR = Seek(lambda matter: natural_key(matter.address), natural_key)


def _label_of(word: StrEnum | None) -> str:
    return label(word) if word else ""


def _day(matter: Matter) -> date | None:
    return matter.next_on if matter.status.is_open else matter.settled_on


def _when(matter: Matter, today: date) -> str:
    return short_day(_day(matter), today)


def _what_next(matter: Matter) -> str:
    if matter.status.is_open:
        return matter.next_step
    return " · ".join(label(word) for word in (matter.outcome, matter.satisfaction) if word)


def _tip(matter: Matter) -> str:
    return f"{matter.title}\n{matter.detail}".strip()[:400]
