"""A sheet from a web page: what many government systems hand out under the name .xls is an HTML table."""

import re
from html.parser import HTMLParser

from ledger.exchange.cells import Cell

_START = re.compile(rb"^(\xef\xbb\xbf)?\s*(<!doctype html|<html|<table|<meta|<\?xml[^>]*>\s*<html)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_Span = tuple[int, int, int, int]


def looks_like_html(content: bytes) -> bool:
    """Whether a file is a web page."""
    return bool(_START.match(content[:1024]))


def read_html(content: bytes) -> tuple[tuple[list[Cell], ...], tuple[_Span, ...]]:
    """Rows and merged cells (top, left, bottom, right) of all tables of a page, one below the other."""
    found = _CHARSET.search(content[:4096])
    named = found[1].decode("ascii") if found else "utf-8"
    try:
        text = content.decode("gb18030" if named.lower().startswith("gb") else named)
    except (UnicodeDecodeError, LookupError):
        text = content.decode("gb18030", "replace")
    table = _Table()
    table.feed(text)
    table.close()
    width = max((len(row) for row in table.rows), default=0)
    return tuple([*row, *[""] * (width - len(row))] for row in table.rows), tuple(table.merges)


class _Table(HTMLParser):
    """Collects cells; a cell that spans leaves blanks where it reaches."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.merges: list[_Span] = []
        self._taken: set[tuple[int, int]] = set()
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._span = (_count(given.get("rowspan")), _count(given.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        if not self.rows:
            self.rows.append([])
        row, text = self.rows[-1], "".join(self._text).strip()
        self._text = None
        top = len(self.rows) - 1
        while (top, len(row)) in self._taken:
            row.append("")
        left = len(row)
        down, across = self._span
        row += [text, *[""] * (across - 1)]
        if down > 1 or across > 1:
            self.merges.append((top, left, top + down - 1, left + across - 1))
            self._taken |= {(top + d, left + a) for d in range(1, down) for a in range(across)}


def _count(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdigit() and int(value) > 0 else 1
