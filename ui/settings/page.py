"""The settings page: community and ledger, workers and grids, care groups, categories, own words, the look."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QTabWidget, QWidget

from ledger.language import _
from ui.settings.care import CareSection
from ui.settings.categories import CategorySection
from ui.settings.community import CommunitySection
from ui.settings.look import LookSection
from ui.settings.section import Section
from ui.settings.staff import StaffSection
from ui.settings.words import WordSection
from ui.shell.page import Page, Target
from ui.workspace import Workspace


class SettingsPage(Page):
    """One tab a section; `open` takes the section's key (community, staff, care, categories, words, look)."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"community", "worker", "grid", "estate", "building", "care_group", "category", "setting"}
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.add_heading(_("Settings"))
        self.sections: dict[str, Section] = {
            "community": CommunitySection(workspace),
            "staff": StaffSection(workspace),
            "care": CareSection(workspace),
            "categories": CategorySection(workspace),
            "words": WordSection(workspace),
            "look": LookSection(workspace),
        }
        titles = {
            "community": _("Community and ledger"),
            "staff": _("Workers and grids"),
            "care": _("Care groups"),
            "categories": _("Categories"),
            "words": _("Words of the notebook"),
            "look": _("Display"),
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for key, section in self.sections.items():
            self.tabs.addTab(section, titles[key])
            section.wanted.connect(self.navigate)
        self.column.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        """Read every section."""
        for section in self.sections.values():
            section.refresh()

    def open(self, target: Target) -> None:
        """Show the section asked for."""
        if target.what in self.sections:
            self.tabs.setCurrentWidget(self.sections[target.what])

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S keeps the community's names."""
        community = self.sections["community"]
        if isinstance(community, CommunitySection) and self.tabs.currentWidget() is community:
            return {"save": community.save}
        return {}
