"""Matters (事项): registering them, their dated steps, and the postings by which they stand in the account."""
