"""Finding the other entry of a resident: the likely ones first, any other by name, phone or door."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.duplicates import Candidate as LikelyEntry
from ledger.people.duplicates import possible_duplicates
from ledger.people.listing import ResidentFilter, ResidentRow, list_residents
from ledger.records.people import Presence, Resident
from ledger.wording import label
from ui.residents.words import address_words, presence_words
from ui.widgets import Candidate, CandidateField, GhostButton, Label
from ui.workspace import Workspace

_SHOWN = 8
_LIKELY = 4


class OtherEntry(QWidget):
    """`taken(resident id)` follows a choice."""

    taken = Signal(int)

    def __init__(self, workspace: Workspace, resident: Resident, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._resident = resident
        self.likely = possible_duplicates(
            workspace.ledger,
            name=resident.name,
            birth=resident.birth,
            id_number=resident.id_number,
            phones=[phone.number for phone in resident.phones],
            household_id=resident.household_id,
            but=resident.id,
        )
        self.line = CandidateField(self._find, name=_("The other entry"))
        self.line.setPlaceholderText(_("Name, initials, phone or room"))
        self.line.taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        if self.likely:
            column.addWidget(Label(_("May be the same:"), "strong"))
        self.buttons = [self._add(column, entry) for entry in self.likely[:_LIKELY]]
        self.setFocusProxy(self.buttons[0] if self.buttons else self.line)

    def _add(self, column: QVBoxLayout, entry: LikelyEntry) -> GhostButton:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = " · ".join((entry.name, self._entry_words(entry), label(entry.reason)))
        row.addWidget(Label(words, wrap=True), 1)
        button = GhostButton(_("It is this one"))
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda: self.taken.emit(entry.resident_id))
        row.addWidget(button)
        column.addLayout(row)
        return button

    def _find(self, text: str) -> list[Candidate]:
        if not text:
            return [
                Candidate(each.name, self._entry_words(each), label(each.reason), each.resident_id)
                for each in self.likely[:_SHOWN]
            ]
        found: list[ResidentRow] = []
        for presence in (None, Presence.MOVED_OUT, Presence.DEAD):
            if len(found) <= _SHOWN:
                found += list_residents(
                    self._workspace.ledger, ResidentFilter(presence=presence, text=text), limit=_SHOWN + 1
                )
        return [
            Candidate(each.name, self._entry_words(each), presence_words(each.presence), each.id)
            for each in found
            if each.id != self._resident.id
        ][:_SHOWN]

    def _entry_words(self, entry: LikelyEntry | ResidentRow) -> str:
        where = address_words(self._workspace.ledger, entry.address) or _("no dwelling")
        return " · ".join(part for part in (entry.birth, where) if part)

    def _take(self, resident_id: int | None) -> None:
        if resident_id is not None:
            self.taken.emit(resident_id)
