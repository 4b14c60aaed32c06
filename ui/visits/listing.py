"""Past visits as a table, with what narrows it down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ledger.accounts.balance import months_with_entries
from ledger.accounts.months import parse_month
from ledger.language import _, ngettext
from ledger.places.order import NaturalKey, natural_key
from ledger.places.staff import grids
from ledger.records.visits import Visit, VisitMode, VisitOutcome
from ledger.rules.masked_text import masked_text
from ledger.visits.history import VisitFilter, VisitSort, visit_ids, visits_listed
from ledger.wording import label, month_label
from ui.shell.page import Heading
from ui.tables.long_table import LongTable
from ui.tables.seen_export import SeenExport
from ui.tables.tools import TableTools, heading_words
from ui.theme import theme
from ui.visits.outcomes import outcome_tone, where, who
from ui.widgets import ChoiceField, Column, GhostButton, Seek
from ui.widgets.flow import FlowLayout
from ui.workspace import Workspace

_PAUSE_MILLISECONDS = 200


class VisitsList(QWidget):
    """`opened(visit_id)` follows Enter or a double click; the form, the pages written and the route
    sheets are asked for by signals.
    """

    opened = Signal(int)
    form_wanted = Signal()
    pages_wanted = Signal()
    routes_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.heading = Heading(_("Visits"))
        self.pages = GhostButton(_("Pages written"))
        self.pages.clicked.connect(lambda: self.pages_wanted.emit())
        self.form = GhostButton(_("Fill in a form"))
        self.form.setToolTip(_("One visit in a form") + "  Ctrl+Shift+N")
        self.form.clicked.connect(lambda: self.form_wanted.emit())
        self.routes = GhostButton(_("Route sheets…"), "printer")
        self.routes.clicked.connect(lambda: self.routes_wanted.emit())
        self.table = self._make_table()
        self.export = SeenExport(self.table, workspace, lambda: _("Visits"))
        for widget in (TableTools(self.table, self.export), self.routes, self.pages, self.form):
            self.heading.row.addWidget(widget)
        column.addWidget(self.heading)
        column.addWidget(self._make_filters())
        column.addWidget(self.table, 1)
        self._fit()
        theme().changed.connect(self._fit)

    def refresh(self) -> None:
        """Read the months, workers and grids there are, and the visits that fit."""
        ledger = self._workspace.ledger
        months = [str(month) for month in months_with_entries(ledger)]
        self.month.set_options([("", _("All months")), *((month, month_label(month)) for month in months)])
        self.worker.set_options([(None, _("All workers")), *((each.id, each.name) for each in self._workspace.workers)])
        known = grids(ledger)
        self.grid.set_options([(None, _("All grids")), *((each.id, each.name) for each in known)])
        self.grid.setVisible(bool(known))
        self._read()

    def narrow(self, detail: Mapping[str, Any]) -> None:
        """Show what another page asks for: month, worker, grid, outcome, text."""
        self.month.set_value(detail.get("month", ""))
        self.worker.set_value(detail.get("worker"))
        self.grid.set_value(detail.get("grid"))
        self.mode.set_value(None)
        self.outcome.set_value(detail.get("outcome"))
        self.text.setText(detail.get("text", ""))
        self._changed()

    def wanted(self) -> VisitFilter:
        """What the fields ask for."""
        month = parse_month(self.month.value()) if self.month.value() else None
        return VisitFilter(
            worker_id=self.worker.value(),
            grid_id=self.grid.value(),
            mode=self.mode.value(),
            outcome=self.outcome.value(),
            since=month.first if month else None,
            until=month.last if month else None,
            text=self.text.text().strip(),
        )

    def _make_filters(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar, spacing=8)
        self.month = ChoiceField([("", _("All months"))], name=_("Month"))
        self.worker = ChoiceField([(None, _("All workers"))], name=_("Who is writing"))
        self.grid = ChoiceField([(None, _("All grids"))], name=_("Grid"))
        self.mode = ChoiceField([(None, _("Every way")), *((mode, label(mode)) for mode in VisitMode)], name=_("How"))
        outcomes = [(each, label(each)) for each in VisitOutcome if each is not VisitOutcome.NONE]
        self.outcome = ChoiceField([(None, _("Every outcome")), *outcomes], name=_("Outcome"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("Words of a note, a name, a door"))
        self.text.setAccessibleName(_("Words of a note, a name, a door"))
        self.text.setClearButtonEnabled(True)
        for choice in (self.month, self.worker, self.grid, self.mode, self.outcome):
            choice.chosen.connect(lambda _value: self._changed())
            flow.addWidget(choice)
        flow.addWidget(self.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._changed)
        self.text.textChanged.connect(lambda _text: self._timer.start())
        return bar

    def _make_table(self) -> LongTable:
        columns = [
            Column(
                "on",
                _("Date"),
                lambda v: v.on.isoformat(),
                width=104,
                cell=lambda v: v.on,
                seek=Seek(lambda v: v.on.isoformat()),
            ),
            Column("time", _("Time"), lambda v: v.time, width=64, seek=Seek(lambda v: v.time)),
            Column("where", _("Door"), where, width=150, tip=where, most=280, seek=Seek(_address_key, natural_key)),
            Column("who", _("Who was asked"), who, width=110, tip=who, most=220),
            Column("mode", _("How"), lambda v: label(v.mode), width=70, most=130),
            Column(
                "outcome",
                _("Outcome"),
                lambda v: label(v.outcome),
                width=96,
                tone=lambda v: outcome_tone(v.outcome),
                most=170,
            ),
            Column("note", _("Noted down"), lambda v: v.note, width=200, wide=True, cell=lambda v: masked_text(v.note)),
            Column("matters", _("Matters"), _matters, width=64, right=True, cell=lambda v: v.matter_count),
            Column("worker", _("Visitor"), lambda v: v.worker, width=92),
            Column(
                "revisit",
                _("Next visit"),
                lambda v: v.revisit_on.isoformat() if v.revisit_on else "",
                width=104,
                aside=True,
                cell=lambda v: v.revisit_on,
                seek=Seek(lambda v: v.revisit_on.isoformat() if v.revisit_on else ""),
            ),
        ]
        table = LongTable(columns, rows=visits_listed, workspace=self._workspace, name="visits.list", title=_("Visits"))
        table.opened.connect(lambda visit: self.opened.emit(visit.id))
        table.counted.connect(lambda _count, _is_all: self._say())
        table.chosen.connect(lambda _count: self._say())
        return table

    def _changed(self) -> None:
        self._timer.stop()
        self._read()

    def _read(self) -> None:
        wanted = self.wanted()
        self.table.look(
            wanted,
            # The list's own order is the newest first.
            lambda ledger, key, downwards: visit_ids(
                ledger, wanted, sort=VisitSort(key or VisitSort.ON), downwards=downwards or not key
            ),
        )

    def _say(self) -> None:
        count = self.table.count()
        self.table.say_when_empty(
            _("No visit yet. Ctrl+N notes the first.") if self.wanted() == VisitFilter() else _("No visit fits.")
        )
        words = ngettext("%d visit", "%d visits", count) % count if count else ""
        self.heading.note.setText(heading_words(words, self.table))

    def _fit(self) -> None:
        self.text.setMinimumWidth(theme().size(230))


def _matters(visit: Visit) -> str:
    return str(visit.matter_count) if visit.matter_count else ""


def _address_key(visit: Visit) -> NaturalKey:
    return natural_key(visit.address)
