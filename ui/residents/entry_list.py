"""The entries of a time line as a list that reads on as it is scrolled."""

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ledger.language import _
from ledger.records.dossiers import TimelineEntry
from ui.residents.time_rows import EntryPainter, Fetch, TimeRows, entry_words
from ui.theme import Role, theme


class EntryList(QListView):
    """`opened(TimelineEntry)` follows Enter or a double click, `picked` the cursor (an entry or None)."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TimeRows()
        self._painter = EntryPainter(self)
        self._empty = ""
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Time line"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", "true")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._read_ahead())
        self.doubleClicked.connect(self._open)
        theme().changed.connect(self._fit)
        self._fit()

    def show_entries(self, fetch: Fetch, *, at_least: int = 0, keep: bool = False) -> None:
        """Show another time line from its top, or (`keep`) the same again where one is."""
        at, before = self.verticalScrollBar().value(), self.current()
        self._painter.forget()
        self.rows.begin(fetch, at_least=at_least)
        if not keep:
            self.scrollToTop()
        elif before is not None:
            row = next((n for n, entry in enumerate(self.rows.entries) if entry.key == before.key), -1)
            if row >= 0:
                self.setCurrentIndex(self.rows.index(row, 0))
        if keep:
            self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def current(self) -> TimelineEntry | None:
        """The entry the cursor is on."""
        row = self.currentIndex().row()
        return self.rows.entries[row] if 0 <= row < len(self.rows.entries) else None

    def go_to(self, row: int) -> None:
        """Put the cursor on an entry, reading up to it, and show it at the top."""
        self.rows.fetch_to(row + 20)
        if row < len(self.rows.entries):
            index = self.rows.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def say_when_empty(self, text: str) -> None:
        """What stands in the middle while there are no entries."""
        self._empty = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies the entry, End goes to the very first one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (entry := self.current()) is not None:
                self.opened.emit(entry)
        elif event.matches(QKeySequence.StandardKey.Copy):
            if (entry := self.current()) is not None:
                QGuiApplication.clipboard().setText(entry_words(entry))
        else:
            if event.key() == Qt.Key.Key_End:
                self.rows.fetch_to(1 << 30)
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entries, or the sentence that there are none."""
        super().paintEvent(event)
        if self._empty and not self.rows.entries:
            painter = QPainter(self.viewport())
            painter.setPen(theme().colour(Role.MUTED))
            area = self.viewport().rect().adjusted(24, 12, -24, -12)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which entry the cursor is on."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.current())

    def _fit(self) -> None:
        self._painter.forget()
        self.verticalScrollBar().setSingleStep(theme().size(24))
        self.scheduleDelayedItemsLayout()

    def _read_ahead(self) -> None:
        # A screen before the end, so that nobody sees where a page ends.
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum() - 2 * bar.pageStep() and self.rows.canFetchMore(QModelIndex()):
            self.rows.fetchMore(QModelIndex())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.entries[index.row()])
