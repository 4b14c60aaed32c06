"""One matter: its head, its course with the line to write on, and what stands beside it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.errors import InputProblem
from ledger.language import _
from ledger.matters.listing import MatterFilter, list_matters, matter, steps
from ledger.people.reading import household, resident
from ledger.records.matters import Matter, Step
from ledger.records.people import Resident
from ledger.rules.masking import masked_phone
from ledger.store import Ledger
from ledger.visits.history import visit
from ledger.wording import label
from ui.matters.actions import MatterAction, offered
from ui.matters.aside import Aside, Fact
from ui.matters.compose import Compose
from ui.matters.course import level_days, told
from ui.matters.fields import Subject
from ui.matters.heading import MatterHeading
from ui.matters.sheet import StepSheet
from ui.matters.time_line import TimeLine
from ui.matters.words import short_day, whose
from ui.widgets import Card, EmptyState
from ui.workspace import Workspace

_EARLIER_SHOWN = 20


class MatterDetail(QWidget):
    """`back_asked` leads to the list. `go` is the page's way to other pages."""

    back_asked = Signal()

    def __init__(self, workspace: Workspace, go: Callable[..., None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._go = go
        self._id: int | None = None
        self._matter: Matter | None = None
        self._steps: tuple[Step, ...] = ()
        self.sheet: StepSheet | None = None
        self.heading = MatterHeading()
        self.compose = Compose(workspace)
        self.time_line = TimeLine()
        self.aside = Aside()
        self._gone = EmptyState(_("This matter was withdrawn."), _("Back to the list"), "list-checks")
        self._lay_out()
        self.heading.chosen.connect(self.do)
        self.heading.back_asked.connect(self.back_asked)
        self._gone.acted.connect(self.back_asked)
        self.time_line.visit_asked.connect(lambda id_: self._go("visits", "visit", id_))
        self.aside.opened.connect(lambda other: self._go("matters", "matter", other.id))

    @property
    def shown(self) -> Matter | None:
        """The matter shown, or None."""
        return self._matter

    def show_matter(self, matter_id: int) -> None:
        """Show this one."""
        self._id = matter_id
        self.refresh()

    def refresh(self) -> None:
        """Read the matter again."""
        if self._id is None:
            return
        ledger = self._workspace.ledger
        self._matter, self._steps = matter(ledger, self._id), steps(ledger, self._id)
        # A withdrawn matter has no step that counts.
        there = self._matter is not None and bool(self._steps)
        self._body.setVisible(there)
        self._gone.setVisible(not there)
        if self._matter is not None and there:
            self._show(self._matter)

    def take_focus(self) -> None:
        """Put the keyboard where the next step is written."""
        if self.compose.isVisible():
            self.compose.text.setFocus()
        else:
            self.heading.take_focus()

    def do(self, action: MatterAction) -> None:
        """Open the sheet of an action."""
        if self._matter is None or self.sheet is not None:
            return
        self.compose.keep()
        self.sheet = StepSheet(self, action, Subject(self._workspace, self._matter, self._steps))
        self.sheet.finished.connect(self._forget_sheet)
        self.sheet.open()

    def begin(self, key: str) -> None:
        """Open the sheet of the action with this key, where it may be done now."""
        shown = self._matter
        for action in offered(shown, len(self._steps)) if shown is not None and self._steps else ():
            if action.key == key:
                self.do(action)

    def leave(self) -> None:
        """Keep what was typed."""
        self.compose.keep()

    def _forget_sheet(self, _result: int) -> None:
        self.sheet = None
        # The button it came from may be gone with what was just written.
        QTimer.singleShot(0, self, self.take_focus)

    def _show(self, shown: Matter) -> None:
        today = self._workspace.today()
        self.heading.show_matter(shown, today)
        self.heading.offer(offered(shown, len(self._steps)))
        self.compose.setVisible(shown.status.is_open)
        self.compose.show_matter(shown)
        self.time_line.show_course(shown, told(self._steps), today)
        self.aside.path.show_path(shown.level, level_days(self._steps, today), is_open=shown.status.is_open)
        self.aside.show_facts(self._facts(shown))
        self.aside.show_others(self._others(shown), today)

    def _facts(self, shown: Matter) -> list[Fact]:
        today = self._workspace.today()
        person = _whom_to_call(self._workspace.ledger, shown)
        home, born_of = shown.household_id, shown.visit_id
        at_home = (lambda: self._go("residents", "household", home)) if home is not None else None
        to_visit = (lambda: self._go("visits", "visit", born_of)) if born_of is not None else None
        carried = f"{shown.worker}（{shown.grid}）" if shown.grid else shown.worker
        due = f"{short_day(shown.due_on, today)}（{label(shown.urgency)}）"
        agreed = f"{short_day(shown.next_on, today)} {shown.next_step}" if shown.status.is_open else ""
        return [
            Fact(_("Household") if home is not None else _("Place"), whose(shown), at_home),
            Fact(_("Phone"), _phones(person)),
            Fact(_("Source"), self._source(shown), to_visit),
            Fact(_("Registered"), shown.registered_on.isoformat()),
            Fact(_("Responsible"), carried),
            Fact(_("Due on"), due),
            Fact(_("Next step"), agreed),
            Fact(_("Settled on"), shown.settled_on.isoformat() if shown.settled_on else ""),
            Fact(_("Category"), shown.category),
        ]

    def _source(self, shown: Matter) -> str:
        found = visit(self._workspace.ledger, shown.visit_id) if shown.visit_id is not None else None
        if found is None:
            return _("entered directly")
        return f"{label(found.mode)} {short_day(found.on, self._workspace.today())}"

    def _others(self, shown: Matter) -> list[Matter]:
        if shown.household_id is None:
            return []
        wanted = MatterFilter(household_id=shown.household_id)
        found = list_matters(self._workspace.ledger, wanted, limit=_EARLIER_SHOWN + 1)
        return [other for other in found if other.id != shown.id][:_EARLIER_SHOWN]

    def _lay_out(self) -> None:
        course = Card(_("Course"))
        course.add(self.compose)
        course.add(self.time_line, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(course, 62)
        columns.addWidget(self.aside, 38)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(self.heading)
        body.addLayout(columns, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body, 1)
        column.addWidget(self._gone, 1)
        self._gone.hide()


def _whom_to_call(ledger: Ledger, shown: Matter) -> Resident | None:
    try:
        if shown.resident_id is not None:
            return resident(ledger, shown.resident_id)
        if shown.household_id is not None:
            return next(iter(household(ledger, shown.household_id).members), None)
    except InputProblem:
        # Withdrawn since; the matter keeps its address.
        return None
    return None


def _phones(person: Resident | None) -> str:
    if person is None:
        return ""
    return "、".join(" ".join((masked_phone(phone.number), phone.note)).strip() for phone in person.phones)
