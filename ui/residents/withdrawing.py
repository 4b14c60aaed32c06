"""Withdrawing a household entered in error."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ledger.language import _, ngettext
from ledger.people.households import withdraw_household
from ledger.people.reading import household
from ui.widgets import FormSheet
from ui.workspace import Workspace


class WithdrawHouseholdSheet(FormSheet):
    """Asks why, and whether the members were entered in error too."""

    def __init__(self, parent: QWidget, workspace: Workspace, household_id: int) -> None:
        note = _(
            "For a household entered in error. It stays in the ledger as withdrawn and can be restored."
            " One that left is moved out instead."
        )
        super().__init__(parent, _("Withdraw the household"), note=note, action=_("Withdraw"), act=self._withdraw)
        self._workspace, self._id = workspace, household_id
        count = len(household(workspace.ledger, household_id).members)
        self.reason = QLineEdit()
        self.form.add("reason", _("Reason"), self.reason)
        words = ngettext("with its %(count)d resident", "with its %(count)d residents", count) % {"count": count}
        self.with_residents = QCheckBox(words)
        if count:
            self.form.add("with_residents", _("Members"), self.with_residents)

    def _withdraw(self) -> bool:
        done = self._workspace.write(
            withdraw_household,
            self._id,
            reason=self.reason.text(),
            with_residents=self.with_residents.isChecked(),
            form=self.form,
            said=_("Household withdrawn"),
        )
        return done is not None
