"""What can be set: the preferences of this machine, and the page that changes them and the ledger's own lists."""
