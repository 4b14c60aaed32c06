"""What the page shows in place of its list, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.language import _
from ui.shell.page import Heading
from ui.widgets import IconButton
from ui.workspace import Workspace


class InnerView(QWidget):
    """A heading with an arrow, and a column under it. `left` asks for the list: by the arrow, or by Esc."""

    left = Signal()

    def __init__(self, workspace: Workspace, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.heading = Heading(title, note)
        back = IconButton("chevron-left", _("Back to the list"))
        back.clicked.connect(lambda: self.left.emit())
        self.heading.row.insertWidget(0, back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.heading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
