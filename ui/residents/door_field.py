"""A door, typed as people name it (3-2-501), or found by who lives there (许敏, xm)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.reading import household
from ledger.places.doors import dwelling, dwelling_at
from ledger.records.places import Address, Dwelling
from ledger.rules.address import read_address
from ledger.search.finding import find_doors
from ledger.search.hits import Hit, HitKind
from ui.residents.words import address_words, who_is_there
from ui.widgets import Candidate, CandidateField, Label
from ui.workspace import Workspace

_SHOWN = 8


class DoorField(QWidget):
    """`changed` follows whatever is meant now: `door()`, or an `address()` that is not in the ledger yet."""

    changed = Signal()

    def __init__(self, workspace: Workspace, *, may_be_new: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._may_be_new = may_be_new
        self._chosen: int | None = None
        self.line = CandidateField(self._doors)
        self.line.setPlaceholderText(_("e.g. 3-2-501, a name, or its initials"))
        self.line.typed.connect(self._edited)
        self.line.taken.connect(self._take)
        self._words = Label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self._words)
        self.setFocusProxy(self.line)
        self._tell()

    def door(self) -> Dwelling | None:
        """The door that is meant, or None."""
        if self._chosen is not None:
            return dwelling(self._workspace.ledger, self._chosen)
        address = self._read()
        return dwelling_at(self._workspace.ledger, address) if address else None

    def address(self) -> Address | None:
        """The address that is meant, whether the ledger has such a door or not."""
        door = self.door()
        return door.address if door else self._read()

    def set_door(self, dwelling_id: int) -> None:
        """Mean this door."""
        self._chosen = dwelling_id
        self.line.setText(address_words(self._workspace.ledger, dwelling(self._workspace.ledger, dwelling_id).address))
        self._tell()

    def set_text(self, text: str) -> None:
        """Mean what is typed here."""
        self.line.setText(text)
        self._edited()

    def _read(self) -> Address | None:
        return read_address(self.line.text()).address

    def _edited(self) -> None:
        self._chosen = None
        self._tell()

    def _doors(self, text: str) -> list[Candidate]:
        hits = find_doors(self._workspace.ledger, text, limit=2 * _SHOWN)
        doors = ((hit, self._door_of(hit)) for hit in hits)
        found = [Candidate(hit.title, hit.text, "", door) for hit, door in doors if door is not None][:_SHOWN]
        # What reads as a new door comes first, so that Enter never takes a door that only looks like it.
        address = self._read()
        if self._may_be_new and address is not None and found and self.door() is None:
            found.insert(0, Candidate(address.short, _("A new door; it is added too."), "", None))
        return found

    def _door_of(self, hit: Hit) -> int | None:
        if hit.kind is HitKind.DWELLING:
            return hit.id
        if hit.kind is HitKind.RESIDENT and hit.household_id is not None:
            return household(self._workspace.ledger, hit.household_id).dwelling_id
        return None

    def _take(self, door: int | None) -> None:
        if door is not None:
            self.set_door(door)
        self.line.focusNextChild()

    def _tell(self) -> None:
        door = self.door()
        text = ""
        if door is not None:
            text = who_is_there(self._workspace.ledger, door.id)
        elif self.line.text().strip() and self._read() is not None:
            text = _("A new door; it is added too.") if self._may_be_new else _("The ledger has no such door.")
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.changed.emit()
