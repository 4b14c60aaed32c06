"""The search of the top bar: what the ledger finds, as places to go to."""

from typing import TYPE_CHECKING

from ui.shell.page import Hit, Target
from ui.shell.search import Find
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.find import Hit as Found


def finder(workspace: Workspace) -> Find:
    """What the search box asks: doors, residents and matters of the open ledger."""

    def find(text: str) -> list[Hit]:
        if not workspace.is_open:
            return []
        from ledger.language import _
        from ledger.search import find as search

        words = {
            search.HitKind.DWELLING: _("door"),
            search.HitKind.RESIDENT: _("resident"),
            search.HitKind.MATTER: _("matter"),
        }
        return [
            Hit(found.title, found.text, words[found.kind], _target(found))
            for found in search.find(workspace.ledger, text, limit=9)
        ]

    return find


def _target(found: "Found") -> Target:
    if found.kind == "matter":
        return Target("matters", "matter", found.id)
    if found.kind == "resident":
        return Target("residents", "resident", found.id, {"household": found.household_id})
    if found.household_id is not None:
        return Target("residents", "household", found.household_id, {"dwelling": found.id})
    return Target("buildings", "dwelling", found.id)
