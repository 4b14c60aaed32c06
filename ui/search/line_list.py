"""The hits as a list: thousands of lines, of which only those seen are painted; more are fetched at its end."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from ledger.language import _
from ui.finding.lines import AnswerLine, HitLine, Line, NearLine, can_be_taken
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex


class _Lines(QAbstractListModel):
    """The lines. `wanted` asks for more of them where there are more."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.more = False

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()].title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and not can_be_taken(self.lines[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def canFetchMore(self, parent: _Index) -> bool:
        return self.more

    def fetchMore(self, parent: _Index) -> None:
        if self.more:
            self.more = False
            self.wanted.emit()

    def show(self, lines: Sequence[Line], *, more: bool) -> None:
        self.beginResetModel()
        self.lines, self.more = list(lines), more
        self.endResetModel()

    def add(self, lines: Sequence[Line], *, more: bool) -> None:
        self.more = more
        if lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines += lines
            self.endInsertRows()


class LineList(QListView):
    """`taken(Line)` follows Enter or a click, `wanted` the end of the list where there is more, `left` Esc."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines()
        self.wanted = self._lines.wanted
        self.setModel(self._lines)
        self.setItemDelegate(AnswerLine(self))
        self.setAccessibleName(_("Found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._take)
        theme().changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[Line], *, more: bool = False, alike: bool = False) -> None:
        """Show these, the first that is no heading marked. `alike`: all are of one height."""
        self.setUniformItemSizes(alike)
        self._lines.show(lines, more=more)
        self.mark(next((row for row, line in enumerate(lines) if isinstance(line, HitLine | NearLine)), -1))

    def add_lines(self, lines: Sequence[Line], *, more: bool) -> None:
        """Show these below the others."""
        self._lines.add(lines, more=more)

    def lines(self) -> list[Line]:
        """What is shown."""
        return list(self._lines.lines)

    def current(self) -> Line | None:
        """The line Enter would take, or None."""
        row = self.currentIndex().row()
        return self._lines.lines[row] if row >= 0 and can_be_taken(self._lines.lines[row]) else None

    def row(self) -> int:
        """Where the mark is, -1 for nowhere."""
        return self.currentIndex().row()

    def mark(self, row: int) -> None:
        """Put the mark there."""
        self.setCurrentIndex(self._lines.index(row, 0) if 0 <= row < len(self._lines.lines) else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What is marked is seen."""
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and can_be_taken(line := self._lines.lines[index.row()]):
            self.taken.emit(line)
