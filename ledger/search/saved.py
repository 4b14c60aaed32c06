"""Searches kept under a name, for the side bar: a setting each, so that each is undone by itself.

What is kept is the words, not what they found: a kept search is always as true as the ledger.
"""

import json
from dataclasses import dataclass

from ledger.errors import refuse
from ledger.places.entered import entered_name
from ledger.store import Changed, Ledger, Writing

_KEY = "search.saved:"
_ALL = "select id, key, value from setting where key >= ? and key < ? and withdrawn_at is null order by id"
_WITHDRAWN = "不再用"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Words kept under a name. `id` is that of its setting, `position` where it stands among the others."""

    id: int
    name: str
    words: str
    position: int


def saved_searches(ledger: Ledger) -> tuple[SavedSearch, ...]:
    """All that are kept, in their order."""
    found = []
    for row in ledger.rows(_ALL, (_KEY, _KEY[:-1] + ";")):
        try:
            kept = json.loads(row["value"])
            words, position = str(kept["words"]), int(kept["position"])
        except (ValueError, KeyError, TypeError):
            continue  # written by hand or by a program to come: nothing to show, nothing to lose
        found.append(SavedSearch(row["id"], row["key"].removeprefix(_KEY), words, position))
    return tuple(sorted(found, key=lambda each: (each.position, each.id)))


def save_search(ledger: Ledger, *, name: str, words: str) -> Changed:
    """Keep words under a name, after the others.

    Raises InputProblem: "name_missing", "name_too_long", "name_taken", "words_missing".
    """
    name, words = entered_name(name), words.strip()
    if not words:
        raise refuse("words", "words_missing")
    with ledger.write("search.save") as write:
        known = saved_searches(ledger)
        _refuse_taken(known, name)
        position = max((each.position for each in known), default=-1) + 1
        write.insert("setting", key=_KEY + name, value=_value(words, position))
    return write.changed


def rename_search(ledger: Ledger, id_: int, *, name: str) -> Changed:
    """Call a kept search something else.

    Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry".
    """
    name = entered_name(name)
    with ledger.write("search.rename") as write:
        known = saved_searches(ledger)
        _kept(known, id_)
        _refuse_taken([each for each in known if each.id != id_], name)
        write.update("setting", id_, key=_KEY + name)
    return write.changed


def move_search(ledger: Ledger, id_: int, *, by: int) -> Changed:
    """Put a kept search `by` places further down (up where negative). Raises InputProblem: "no_such_entry"."""
    with ledger.write("search.move") as write:
        known = list(saved_searches(ledger))
        moved = _kept(known, id_)
        at = max(0, min(known.index(moved) + by, len(known) - 1))
        known.remove(moved)
        known.insert(at, moved)
        _number(write, known)
    return write.changed


def remove_search(ledger: Ledger, id_: int) -> Changed:
    """Keep a search no longer. Raises InputProblem: "no_such_entry"."""
    with ledger.write("search.remove") as write:
        _kept(saved_searches(ledger), id_)
        write.withdraw("setting", id_, _WITHDRAWN)
    return write.changed


def _number(write: Writing, searches: list[SavedSearch]) -> None:
    for position, each in enumerate(searches):
        write.update("setting", each.id, value=_value(each.words, position))


def _value(words: str, position: int) -> str:
    return json.dumps({"words": words, "position": position}, ensure_ascii=False)


def _kept(known: tuple[SavedSearch, ...] | list[SavedSearch], id_: int) -> SavedSearch:
    for each in known:
        if each.id == id_:
            return each
    raise refuse("", "no_such_entry", table="setting")


def _refuse_taken(others: tuple[SavedSearch, ...] | list[SavedSearch], name: str) -> None:
    if any(each.name == name for each in others):
        raise refuse("name", "name_taken", name=name)
