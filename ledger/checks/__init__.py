"""Does the ledger still keep its promises? File, journal, invariants, caches; and repair of what is only derived."""
