"""What the ledger remembers of a household and its people: visits, matters, life events, where they lived."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.matters.listing import MatterFilter, list_matters
from ledger.people.history import memberships_of_household, memberships_of_resident, occupancies_of_household
from ledger.people.life_events import life_events, withdraw_event
from ledger.records.matters import Matter
from ledger.records.people import Household, LifeEvent, Resident
from ledger.records.visits import Visit, VisitOutcome
from ledger.visits.history import VisitFilter, list_visits
from ledger.wording import label
from ui.residents.words import address_words
from ui.theme import Tone
from ui.widgets import Column, GhostButton, ReasonSheet, RecordTable
from ui.workspace import Workspace

_MET = (VisitOutcome.MET, VisitOutcome.PROXY)


@dataclass(frozen=True, slots=True)
class _Event:
    """A life event with whose it is."""

    id: int
    name: str
    event: LifeEvent


@dataclass(frozen=True, slots=True)
class _Time:
    """A time somewhere: who, where, from, to, why."""

    id: tuple[str, int]
    who: str
    where: str
    since: date | None
    until: date | None
    reason: str


class HistoryTabs(QTabWidget):
    """`visit_opened(id)` and `matter_opened(id)` lead to the records' own pages."""

    visit_opened = Signal(int)
    matter_opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        memory = workspace.preferences
        self.visits = RecordTable(
            _visit_columns(), name="household.visits", title=_("Visits"), memory=memory, empty=_("No visit yet.")
        )
        self.matters = RecordTable(
            _matter_columns(workspace), name="household.matters", title=_("Matters"), memory=memory, empty=_("None.")
        )
        self.events = RecordTable(
            _event_columns(), name="household.events", title=_("Life events"), memory=memory, empty=_("None.")
        )
        self.times = RecordTable(
            _time_columns(), name="household.times", title=_("Lived"), memory=memory, empty=_("None.")
        )
        self.addTab(self.visits, _("Visits"))
        self.addTab(self.matters, _("Matters"))
        self.addTab(self._with_button(), _("Life events"))
        self.addTab(self.times, _("Lived"))
        self.visits.opened.connect(lambda visit: self.visit_opened.emit(visit.id))
        self.matters.opened.connect(lambda matter: self.matter_opened.emit(matter.id))

    def show_household(self, household: Household) -> None:
        """Everything of a household and its present members."""
        ledger = self._workspace.ledger
        self._show(
            list_visits(ledger, VisitFilter(household_id=household.id), limit=200),
            list_matters(ledger, MatterFilter(household_id=household.id), limit=200),
            household.members,
        )
        lived = [
            _Time(("o", each.id), "", address_words(ledger, each.address), each.since, each.until, each.reason)
            for each in occupancies_of_household(ledger, household.id)
        ]
        stayed = [
            _Time(("m", each.id), each.name, each.relation, each.since, each.until, each.reason)
            for each in memberships_of_household(ledger, household.id)
        ]
        self.times.show_records([*lived, *stayed])

    def show_resident(self, resident: Resident) -> None:
        """Everything of one who belongs to no household now."""
        ledger = self._workspace.ledger
        self._show(
            list_visits(ledger, VisitFilter(resident_id=resident.id), limit=200),
            list_matters(ledger, MatterFilter(resident_id=resident.id), limit=200),
            (resident,),
        )
        times = []
        for each in memberships_of_resident(ledger, resident.id):
            doors = occupancies_of_household(ledger, each.household_id, limit=1)
            where = address_words(ledger, doors[0].address) if doors else ""
            words = " ".join(part for part in (where, each.relation) if part)
            times.append(_Time(("m", each.id), each.name, words, each.since, each.until, each.reason))
        self.times.show_records(times)

    def _show(self, visits: tuple[Visit, ...], matters: tuple[Matter, ...], members: tuple[Resident, ...]) -> None:
        ledger = self._workspace.ledger
        self.visits.show_records(visits)
        self.matters.show_records(matters)
        events = [
            _Event(event.id, member.name, event) for member in members for event in life_events(ledger, member.id)
        ]
        self.events.show_records(sorted(events, key=lambda each: each.event.on, reverse=True))
        self.setTabText(0, " ".join([_("Visits"), str(len(visits) or "")]))
        still_open = sum(matter.status.is_open for matter in matters)
        count = ngettext("%(count)d open matter", "%(count)d open matters", still_open) % {"count": still_open}
        self.setTabText(1, " ".join([_("Matters"), count if still_open else ""]))

    def _with_button(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.withdraw_button = GhostButton(_("Withdraw this event…"), "undo-2")
        self.withdraw_button.setEnabled(False)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.events.picked.connect(lambda event: self.withdraw_button.setEnabled(event is not None))
        row.addWidget(self.withdraw_button)
        row.addStretch(1)
        column.addWidget(self.events, 1)
        column.addLayout(row)
        return box

    def _withdraw(self) -> None:
        chosen: _Event | None = self.events.current()
        if chosen is None:
            return
        title = _("Withdraw: %(name)s, %(event)s") % {"name": chosen.name, "event": label(chosen.event.kind)}

        def withdraw(reason: str) -> bool:
            write = self._workspace.write
            said = _("Life event withdrawn")
            return write(withdraw_event, chosen.id, reason=reason, form=sheet.form, said=said) is not None

        sheet = ReasonSheet(self, title, withdraw)
        sheet.open()


def _visit_columns() -> list[Column]:
    return [
        Column("on", _("Date"), lambda v: str(v.on), width=96),
        Column(
            "outcome",
            _("Outcome"),
            lambda v: label(v.outcome),
            width=76,
            tone=lambda v: Tone.GREEN if v.outcome in _MET else Tone.GREY,
        ),
        Column("note", _("Note"), lambda v: v.note, width=110, wide=True, tip=lambda v: v.note),
        Column("worker", pgettext("visit", "By"), lambda v: v.worker, width=64),
    ]


def _matter_columns(workspace: Workspace) -> list[Column]:
    def tone(matter: Matter) -> Tone:
        if not matter.status.is_open:
            return Tone.GREEN
        late = min(matter.next_on or matter.due_on, matter.due_on) < workspace.today()
        return Tone.RED if late else Tone.BLUE

    return [
        Column("status", _("Status"), lambda m: label(m.status), width=120, tone=tone),
        Column("title", _("Title"), lambda m: m.title, width=110, wide=True, tip=lambda m: m.title),
        Column("on", pgettext("day", "Registered"), lambda m: str(m.registered_on), width=96),
    ]


def _event_columns() -> list[Column]:
    return [
        Column("on", _("Date"), lambda e: e.event.on, width=96),
        Column("name", pgettext("person", "Name"), lambda e: e.name, width=80),
        Column("kind", _("What happened"), lambda e: label(e.event.kind), width=74),
        Column("note", _("Note"), lambda e: e.event.note, width=80, wide=True, tip=lambda e: e.event.note),
    ]


def _time_columns() -> list[Column]:
    return [
        Column("who", pgettext("person", "Name"), lambda t: t.who or _("the household"), width=76, tip=lambda t: t.who),
        Column("where", _("Where, as what"), _where, width=90, wide=True, tip=_where),
        Column("since", _("From, to"), _from_to, sort=lambda t: str(t.since or ""), width=168),
    ]


def _where(time: _Time) -> str:
    return f"{time.where}（{time.reason}）" if time.reason else time.where


def _from_to(time: _Time) -> str:
    since, until = time.since or _("before the ledger"), time.until or pgettext("time", "now")
    return f"{since} – {until}"
