"""Workers in the order a list is sorted by their names."""

from ledger.people.pinyin import pinyin_columns
from ledger.store import Ledger


def workers_by_name(ledger: Ledger) -> list[int]:
    """The ids of all workers there ever were, by the pinyin of their names."""
    found = ledger.rows("select id, name from worker")
    return [row["id"] for row in sorted(found, key=lambda row: (*pinyin_columns(row["name"]), row["name"], row["id"]))]
