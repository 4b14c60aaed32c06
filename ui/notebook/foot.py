"""The foot of the page: entering it, what it would come to, and that it is kept meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.notebook.entering import is_ready
from ledger.records.proposals import Proposal
from ui.widgets import Label, PrimaryButton
from ui.widgets.flow import FlowLayout


class Foot(QWidget):
    """`sent` follows the button."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.enter = PrimaryButton(_("Enter into the ledger") + "  Ctrl ⏎")
        self.enter.setAccessibleName(_("Enter into the ledger"))
        self.enter.clicked.connect(lambda: self.sent.emit())
        self.counts, self.state = Label("", "muted"), Label("", "muted")
        row.addWidget(self.enter)
        # Side by side, or one below the other where the words are large.
        beside = QWidget()
        words = FlowLayout(beside, spacing=12)
        words.addWidget(self.counts)
        words.addWidget(self.state)
        row.addWidget(beside, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_counts(self, proposals: Sequence[Proposal]) -> None:
        """Say what the page would come to."""
        self.counts.setText(counts_of(proposals))

    def show_state(self, state: str) -> None:
        """Say what became of the draft; "" while something is not kept yet."""
        self.state.setText(state)


def counts_of(proposals: Sequence[Proposal]) -> str:
    """4 户走访 · 3 件事项 · 1 处待确认."""
    wanted = [proposal for proposal in proposals if not proposal.left_out]
    matters = sum(matter.joins is None for proposal in wanted for matter in proposal.matters)
    open_ = sum(not is_ready(proposal) for proposal in wanted)
    parts = []
    if wanted:
        parts.append(ngettext("%d household visited", "%d households visited", len(wanted)) % len(wanted))
    if matters:
        parts.append(ngettext("%d matter noted", "%d matters noted", matters) % matters)
    if open_:
        parts.append(ngettext("%d to confirm", "%d to confirm", open_) % open_)
    return " · ".join(parts)
