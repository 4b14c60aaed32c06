"""The recycle list: what was withdrawn, with its reason, and the way back."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.language import _, pgettext
from ledger.people.withdrawn import Withdrawn, WithdrawnKind, list_withdrawn, restore
from ui.residents.inner_view import InnerView
from ui.widgets import Column, PrimaryButton, RecordTable
from ui.workspace import Workspace


class WithdrawnView(InnerView):
    """`restored(kind, id)` tells what is back."""

    restored = Signal(object, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        note = _("Nothing is erased; what was withdrawn can come back.")
        super().__init__(workspace, _("Withdrawn entries"), note, parent)
        self.restore_button = PrimaryButton(_("Restore"), "rotate-ccw")
        self.restore_button.setEnabled(False)
        self.restore_button.clicked.connect(self.restore_current)
        self.heading.row.addWidget(self.restore_button)
        self.table = RecordTable(
            [
                Column("kind", pgettext("withdrawn", "What"), lambda w: _kind_words(w.kind), width=90),
                Column("name", pgettext("person", "Name"), lambda w: w.name, width=120),
                Column("address", pgettext("column", "Door"), lambda w: w.address, width=160, most=280),
                Column("reason", _("Reason"), lambda w: w.reason, width=240, wide=True, tip=lambda w: w.reason),
                Column("at", pgettext("withdrawn", "When"), lambda w: _at_words(w.at), sort=lambda w: w.at, width=140),
            ],
            name="residents.withdrawn",
            title=_("Withdrawn entries"),
            memory=workspace.preferences,
            empty=_("Nothing has been withdrawn."),
        )
        self.table.picked.connect(lambda entry: self.restore_button.setEnabled(entry is not None))
        self.column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the list again."""
        self.table.show_records(list_withdrawn(self._workspace.ledger))
        self.restore_button.setEnabled(self.table.current() is not None)

    def restore_current(self) -> None:
        """Take back the withdrawal the cursor is on."""
        entry: Withdrawn | None = self.table.current()
        if entry is None:
            return
        said = _("%(what)s restored") % {"what": entry.name or entry.address}
        if self._workspace.write(restore, entry.kind, entry.id, said=said) is not None:
            self.restored.emit(entry.kind, entry.id)


def _kind_words(kind: WithdrawnKind) -> str:
    return {
        WithdrawnKind.RESIDENT: _("Resident"),
        WithdrawnKind.HOUSEHOLD: _("Household"),
        WithdrawnKind.DWELLING: pgettext("column", "Door"),
    }[kind]


def _at_words(at: str) -> str:
    """The instant in local time, to the minute."""
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")
