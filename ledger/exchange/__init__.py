"""Into the ledger and out of it: rosters from workbooks, lists to workbooks."""
