"""Which columns of a table are seen, in which order and how wide: set with the mouse or the menu of its head, kept."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from ledger.language import _
from ui.theme import theme
from ui.widgets.memory import ColumnMemory
from ui.widgets.rows import Column

_PADDING = 26


class Columns(QObject):
    """The columns of one table. `chosen` follows every change of which are seen."""

    chosen = Signal()

    def __init__(self, view: QTableView, columns: list[Column], name: str, memory: ColumnMemory) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns
        self._name = name
        self._memory = memory
        self._longest: dict[str, str] = {}
        self._widths = memory.widths(name)
        head = view.horizontalHeader()
        head.setSectionsMovable(bool(name))
        self._arrange()
        head.sectionResized.connect(self._remember_width)
        head.sectionMoved.connect(lambda *_: self._keep())
        if name:
            head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            head.customContextMenuRequested.connect(self._show_menu)

    def seen(self) -> list[Column]:
        """The columns that are seen, from the left."""
        head = self._view.horizontalHeader()
        places = (head.logicalIndex(place) for place in range(head.count()))
        return [self._columns[at] for at in places if not self._view.isColumnHidden(at)]

    def menu(self) -> QMenu:
        """A menu to choose columns by."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        only_one = len(self.seen()) == 1
        for at, column in enumerate(self._columns):
            action = QAction(column.title, menu, checkable=True)
            action.setChecked(not self._view.isColumnHidden(at))
            # A table without columns could not be brought back by its head.
            action.setEnabled(not (only_one and action.isChecked()))
            action.toggled.connect(lambda shown, which=at: self.choose(which, shown=shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("As it was at first"), self.reset)
        return menu

    def choose(self, at: int, *, shown: bool) -> None:
        """Show a column or put it aside."""
        self._view.setColumnHidden(at, not shown)
        self._keep()
        self.share_width()
        self.chosen.emit()

    def reset(self) -> None:
        """Columns, their order and widths as the program has them."""
        self._widths = {}
        self._memory.keep_widths(self._name, {})
        self._memory.keep_arrangement(self._name, [], [])
        self._arrange()
        self.share_width()
        self.chosen.emit()

    def measure(self, longest: dict[str, str]) -> None:
        """Give columns that may grow room for the longest words there are, by column key."""
        if longest != self._longest:
            self._longest = longest
            self.share_width()

    def growing(self) -> list[Column]:
        """The columns whose longest words matter."""
        return [column for column in self._columns if column.most]

    def share_width(self) -> None:
        """The wide column takes what is left, but never less than its own width: then the table scrolls."""
        look, view = theme(), self._view
        head = view.horizontalHeader()
        head.blockSignals(True)
        shown = [(at, c) for at, c in enumerate(self._columns) if not view.isColumnHidden(at)]
        width = {at: look.size(column.width if column.wide else self._widths.get(column.key, column.width))
                 for at, column in shown}  # fmt: skip
        left = view.viewport().width() - sum(width.values())
        for at, column in shown:
            more = max(0, min(self._wish(column) - width[at], left))
            width[at] += more
            left -= more
        for at, column in shown:
            head.resizeSection(at, width[at] + (max(0, left) if column.wide else 0))
        head.blockSignals(False)
        view.updateGeometries()

    def _wish(self, column: Column) -> int:
        # What somebody has set by hand stays as it is.
        if not column.most or column.key in self._widths:
            return 0
        look = theme()
        words = self._view.fontMetrics().horizontalAdvance(self._longest.get(column.key, ""))
        return min(words + look.size(_PADDING), look.size(column.most))

    def _arrange(self) -> None:
        order, aside = self._memory.arrangement(self._name)
        keys = [column.key for column in self._columns]
        known = [key for key in order if key in keys]
        head = self._view.horizontalHeader()
        head.blockSignals(True)
        for at, column in enumerate(self._columns):
            # A column that came with a newer version is as that version has it.
            hidden = column.key in aside if column.key in known else column.aside
            self._view.setColumnHidden(at, hidden)
        for place, key in enumerate([*known, *(key for key in keys if key not in known)]):
            head.moveSection(head.visualIndex(keys.index(key)), place)
        head.blockSignals(False)

    def _keep(self) -> None:
        head = self._view.horizontalHeader()
        order = [self._columns[head.logicalIndex(place)].key for place in range(head.count())]
        aside = [column.key for at, column in enumerate(self._columns) if self._view.isColumnHidden(at)]
        self._memory.keep_arrangement(self._name, order, aside)

    def _remember_width(self, at: int, _old: int, new: int) -> None:
        column = self._columns[at]
        if not column.wide and new > 0:
            self._widths[column.key] = round(new * 100 / theme().scale)
            self._memory.keep_widths(self._name, self._widths)
            self.share_width()

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(self._view.horizontalHeader().mapToGlobal(at))
