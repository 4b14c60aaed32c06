"""Choosing the other open matter into which one is merged."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ledger.language import _
from ledger.matters.listing import MatterFilter, list_matters
from ledger.records.matters import Matter
from ui.matters.words import whose
from ui.theme import theme
from ui.workspace import Workspace

_MOST = 40
_PAUSE = 150
_ID = Qt.ItemDataRole.UserRole
_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class MatterPicker(QWidget):
    """A line for words and the open matters that fit; those of the same household stand first. Arrows walk them."""

    def __init__(self, workspace: Workspace, matter: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._matter = matter
        self.words = _Words(self._walk)
        self.words.setPlaceholderText(_("Number, need, door or name…"))
        self.words.setAccessibleName(_("Words in the matter"))
        self.found = QListWidget()
        self.found.setAccessibleName(_("Open matters"))
        self.found.setFixedHeight(theme().size(150))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.found)
        self.setFocusProxy(self.words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        self.look()

    def value(self) -> int | None:
        """The id of the matter chosen, None where none is."""
        item = self.found.currentItem()
        return item.data(_ID) if item else None

    def look(self) -> None:
        """Find the open matters that fit the words."""
        wanted = MatterFilter(open=True, text=self.words.text().strip())
        matters = list_matters(self._workspace.ledger, wanted, limit=_MOST)
        others = [matter for matter in matters if matter.id != self._matter.id]
        home = self._matter.household_id
        others.sort(key=lambda matter: home is None or matter.household_id != home)
        self.found.clear()
        for matter in others:
            item = QListWidgetItem(f"{matter.number}  {whose(matter)}  {matter.title}")
            item.setToolTip(matter.title)
            item.setData(_ID, matter.id)
            self.found.addItem(item)
        likely = others and home is not None and others[0].household_id == home
        if others and (likely or self.words.text().strip()):
            self.found.setCurrentRow(0)

    def _walk(self, event: QKeyEvent) -> None:
        self.found.event(event)


class _Words(QLineEdit):
    """A line whose arrow keys walk the list below it."""

    def __init__(self, walk: Callable[[QKeyEvent], object]) -> None:
        super().__init__()
        self._walk = walk

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALKS:
            self._walk(event)
        else:
            super().keyPressEvent(event)
