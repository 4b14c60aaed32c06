"""A door behind which nobody is registered: what it is, who lived there, and the way to fill it."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ledger.errors import InputProblem
from ledger.language import _, pgettext
from ledger.people.history import PastOccupancy, occupancies_of_dwelling
from ledger.people.reading import household
from ledger.places.doors import building, dwelling
from ledger.wording import label
from ui.residents.inner_view import InnerView
from ui.residents.words import family_name, has_several_estates
from ui.widgets import Column, GhostButton, Label, PrimaryButton, RecordTable
from ui.workspace import Workspace


class DwellingView(InnerView):
    """`visit_wanted` and `add_wanted` (dwelling id) for a visit and a household."""

    visit_wanted = Signal(int)
    add_wanted = Signal(int)
    household_opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent=parent)
        self._id: int | None = None
        self.add_button = PrimaryButton(_("Add a household"), "user-plus")
        self.add_button.clicked.connect(lambda: self._tell(self.add_wanted))
        visit = GhostButton(_("Visit"), "footprints")
        visit.clicked.connect(lambda: self._tell(self.visit_wanted))
        self.heading.row.addWidget(visit)
        self.heading.row.addWidget(self.add_button)
        self.note = Label("", wrap=True)
        self.past = RecordTable(
            [
                Column("who", _("Household"), self._who, width=160, wide=True),
                Column("since", _("From, to"), _from_to, width=190),
                Column("reason", _("Reason"), lambda o: o.reason, width=240),
            ],
            name="dwelling.past",
            title=_("Who lived here"),
            memory=workspace.preferences,
            empty=_("Nobody has lived here since the ledger began."),
        )
        self.past.opened.connect(lambda each: self.household_opened.emit(each.household_id))
        self.column.addWidget(self.note)
        self.column.addWidget(Label(_("Who lived here"), "section"))
        self.column.addWidget(self.past, 1)
        self.setFocusProxy(self.add_button)

    @property
    def dwelling_id(self) -> int | None:
        """The door shown."""
        return self._id

    def show_dwelling(self, dwelling_id: int) -> None:
        """Show a door. Raises InputProblem "no_such_entry"."""
        ledger = self._workspace.ledger
        door = dwelling(ledger, dwelling_id)
        self._id = dwelling_id
        estate = door.address.estate if has_several_estates(ledger) else ""
        notes = (estate, building(ledger, door.building_id).grid, label(door.use), _("nobody is registered here"))
        self.heading.say(door.address.short, " • ".join(note for note in notes if note))
        self.note.setText(door.note)
        self.note.setVisible(bool(door.note))
        self.past.show_records(occupancies_of_dwelling(ledger, dwelling_id))

    def refresh(self) -> bool:
        """Read again; False where the door is no longer there."""
        try:
            if self._id is not None:
                self.show_dwelling(self._id)
        except InputProblem:
            return False
        return True

    def _who(self, past: PastOccupancy) -> str:
        try:
            return family_name(household(self._workspace.ledger, past.household_id, with_gone=True)) or "—"
        except InputProblem:
            return "—"

    def _tell(self, signal: SignalInstance) -> None:
        if self._id is not None:
            signal.emit(self._id)


def _from_to(past: PastOccupancy) -> str:
    since, until = past.since or _("before the ledger"), past.until or pgettext("time", "now")
    return f"{since} – {until}"
