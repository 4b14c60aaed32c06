"""What tables are made of: columns, a model of rows that knows how they are told, chips where a cell has a tone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Tone, theme

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Seek:
    """What typed letters are looked for in: a record's key as the list is sorted by it, and the same of the letters."""

    key: Callable[[Any], Sequence[Any]]
    typed: Callable[[str], Sequence[Any]] = str.lower


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its words for a record, how it sorts (by its words if not said), its width at 100 % text.

    `tone` draws the words as a chip where it gives a tone; `tip` is shown under the mouse. One column may
    take what room is left (`wide`); before it, a column whose words need more than `width` grows up to `most`.
    `aside` is not shown until somebody chooses it. `cell` is what a workbook gets, by itself the words; by `seek`
    one jumps by typing where a long list is sorted by this column.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    width: int = 120
    right: bool = False
    wide: bool = False
    tone: Callable[[Any], Tone | None] | None = None
    tip: Callable[[Any], str] | None = None
    most: int = 0
    aside: bool = False
    cell: Callable[[Any], str | int | date | None] | None = None
    seek: Seek | None = None


class RowsModel(QAbstractTableModel):
    """Rows told by columns. Where a row comes from is for others to say: `record`."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)

    def record(self, row: int) -> Any | None:
        """The record of a row; None for one not read yet."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """As many as there are columns, seen or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, tone or tip of a cell."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        told = {
            Qt.ItemDataRole.DisplayRole: column.text,
            TONE: column.tone,
            Qt.ItemDataRole.ToolTipRole: column.tip,
        }.get(role)
        record = self.record(index.row()) if told else None
        if told is None or record is None:
            return None
        # A cell is one line; the whole note stands in the tooltip and on the record's own page.
        return one_line(column, record) if role == Qt.ItemDataRole.DisplayRole else told(record)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _side(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def one_line(column: Column, record: Any) -> str:
    """What a column says of a record, on one line and without tabs."""
    return column.text(record).replace("\n", " ").replace("\t", " ")


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ChipDelegate(QStyledItemDelegate):
    """Draws the cells that have a tone as chips."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kept, words = index.data(TONE), index.data()
        if kept is None or not words:
            super().paint(painter, option, index)
            return
        # Qt hands an enum of text back as plain text.
        tone = Tone(kept)
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, option, painter, widget)
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        metrics = painter.fontMetrics()
        cell: QRect = option.rect.adjusted(look.size(11), 0, -look.size(8), 0)
        width = min(metrics.horizontalAdvance(words) + look.size(14), cell.width())
        height = metrics.height() + look.size(4)
        chip = QRect(cell.left(), cell.center().y() - height // 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(tone.back))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(look.colour(tone.text))
        painter.drawText(
            chip,
            Qt.AlignmentFlag.AlignCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - look.size(8)),
        )
        painter.restore()
