"""The printed month before it is printed: the paper, for whom, and whether its month is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.language import _
from ledger.records.accounts import MonthReport
from ledger.reports.audience import Audience
from ui.paper.preview import PaperPreview
from ui.theme import Tone
from ui.widgets import Chip, ChoiceField


class Preview(PaperPreview):
    """`audience_chosen(Audience)` asks for another copy."""

    audience_chosen = Signal(object)

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
        self.choices.addWidget(self.audience)
        self.choices.addWidget(self.not_closed)

    def show_month(self, content: bytes, report: MonthReport) -> None:
        """Show a month's PDF."""
        self.not_closed.setVisible(report.closed_at is None)
        self.show_pages(content)

    def wait(self) -> None:
        """Say that it is being made."""
        self.say(_("Making the month's report…"))

    def say(self, words: str, *, can_ask: bool = False) -> None:
        """Say something in place of the pages."""
        self.not_closed.hide()
        super().say(words, can_ask=can_ask)
