"""Starting the desktop: what the machine must have, one instance, the ledger to open, the window."""
