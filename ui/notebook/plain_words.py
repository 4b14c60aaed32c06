"""What is pasted, as lines of plain words: every kind of line end becomes one, and nothing hidden comes along."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085\x0b\x0c]")
_HALVES = re.compile("[\ud800-\udfff]")
# A paper has no tabulators: cells copied from a sheet are words with a space between.
_SPACES = str.maketrans({"\t": " ", "\x00": " ", "\ufdd0": " ", "\ufdd1": " "})


def plain_words(text: str) -> str:
    """`text` with one kind of line end and without what cannot be written: halves of characters become \ufffd."""
    return _HALVES.sub("\ufffd", _LINE_ENDS.sub("\n", text).translate(_SPACES))
