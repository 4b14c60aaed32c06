"""What a write that adds a row returns."""

from dataclasses import dataclass

from ledger.store import Changed


@dataclass(frozen=True, slots=True)
class Added:
    """The id of the new row, and everything the write changed."""

    id: int
    changed: Changed
