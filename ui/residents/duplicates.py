"""Seems to be here already? Said while somebody is typed in, never in the way."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.duplicates import Candidate, possible_duplicates
from ledger.wording import label
from ui.residents.fields import ResidentFields
from ui.residents.words import address_words, presence_words
from ui.theme import Tone, theme
from ui.widgets import GhostButton, Label, clear_layout
from ui.workspace import Workspace

_PAUSE_MILLISECONDS = 250
_SHOWN = 4


class DuplicatesPanel(QFrame):
    """Asks the ledger a moment after each change; `same_one(Candidate)` follows “it is this one”, `shown` each look."""

    same_one = Signal(object)
    shown = Signal()

    def __init__(self, workspace: Workspace, household_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._household_id = household_id
        self._fields: ResidentFields | None = None
        self.candidates: tuple[Candidate, ...] = ()
        self.setProperty("banner", Tone.AMBER.value)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        outer.setSpacing(10)
        icon = QLabel()
        icon.setPixmap(theme().pixmap("triangle-alert", Tone.AMBER.text, 18, self.devicePixelRatioF()))
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self._column, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def watch(self, fields: ResidentFields) -> None:
        """Look at these fields from now on."""
        self._fields = fields

    def soon(self) -> None:
        """Something changed: look once the typing pauses."""
        self._timer.start()

    def look(self) -> None:
        """Ask now, and show who may be the same."""
        self._timer.stop()
        if self._fields is None:
            return
        values = self._fields.values()
        self.candidates = possible_duplicates(
            self._workspace.ledger,
            name=values["name"],
            birth=values["birth"],
            id_number=values["id_number"],
            phones=[phone.number for phone in values["phones"]],
            household_id=self._household_id,
        )
        self._show()
        self.shown.emit()

    def _show(self) -> None:
        clear_layout(self._column)
        self.setVisible(bool(self.candidates))
        if not self.candidates:
            return
        self._column.addWidget(Label(_("May be in the ledger already:"), "strong"))
        for candidate in self.candidates[:_SHOWN]:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label(self._words(candidate), wrap=True), 1)
            button = GhostButton(_("It is this one"))
            button.clicked.connect(lambda _checked=False, chosen=candidate: self.same_one.emit(chosen))
            row.addWidget(button)
            self._column.addLayout(row)
        if len(self.candidates) > _SHOWN:
            self._column.addWidget(Label(_("and %(count)d more") % {"count": len(self.candidates) - _SHOWN}, "muted"))

    def _words(self, candidate: Candidate) -> str:
        where = address_words(self._workspace.ledger, candidate.address) or _("no dwelling")
        parts = (candidate.name, candidate.birth, where, presence_words(candidate.presence), label(candidate.reason))
        return " · ".join(part for part in parts if part)
