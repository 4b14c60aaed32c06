"""Entering what the page names and the ledger does not know: a door, somebody behind one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ledger.errors import FieldProblem
from ledger.language import _, pgettext
from ledger.people.editing import add_household_at
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.reading import household, households_at
from ledger.places.adding import add_doors
from ledger.places.doors import estates
from ledger.records.notebook import KnownHousehold, SaidDoor
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.finding import Severity
from ledger.rules.partial_date import read_date_text
from ledger.rules.phone import read_phones
from ledger.rules.relation import HEAD
from ledger.wording import label
from ui.entering.relation import RelationField
from ui.notebook.card_words import said_door_words
from ui.widgets import ChoiceField, FormSheet
from ui.workspace import Workspace


class AddDoorSheet(FormSheet):
    """A door, filled in with what the page says of it. `made(dwelling_id)` when it is there."""

    made = Signal(int)

    def __init__(
        self, parent: QWidget, workspace: Workspace, said: SaidDoor | None, address: Address | None = None
    ) -> None:
        note = _("Written on the page: %(door)s") % {"door": said_door_words(said)} if said_door_words(said) else ""
        super().__init__(parent, _("Register a door"), note=note, action=_("Register"), act=self._add, width=460)
        self._workspace = workspace
        given = address or said or SaidDoor()
        known = [estate.name for estate in estates(workspace.ledger)]
        self.estate = QComboBox()
        self.estate.setEditable(True)
        self.estate.addItems(known)
        self.estate.setCurrentText(given.estate or (known[0] if known else ""))
        self.building, self.unit, self.room = QLineEdit(given.building), QLineEdit(given.unit), QLineEdit(given.room)
        self.unit.setPlaceholderText(_("empty where there are no units"))
        self.use = ChoiceField([(use, label(use)) for use in DwellingUse])
        self.form.add("estate", _("Estate"), self.estate)
        self.form.add("building", _("Building"), self.building)
        self.form.add("unit", _("Unit"), self.unit)
        self.form.add("room", _("Room"), self.room)
        self.form.add("use", _("Use"), self.use)

    def _add(self) -> bool:
        parts = (self.estate.currentText(), self.building.text(), self.unit.text(), self.room.text())
        address = Address(*(part.strip() for part in parts))
        added = self._workspace.write(
            add_doors,
            addresses=[address],
            use=self.use.value(),
            form=self.form,
            said=_("Door %(door)s registered") % {"door": address.short},
        )
        if added is None:
            return False
        self.made.emit(added.dwelling_ids[0])
        return True


class AddPersonSheet(FormSheet):
    """Somebody behind a door, filled in with the name the page gives. `made(resident_id)` when he or she is there."""

    made = Signal(int)

    def __init__(self, parent: QWidget, workspace: Workspace, home: KnownHousehold, name: str) -> None:
        door = "-".join(part for part in (home.building, home.unit, home.room) if part)
        title = _("Register somebody at %(door)s") % {"door": door}
        super().__init__(parent, title, action=_("Register"), act=self._add, width=460)
        self._workspace, self._home = workspace, home
        self.name = QLineEdit(name)
        self.relation = RelationField("" if self._has_head() else HEAD)
        self.sex = ChoiceField([(sex, label(sex)) for sex in (Sex.UNKNOWN, Sex.MALE, Sex.FEMALE)])
        self.birth = QLineEdit()
        self.birth.setPlaceholderText(_("e.g. 1945-08-15, 1945-08 or 1945"))
        self.phone = QLineEdit()
        self.phone.setPlaceholderText(_("may stay empty"))
        self.form.add("name", pgettext("person", "Name"), self.name)
        self.form.add("relation", _("Relation"), self.relation, hint=_("to the head of the household"))
        self.form.add("sex", _("Sex"), self.sex)
        self.form.add("birth", _("Born"), self.birth)
        self.form.add("phones", _("Phone"), self.phone)
        if name:
            self.relation.setFocus()

    def _has_head(self) -> bool:
        id_ = self._home.household_id
        return id_ is not None and household(self._workspace.ledger, id_).head_id is not None

    def _add(self) -> bool:
        member = NewResident(
            name=self.name.text().strip(),
            sex=self.sex.value(),
            birth=self._birth(),
            phones=self._phones(),
            relation=self.relation.relation(),
        )
        said = _("%(name)s registered") % {"name": member.name}
        workspace, today = self._workspace, self._workspace.today()
        home = self._home
        if home.household_id is not None:
            facts = {"household_id": home.household_id, "since": None, "today": today}
            added = workspace.write(add_resident, member, **facts, form=self.form, said=said)
            made = added.id if added is not None else None
        else:
            made = self._found(member, said)
        if made is not None:
            self.made.emit(made)
        return made is not None

    def _found(self, member: NewResident, said: str) -> int | None:
        """Enter a household of one behind a door where nobody was registered."""
        home, workspace = self._home, self._workspace
        if not member.name:
            self.form.show_problems([FieldProblem("name", "name_missing")])
            return None
        added = workspace.write(
            add_household_at,
            address=Address(home.estate, home.building, home.unit, home.room),
            use=DwellingUse.OWNER,
            member=member,
            status=HouseholdStatus.RESIDENT,
            since=None,
            today=workspace.today(),
            form=self.form,
            said=said,
        )
        if added is None or home.dwelling_id is None:
            return None
        homes = households_at(workspace.ledger, home.dwelling_id)
        return next((each.id for home in homes for each in home.members if each.name == member.name), None)

    def _birth(self) -> str:
        """The date as the ledger keeps it; what cannot be read stays as typed, for the library to say so."""
        text = self.birth.text().strip()
        reading = read_date_text(text, self._workspace.today())
        return text if any(each.severity is Severity.ERROR for each in reading.findings) else reading.value

    def _phones(self) -> tuple[Phone, ...]:
        text = self.phone.text().strip()
        reading = read_phones(text)
        if any(each.severity is Severity.ERROR for each in reading.findings):
            return (Phone(text),) if text else ()
        return tuple(reading.phones)
