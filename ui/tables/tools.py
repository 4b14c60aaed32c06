"""What stands beside a long table: which columns it has, and the way into a workbook."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.language import _, ngettext
from ui.tables.long_table import LongTable
from ui.tables.seen_export import SeenExport
from ui.theme import theme
from ui.widgets import IconButton

_HEIGHT = 36


class TableTools(QWidget):
    """Two quiet buttons. Ctrl+E is for the page to bind to `export`."""

    def __init__(self, table: LongTable, export: SeenExport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.choose = IconButton("columns-3", _("Choose columns"))
        self.choose.clicked.connect(self._show_columns)
        self.export = IconButton("upload", _("Export what is seen") + "  Ctrl+E")
        self.export.clicked.connect(lambda: export.ask())
        for button in (self.choose, self.export):
            row.addWidget(button)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        # As high as the fields beside it, so that it stands in their middle.
        self.setMinimumHeight(theme().size(_HEIGHT))

    def _show_columns(self) -> None:
        self._table.columns.menu().popup(self.choose.mapToGlobal(QPoint(0, self.choose.height())))


def heading_words(count_words: str, table: LongTable) -> str:
    """What a heading says beside the number of rows: that some are still to come, and how many are selected."""
    if table.is_waiting:
        return " · ".join(part for part in (count_words, _("sorting…")) if part)
    words = count_words if table.is_whole else f"{count_words}…"
    chosen = table.chosen_count()
    # One row is the cursor's.
    if chosen < 2:
        return words
    return f"{words} · " + ngettext("%(count)d selected", "%(count)d selected", chosen) % {"count": chosen}
