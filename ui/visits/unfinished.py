"""A line above the form: visits begun and set aside, to be taken up again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.language import _
from ledger.store.drafts import Draft
from ui.visits.outcomes import shortened
from ui.widgets import Label, LinkButton

_MOST_SHOWN, _LONGEST = 4, 24


class Unfinished(QWidget):
    """`chosen(Draft)` follows a click on one of them. Hidden while there are none."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(Label(_("Not finished yet:"), "muted"))
        self._row.addStretch(1)
        self._links: list[LinkButton] = []
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Offer these."""
        for link in self._links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(draft) for draft in drafts[:_MOST_SHOWN]]
        for at, link in enumerate(self._links, 1):
            self._row.insertWidget(at, link)
        self.setVisible(bool(drafts))

    def _link(self, draft: Draft) -> LinkButton:
        name = str(draft.content.get("title") or "") or _("without a door")
        link = LinkButton(shortened(name, _LONGEST))
        link.clicked.connect(lambda: self.chosen.emit(draft))
        return link
