"""Before a ledger is open: the first run, and what to do when the ledger is not where it was."""
