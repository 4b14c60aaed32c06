"""The printed month before it is printed: pages, size, for whom, and what was saved where."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ledger.language import _
from ledger.records.accounts import MonthReport
from ledger.reports.audience import Audience
from ui.accounts.paper import PaperView
from ui.theme import Tone
from ui.widgets import Chip, ChoiceField, GhostButton, IconButton, Label, LinkButton


class Preview(QWidget):
    """`audience_chosen(Audience)` asks for another copy; `wanted` for one where drawing was stopped."""

    audience_chosen = Signal(object)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.audience = ChoiceField(
            [
                (Audience.INTERNAL, _("For this community: everything")),
                (Audience.DEPARTMENT, _("For a department: names masked")),
                (Audience.PUBLIC, _("For the public: figures only")),
            ],
            name=_("For whom"),
        )
        self.audience.chosen.connect(self.audience_chosen)
        self.not_closed = Chip(_("not yet closed"), Tone.AMBER)
        self.pages = Label("", "muted")
        self.size_words = Label("", "muted")
        self.paper = PaperView()
        self.paper.turned.connect(self._turned)
        self.paper.enlarged.connect(lambda factor: self.size_words.setText(f"{round(factor * 100)}%"))
        self.saved = SavedLine()
        self._words = Label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = GhostButton(_("Make the preview"))
        self._again.clicked.connect(lambda: self.wanted.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting_page())
        self._stack.addWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._bar())
        column.addWidget(self.saved)
        column.addWidget(self._stack, 1)

    def show_pages(self, content: bytes, report: MonthReport) -> None:
        """Show a month's PDF."""
        self.not_closed.setVisible(report.closed_at is None)
        self.paper.show_pages(content)
        self._stack.setCurrentWidget(self.paper)

    def wait(self) -> None:
        """Say that it is being made."""
        self._say(_("Making the month's report…"), can_ask=False)

    def stopped(self) -> None:
        """Say that it was not made, and how to have it after all."""
        self._say(_("There is no preview yet."), can_ask=True)

    def _say(self, words: str, *, can_ask: bool) -> None:
        self.not_closed.hide()
        self.paper.show_pages(None)
        self._words.setText(words)
        self._again.setVisible(can_ask)
        self._stack.setCurrentIndex(0)

    def _turned(self, page: int, pages: int) -> None:
        self.pages.setText(_("Page %(number)d of %(total)d") % {"number": page, "total": pages} if pages else "")

    def _waiting_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _bar(self) -> QHBoxLayout:
        smaller, larger = IconButton("minus", _("Smaller")), IconButton("plus", _("Larger"))
        smaller.clicked.connect(lambda: self.paper.step(-1))
        larger.clicked.connect(lambda: self.paper.step(1))
        fit = LinkButton(_("Fit width"))
        fit.clicked.connect(lambda: self.paper.enlarge(None))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.audience)
        row.addWidget(self.not_closed)
        row.addStretch(1)
        for widget in (self.pages, smaller, self.size_words, larger, fit):
            row.addWidget(widget)
        return row


class SavedLine(QWidget):
    """Where the file was saved, with the two things one does next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.words = Label("", "good", wrap=True)
        file, folder = LinkButton(_("Open the file")), LinkButton(_("Open the folder"))
        file.clicked.connect(self.open_file)
        folder.clicked.connect(self.open_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(file)
        row.addWidget(folder)
        self.hide()

    def show_path(self, path: Path | None) -> None:
        """Say where it lies; None says nothing."""
        self._path = path
        self.setVisible(path is not None)
        self.words.setText(_("Saved: %(path)s") % {"path": path} if path else "")

    def open_file(self) -> None:
        """Open the file with whatever opens PDFs here."""
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def open_folder(self) -> None:
        """Open the folder it lies in."""
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
