"""A sheet from a text file: .csv or tab-separated, in UTF-8, UTF-16 or GB18030."""

import codecs
import csv
import io

from ledger.exchange.cells import Cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;，|"
_LONGEST_CELL = 32_767  # characters; what Excel allows


def read_text(content: bytes) -> tuple[list[Cell], ...] | None:
    """The rows of a text file, all of one length, or None where it is no text in a known encoding."""
    text = _decoded(content)
    if text is None:
        return None
    lines = text.splitlines()
    separator = _separator(lines[:50])
    if separator == "，":
        text, separator = text.replace("，", ","), ","
    try:
        csv.field_size_limit(_LONGEST_CELL)
        rows = [list[Cell](row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        return None
    width = max((len(row) for row in rows), default=0)
    return tuple(row + [""] * (width - len(row)) for row in rows)


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    # GB18030 decodes nearly anything, UTF-8 nearly nothing that was not meant: so UTF-8 first.
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _separator(lines: list[str]) -> str:
    """The separator that cuts most lines into the same number of cells; a comma where none does."""

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines if line.strip()]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    best = max(_SEPARATORS, key=evenness)
    return best if evenness(best)[0] else ","
