"""A door, typed as people name it (3-2-501), or found by who lives there (许敏, xm)."""

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.reading import household
from ledger.places.doors import dwelling, dwelling_at
from ledger.records.places import Address, Dwelling
from ledger.rules.address import read_address
from ledger.search.find import Hit, HitKind, find
from ui.residents.words import address_words, who_is_there
from ui.widgets import Label
from ui.workspace import Workspace

_PAUSE_MILLISECONDS = 100
_SHOWN = 8


class DoorField(QWidget):
    """`changed` follows whatever is meant now: `door()`, or an `address()` that is not in the ledger yet."""

    changed = Signal()

    def __init__(self, workspace: Workspace, *, may_be_new: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._may_be_new = may_be_new
        self._chosen: int | None = None
        self._known: dict[str, int] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("e.g. 3-2-501, a name, or its initials"))
        self._words = Label("", "muted", wrap=True)
        self._offers = QStringListModel(self)
        self._completer = completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take)
        self.line.setCompleter(completer)
        if isinstance(popup := completer.popup(), QListView):
            popup.setSpacing(3)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._offer)
        self.line.textEdited.connect(self._edited)
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
        self._timer.start()
        self._tell()

    def _offer(self) -> None:
        if not self.line.hasFocus():
            return
        hits = [hit for hit in find(self._workspace.ledger, self.line.text(), limit=2 * _SHOWN) if self._door_of(hit)]
        self._known = {_words(hit): door for hit in hits[:_SHOWN] if (door := self._door_of(hit)) is not None}
        self._offers.setStringList(list(self._known))
        if self._known:
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _door_of(self, hit: Hit) -> int | None:
        if hit.kind is HitKind.DWELLING:
            return hit.id
        if hit.kind is HitKind.RESIDENT and hit.household_id is not None:
            return household(self._workspace.ledger, hit.household_id).dwelling_id
        return None

    def _take(self, words: str) -> None:
        if (door := self._known.get(words)) is not None:
            # The completer writes its own words into the line after this; the address has the last one.
            QTimer.singleShot(0, self, lambda: self.set_door(door))

    def _tell(self) -> None:
        door = self.door()
        text = ""
        if door is not None:
            text = who_is_there(self._workspace.ledger, door.id)
        elif self.line.text().strip() and self._read() is not None:
            text = _("The ledger has no such door.") if not self._may_be_new else _("A new door; it is added too.")
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.changed.emit()


def _words(hit: Hit) -> str:
    return f"{hit.title} · {hit.text}" if hit.text else hit.title
