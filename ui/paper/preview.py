"""A paper before it is printed: its pages, their size, and what was saved where."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ledger.language import _
from ui.paper.saving import SavedLine
from ui.paper.view import PaperView
from ui.widgets import GhostButton, IconButton, Label, LinkButton


class PaperPreview(QWidget):
    """`wanted` asks for the paper where drawing was stopped. What else chooses the copy goes into `choices`."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Label("", "muted")
        self.size_words = Label("", "muted")
        self.paper = PaperView()
        self.paper.turned.connect(self._turned)
        self.paper.enlarged.connect(self._enlarged)
        self.saved = SavedLine()
        self.choices = QHBoxLayout()
        self.choices.setSpacing(8)
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

    def show_pages(self, content: bytes) -> None:
        """Show a PDF."""
        self.paper.show_pages(content)
        self._stack.setCurrentWidget(self.paper)

    def say(self, words: str, *, can_ask: bool = False) -> None:
        """Say something in place of the pages: that they are being made, or that there are none."""
        self.paper.show_pages(None)
        self._words.setText(words)
        self._again.setVisible(can_ask)
        self._stack.setCurrentIndex(0)

    def stopped(self) -> None:
        """Say that it was not made, and how to have it after all."""
        self.say(_("There is no preview yet."), can_ask=True)

    def _turned(self, page: int, pages: int) -> None:
        self.pages.setText(_("Page %(number)d of %(total)d") % {"number": page, "total": pages} if pages else "")

    def _enlarged(self, factor: float) -> None:
        self.size_words.setText(f"{round(factor * 100)}%" if self.paper.page_count else "")

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
        row.addLayout(self.choices)
        row.addStretch(1)
        for widget in (self.pages, smaller, self.size_words, larger, fit):
            row.addWidget(widget)
        return row
