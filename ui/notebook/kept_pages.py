"""写过的页: the pages that were entered, the newest first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ledger.notebook.surroundings import KeptPage, kept_pages
from ledger.wording import day_label
from ui.shell.page import Heading
from ui.widgets import Column, GhostButton, RecordTable
from ui.workspace import Workspace

PAGE = 200


class KeptPages(QWidget):
    """`opened(page_id)` follows Enter or a double click, `left` the way back."""

    opened = Signal(int)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found: list[KeptPage] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.heading = Heading(_("Pages written"), _("Each as it was written, with the visits that came of it"))
        self.back = GhostButton(_("The page being written"), "chevron-left")
        self.back.clicked.connect(lambda: self.left.emit())
        self.heading.row.addWidget(self.back)
        column.addWidget(self.heading)
        self.table = self._make_table()
        column.addWidget(self.table, 1)
        self.more = GhostButton(_("Show older ones"))
        self.more.clicked.connect(self._show_more)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)
        self.more.hide()

    def refresh(self) -> None:
        """Read the pages again."""
        self._read(max(PAGE, len(self._found)))

    def _make_table(self) -> RecordTable:
        columns = [
            Column("on", _("Date"), lambda p: self._day(p), sort=lambda p: (p.on, p.id), width=130),
            Column("worker", _("Visitor"), lambda p: p.worker, width=110),
            Column("text", _("First line"), lambda p: first_line(p.text), width=260, wide=True, tip=lambda p: p.text),
            Column("lines", _("Lines"), lambda p: str(_lines(p)), sort=_lines, width=80, right=True),
            Column("visits", _("Visits"), lambda p: str(_visits(p)), sort=_visits, width=80, right=True),
        ]
        table = RecordTable(
            columns,
            name="notebook.pages",
            title=_("Pages written"),
            memory=self._workspace.preferences,
            empty=_("No page was entered yet. Each is kept here as it was written."),
        )
        table.opened.connect(lambda page: self.opened.emit(page.id))
        return table

    def _day(self, page: KeptPage) -> str:
        day = day_label(page.on)
        return day if page.on.year == self._workspace.today().year else f"{page.on.year} · {day}"

    def _show_more(self) -> None:
        self._read(len(self._found) + PAGE)

    def _read(self, limit: int) -> None:
        self._found = list(kept_pages(self._workspace.ledger, limit=limit))
        self.table.show_records(self._found)
        self.more.setVisible(len(self._found) == limit)


def first_line(text: str) -> str:
    """The first line with something on it."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "")


def _lines(page: KeptPage) -> int:
    return sum(bool(line.strip()) for line in page.text.split("\n"))


def _visits(page: KeptPage) -> int:
    return sum(map(len, page.visits.values()))
