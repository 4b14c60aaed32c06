"""What the import did, and where to go from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ledger.exchange.applying import Imported
from ledger.language import _
from ui.exchange.findings import ProblemsView
from ui.exchange.reading import Reading
from ui.theme import Role, theme
from ui.widgets import Card, GhostButton, Label, PrimaryButton
from ui.workspace import Workspace


class ResultView(QWidget):
    """`undo_wanted`, `residents_wanted`, `buildings_wanted` and `other_wanted` follow the buttons."""

    undo_wanted = Signal()
    residents_wanted = Signal()
    buildings_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemsView(workspace)
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(14)
        top = QHBoxLayout()
        top.setSpacing(12)
        self._icon = QLabel()
        self.title = Label("", "title", wrap=True)
        top.addWidget(self._icon)
        top.addWidget(self.title, 1)
        self.note = Label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.residents_button = PrimaryButton(_("Open the residents"), "users")
        self.buildings_button = GhostButton(_("Show the buildings"), "building-2")
        self.undo_button = GhostButton(_("Undo the import"), "undo-2")
        self.other_button = GhostButton(_("Import another file"), "folder-open")
        signals = (self.residents_wanted, self.buildings_wanted, self.undo_wanted, self.other_wanted)
        buttons = (self.residents_button, self.buildings_button, self.undo_button, self.other_button)
        for button, signal in zip(buttons, signals, strict=True):
            button.clicked.connect(lambda _checked=False, wanted=signal: wanted.emit())
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(top)
        card.body.addWidget(self.note)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.problems, 1)
        self.setFocusProxy(self.residents_button)
        self._fit()
        theme().changed.connect(self._fit)

    def show_import(self, reading: Reading, done: Imported) -> None:
        """Say what came in, and what is left to look at."""
        facts = {"file": reading.path.name, "created": done.created, "changed": done.changed}
        problems = len(reading.plan.problems)
        self.problems.show_reading(reading)
        self.problems.setVisible(bool(problems))
        self.title.setText(_("%(file)s is in the ledger: %(created)d residents new, %(changed)d changed") % facts)
        words = _("%(count)d things in the file are worth a second look; they stand in the notes.")
        self.note.setText(words % {"count": problems} if problems else _("Every row was understood."))
        self.undo_button.setEnabled(True)

    def show_undone(self) -> None:
        """Say that the import was taken back."""
        self.title.setText(_("The import was undone."))
        self.note.setText(_("The ledger is as it was before; the journal keeps both."))
        self.problems.hide()
        self.undo_button.setEnabled(False)

    def _fit(self) -> None:
        self._icon.setPixmap(theme().pixmap("check", Role.GOOD, 30, self.devicePixelRatioF()))
