"""What can be done with a search kept under a name: from the side bar and from the page of hits alike."""

from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from ledger.language import _
from ledger.search.saved import (
    SavedSearch,
    move_search,
    remove_search,
    rename_search,
    save_search,
    saved_searches,
)
from ui.widgets import FormSheet
from ui.workspace import Workspace

_LONGEST_PROPOSED = 12


def keep_search(parent: QWidget, workspace: Workspace, words: str) -> FormSheet:
    """Ask for a name, and keep words under it."""

    def act() -> bool:
        said = _("Kept in the side bar")
        return workspace.write(save_search, name=name.text(), words=words, said=said, form=sheet.form) is not None

    note = _("The side bar then leads to what “%(words)s” finds, as the ledger stands at that time.")
    sheet = FormSheet(parent, _("Keep at hand"), note=note % {"words": words}, act=act, width=460)
    name = QLineEdit(words if len(words) <= _LONGEST_PROPOSED else "")
    sheet.form.add("name", _("Name"), name)
    name.selectAll()
    sheet.open()
    return sheet


def rename(parent: QWidget, workspace: Workspace, kept: SavedSearch) -> FormSheet:
    """Ask for another name."""

    def act() -> bool:
        said = _("Renamed")
        return workspace.write(rename_search, kept.id, name=name.text(), said=said, form=sheet.form) is not None

    sheet = FormSheet(parent, _("Rename"), note=kept.words, act=act, width=460)
    name = QLineEdit(kept.name)
    sheet.form.add("name", _("Name"), name)
    name.selectAll()
    sheet.open()
    return sheet


def saved_menu(parent: QWidget, workspace: Workspace, kept: SavedSearch) -> QMenu:
    """Rename, move up and down, keep no longer."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    known = [each.id for each in saved_searches(workspace.ledger)]
    at = known.index(kept.id)
    menu.addAction(_("Rename…")).triggered.connect(lambda: rename(parent.window(), workspace, kept))
    for words, by, possible in ((_("Move up"), -1, at > 0), (_("Move down"), 1, at < len(known) - 1)):
        action = menu.addAction(words)
        action.setEnabled(possible)
        action.triggered.connect(lambda _on=False, by=by: workspace.write(move_search, kept.id, by=by, said=_("Moved")))
    said = _("No longer kept: %(name)s") % {"name": kept.name}
    menu.addSeparator()
    menu.addAction(_("Keep no longer")).triggered.connect(lambda: workspace.write(remove_search, kept.id, said=said))
    return menu
