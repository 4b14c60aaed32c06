"""The sample ledger: an invented community and what happens in it over some months, the same for the same seed."""

from ledger.sample.making import make_sample

# The name the desktop knows it by.
make_sample_ledger = make_sample

__all__ = ["make_sample", "make_sample_ledger"]
