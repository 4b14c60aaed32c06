"""The search of the top bar: what the ledger finds, as places to go to."""

from typing import TYPE_CHECKING

from ui.shell.page import Hit, Target
from ui.shell.search import Find
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.hits import Hit as Found


_SHOWN = 9


def finder(workspace: Workspace) -> Find:
    """What the search box asks: everything in the open ledger."""

    def find(text: str) -> list[Hit]:
        if not workspace.is_open:
            return []
        from ledger.language import _, pgettext
        from ledger.search import finding
        from ledger.search.hits import HitKind

        words = {
            HitKind.DWELLING: _("door"),
            HitKind.RESIDENT: _("resident"),
            HitKind.MATTER: _("matter"),
            HitKind.VISIT: pgettext("search", "visit"),
            HitKind.PAGE: pgettext("search", "page"),
        }
        answer = finding.find(workspace.ledger, text, today=workspace.today(), limit=_SHOWN, offer_nearest=False)
        return [Hit(hit.title, hit.text, words[hit.kind], _target(hit)) for hit in answer.hits[:_SHOWN]]

    return find


def _target(found: "Found") -> Target:
    pages = {"matter": "matters", "visit": "visits", "page": "notebook"}
    if found.kind in pages:
        return Target(pages[found.kind], found.kind.value, found.id)
    if found.kind == "resident":
        return Target("residents", "resident", found.id, {"household": found.household_id})
    if found.household_id is not None:
        return Target("residents", "household", found.household_id, {"dwelling": found.id})
    return Target("buildings", "dwelling", found.id)
