"""Residents and households that move: into another household, behind another door, apart, away, back."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ledger.errors import FieldProblem
from ledger.language import _
from ledger.people.editing import found_household
from ledger.people.households import split_household
from ledger.people.memberships import join_household, leave_household, move_resident
from ledger.people.moving import move_back_in, move_household, move_out
from ledger.people.reading import household, households_at, resident
from ui.entering.relation import RelationField
from ui.residents.belonging import reason_field
from ui.residents.days import day_field, day_of
from ui.residents.door_field import DoorField
from ui.residents.words import family_name
from ui.widgets import ChoiceField, FormSheet
from ui.workspace import Workspace

# In the choice of households behind a door: one of their own.
OWN_HOUSEHOLD = 0


class _MoveSheet(FormSheet):
    """What every move has: a day, a reason, and `moved`, what the library said to it."""

    def __init__(self, parent: QWidget, workspace: Workspace, title: str, *, note: str = "", action: str = "") -> None:
        super().__init__(parent, title, note=note, action=action or _("Move"), act=self._move)
        self.workspace = workspace
        self.moved: Any = None
        self.on = day_field(workspace)
        self.reason = reason_field()

    def add_day_and_reason(self, day: str, *, reason: bool = True) -> None:
        """Put the two at the end of the form."""
        self.form.add("on", day, self.on)
        if reason:
            self.form.add("reason", _("Reason"), self.reason)

    def target(self, door: DoorField) -> int | None:
        """The door chosen; None, and said under the field, where there is none."""
        found = door.door()
        if found is None:
            self.form.show_problems([FieldProblem("dwelling_id", "choose_dwelling")])
        return found.id if found else None

    def act_on(self, action: Any, *args: Any, said: str, **given: Any) -> bool:
        """Write, with the day and the form."""
        on = day_of(self.form, "on", self.on)
        if on is None:
            return False
        self.moved = self.workspace.write(
            action, *args, on=on, today=self.workspace.today(), form=self.form, said=said, **given
        )
        return self.moved is not None

    def _move(self) -> bool:
        raise NotImplementedError


class MoveResidentSheet(_MoveSheet):
    """A resident goes to another household, or to one of his or her own behind any door."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, resident_id: int, household_id: int | None = None
    ) -> None:
        self._resident = resident(workspace.ledger, resident_id)
        super().__init__(parent, workspace, _("Move %(name)s") % {"name": self._resident.name})
        self.door = DoorField(workspace)
        self.target_household = ChoiceField()
        self.relation = RelationField()
        self.form.add("dwelling_id", _("To the door"), self.door)
        self._household_row = self.form.add("household_id", _("Household"), self.target_household)
        self._relation_row = self.form.add("relation", _("Relation"), self.relation, hint=_("to the head there"))
        self.add_day_and_reason(_("Since"))
        self.door.changed.connect(self._show_households)
        self.target_household.chosen.connect(lambda _id: self._show_relation())
        if household_id is not None:
            self._go_to(household_id)
        self._show_households()

    def _go_to(self, household_id: int) -> None:
        dwelling_id = household(self.workspace.ledger, household_id).dwelling_id
        if dwelling_id is not None:
            self.door.set_door(dwelling_id)
            self._show_households()
            self.target_household.set_value(household_id)

    def _show_households(self) -> None:
        door = self.door.door()
        homes = households_at(self.workspace.ledger, door.id) if door else ()
        own = (OWN_HOUSEHOLD, _("a household of one's own"))
        others = [home for home in homes if home.id != self._resident.household_id]
        self.target_household.set_options(
            [*((home.id, _("%(name)s's household") % {"name": family_name(home) or "—"}) for home in others), own]
        )
        # Whoever lives behind the door is meant first; one's own household is for an empty one.
        self.target_household.set_value(others[0].id if others else OWN_HOUSEHOLD)
        self._household_row.setVisible(door is not None)
        self._show_relation()

    def _show_relation(self) -> None:
        self._relation_row.setVisible(self.target_household.value() != OWN_HOUSEHOLD)
        self.fit_again()

    def _move(self) -> bool:
        dwelling_id = self.target(self.door)
        if dwelling_id is None:
            return False
        said = _("%(name)s moved") % {"name": self._resident.name}
        to, reason = self.target_household.value(), self.reason.text()
        if to != OWN_HOUSEHOLD:
            relation = self.relation.relation()
            if self._resident.household_id is None:
                return self.act_on(join_household, self._resident.id, household_id=to, relation=relation, said=said)
            return self.act_on(
                move_resident, self._resident.id, household_id=to, relation=relation, reason=reason, said=said
            )
        return self.act_on(found_household, self._resident.id, dwelling_id=dwelling_id, reason=reason, said=said)


