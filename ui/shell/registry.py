"""The pages there are, in the order of the sidebar."""

from contextlib import suppress
from importlib import import_module
from typing import cast

from ledger.language import mark
from ui.shell.page import Page, PageSpec
from ui.workspace import Workspace

PAGES = (
    PageSpec("today", mark("Today"), "ui.today.page:TodayPage", "sun"),
    PageSpec("visits", mark("Visits"), "ui.visits.page:VisitsPage", "footprints"),
    PageSpec("matters", mark("Matters"), "ui.matters.page:MattersPage", "list-checks"),
    PageSpec("residents", mark("Residents"), "ui.residents.page:ResidentsPage", "users"),
    PageSpec("buildings", mark("Buildings"), "ui.buildings.page:BuildingsPage", "building-2"),
    PageSpec("accounts", mark("Accounts"), "ui.accounts.page:AccountsPage", "book-open"),
    PageSpec("notebook", mark("Note a visit"), "ui.notebook.page:NotebookPage", under="visits"),
    PageSpec("search", mark("Search"), "ui.search.page:SearchPage"),
    PageSpec("exchange", mark("Import"), "ui.exchange.page:ImportPage"),
    PageSpec("settings", mark("Settings"), "ui.settings.page:SettingsPage", "settings"),
)


def make_page(spec: PageSpec, workspace: Workspace) -> Page:
    """Import the page's module and make the page."""
    module, _colon, name = spec.place.partition(":")
    return cast(Page, getattr(import_module(module), name)(workspace))


def import_pages() -> None:
    """Import every page's module, ahead of its first showing, and load the words that a form guesses by.

    A module that cannot be imported says so when its page is shown.
    """
    from ledger.notebook.guessing import get_ready

    for spec in PAGES:
        with suppress(ImportError):
            import_module(spec.place.partition(":")[0])
    get_ready()
