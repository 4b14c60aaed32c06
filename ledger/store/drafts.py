"""Drafts: what is being typed, kept against a crash. A draft is no entry yet, so the journal does not know it."""

import json
from dataclasses import dataclass
from typing import Any

from ledger.store.driver import world_errors
from ledger.store.ledger_file import Ledger

VISIT_DRAFT = "visit"
"""The kind of a visit being typed; what it is called stands under "title"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft kept: its key, what was typed, and the UTC instant it was kept at."""

    key: str
    content: dict[str, Any]
    saved_at: str


def save_draft(ledger: Ledger, *, kind: str, key: str = "", content: dict[str, Any]) -> None:
    """Keep `content` (JSON-able) under kind and key, in place of what was there; safe once this returns.

    Raises WorldProblem where the file cannot be written.
    """
    at = ledger.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    with world_errors(ledger.path):
        ledger.connection.execute(
            "insert into draft values (?, ?, ?, ?) on conflict (kind, key)"
            " do update set content = excluded.content, saved_at = excluded.saved_at",
            (kind, key, json.dumps(content), at),
        )


def load_draft(ledger: Ledger, *, kind: str, key: str = "") -> dict[str, Any] | None:
    """What was kept under kind and key, or None."""
    text = ledger.value("select content from draft where kind = ? and key = ?", (kind, key))
    return None if text is None else dict(json.loads(text))


def drafts(ledger: Ledger, *, kind: str) -> tuple[Draft, ...]:
    """Every draft of a kind, the one kept last first."""
    rows = ledger.rows(
        "select key, content, saved_at from draft where kind = ? order by saved_at desc, rowid desc", (kind,)
    )
    return tuple(Draft(row["key"], dict(json.loads(row["content"])), row["saved_at"]) for row in rows)


def drop_draft(ledger: Ledger, *, kind: str, key: str = "") -> None:
    """Forget a draft once it is entered or thrown away. Raises WorldProblem where the file cannot be written."""
    with world_errors(ledger.path):
        ledger.connection.execute("delete from draft where kind = ? and key = ?", (kind, key))
