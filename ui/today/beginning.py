"""What stands on today's page while the ledger is empty: the two ways to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ui.theme import theme
from ui.widgets import Card, GhostButton, Label, PrimaryButton


class Beginning(QWidget):
    """`importing` and `visiting` follow the two buttons."""

    importing = Signal()
    visiting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(2)
        # Not centred by alignment: a card with wrapped words must know how wide it is to know how high.
        row = QHBoxLayout()
        row.addStretch(1)
        self._card = self._make_card()
        row.addWidget(self._card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        self._fit()
        theme().changed.connect(self._fit)

    def _make_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(12)
        card.add(Label(_("The ledger is open, and empty."), "title", wrap=True))
        card.add(Label(_("Bring in the residents from your Excel roster. Every row is checked first."), wrap=True))
        self.import_button = PrimaryButton(_("Import a roster"), "upload")
        self.import_button.clicked.connect(lambda: self.importing.emit())
        card.body.addLayout(_alone(self.import_button))
        card.add(Label(_("Or just begin: a door not in the ledger yet is added with its first visit."), wrap=True))
        self.visit_button = GhostButton(_("Note the first visit"), "notebook-pen")
        self.visit_button.clicked.connect(lambda: self.visiting.emit())
        card.body.addLayout(_alone(self.visit_button))
        return card

    def _fit(self) -> None:
        self._card.setFixedWidth(theme().size(560))


def _alone(button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row
