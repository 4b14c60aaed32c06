"""人员与网格: who works here, and which buildings each grid looks after."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ledger.language import _, pgettext
from ledger.places import staff
from ledger.places.doors import buildings
from ledger.records.places import Building
from ledger.records.staff import Grid, Role, Worker
from ledger.store import Changed, Ledger
from ledger.wording import label
from ledger.wording.places import building_label
from ui.settings.section import EntryList, Section
from ui.theme import theme
from ui.widgets import ChoiceField, Column, FormSheet
from ui.workspace import Workspace


class StaffSection(Section):
    """Two tables side by side."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._grid_names: dict[int, str] = {}
        self._buildings: tuple[Building, ...] = ()
        self.workers = EntryList(
            workspace,
            [
                Column("name", _("Name"), lambda worker: worker.name, width=110, wide=True),
                Column("role", _("Post"), lambda worker: label(worker.role), width=90),
                Column("grid", _("Grid"), self._grid_of, width=110),
            ],
            name="settings.workers",
            title=_("Workers"),
            edit=self._edit_worker,
            withdraw=self._withdraw_worker,
            called=lambda worker: worker.name,
        )
        self.grids = EntryList(
            workspace,
            [
                Column("name", _("Grid"), lambda grid: grid.name, width=110),
                Column("buildings", _("Buildings"), self._buildings_of, width=140, wide=True),
            ],
            name="settings.grids",
            title=_("Grids"),
            edit=self._edit_grid,
            withdraw=self._withdraw_grid,
            called=lambda grid: grid.name,
        )
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.workers, 1)
        row.addWidget(self.grids, 1)
        self.column.addLayout(row, 1)

    def refresh(self) -> None:
        """Read workers, grids and buildings."""
        ledger = self.workspace.ledger
        known = staff.grids(ledger)
        self._grid_names = {grid.id: grid.name for grid in known}
        self._buildings = buildings(ledger)
        self.workers.show_records(self.workspace.workers)
        self.grids.show_records(known)

    def _grid_of(self, worker: Worker) -> str:
        return self._grid_names.get(worker.grid_id or 0, _("whole community"))

    def _buildings_of(self, grid: Grid) -> str:
        return "、".join(building_label(building.name) for building in self._buildings if building.grid_id == grid.id)

    def _edit_worker(self, worker: Worker | None) -> None:
        title = _("New worker") if worker is None else _("Change a worker")
        self.sheet: FormSheet = WorkerSheet(self.workspace, title, worker, self._grid_names, self)
        self.sheet.open()

    def _edit_grid(self, grid: Grid | None) -> None:
        title = _("New grid") if grid is None else _("Change a grid")
        self.sheet = GridSheet(self.workspace, title, grid, self._buildings, self)
        self.sheet.open()

    def _withdraw_worker(self, worker: Worker, reason: str) -> bool:
        form = self.workers.sheet.form
        said = _("%(name)s is no longer among the workers") % {"name": worker.name}
        done = self.workspace.write(staff.withdraw_worker, worker.id, reason=reason, said=said, form=form)
        return done is not None

    def _withdraw_grid(self, grid: Grid, reason: str) -> bool:
        form = self.grids.sheet.form
        said = _("%(name)s is withdrawn") % {"name": grid.name}
        done = self.workspace.write(staff.withdraw_grid, grid.id, reason=reason, said=said, form=form)
        return done is not None


class WorkerSheet(FormSheet):
    """A worker's name, post and grid."""

    def __init__(
        self, workspace: Workspace, title: str, worker: Worker | None, grids: dict[int, str], parent: QWidget
    ) -> None:
        super().__init__(parent, title, act=self._write, width=460)
        self._workspace = workspace
        self._worker = worker
        self.name = QLineEdit(worker.name if worker else "")
        self.role = ChoiceField([(role, label(role)) for role in Role])
        self.role.set_value(worker.role if worker else Role.GRID_WORKER)
        self.grid = ChoiceField([(None, _("whole community")), *grids.items()])
        self.grid.set_value(worker.grid_id if worker else None)
        self.form.add("name", _("Name"), self.name)
        self.form.add("role", _("Post"), self.role)
        self.form.add("grid_id", _("Grid"), self.grid)

    def _write(self) -> bool:
        values = {"name": self.name.text(), "role": self.role.value(), "grid_id": self.grid.value()}
        if self._worker is None:
            written = self._workspace.write(staff.add_worker, **values, said=_("Worker added"), form=self.form)
        else:
            written = self._workspace.write(
                staff.update_worker, self._worker.id, **values, said=_("Worker changed"), form=self.form
            )
        return written is not None


class GridSheet(FormSheet):
    """A grid's name and its buildings."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        grid: Grid | None,
        known: tuple[Building, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, title, act=self._write, width=460)
        self._workspace = workspace
        self._grid = grid
        self.name = QLineEdit(grid.name if grid else "")
        self.form.add("name", pgettext("thing", "Name"), self.name)
        self.buildings = QListWidget()
        self.buildings.setMinimumHeight(theme().size(200))
        several = len({building.estate_id for building in known}) > 1
        for building in known:
            self.buildings.addItem(self._item(building, several))
        hint = _("A building belongs to one grid; ticking it here takes it from its grid so far.")
        if known:
            self.form.add("buildings", _("Buildings"), self.buildings, hint=hint)

    def ticked(self) -> list[int]:
        """The ids of the buildings ticked."""
        items = [self.buildings.item(row) for row in range(self.buildings.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _item(self, building: Building, several: bool) -> QListWidgetItem:
        text = building_label(building.name)
        if several:
            text = f"{building.estate} {text}"
        mine = self._grid is not None and building.grid_id == self._grid.id
        if building.grid_id and not mine:
            text += f"（{building.grid}）"
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, building.id)
        return item

    def _write(self) -> bool:
        said = _("Grid added") if self._grid is None else _("Grid changed")
        grid_id = self._grid.id if self._grid else None
        written = self._workspace.write(
            save_grid, grid_id, name=self.name.text(), building_ids=self.ticked(), said=said, form=self.form
        )
        return written is not None


def save_grid(ledger: Ledger, grid_id: int | None, *, name: str, building_ids: list[int]) -> Changed:
    """Add or rename a grid and give it exactly these buildings, in one write. Raises InputProblem as its parts do."""
    with ledger.write("grid.save") as write:
        if grid_id is None:
            grid_id = staff.add_grid(ledger, name=name).id
        else:
            staff.rename_grid(ledger, grid_id, name=name)
        for building in buildings(ledger):
            wanted = building.id in building_ids
            if wanted and building.grid_id != grid_id:
                staff.assign_building(ledger, building.id, grid_id=grid_id)
            elif not wanted and building.grid_id == grid_id:
                staff.assign_building(ledger, building.id, grid_id=None)
    return write.changed
