"""楼栋: one building at a time, door by door."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QTabBar, QWidget

from ledger.language import _, ngettext
from ledger.places.doors import buildings, estates
from ledger.places.plan import Door, door_plan
from ledger.places.staff import assign_building, grids
from ledger.records.places import Building
from ledger.wording.places import building_label, estate_label
from ui.buildings.adding import AddDoorsSheet, DoorSheet, NewGridSheet, WithdrawDoorSheet, building_of
from ui.buildings.last_visit import quarter_begins
from ui.buildings.legend import Legend
from ui.buildings.plan_view import PlanView
from ui.settings.preferences import Preference
from ui.shell.page import Page, Target
from ui.theme import theme
from ui.widgets import Card, ChoiceField, EmptyState, GhostButton, IconButton, Label
from ui.workspace import Workspace

# The uid of the building shown last: the page opens where one left off.
SHOWN = Preference("buildings/shown", "", str)


class BuildingsPage(Page):
    """Estates and buildings above, the door plan in the middle, the door under the cursor below."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"estate", "building", "unit", "dwelling", "grid", "household", "occupancy", "membership", "resident"}
        | {"life_event", "care_membership", "care_group", "visit", "matter", "step"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._buildings: tuple[Building, ...] = ()
        self._building: Building | None = None
        self.heading = self.add_heading(_("Buildings"))
        self.legend = Legend()
        self.heading.row.addWidget(self.legend)
        self.column.addWidget(self._make_choices())
        self.plan = PlanView()
        self._scroll = _PlanScroll(self.plan)
        self.empty = EmptyState(
            _("No doors yet. Import the roster, and every building appears here door by door."),
            _("Import the roster"),
            "building-2",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self._make_foot())
        self.setFocusProxy(self.plan)
        self._connect()

    @property
    def building(self) -> Building | None:
        """The building shown."""
        return self._building

    def refresh(self) -> None:
        """Read buildings and the plan of the one shown again."""
        ledger = self.workspace.ledger
        self._buildings = buildings(ledger)
        kept = self._building.uid if self._building else self.workspace.preferences.get(SHOWN)
        self._building = next((each for each in self._buildings if each.uid == kept), None)
        self._building = self._building or self._first_building()
        self._show_choices()
        self._show_plan()

    def open(self, target: Target) -> None:
        """Show a building, or the building of a door with the cursor on it."""
        if target.what == "building":
            self._show_building(next((each for each in self._buildings if each.id == target.id), None))
        elif target.what == "dwelling" and target.id is not None:
            self._show_building(building_of(self.workspace.ledger, target.id))
            self.plan.go_to(target.id)
        if self._building is not None:
            self.plan.setFocus()

    def _first_building(self) -> Building | None:
        """Where a grid worker begins, else the first there is."""
        mine = self.workspace.worker.grid_id
        own = (each for each in self._buildings if mine is not None and each.grid_id == mine)
        return next(own, next(iter(self._buildings), None))

    def correct_door(self) -> None:
        """Correct number, use and note of the door under the cursor."""
        self._with_door(lambda door: DoorSheet(self, self.workspace, door.dwelling_id).open())

    def withdraw_door(self) -> None:
        """Withdraw the door under the cursor, with a reason."""
        self._with_door(lambda door: WithdrawDoorSheet(self, self.workspace, door.dwelling_id).open())

    def _make_choices(self) -> QWidget:
        choices = QWidget()
        row = QHBoxLayout(choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.estate = ChoiceField(name=_("Estate"))
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(_("Buildings"))
        self.grid = GhostButton()
        self.grid.setMenu(QMenu(self.grid))
        self.add_button = GhostButton(_("Add doors"), "plus")
        row.addWidget(self.estate)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.grid)
        row.addWidget(self.add_button)
        return choices

    def _make_foot(self) -> Card:
        self.foot = Card()
        self.foot.body.setContentsMargins(14, 8, 10, 8)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.sentence = Label()
        self.sentence.setMinimumWidth(40)
        self.visit_button = GhostButton(_("Visit") + "  Enter", "footprints")
        self.open_button = GhostButton(_("Open") + "  " + _("Space"), "house")
        self.more = IconButton("ellipsis", _("More about this door"))
        menu = QMenu(self.more)
        menu.addAction(_("Correct number, use, note…"), self.correct_door)
        menu.addAction(_("Withdraw this door…"), self.withdraw_door)
        self.more.clicked.connect(lambda: menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        row.addWidget(self.sentence, 1)
        for button in (self.visit_button, self.open_button, self.more):
            row.addWidget(button)
        self.foot.body.addLayout(row)
        return self.foot

    def _connect(self) -> None:
        self.estate.chosen.connect(self._choose_estate)
        self.tabs.currentChanged.connect(self._choose_tab)
        self.add_button.clicked.connect(self._add_doors)
        self.plan.picked.connect(lambda _door: self._show_sentence())
        self.plan.opened.connect(self._open_door)
        self.plan.visit_wanted.connect(self._visit)
        self.visit_button.clicked.connect(lambda: self._with_door(self._visit))
        self.open_button.clicked.connect(lambda: self._with_door(self._open_door))
        self.empty.acted.connect(lambda: self.go("exchange"))

    def _show_choices(self) -> None:
        here = self._building
        known = estates(self.workspace.ledger)
        self.estate.set_options((estate.id, estate_label(estate.name)) for estate in known)
        self.estate.setVisible(len(known) > 1)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(self.tabs.count() - 1)
        if here is not None:
            self.estate.set_value(here.estate_id)
            for each in self._in_estate(here.estate_id):
                self.tabs.setTabData(self.tabs.addTab(building_label(each.name)), each.id)
                if each.id == here.id:
                    self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self.tabs.blockSignals(False)
        self._fill_grids()

    def _fill_grids(self) -> None:
        here = self._building
        menu = self.grid.menu()
        menu.clear()
        self.grid.setVisible(here is not None)
        if here is None:
            return
        self.grid.setText(_("Grid: %(grid)s") % {"grid": here.grid or _("none")} + "   ")
        for grid_id, name in [*((grid.id, grid.name) for grid in grids(self.workspace.ledger)), (None, _("No grid"))]:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(grid_id == here.grid_id)
            action.triggered.connect(lambda _checked=False, to=grid_id: self._assign(to))
        menu.addSeparator()
        menu.addAction(_("New grid…"), lambda: NewGridSheet(self, self.workspace, here).open())

    def _show_plan(self) -> None:
        here = self._building
        self._stack.setCurrentWidget(self.empty if here is None else self._scroll)
        self.legend.setVisible(here is not None)
        self.foot.setVisible(here is not None)
        if here is None:
            self.heading.say(_("Buildings"))
            return
        today = self.workspace.today()
        plan = door_plan(self.workspace.ledger, here.id, today=today)
        begun = quarter_begins(today)
        lived = [door for door in plan.doors if door.household_id is not None]
        visited = sum(1 for door in lived if door.met_on is not None and door.met_on >= begun)
        named = [unit for unit in plan.units if unit.name]
        notes = [
            here.grid,
            ngettext("%(count)d unit", "%(count)d units", len(named)) % {"count": len(named)} if named else "",
            ngettext("%(count)d household", "%(count)d households", plan.household_count)
            % {"count": plan.household_count},
            _("%(count)d visited this quarter") % {"count": visited},
        ]
        self.heading.say(building_label(here.name), " • ".join(note for note in notes if note))
        self.plan.show_plan(plan, today)
        self._scroll.fit()

    def _show_sentence(self) -> None:
        self.sentence.setText(self.plan.sentence())
        self.sentence.setToolTip(self.plan.sentence())

    def _show_building(self, building: Building | None) -> None:
        if building is None or (self._building and building.id == self._building.id):
            return
        self._building = building
        self.workspace.preferences.set(SHOWN, building.uid)
        self._show_choices()
        self._show_plan()

    def _choose_estate(self, estate_id: int) -> None:
        self._show_building(next(iter(self._in_estate(estate_id)), None))

    def _choose_tab(self, index: int) -> None:
        chosen = self.tabs.tabData(index)
        self._show_building(next((each for each in self._buildings if each.id == chosen), None))

    def _in_estate(self, estate_id: int) -> list[Building]:
        return [each for each in self._buildings if each.estate_id == estate_id]

    def _assign(self, grid_id: int | None) -> None:
        if self._building is not None:
            said = _("Building given to the grid") if grid_id else _("Building taken out of the grid")
            self.workspace.write(assign_building, self._building.id, grid_id=grid_id, said=said)

    def _add_doors(self) -> None:
        sheet = AddDoorsSheet(self, self.workspace, self._building)

        def show() -> None:
            if sheet.added is not None:
                self.refresh()
                self._show_building(building_of(self.workspace.ledger, sheet.added.dwelling_ids[0]))
                self.plan.go_to(sheet.added.dwelling_ids[0])
                self.plan.setFocus()

        sheet.accepted.connect(show)
        sheet.open()

    def _with_door(self, act: Callable[[Door], object]) -> None:
        door = self.plan.current()
        if door is not None:
            act(door)

    def _visit(self, door: Door) -> None:
        self.go("visits", "new", dwelling=door.dwelling_id)

    def _open_door(self, door: Door) -> None:
        if door.household_id is not None:
            self.go("residents", "household", door.household_id)
        else:
            self.go("residents", "dwelling", door.dwelling_id)


class _PlanScroll(QScrollArea):
    """Gives the plan its room, and keeps the cursor's door in sight."""

    def __init__(self, plan: PlanView) -> None:
        super().__init__()
        self._plan = plan
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(plan)
        plan.setObjectName("scrolled")
        self.viewport().setAutoFillBackground(False)
        self.viewport().installEventFilter(self)
        plan.seen_wanted.connect(self._keep_in_sight)

    def fit(self) -> None:
        """Lay the plan out for the room there is now; a scroll bar takes its share."""
        bar = self.style().pixelMetric(self.style().PixelMetric.PM_ScrollBarExtent)
        room = self.size()
        self._plan.fit(room)
        if self._plan.arrangement.height > room.height():
            self._plan.fit(QSize(room.width() - bar, room.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out anew when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def _keep_in_sight(self, area: QRect) -> None:
        centre = area.center()
        margin = theme().size(24)
        self.ensureVisible(centre.x(), centre.y(), area.width() // 2 + margin, area.height() // 2 + margin)
