"""居民: the list of residents, a household, an empty door, what was withdrawn, and who may be in it twice."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ledger.errors import InputProblem, WorldProblem
from ledger.language import _
from ledger.people.duplicates import Candidate
from ledger.people.listing import ResidentFilter, ResidentRow, list_residents
from ledger.people.reading import household, household_at, resident
from ledger.people.withdrawn import WithdrawnKind
from ledger.places.doors import has_doors
from ledger.store import Ledger
from ui.residents.adding import AddHouseholdSheet
from ui.residents.duplicates_view import DuplicatesView
from ui.residents.dwelling_view import DwellingView
from ui.residents.household_view import HouseholdView
from ui.residents.paper import FilePaper, note_file
from ui.residents.roll import ResidentRoll
from ui.residents.time_line import HOUSEHOLD, RESIDENT
from ui.residents.withdrawn_view import WithdrawnView
from ui.residents.words import family_name
from ui.shell.page import Heading, Page, Target
from ui.widgets import EmptyState, GhostButton, PrimaryButton
from ui.workspace import Workspace


class ResidentsPage(Page):
    """One thing at a time: the list, or what was opened from it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"resident", "household", "membership", "occupancy", "phone", "life_event", "care_group", "care_membership"}
        | {
            "dwelling",
            "unit",
            "building",
            "estate",
            "grid",
            "visit",
            "visit_person",
            "matter",
            "step",
            "promise",
            "setting",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.roll = ResidentRoll(workspace)
        self.household = HouseholdView(workspace)
        self.dwelling = DwellingView(workspace)
        self.withdrawn = WithdrawnView(workspace)
        self.paper = FilePaper(workspace)
        self.duplicates = DuplicatesView(workspace)
        self.list_view = self._make_list()
        self.empty = EmptyState(
            _("Nobody is in the ledger yet. Import the roster, or enter the first household by hand."),
            _("Import the roster"),
            "users",
        )
        self._list_stack.addWidget(self.empty)
        self._stack = QStackedWidget()
        self._views: tuple[QWidget, ...] = (
            self.list_view,
            self.household,
            self.dwelling,
            self.withdrawn,
            self.duplicates,
            self.paper,
        )
        for view in self._views:
            self._stack.addWidget(view)
        self.column.addWidget(self._stack, 1)
        self._connect()

    @property
    def view(self) -> QWidget:
        """What is seen: the list, the household, the door, the recycle list or the possible duplicates."""
        return self._views[self._stack.currentIndex()]

    def refresh(self) -> None:
        """Read again what is seen; the list is read when one comes back to it."""
        seen = self.view
        if (seen is self.household and self.household.refresh()) or (seen is self.dwelling and self._refresh_door()):
            return
        if seen is self.withdrawn:
            self.withdrawn.refresh()
        elif seen is self.paper:
            self.paper.draw()
        elif seen is self.duplicates:
            self.duplicates.refresh()
        else:
            self._read_list()

    def open(self, target: Target) -> None:
        """Show a household, a resident, a door, the withdrawn, possible duplicates, or the list with a filter."""
        try:
            self._open(target)
        except InputProblem as problem:
            self.workspace.notices.explain(problem)
            self.show_list()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+P prints a file, on paper already Ctrl+S saves it; Ctrl+E writes what is seen into a workbook."""
        if self.view is self.paper:
            return {"print": self.paper.print, "save": self.paper.save}
        if self.view is self.list_view:
            return {"export": self.roll.export.ask}
        export = {"export": lambda: self.go("exchange", "export", kind="residents")}
        return {"print": self.print_file, **export} if self.view is self.household else export

    def print_file(self) -> None:
        """Show the file that is seen as it is printed."""
        shown = self.household.file_of
        if shown is not None:
            self.go("residents", "paper", shown[1], of=shown[0])

    def show_list(self) -> None:
        """Show the list as it stands now, ready to be searched."""
        self._read_list()
        if self._list_stack.currentWidget() is self.roll:
            self.roll.setFocus()

    def _read_list(self) -> None:
        self.roll.refresh()
        is_empty = not _has_anybody(self.workspace.ledger)
        self._list_stack.setCurrentWidget(self.empty if is_empty else self.roll)
        self._stack.setCurrentWidget(self.list_view)
        if is_empty:
            self.heading.say(_("Residents"))

    def add_household(self, dwelling_id: int | None = None) -> None:
        """Enter a household by hand and go there."""
        sheet = AddHouseholdSheet(self.window(), self.workspace, dwelling_id)
        sheet.accepted.connect(lambda: self.go("residents", "household", sheet.added.id if sheet.added else None))
        sheet.same_one.connect(self._go_to_candidate)
        sheet.open()

    def _open(self, target: Target) -> None:
        if target.what in ("household", "resident") and target.id is not None:
            self._open_file(target.what, target.id)
        elif target.what == "paper" and target.id is not None:
            self._open_paper(target.detail["of"], target.id)
        elif target.what == "dwelling" and target.id is not None:
            self._open_door(target.id)
        elif target.what == "withdrawn":
            self.withdrawn.refresh()
            self._see(self.withdrawn)
        elif target.what == "duplicates":
            self.duplicates.refresh()
            self._see(self.duplicates)
        elif target.what == "new":
            self.show_list()
            self.add_household(target.detail.get("dwelling"))
        else:
            self.show_list()
            if target.detail:
                self.roll.show_filter(**target.detail)

    def _open_file(self, of: str, id_: int) -> None:
        """Show a household's or a resident's file, and write down that it was looked at."""
        if of == RESIDENT:
            self.household.show_resident(id_)
        else:
            self.household.show_household(id_)
        self._see(self.household)
        self._note_opened(of, id_)

    def _note_opened(self, of: str, id_: int) -> None:
        try:
            note_file(self.workspace.ledger, f"open.{of}", of, id_)
        except WorldProblem as error:
            self.workspace.notices.explain(error)

    def _open_paper(self, of: str, id_: int) -> None:
        ledger = self.workspace.ledger
        name = resident(ledger, id_).name if of == RESIDENT else family_name(household(ledger, id_, with_gone=True))
        self._see(self.paper)
        self.paper.show_file(of, id_, name)

    def _open_door(self, dwelling_id: int) -> None:
        home = household_at(self.workspace.ledger, dwelling_id)
        if home is not None:
            self._open_file(HOUSEHOLD, home.id)
        else:
            self.dwelling.show_dwelling(dwelling_id)
            self._see(self.dwelling)

    def _see(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        view.setFocus()

    def _refresh_door(self) -> bool:
        """An empty door that has a household now becomes that household."""
        door = self.dwelling.dwelling_id
        if door is not None and (home := household_at(self.workspace.ledger, door)) is not None:
            self.household.show_household(home.id)
            self._see(self.household)
            return True
        return self.dwelling.refresh()

    def _make_list(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.heading = Heading(_("Residents"))
        withdrawn = GhostButton(_("Withdrawn"), "archive")
        withdrawn.clicked.connect(lambda: self.go("residents", "withdrawn"))
        exchange = GhostButton(_("Import, export"), "file-spreadsheet")
        exchange.clicked.connect(lambda: self.go("exchange"))
        self.add_button = PrimaryButton(_("Add a household"), "plus")
        self.add_button.clicked.connect(lambda: self.add_household())
        self.duplicates_button = GhostButton(_("Possible duplicates"), "users")
        self.duplicates_button.clicked.connect(lambda: self.go("residents", "duplicates"))
        for button in (self.duplicates_button, withdrawn, exchange, self.add_button):
            self.heading.row.addWidget(button)
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self.roll)
        column.addWidget(self.heading)
        column.addWidget(self._list_stack, 1)
        return view

    def _connect(self) -> None:
        self.roll.opened.connect(self._open_row)
        self.roll.counted.connect(lambda words: self.heading.say(_("Residents"), words))
        self.empty.acted.connect(lambda: self.go("exchange"))
        for view in (self.household, self.dwelling, self.withdrawn, self.duplicates):
            view.left.connect(lambda: self.go("residents"))
        self.paper.left.connect(self._leave_paper)
        self.household.print_wanted.connect(self.print_file)
        self.dwelling.visit_wanted.connect(lambda door: self.go("visits", "new", dwelling=door))
        self.household.visit_wanted.connect(lambda door, who: self.go("visits", "new", **_begun(door, who)))
        self.household.matter_wanted.connect(
            lambda door, who: self.go("visits", "new", **_begun(door, who), matter=True)
        )
        self.household.resident_opened.connect(lambda id_: self.go("residents", "resident", id_))
        self.household.gone_to.connect(lambda id_: self.go("residents", "household", id_))
        self.household.door_wanted.connect(lambda id_: self.go("buildings", "dwelling", id_))
        self.household.visit_opened.connect(lambda id_: self.go("visits", "visit", id_))
        self.household.matter_opened.connect(lambda id_: self.go("matters", "matter", id_))
        self.dwelling.add_wanted.connect(self.add_household)
        self.dwelling.household_opened.connect(lambda id_: self.go("residents", "household", id_))
        self.household.person.merged.connect(lambda id_: self.go("residents", "resident", id_))
        self.withdrawn.restored.connect(self._go_to_restored)

    def _leave_paper(self) -> None:
        if self.paper.of is not None:
            self.go("residents", *self.paper.of)

    def _open_row(self, row: ResidentRow) -> None:
        self.go("residents", "resident", row.id)

    def _go_to_candidate(self, candidate: Candidate) -> None:
        self.go("residents", "resident", candidate.resident_id)

    def _go_to_restored(self, kind: WithdrawnKind, id_: int) -> None:
        self.go("residents", kind.value, id_)


def _begun(dwelling_id: int, resident_id: int | None) -> dict[str, int]:
    """Where a visit is begun, and with whom where that is known."""
    return {"dwelling": dwelling_id} | ({"resident": resident_id} if resident_id is not None else {})


def _has_anybody(ledger: Ledger) -> bool:
    return has_doors(ledger) or bool(list_residents(ledger, ResidentFilter(), limit=1))
