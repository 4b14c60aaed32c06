"""What the ledger is about, as frozen records and closed sets. No behaviour, no storage."""
