"""Past visits as a table, with what narrows it down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.accounts.balance import months_with_entries
from ledger.accounts.months import parse_month
from ledger.language import _, ngettext
from ledger.places.staff import grids
from ledger.records.visits import Visit, VisitMode, VisitOutcome
from ledger.visits.history import VisitFilter, count_visits, list_visits
from ledger.wording import label, month_label
from ui.shell.page import Heading
from ui.theme import theme
from ui.visits.outcomes import outcome_tone, where, who
from ui.widgets import ChoiceField, Column, GhostButton, RecordTable
from ui.widgets.flow import FlowLayout
from ui.workspace import Workspace

PAGE = 500
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
        self._shown = PAGE
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
        for button in (self.routes, self.pages, self.form):
            self.heading.row.addWidget(button)
        column.addWidget(self.heading)
        column.addWidget(self._make_filters())
        self.table = self._make_table()
        column.addWidget(self.table, 1)
        self.more = GhostButton("")
        self.more.clicked.connect(self._show_more)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)
        self.more.hide()
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

    def _make_table(self) -> RecordTable:
        columns = [
            Column("on", _("Date"), lambda v: v.on.isoformat(), sort=lambda v: (v.on, v.time, v.id), width=104),
            Column("time", _("Time"), lambda v: v.time, width=64),
            Column("where", _("Door"), where, width=150, tip=where, most=280),
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
            Column("note", _("Noted down"), lambda v: v.note, width=200, wide=True),
            Column("matters", _("Matters"), _matters, sort=lambda v: v.matter_count, width=64, right=True),
            Column("worker", _("Visitor"), lambda v: v.worker, width=92),
        ]
        table = RecordTable(columns, name="visits.list", title=_("Visits"), memory=self._workspace.preferences)
        table.opened.connect(lambda visit: self.opened.emit(visit.id))
        return table

    def _changed(self) -> None:
        self._timer.stop()
        self._shown = PAGE
        self._read()

    def _show_more(self) -> None:
        self._shown += PAGE
        self._read()

    def _read(self) -> None:
        ledger, wanted = self._workspace.ledger, self.wanted()
        found = list_visits(ledger, wanted, limit=self._shown)
        is_all = len(found) < self._shown
        # Counting what has a word in it reads every note; how many are shown is enough there.
        count = len(found) if is_all else 0 if wanted.text else count_visits(ledger, wanted)
        self.table.say_when_empty(
            _("No visit yet. Ctrl+N notes the first.") if wanted == VisitFilter() else _("No visit fits.")
        )
        self.table.show_records(found)
        self.heading.note.setText(ngettext("%d visit", "%d visits", count) % count if count else "")
        left = count - len(found)
        words = _("Show %(more)d more of %(left)d older ones") % {"more": min(PAGE, left), "left": left}
        self.more.setText(words if left > 0 else _("Show older ones"))
        self.more.setVisible(not is_all and left != 0)

    def _fit(self) -> None:
        self.text.setMinimumWidth(theme().size(230))


def _matters(visit: Visit) -> str:
    return str(visit.matter_count) if visit.matter_count else ""
