"""Days as arguments."""

import argparse
from collections.abc import Callable
from datetime import date

from ledger.language import _


def day_from(earliest: date) -> Callable[[str], date]:
    """A reader of days from `earliest` on for argparse, which refuses others in a sentence."""

    def read(text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if day < earliest:
            raise argparse.ArgumentTypeError(_("“%(text)s” is no day; write it as 2026-11-23") % {"text": text})
        return day

    return read
