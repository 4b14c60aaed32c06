"""Text as a ledger may hold it: what the clipboard of some programs carries along is left out."""

from typing import Any

_NUL = "\0"


def storable(value: Any) -> Any:
    """`value` itself, but text without NUL (it ends the text for SQLite's functions) and without half characters.

    Half characters (lone surrogates) come from programs that cut a text in the middle of an emoji; no encoding
    can write them. Two halves that belong together become the character they are.
    """
    if not isinstance(value, str) or (value.isascii() and _NUL not in value):
        return value
    text = value.replace(_NUL, "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
