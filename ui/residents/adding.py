"""Entering residents and households by hand, and correcting what was entered."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.errors import FieldProblem
from ledger.language import _, pgettext
from ledger.people.duplicates import Candidate
from ledger.people.editing import add_household_at, edit_resident
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.reading import household, resident
from ledger.places.added import Added
from ledger.records.people import HouseholdStatus
from ledger.records.places import DwellingUse
from ledger.rules.relation import HEAD
from ledger.wording import label
from ui.entering.relation import RelationField
from ui.residents.days import day_field, day_of
from ui.residents.door_field import DoorField
from ui.residents.duplicates import DuplicatesPanel
from ui.residents.fields import ResidentFields
from ui.widgets import ChoiceField, FormSheet, GhostButton, Label
from ui.workspace import Workspace


class AddResidentSheet(FormSheet):
    """Residents of one household, one after the other. `same_one(Candidate)` ends it with somebody known."""

    same_one = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, _("Add a resident"), action=_("Add"), act=self._add, width=560)
        self._workspace, self._household_id = workspace, household_id
        self.added: list[Added] = []
        self.duplicates = DuplicatesPanel(workspace, household_id)
        self.fields = ResidentFields(self.form, workspace.today(), self.duplicates.soon)
        self.duplicates.watch(self.fields)
        self.duplicates.shown.connect(self.fit_again)
        self.column.insertWidget(0, self.duplicates)
        self.relation = RelationField(self._first_relation())
        self.since = day_field(workspace)
        self.form.add("relation", _("Relation"), self.relation, hint=_("to the head of the household"))
        self.form.add("since", _("Lives here since"), self.since)
        self.again_button = GhostButton(_("Add, and one more"))
        self.again_button.clicked.connect(self._add_and_go_on)
        self.foot.insertWidget(1, self.again_button)
        self._known = Label("", "good")
        self.foot.addWidget(self._known)
        self.duplicates.same_one.connect(self._take)

    def _first_relation(self) -> str:
        home = household(self._workspace.ledger, self._household_id)
        return HEAD if home.head_id is None else ""

    def _add(self) -> bool:
        since = day_of(self.form, "since", self.since)
        if since is None:
            return False
        new = NewResident(**self.fields.values(), relation=self.relation.relation())
        added = self._workspace.write(
            add_resident,
            new,
            household_id=self._household_id,
            since=since,
            today=self._workspace.today(),
            form=self.form,
            said=_("%(name)s added") % {"name": new.name},
        )
        if added is not None:
            self.added.append(added)
        return added is not None

    def _add_and_go_on(self) -> None:
        name = self.fields.values()["name"]
        if self._add():
            self._known.setText(_("%(name)s added") % {"name": name})
            self.fields.clear()
            self.duplicates.look()
            self.relation.setCurrentText("")
            self.fields.name.setFocus()

    def _take(self, candidate: Candidate) -> None:
        self.reject()
        self.same_one.emit(candidate)


class AddHouseholdSheet(FormSheet):
    """A household at a door, known or new, with its head; the others follow on its own page."""

    same_one = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, dwelling_id: int | None = None) -> None:
        super().__init__(parent, _("Add a household"), action=_("Add"), act=self._add, width=560)
        self._workspace = workspace
        self.added: Added | None = None
        self.door = DoorField(workspace, may_be_new=True)
        self.use = ChoiceField([(use, label(use)) for use in DwellingUse])
        self.status = ChoiceField(
            [(status, label(status)) for status in HouseholdStatus if status is not HouseholdStatus.MOVED_OUT]
        )
        self.since = day_field(workspace)
        self.form.add("address", pgettext("column", "Door"), self.door)
        self._use_row = self.form.add("use", _("Use"), self.use)
        self.form.add("status", _("Status"), self.status)
        self.form.add("since", _("Lives here since"), self.since)
        self.duplicates = DuplicatesPanel(workspace, None)
        self.form.column.addWidget(Label(_("Head of the household"), "section"))
        self.fields = ResidentFields(self.form, workspace.today(), self.duplicates.soon)
        self.duplicates.watch(self.fields)
        self.duplicates.shown.connect(self.fit_again)
        self.column.insertWidget(0, self.duplicates)
        self.duplicates.same_one.connect(self._take)
        self.door.changed.connect(self._show_use)
        if dwelling_id is not None:
            self.door.set_door(dwelling_id)
            self.fields.name.setFocus()
        self._show_use()

    def _show_use(self) -> None:
        # A door that is lived behind keeps its use; it is corrected on its own sheet.
        known = self.door.door()
        self._use_row.setVisible(known is None or known.use is DwellingUse.VACANT)
        self.fit_again()

    def _add(self) -> bool:
        address = self.door.address()
        if address is None:
            self.form.show_problems([FieldProblem("address", "choose_dwelling")])
            return False
        since = day_of(self.form, "since", self.since)
        if since is None:
            return False
        values: dict[str, Any] = self.fields.values()
        self.added = self._workspace.write(
            add_household_at,
            address=address,
            use=self.use.value(),
            member=None if self.fields.is_empty() else NewResident(**values, relation=HEAD),
            status=self.status.value(),
            since=since,
            today=self._workspace.today(),
            form=self.form,
            said=_("Household added"),
        )
        return self.added is not None

    def _take(self, candidate: Candidate) -> None:
        self.reject()
        self.same_one.emit(candidate)


class CorrectResidentSheet(FormSheet):
    """What is written about a resident, corrected; problems stand under the fields."""

    def __init__(self, parent: QWidget, workspace: Workspace, resident_id: int) -> None:
        self._record = resident(workspace.ledger, resident_id)
        super().__init__(parent, _("Correct %(name)s") % {"name": self._record.name}, act=self._keep, width=560)
        self._workspace = workspace
        self.fields = ResidentFields(self.form, workspace.today())
        self.fields.fill(self._record)

    def _keep(self) -> bool:
        values = self.fields.values()
        said = _("%(name)s corrected") % {"name": values["name"]}
        write = self._workspace.write
        kept = write(edit_resident, self._record.id, today=self._workspace.today(), **values, form=self.form, said=said)
        return kept is not None
