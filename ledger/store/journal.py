"""The journal (流水): every write as one row, in its transaction, chained by hash.

A row of the journal names rows of the ledger by uid, never by id, so that it means the same on another
machine. `changes` is a JSON list of {"table", "uid", "before", "after"}: the columns an entry changed, as
they were and as they are; `before` is null for a new row.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.store.driver import Connection

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One row of the journal; `at` is a UTC instant, `actor` and `device` are uids."""

    sequence: int
    uid: str
    device: str
    at: str
    actor: str
    action: str
    changes: str
    previous_hash: str
    hash: str


def chained_hash(previous: str, *parts: str | int) -> str:
    """SHA-256 over the previous hash and the row's own columns, as canonical JSON."""
    text = json.dumps([previous, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def append(
    connection: Connection,
    *,
    uid: str,
    device: str,
    at: str,
    actor: str,
    action: str,
    changes: list[dict[str, Any]],
) -> int:
    """Add one row to the chain, inside the caller's transaction, and return its sequence number."""
    last = connection.execute("select sequence, hash from journal order by sequence desc limit 1").fetchone()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, FIRST_HASH)
    text = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
    digest = chained_hash(previous, sequence, uid, device, at, actor, action, text)
    connection.execute(
        "insert into journal values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (sequence, uid, device, at, actor, action, text, previous, digest),
    )
    return sequence


def entries(connection: Connection, *, after: int = 0) -> Iterator[JournalEntry]:
    """The journal's rows in order, those with a sequence above `after`."""
    found = connection.execute(
        "select sequence, uid, device, at, actor, action, changes, previous_hash, hash"
        " from journal where sequence > ? order by sequence",
        (after,),
    )
    for row in found:
        yield JournalEntry(*row)


def first_broken_link(connection: Connection) -> int | None:
    """The sequence number of the first row whose hash or place in the chain is wrong, or None."""
    previous, expected = FIRST_HASH, 1
    for entry in entries(connection):
        digest = chained_hash(
            previous,
            entry.sequence,
            entry.uid,
            entry.device,
            entry.at,
            entry.actor,
            entry.action,
            entry.changes,
        )
        if (entry.sequence, entry.previous_hash, entry.hash) != (expected, previous, digest):
            return entry.sequence
        previous, expected = entry.hash, entry.sequence + 1
    return None
