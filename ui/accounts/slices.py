"""The parts of a month by category, level or grid: figures and two bars."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ledger.language import _, pgettext
from ledger.records.accounts import Slice
from ui.theme import Role, theme
from ui.widgets import Column, RecordTable, clear_layout
from ui.widgets.tables import ROW_HEIGHT

_BETWEEN = " / "


class SliceTable(QWidget):
    """One row a slice. Columns that are nothing in every row are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: RecordTable | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme().changed.connect(self._fit)

    def show_slices(self, title: str, slices: Sequence[Slice]) -> None:
        """Show these; `title` says what they are slices of."""
        clear_layout(self._column)
        columns = _columns(title, slices)
        self.table = RecordTable(columns, name="", title=title, empty=_("Nothing was new, settled or open this month."))
        most = max((_bars(part)[0] + _bars(part)[1] for part in slices), default=0)
        self.table.setItemDelegateForColumn(len(columns) - 1, _BarDelegate(most, self.table))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.show_records(slices)
        self._column.addWidget(self.table)
        self._fit()

    def rows(self) -> list[list[str]]:
        """The words of every row shown, without the bars."""
        if self.table is None:
            return []
        model = self.table.model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount() - 1)]
            for row in range(model.rowCount())
        ]

    def _fit(self) -> None:
        # As high as its rows: the page around it scrolls, not the table.
        if self.table is not None:
            rows = max(1, len(self.table.records()))
            self.table.setFixedHeight(theme().size(ROW_HEIGHT) * (rows + 1) + theme().size(16))


def _columns(title: str, slices: Sequence[Slice]) -> list[Column]:
    figures = [
        ("opening", _("brought forward"), True),
        ("new", pgettext("report", "New"), True),
        ("settled", pgettext("report", "Settled"), True),
        ("transferred_in", _("transferred in"), False),
        ("transferred_out", _("transferred out"), False),
        ("adjustments", _("adjustments"), False),
        ("closing", pgettext("report", "Open"), True),
    ]
    shown = [figure for figure in figures if figure[2] or any(getattr(part.balance, figure[0]) for part in slices)]
    return [
        Column("name", title, lambda part: part.name, width=120, wide=True, tip=lambda part: part.name),
        *(_figure(key, words) for key, words, _always in shown),
        Column("bars", _("new (dark), open (pale)"), lambda part: _BETWEEN.join(map(str, _bars(part))), width=180),
    ]


def _figure(key: str, words: str) -> Column:
    def read(part: Slice) -> int:
        return int(getattr(part.balance, key))

    return Column(key, words, lambda part: str(read(part)), sort=read, width=72, right=True)


def _bars(part: Slice) -> tuple[int, int]:
    return part.balance.new, max(0, part.balance.closing)


class _BarDelegate(QStyledItemDelegate):
    """Draws new and open as bars beside each other."""

    def __init__(self, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._most = max(1, most)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        new, closing = (int(figure) for figure in str(index.data()).split(_BETWEEN))
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, option, painter, widget)
        look = theme()
        cell: QRect = option.rect.adjusted(look.size(10), 0, -look.size(10), 0)
        height, gap = look.size(12), look.size(3)
        top = cell.center().y() - height // 2
        left, room = cell.left(), cell.width() - gap
        for figure, role in ((new, Role.ACCENT), (closing, Role.ACCENT_LINE)):
            width = round(room * figure / self._most)
            painter.fillRect(QRect(left, top, width, height), look.colour(role))
            left += width + (gap if width else 0)
