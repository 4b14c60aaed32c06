"""Who is what to whom in a household, and which care groups somebody is in."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.care_groups import care_groups
from ledger.people.editing import care_group_ids, set_care_groups
from ledger.people.households import set_head, set_note, set_status
from ledger.people.reading import household, resident
from ledger.places.doors import dwelling, update_dwelling
from ledger.records.people import HouseholdStatus
from ledger.records.places import DwellingUse
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger
from ledger.wording import label
from ui.entering.relation import RelationField
from ui.residents.days import day_field, day_of
from ui.widgets import ChoiceField, FormSheet, Label
from ui.workspace import Workspace


class RelationsSheet(FormSheet):
    """Head and relations of a household together: a new head changes what the others are."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, _("Head and relations"), act=self._keep)
        self._workspace = workspace
        self._home = household(workspace.ledger, household_id)
        self.head = ChoiceField([(None, _("no head")), *((member.id, member.name) for member in self._home.members)])
        self.head.set_value(self._home.head_id)
        self.head.chosen.connect(lambda _id: self._show_head())
        self.form.add("head_id", _("Head"), self.head)
        self.relations: dict[int, RelationField] = {}
        for member in self._home.members:
            field = RelationField("" if member.relation == HEAD else member.relation)
            self.relations[member.id] = field
            self.form.add(f"relations.{member.id}", member.name, field)
        self._show_head()

    def _show_head(self) -> None:
        for member_id, field in self.relations.items():
            field.setEnabled(member_id != self.head.value())
            if member_id == self.head.value():
                field.setCurrentText(HEAD)
            elif field.relation() == HEAD:
                field.setCurrentText("")

    def _keep(self) -> bool:
        head = self.head.value()
        relations = {id_: field.relation() for id_, field in self.relations.items() if id_ != head}
        kept = self._workspace.write(
            set_head, self._home.id, head_id=head, relations=relations, form=self.form, said=_("Relations corrected")
        )
        return kept is not None


class HouseholdSheet(FormSheet):
    """A household's status and note, and the use of its door."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, _("Household and door"), act=self._keep)
        self._workspace = workspace
        self._home = household(workspace.ledger, household_id)
        self.status = ChoiceField(
            [
                (status, label(status))
                for status in HouseholdStatus
                if (status is HouseholdStatus.MOVED_OUT) == (self._home.status is HouseholdStatus.MOVED_OUT)
            ]
        )
        self.status.set_value(self._home.status)
        self.form.add("status", _("Status"), self.status)
        self.use = ChoiceField([(use, label(use)) for use in DwellingUse])
        if self._home.dwelling_id is not None:
            self.use.set_value(dwelling(workspace.ledger, self._home.dwelling_id).use)
            self.form.add("use", _("Use"), self.use)
        self.note = QPlainTextEdit(self._home.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(90)
        self.form.add("note", _("Note"), self.note)

    def _keep(self) -> bool:
        kept = self._workspace.write(
            _keep_household,
            self._home.id,
            status=self.status.value(),
            note=self.note.toPlainText(),
            dwelling_id=self._home.dwelling_id,
            use=self.use.value(),
            form=self.form,
            said=_("Household corrected"),
        )
        return kept is not None


class CareGroupsSheet(FormSheet):
    """The care groups of a resident, ticked; who is put in or taken out is so from the day given."""

    def __init__(self, parent: QWidget, workspace: Workspace, resident_id: int) -> None:
        name = resident(workspace.ledger, resident_id).name
        super().__init__(parent, _("Care groups of %(name)s") % {"name": name}, act=self._keep)
        self._workspace, self._id = workspace, resident_id
        now = care_group_ids(workspace.ledger, resident_id)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 0)
        self.boxes: dict[int, QCheckBox] = {}
        for group in care_groups(workspace.ledger):
            every = _("every %(days)d days") % {"days": group.interval_days} if group.interval_days else ""
            tick = QCheckBox(f"{group.name}  {every}".strip())
            tick.setChecked(group.id in now)
            self.boxes[group.id] = tick
            column.addWidget(tick)
        if not self.boxes:
            column.addWidget(Label(_("No care group is switched on; see the settings."), "muted", wrap=True))
        self.form.add("care_group_id", _("Groups"), box)
        if self.boxes:
            box.setFocusProxy(next(iter(self.boxes.values())))
        self.on = day_field(workspace)
        self.form.add("on", _("Since"), self.on)

    def _keep(self) -> bool:
        on = day_of(self.form, "on", self.on)
        if on is None:
            return False
        wanted = [id_ for id_, tick in self.boxes.items() if tick.isChecked()]
        kept = self._workspace.write(
            set_care_groups,
            self._id,
            wanted=wanted,
            on=on,
            today=self._workspace.today(),
            form=self.form,
            said=_("Care groups changed"),
        )
        return kept is not None


def _keep_household(
    ledger: Ledger, household_id: int, *, status: HouseholdStatus, note: str, dwelling_id: int | None, use: DwellingUse
) -> Changed:
    with ledger.write("household.correct") as write:
        set_status(ledger, household_id, status=status)
        set_note(ledger, household_id, note=note)
        if dwelling_id is not None:
            update_dwelling(ledger, dwelling_id, use=use, note=dwelling(ledger, dwelling_id).note)
    return write.changed


def reason_field() -> QLineEdit:
    """A line for why something happens; it may stay empty."""
    line = QLineEdit()
    line.setPlaceholderText(_("may stay empty"))
    return line
