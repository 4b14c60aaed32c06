"""Taking back a write: the journal says what it changed, and what stood there before."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ledger.errors import refuse
from ledger.store.driver import IntegrityError
from ledger.store.ledger_file import Ledger
from ledger.store.writing import Changed, Writing

UNDO_ACTION = "undo"


def undo(ledger: Ledger, *, sequence: int) -> Changed:
    """Take back the write of journal row `sequence`, as a write of its own; undoing an undo does it again.

    New rows are withdrawn, changed columns get their old values. Nothing is erased.

    Raises InputProblem: "undo_nothing" (no such row), "undo_conflict" (a later write, not taken back itself,
    changed the same or builds on what was new), "month_closed" (what it entered counts in a closed month: book a
    correction instead).
    """
    row = ledger.row("select action, changes from journal where sequence = ?", (sequence,))
    if row is None:
        raise refuse("", "undo_nothing")
    changes = json.loads(row["changes"])
    _refuse_built_upon(ledger, sequence, changes)
    base = _ACTION.sub("", row["action"].removeprefix(UNDO_ACTION + ":"))
    try:
        with ledger.write(f"{UNDO_ACTION}:{base}#{sequence}") as write:
            for change in reversed(changes):
                _take_back(ledger, write, change)
    except IntegrityError as error:
        raise refuse("", "undo_conflict") from error
    return write.changed


# The end of an undo's action: the journal row it takes back.
_ACTION = re.compile(r"#(\d+)$")


def _refuse_built_upon(ledger: Ledger, sequence: int, changes: list[dict[str, Any]]) -> None:
    """Refuse where a later write that still stands touched these rows, or refers to the new ones among them."""
    rows = {change["uid"] for change in changes}
    new = {change["uid"] for change in changes if change["before"] is None}
    for later in _standing_after(ledger, sequence):
        for change in json.loads(later):
            if change["uid"] in rows or not new.isdisjoint(map(str, change["after"].values())):
                raise refuse("", "undo_conflict")


def _standing_after(ledger: Ledger, sequence: int) -> Iterator[str]:
    """The changes of later writes, without those taken back and without what took them back."""
    taken_back: set[int] = set()
    for row in ledger.rows(
        "select sequence, action, changes from journal where sequence > ? order by sequence desc", (sequence,)
    ):
        target = _ACTION.search(row["action"]) if row["action"].startswith(UNDO_ACTION) else None
        if row["sequence"] in taken_back:
            continue
        if target is not None and int(target[1]) > sequence:
            taken_back.add(int(target[1]))
            continue
        yield row["changes"]


def _take_back(ledger: Ledger, write: Writing, change: dict[str, Any]) -> None:
    table, before, after = change["table"], change["before"], change["after"]
    row = ledger.row(f"select * from {table} where uid = ?", (change["uid"],))
    if row is None:
        raise refuse("", "undo_conflict")
    references = ledger.references.get(table, {})
    stands = {name: _as_journaled(ledger, references.get(name), row[name]) for name in after}
    if stands != after or (before is None and row["withdrawn_at"] is not None):
        raise refuse("", "undo_conflict")
    if "booked_on" in row.keys():  # noqa: SIM118 - a Row is no dict
        _refuse_closed(ledger, row["booked_on"])
    if before is None:
        write.withdraw(table, row["id"], UNDO_ACTION)
    else:
        old = {name: _as_stored(ledger, references.get(name), value) for name, value in before.items()}
        write.update(table, row["id"], **old)


def _refuse_closed(ledger: Ledger, booked_on: str) -> None:
    closed = ledger.value("select max(month) from closing where withdrawn_at is null")
    if closed is not None and booked_on[:7] <= closed:
        raise refuse("", "month_closed", month=booked_on[:7])


def _as_journaled(ledger: Ledger, target: str | None, value: Any) -> Any:
    if target is None or value is None:
        return value.hex() if isinstance(value, bytes) else value
    return ledger.value(f"select uid from {target} where id = ?", (value,))


def _as_stored(ledger: Ledger, target: str | None, value: Any) -> Any:
    if target is None or value is None:
        return value
    return ledger.value(f"select id from {target} where uid = ?", (value,))
