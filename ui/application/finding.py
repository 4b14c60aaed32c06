"""The search of the top bar: what the ledger finds, as places to go to."""

from ui.shell.search import Find
from ui.workspace import Workspace


def finder(workspace: Workspace) -> Find | None:
    """What the search box asks, or None where the ledger cannot be searched yet."""
    return None
