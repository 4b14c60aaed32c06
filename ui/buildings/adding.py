"""Entering what no roster brought: doors, a whole unit, a grid; correcting and withdrawing a door."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ledger.errors import InputProblem
from ledger.language import _, ngettext, pgettext
from ledger.places.adding import AddedDoors, add_doors, read_rooms
from ledger.places.doors import buildings, correct_room, dwelling, estates, units, update_dwelling, withdraw_dwelling
from ledger.places.staff import add_grid, assign_building
from ledger.records.places import Address, Building, Dwelling, DwellingUse
from ledger.store import Changed, Ledger
from ledger.wording import label
from ui.widgets import ChoiceField
from ui.widgets.sheets import FormSheet
from ui.workspace import Workspace


def _uses() -> ChoiceField:
    return ChoiceField([(use, label(use)) for use in DwellingUse])


class AddDoorsSheet(FormSheet):
    """Doors by hand: one (501), a few (501 502), or a whole unit (101-604). `added` is what was made."""

    def __init__(self, parent: QWidget, workspace: Workspace, near: Building | None) -> None:
        super().__init__(parent, _("Add doors"), action=_("Add"), act=self._add)
        self._workspace = workspace
        self.added: AddedDoors | None = None
        known = estates(workspace.ledger)
        self.estate = QComboBox()
        self.estate.setEditable(True)
        self.estate.addItems([estate.name for estate in known])
        self.estate.setCurrentText(near.estate if near else known[0].name if known else "")
        self.building = QLineEdit(near.name if near else "")
        self.building.setPlaceholderText(_("e.g. 3"))
        self.unit = QLineEdit()
        self.unit.setPlaceholderText(_("empty where there are no units"))
        if near and (there := units(workspace.ledger, near.id)):
            self.unit.setText(there[-1][1])
        self.room = QLineEdit()
        self.use = _uses()
        self.form.add("estate", _("Estate"), self.estate)
        self.form.add("building", _("Building"), self.building)
        self.form.add("unit", _("Unit"), self.unit)
        hint = _("501, or several: 501 502, or a whole unit: 101-604 is doors 01 to 04 of floors 1 to 6.")
        self.form.add("room", _("Room"), self.room, hint=hint)
        self.form.add("use", _("Use"), self.use)
        (self.room if near else self.building).setFocus()

    def _add(self) -> bool:
        try:
            rooms = read_rooms(self.room.text())
        except InputProblem as problem:
            self.form.show_problems(problem)
            return False
        place = (self.estate.currentText().strip(), self.building.text().strip(), self.unit.text().strip())
        self.added = self._workspace.write(
            add_doors,
            addresses=[Address(*place, room) for room in rooms],
            use=self.use.value(),
            form=self.form,
            said=ngettext("%(count)d door added", "%(count)d doors added", len(rooms)) % {"count": len(rooms)},
        )
        return self.added is not None


class DoorSheet(FormSheet):
    """One door: its number, its use, a note."""

    def __init__(self, parent: QWidget, workspace: Workspace, dwelling_id: int) -> None:
        self._door: Dwelling = dwelling(workspace.ledger, dwelling_id)
        super().__init__(parent, _("Door %(door)s") % {"door": self._door.address.short}, act=self._keep)
        self._workspace = workspace
        self.room = QLineEdit(self._door.address.room)
        self.use = _uses()
        self.use.set_value(self._door.use)
        self.note = QPlainTextEdit(self._door.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(90)
        self.form.add("room", _("Room"), self.room)
        self.form.add("use", _("Use"), self.use)
        self.form.add("note", _("Note"), self.note)

    def _keep(self) -> bool:
        kept = self._workspace.write(
            _correct_door,
            self._door.id,
            room=self.room.text(),
            use=self.use.value(),
            note=self.note.toPlainText(),
            form=self.form,
            said=_("Door corrected"),
        )
        return kept is not None


class WithdrawDoorSheet(FormSheet):
    """A door entered in error is withdrawn with a reason."""

    def __init__(self, parent: QWidget, workspace: Workspace, dwelling_id: int) -> None:
        door = dwelling(workspace.ledger, dwelling_id)
        super().__init__(
            parent,
            _("Withdraw door %(door)s") % {"door": door.address.short},
            note=_("For a door entered in error. It stays in the ledger as withdrawn and can be restored."),
            action=_("Withdraw"),
            act=self._withdraw,
        )
        self._workspace, self._id = workspace, dwelling_id
        self.reason = QLineEdit()
        self.form.add("reason", _("Reason"), self.reason)

    def _withdraw(self) -> bool:
        reason = self.reason.text()
        write = self._workspace.write
        done = write(withdraw_dwelling, self._id, reason=reason, form=self.form, said=_("Door withdrawn"))
        return done is not None


class NewGridSheet(FormSheet):
    """A new grid, to which this building is given at once."""

    def __init__(self, parent: QWidget, workspace: Workspace, building: Building) -> None:
        super().__init__(parent, _("New grid"), action=_("Add"), act=self._add)
        self._workspace, self._building = workspace, building
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("e.g. Grid 3"))
        self.form.add("name", pgettext("thing", "Name"), self.name)

    def _add(self) -> bool:
        name = self.name.text()
        written = self._workspace.write(
            _add_grid_of, self._building.id, name=name, form=self.form, said=_("Grid added")
        )
        return written is not None


def building_of(ledger: Ledger, dwelling_id: int) -> Building | None:
    """The building a door belongs to."""
    building_id = dwelling(ledger, dwelling_id).building_id
    return next((each for each in buildings(ledger) if each.id == building_id), None)


def _correct_door(ledger: Ledger, dwelling_id: int, *, room: str, use: DwellingUse, note: str) -> Changed:
    with ledger.write("dwelling.correct") as write:
        correct_room(ledger, dwelling_id, room=room)
        update_dwelling(ledger, dwelling_id, use=use, note=note)
    return write.changed


def _add_grid_of(ledger: Ledger, building_id: int, *, name: str) -> Changed:
    with ledger.write("grid.add_with_building") as write:
        grid = add_grid(ledger, name=name)
        assign_building(ledger, building_id, grid_id=grid.id)
    return write.changed
