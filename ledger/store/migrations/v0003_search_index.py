"""Version 3: the search index, beside the tables and made from them; `store.text_index` fills and keeps it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# contentless: the texts are in the tables; detail=none: which rows have a token, not where in them; ascii: tokens come
# ready made (rules.search_tokens), only to be parted at spaces. What these save and cost: tests/bench/index_layouts.py.
_OPTIONS = "content='', contentless_delete=1, detail=none, tokenize='ascii'"

PREFIXES = {"resident_index": (1, 2, 3), "dwelling_index": (1, 2, 3)}
"""Beginnings of so many characters the index keeps ready, beside whole tokens."""

_BEGINNINGS = "prefix='1 2 3'"
TABLES = {
    "text_index": f"create virtual table text_index using fts5(tokens, {_OPTIONS})",
    "resident_index": f"create virtual table resident_index using fts5(tokens, {_OPTIONS}, {_BEGINNINGS})",
    "dwelling_index": f"create virtual table dwelling_index using fts5(tokens, {_OPTIONS}, {_BEGINNINGS})",
    # Of the rules of folding an index was made by, one row: an index made by others is made again.
    "index_state": "create table index_state (folding integer not null) strict",
}


def apply(database: "Database") -> None:
    """Make the tables, empty; nothing says yet that they are filled."""
    for statement in TABLES.values():
        database.execute(statement)
