"""A part of the report behind page one: a title and a table, or the sentence that there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.language import _
from ledger.reports.table import Column, Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its title without number, and its table or the sentence that there is nothing."""

    title: str
    content: Table | str


def table_of(columns: Sequence[Column], rows: Sequence[Sequence[str]], footing: Sequence[str] | None = None) -> Table:
    """A table that says so where one of its rows goes on overleaf."""
    return Table(columns, rows, footing, continued=_("(continued)"))


def counted(title: str, count: str) -> str:
    """A section's title with what its table counts: 本月办结（34 件）."""
    return _("%(title)s (%(count)s)") % {"title": title, "count": count}


def stacked(*texts: str) -> str:
    """Texts that belong together, one below the other in one cell."""
    return "\n".join(filter(None, texts))
