"""The file of a household (一户一档) or a resident (一人一档): everything the ledger holds, newest first."""
