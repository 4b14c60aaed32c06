"""The store: one SQLite file, one door for every write, a hash-chained journal beside it."""

from ledger.store.creating import create_ledger
from ledger.store.ledger_file import Ledger, open_ledger
from ledger.store.writing import Changed, Writing

__all__ = ["Changed", "Ledger", "Writing", "create_ledger", "open_ledger"]
