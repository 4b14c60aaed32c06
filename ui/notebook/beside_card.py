"""What the ledger knows of the household, in a quiet line under a card."""

from collections.abc import Iterator

from ledger.records.proposals import Proposal
from ui.notebook.card_content import Part
from ui.notebook.known import Known


def beside_lines(proposal: Proposal, known: Known) -> Iterator[tuple[Part, ...]]:
    """What is open there and when somebody last called."""
    return iter(())


def times_not_met(proposal: Proposal, known: Known) -> int:
    """How often nobody was met there in a row, this time included."""
    return 1
