"""Life events (变动): entered with their day, taken back with a reason."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.language import _
from ledger.people.life_events import record_event
from ledger.people.reading import household, resident
from ledger.records.people import LifeEventKind
from ledger.wording import label
from ui.residents.days import day_field, day_of
from ui.widgets import ChoiceField, FormSheet
from ui.workspace import Workspace

_LEAVING = (LifeEventKind.DIED, LifeEventKind.MOVED_OUT)
_KINDS = (
    LifeEventKind.AWAY,
    LifeEventKind.RESTORED,
    LifeEventKind.MOVED_OUT,
    LifeEventKind.MOVED_IN,
    LifeEventKind.DIED,
    LifeEventKind.LOST,
    LifeEventKind.BORN,
)


class LifeEventSheet(FormSheet):
    """One event of one resident. Where the head dies or moves out, who follows is asked with it."""

    def __init__(self, parent: QWidget, workspace: Workspace, resident_id: int) -> None:
        self._resident = resident(workspace.ledger, resident_id)
        super().__init__(parent, _("Life event of %(name)s") % {"name": self._resident.name}, act=self._keep)
        self._workspace = workspace
        self.kind = ChoiceField([(kind, label(kind)) for kind in _KINDS])
        self.on = day_field(workspace)
        self.note = QLineEdit()
        self.new_head = ChoiceField(self._heads())
        self.form.add("kind", _("What happened"), self.kind)
        self.form.add("on", _("On"), self.on)
        self._head_row = self.form.add("new_head_id", _("New head"), self.new_head)
        self.form.add("note", _("Note"), self.note)
        self.kind.chosen.connect(lambda _kind: self.show_new_head())
        self.show_new_head()

    def show_new_head(self) -> None:
        """Ask for a new head only where the household loses the one it has."""
        self._head_row.setVisible(self._leaves_headless())
        self.fit_again()

    def _leaves_headless(self) -> bool:
        if self._resident.household_id is None or self.kind.value() not in _LEAVING:
            return False
        home = household(self._workspace.ledger, self._resident.household_id)
        return home.head_id == self._resident.id and len(home.members) > 1

    def _heads(self) -> list[tuple[int | None, str]]:
        none = (None, _("no head for now"))
        if self._resident.household_id is None:
            return [none]
        members = household(self._workspace.ledger, self._resident.household_id).members
        return [none, *((member.id, member.name) for member in members if member.id != self._resident.id)]

    def _keep(self) -> bool:
        on = day_of(self.form, "on", self.on)
        if on is None:
            return False
        kept = self._workspace.write(
            record_event,
            self._resident.id,
            kind=self.kind.value(),
            on=on,
            today=self._workspace.today(),
            note=self.note.text(),
            new_head_id=self.new_head.value() if self._leaves_headless() else None,
            form=self.form,
            said=_("%(name)s: %(event)s") % {"name": self._resident.name, "event": label(self.kind.value())},
        )
        return kept is not None
