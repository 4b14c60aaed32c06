"""The words a ledger keeps for its notebook, among its settings: an entry each, so that each is undone by itself."""

from collections.abc import Mapping
from enum import StrEnum

from ledger.store import Ledger, Writing

Kept = tuple[tuple[str, str], ...]
"""The key and the value of every entry, in the order in which they were made."""

_ALL = "select key, value from setting where key like 'notebook.%:%' and withdrawn_at is null order by id"


class Shelf(StrEnum):
    """Where a word is kept. A word stands at most once on each shelf."""

    CATEGORY = "notebook.category:"
    SIGN = "notebook.sign:"
    PLACE = "notebook.place:"
    LEARNED = "notebook.learned:"


def kept_words(ledger: Ledger) -> Kept:
    """Everything that is kept."""
    return tuple((row["key"], row["value"]) for row in ledger.rows(_ALL))


def on_shelf(kept: Kept, shelf: Shelf) -> Mapping[str, str]:
    """The words of one shelf with what is kept of each."""
    return {key.removeprefix(shelf): value for key, value in kept if key.startswith(shelf)}


def keep(ledger: Ledger, write: Writing, shelf: Shelf, word: str, value: str) -> None:
    """Keep `value` of a word; "" takes the word off the shelf. What says the same already stays untouched."""
    key = f"{shelf}{word}"
    row = ledger.row("select id, value from setting where key = ? and withdrawn_at is null", (key,))
    if row is None:
        if value:
            write.insert("setting", key=key, value=value)
    elif not value:
        write.withdraw("setting", row["id"], "不再用")
    elif row["value"] != value:
        write.update("setting", row["id"], value=value)
