"""A new route sheet: which households, for which day, for whom; how many that is stands there while one chooses."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from ledger.errors import refuse
from ledger.language import _, ngettext, pgettext
from ledger.people.care_groups import care_groups
from ledger.places.doors import buildings
from ledger.places.staff import grids
from ledger.records.places import Building
from ledger.records.routes import RouteChoice, RouteKind, RouteSheet
from ledger.visits.route import DrawnUp, count_households, draw_up_route
from ledger.wording import label
from ledger.wording.places import building_label
from ledger.wording.routes import route_title
from ui.theme import theme
from ui.widgets import ChoiceField, DateField, FormSheet, Label, SegmentRow
from ui.workspace import Workspace

_BUILDING = Qt.ItemDataRole.UserRole
_KINDS = (RouteKind.DUE, RouteKind.OPEN, RouteKind.ALL)
_PAUSE_MILLISECONDS = 120


def building_names(known: tuple[Building, ...]) -> dict[int, str]:
    """What each is called: 3号楼, and 银苑小区 3号楼 where there are several estates."""
    several = len({building.estate for building in known}) > 1
    return {each.id: f"{each.estate if several else ''} {building_label(each.name)}".strip() for each in known}


class BuildingChoice(QListWidget):
    """Buildings to tick, several beside each other; none ticked means all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().size(112))
        self.setSpacing(2)

    def show_buildings(self, known: tuple[Building, ...]) -> None:
        """Offer these; those ticked before stay ticked where they are still offered."""
        ticked = set(self.chosen())
        names = building_names(known)
        self.blockSignals(True)
        self.clear()
        for building in known:
            item = QListWidgetItem(names[building.id])
            item.setData(_BUILDING, building.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if building.id in ticked else Qt.CheckState.Unchecked)
            self.addItem(item)
        if known:
            self.setCurrentRow(0)
        self.blockSignals(False)

    def chosen(self) -> tuple[int, ...]:
        """The ids of the buildings ticked."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(_BUILDING) for item in items if item.checkState() is Qt.CheckState.Checked)


class RouteChoiceSheet(FormSheet):
    """Asks what the sheet is to hold, and draws it up. `drawn_up(RouteSheet)` is called once it is."""

    def __init__(self, parent: QWidget, workspace: Workspace, drawn_up: Callable[[RouteSheet], object]) -> None:
        note = _("The households stand on it in walking order, each under a number by which the page is typed back.")
        super().__init__(parent, _("New route sheet"), note=note, action=_("Draw up"), act=self._act_now, width=620)
        self._workspace = workspace
        self._drawn_up = drawn_up
        self.kind = SegmentRow([(kind, label(kind)) for kind in _KINDS], name=_("Which households"))
        self.grid = ChoiceField(name=_("Grid"))
        self.buildings = BuildingChoice()
        self.care_group = ChoiceField(name=_("Care group"))
        self.on = DateField(workspace.today(), today=workspace.today, name=_("Day"))
        self.worker = ChoiceField(name=_("Who goes round"))
        self.count = Label("", "strong", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.show_count)
        self._fill()
        self._lay_out()
        self.show_count()

    def choice(self) -> RouteChoice:
        """What is chosen now."""
        return RouteChoice(
            self.kind.value(),
            grid_id=self.grid.value(),
            building_ids=self.buildings.chosen(),
            care_group_id=self.care_group.value(),
        )

    def title_of_choice(self) -> str:
        """What is chosen, in words for the sheet's head."""
        names = building_names(self._known())
        return route_title(
            self.kind.value(),
            grid=self.grid.currentText() if self.grid.value() is not None else "",
            buildings=[names[id_] for id_ in self.buildings.chosen()],
            care_group=self.care_group.currentText() if self.care_group.value() is not None else "",
        )

    def show_count(self) -> None:
        """Say how many households that is."""
        self._timer.stop()
        day = self.on.day() or self._workspace.today()
        count = count_households(self._workspace.ledger, self.choice(), today=day)
        words = ngettext("%(count)d household", "%(count)d households", count) % {"count": count}
        self.count.setText(words if count else _("No household fits; choose more buildings, or other households."))

    def _fill(self) -> None:
        ledger = self._workspace.ledger
        self.grid.set_options([(None, _("Whole community")), *((each.id, each.name) for each in grids(ledger))])
        groups = [(each.id, each.name) for each in care_groups(ledger)]
        self.care_group.set_options([(None, pgettext("route", "Everybody")), *groups])
        self.worker.set_options([(each.id, each.name) for each in self._workspace.workers])
        self.worker.set_value(self._workspace.worker.id)
        self.grid.set_value(self._workspace.worker.grid_id)
        self.buildings.show_buildings(self._known())

    def _lay_out(self) -> None:
        form = self.form
        form.add("kind", _("Households"), self.kind)
        form.add("grid_id", _("Grid"), self.grid)
        form.add("building_ids", _("Buildings"), self.buildings, hint=_("None ticked: all of them."))
        form.add("care_group_id", _("Care group"), self.care_group)
        form.add("on", pgettext("route", "Day"), self.on)
        form.add("worker_id", _("Who goes round"), self.worker)
        self.foot.addWidget(self.count)
        self.kind.chosen.connect(lambda _kind: self._timer.start())
        self.grid.chosen.connect(lambda _grid: self._narrow())
        self.buildings.itemChanged.connect(lambda _item: self._timer.start())
        self.care_group.chosen.connect(lambda _group: self._timer.start())
        self.on.day_changed.connect(lambda _day: self._timer.start())

    def _narrow(self) -> None:
        self.buildings.show_buildings(self._known())
        self._timer.start()

    def _known(self) -> tuple[Building, ...]:
        return buildings(self._workspace.ledger, grid_id=self.grid.value())

    def _act_now(self) -> bool:
        day = self.on.day()
        if day is None:
            self.form.show_problems(refuse("on", "bad_date", text=self.on.text()))
            return False
        drawn: DrawnUp | None = self._workspace.write(
            draw_up_route,
            self.choice(),
            on=day,
            worker_id=self.worker.value(),
            today=day,
            title=self.title_of_choice(),
            said=_("Route sheet drawn up"),
            form=self.form,
        )
        if drawn is None:
            return False
        self._drawn_up(drawn.sheet)
        return True
