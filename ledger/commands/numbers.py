"""Numbers as arguments."""

import argparse
from collections.abc import Callable

from ledger.language import _


def number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most` for argparse, which refuses others in a sentence."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            facts = {"text": text, "least": least, "most": most}
            raise argparse.ArgumentTypeError(_("“%(text)s” is no number from %(least)d to %(most)d") % facts)
        return int(text)

    return read
