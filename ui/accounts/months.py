"""The months of the ledger, the newest first; closed ones are marked."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.accounts.balance import months_with_entries
from ledger.accounts.closing import closings
from ledger.accounts.months import month_of
from ledger.language import _
from ledger.wording import month_label
from ui.theme import Tone, theme
from ui.widgets import Column, RecordTable
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the list. `id` is "2026-10"; `is_last_closed` where its closing may still be taken back."""

    id: str
    is_over: bool
    is_closed: bool
    is_last_closed: bool

    @property
    def state(self) -> str:
        """How it stands, in a word."""
        if self.is_closed:
            return _("closed")
        return _("not closed") if self.is_over else _("running")

    @property
    def tone(self) -> Tone:
        """Green for what is closed, amber for what waits to be."""
        if self.is_closed:
            return Tone.GREEN
        return Tone.AMBER if self.is_over else Tone.BLUE


def month_lines(workspace: Workspace) -> list[MonthLine]:
    """The months with entries and the present one."""
    ledger, present = workspace.ledger, month_of(workspace.today())
    last_closed = next((closing.month for closing in closings(ledger)), "")
    months = {str(month) for month in months_with_entries(ledger)} | {str(present)}
    return [
        MonthLine(month, month < str(present), month <= last_closed, month == last_closed)
        for month in sorted(months, reverse=True)
    ]


class MonthList(QWidget):
    """`chosen(MonthLine)` follows the cursor."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._quiet = False
        self.table = RecordTable(
            [
                Column("month", _("Month"), lambda line: month_label(line.id), width=96, wide=True),
                Column("state", _("State"), lambda line: line.state, width=76, tone=lambda line: line.tone),
            ],
            name="accounts.months",
            title=_("Months"),
        )
        self.table.setSortingEnabled(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.picked.connect(self._picked)
        self._fit()
        theme().changed.connect(self._fit)

    def refresh(self) -> None:
        """Read the months again; the same one stays chosen, without telling."""
        self._quiet = True
        self.table.show_records(month_lines(self._workspace))
        if self.table.current() is None:
            self.table.selectRow(0)
        self._quiet = False

    def current(self) -> MonthLine | None:
        """The month chosen."""
        return self.table.current()

    def choose(self, month: str) -> None:
        """Choose a month, where it is in the list."""
        for row, line in enumerate(self.table.records()):
            if line.id == month:
                self.table.selectRow(row)

    def _picked(self, line: MonthLine | None) -> None:
        if line is not None and not self._quiet:
            self.chosen.emit(line)

    def _fit(self) -> None:
        self.setFixedWidth(theme().size(206))