class LeaveHouseholdSheet(_MoveSheet):
    """A resident belongs to this household no longer, and where he or she lives nobody knows yet."""

    def __init__(self, parent: QWidget, workspace: Workspace, resident_id: int) -> None:
        self._resident = resident(workspace.ledger, resident_id)
        title = _("%(name)s leaves this household") % {"name": self._resident.name}
        note = _("Stays in the ledger without a household. Who has left the community gets the life event “moved out”.")
        super().__init__(parent, workspace, title, note=note, action=_("Take out"))
        self.add_day_and_reason(_("Since"))

    def _move(self) -> bool:
        said = _("%(name)s taken out of the household") % {"name": self._resident.name}
        return self.act_on(leave_household, self._resident.id, reason=self.reason.text(), said=said)


class MoveHouseholdSheet(_MoveSheet):
    """The whole household goes behind another door of the community."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, workspace, _("Move the household"))
        self._id = household_id
        self.door = DoorField(workspace)
        self.form.add("dwelling_id", _("To the door"), self.door)
        self.add_day_and_reason(_("Since"))

    def _move(self) -> bool:
        dwelling_id = self.target(self.door)
        if dwelling_id is None:
            return False
        said, reason = _("Household moved"), self.reason.text()
        return self.act_on(move_household, self._id, dwelling_id=dwelling_id, reason=reason, said=said)


class MoveOutSheet(_MoveSheet):
    """The whole household leaves the community."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        note = _("Everybody gets the life event “moved out”; the household can come back later.")
        super().__init__(parent, workspace, _("The household moves out"), note=note, action=_("Moved out"))
        self._id = household_id
        self.add_day_and_reason(_("On"))

    def _move(self) -> bool:
        return self.act_on(move_out, self._id, reason=self.reason.text(), said=_("Household moved out"))


class MoveBackSheet(_MoveSheet):
    """A household that had moved out lives here again."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, workspace, _("The household moves back in"), action=_("Moved in"))
        self._id = household_id
        self.door = DoorField(workspace)
        self.form.add("dwelling_id", _("To the door"), self.door)
        self.add_day_and_reason(_("On"), reason=False)

    def _move(self) -> bool:
        dwelling_id = self.target(self.door)
        if dwelling_id is None:
            return False
        return self.act_on(move_back_in, self._id, dwelling_id=dwelling_id, said=_("Household moved back in"))


class SplitSheet(_MoveSheet):
    """Some members become a household of their own, behind the same door or another."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        super().__init__(parent, workspace, _("Split the household"), action=_("Split"))
        self._home = household(workspace.ledger, household_id)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 0)
        self.boxes: dict[int, QCheckBox] = {}
        for member in self._home.members:
            tick = QCheckBox(f"{member.name}  {member.relation}".strip())
            tick.toggled.connect(lambda _on: self._show_heads())
            self.boxes[member.id] = tick
            column.addWidget(tick)
        self.form.add("resident_ids", _("Who leaves"), box)
        if self.boxes:
            box.setFocusProxy(next(iter(self.boxes.values())))
        self._head_chosen = False
        self.head = ChoiceField()
        self.head.chosen.connect(lambda _id: self._choose_head())
        self.form.add("head_id", _("New head"), self.head)
        self.door = DoorField(workspace)
        if self._home.dwelling_id is not None:
            self.door.set_door(self._home.dwelling_id)
        self.form.add("dwelling_id", _("Lives at"), self.door)
        self.add_day_and_reason(_("Since"))
        self._show_heads()

    def leaving(self) -> list[int]:
        """Who is ticked."""
        return [id_ for id_, tick in self.boxes.items() if tick.isChecked()]

    def _show_heads(self) -> None:
        names = {member.id: member.name for member in self._home.members}
        leaving = self.leaving()
        self.head.set_options([*((id_, names[id_]) for id_ in leaving), (None, _("no head"))])
        if not self._head_chosen:
            self.head.set_value(leaving[0] if leaving else None)

    def _choose_head(self) -> None:
        # From now on ticking somebody else leaves the choice alone.
        self._head_chosen = True

    def _move(self) -> bool:
        dwelling_id = self.target(self.door)
        if dwelling_id is None:
            return False
        return self.act_on(
            split_household,
            self._home.id,
            resident_ids=self.leaving(),
            dwelling_id=dwelling_id,
            head_id=self.head.value(),
            reason=self.reason.text(),
            said=_("Household split"),
        )
