"""存为常用: the words that stand there kept under a name in the side bar; renamed, moved, or kept no longer."""

from PySide6.QtWidgets import QWidget

from ledger.language import _
from ledger.search.saved import SavedSearch, saved_searches
from ui.finding.saved import keep_search, saved_menu
from ui.widgets import GhostButton
from ui.workspace import Workspace


class KeepButton(GhostButton):
    """Keeps words nobody has kept yet; where they are kept it offers what can be done with them."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Keep at hand…"), "plus", parent)
        self._workspace = workspace
        self._words = ""
        self._kept: SavedSearch | None = None
        self.clicked.connect(self.act)
        self.setEnabled(False)

    def show_words(self, words: str) -> None:
        """Offer to keep these words; "" offers nothing."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Look whether the words are kept."""
        known = saved_searches(self._workspace.ledger) if self._workspace.is_open else ()
        self._kept = next((each for each in known if each.words == self._words), None)
        self.setEnabled(bool(self._words))
        self._icon_name = "check" if self._kept else "plus"
        self._draw_icon()
        self.setText(_("Kept as %(name)s") % {"name": self._kept.name} if self._kept else _("Keep at hand…"))

    def act(self) -> None:
        """Ask for the name, or offer what can be done."""
        if self._kept is not None:
            menu = saved_menu(self, self._workspace, self._kept)
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        elif self._words:
            keep_search(self.window(), self._workspace, self._words)
