"""One page as it was written, and beside it the visits that came of its lines."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.notebook.surroundings import KeptPage, kept_page
from ledger.records.visits import Visit
from ledger.visits.history import visit
from ledger.wording import day_label, label
from ui.notebook.paper import Paper
from ui.shell.page import Heading
from ui.widgets import Card, EmptyState, GhostButton, Label, LinkButton, ScrollColumn, clear_layout
from ui.workspace import Workspace


class KeptView(QWidget):
    """`left` follows the way back to all pages; `wanted(page, what, id, detail)` asks for another page."""

    left = Signal()
    wanted = Signal(str, str, object, object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id: int | None = None
        self._line = 0
        self.links: dict[int, list[LinkButton]] = {}
        self._cards: dict[int, Card] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.heading = Heading("")
        self.back = GhostButton(_("Pages written"), "chevron-left")
        self.back.clicked.connect(lambda: self.left.emit())
        self.heading.row.addWidget(self.back)
        column.addWidget(self.heading)
        self.gone = EmptyState(_("This page is not in the ledger: its visits were taken back."), _("Pages written"))
        self.gone.acted.connect(lambda: self.left.emit())
        column.addWidget(self.gone, 1)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.paper = Paper(read_only=True)
        self.paper.line_changed.connect(self._show_line)
        self._visits = ScrollColumn()
        row.addWidget(self.paper, 15)
        row.addWidget(self._visits, 13)
        column.addWidget(self._body, 1)

    def show_page(self, page_id: int, line: int = 0) -> None:
        """Show a page, with this line marked; say so where there is none."""
        self._id, self._line = page_id, line
        self.refresh()
        if line:
            self.paper.go_to_line(line)
            self._show_line(line)

    def refresh(self) -> None:
        """Read the page again."""
        found = kept_page(self._workspace.ledger, self._id) if self._id is not None else None
        self.gone.setVisible(found is None)
        self._body.setVisible(found is not None)
        if found is None:
            self.heading.say(_("Pages written"))
            return
        self._show_heading(found)
        if self.paper.text() != found.text:
            self.paper.show_text(found.text)
        self.paper.tint(frozenset({self._line}) if self._line else frozenset())
        self._show_visits(found)

    def _show_heading(self, page: KeptPage) -> None:
        day = day_label(page.on)
        if page.on.year != self._workspace.today().year:
            day = f"{page.on.year} · {day}"
        count = sum(map(len, page.visits.values()))
        visits = ngettext("%d household visited", "%d households visited", count) % count
        self.heading.say(_("A page of %(day)s") % {"day": day}, " · ".join((page.worker, visits)))

    def _show_visits(self, page: KeptPage) -> None:
        clear_layout(self._visits.column)
        self.links, self._cards = {}, {}
        lines = page.text.split("\n")
        for line, ids in sorted(page.visits.items()):
            found = [shown for shown in (visit(self._workspace.ledger, id_) for id_ in ids) if shown is not None]
            words = lines[line - 1].strip() if 0 < line <= len(lines) else ""
            self._visits.column.addWidget(self._card(line, words, found))
        if not page.visits:
            self._visits.column.addWidget(Label(_("No visit of this page stands any more."), "muted", wrap=True))

    def _card(self, line: int, words: str, found: list[Visit]) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 10, 16, 10)
        card.body.setSpacing(2)
        card.add(Label(_("Line %(line)d: %(words)s") % {"line": line, "words": words}, "muted", wrap=True))
        self.links[line] = []
        for shown in found:
            told = (shown.address or shown.place, "、".join(shown.people), label(shown.outcome))
            link = LinkButton(" · ".join(part for part in told if part))
            link.clicked.connect(partial(self.wanted.emit, "visits", "visit", shown.id, {}))
            card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links[line].append(link)
        self._cards[line] = card
        return card

    def _show_line(self, line: int) -> None:
        if line in self._cards:
            self._visits.ensureWidgetVisible(self._cards[line], 0, 12)
