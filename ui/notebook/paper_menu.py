"""The menu of the paper: Qt's own, translated, with undo and redo that know the corrections too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ledger.language import _

if TYPE_CHECKING:
    from ui.notebook.paper import Paper


def paper_menu(paper: "Paper", place: QPoint) -> QMenu:
    """The menu at a place of the paper; the caller shows it."""
    menu = paper.createStandardContextMenu(place)
    for action in menu.actions():
        wanted = {"edit-undo": paper.undo_wanted, "edit-redo": paper.redo_wanted}.get(action.objectName())
        if wanted is not None:
            # The page may have a correction to take back where the words have none.
            action.triggered.disconnect()
            action.triggered.connect(lambda _checked=False, signal=wanted: signal.emit())
            action.setEnabled(True)
    menu.addSeparator()
    numbers = menu.addAction(_("Number the lines"))
    numbers.setCheckable(True)
    numbers.setChecked(paper.margin.numbers)
    numbers.triggered.connect(paper.number_lines)
    return menu
