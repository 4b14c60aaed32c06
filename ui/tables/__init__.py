"""Lists as long as the ledger: a million rows, of which those are read that are looked at."""
