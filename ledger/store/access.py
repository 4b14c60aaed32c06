"""Who looked at what: the access log. It is no part of the account: no journal entry, no undo, nothing to merge."""

from ledger.store.driver import world_errors
from ledger.store.ledger_file import Ledger


def note_access(ledger: Ledger, action: str, subject: str, result: str = "") -> None:
    """Write down that `ledger.actor` looked at something just now.

    `action` is a short English name such as "search" or "open.household", `subject` the words searched or the uid of
    what was opened, `result` what came of it (the number of hits, the audience of a print).
    Raises WorldProblem where the file cannot be written.
    """
    at = ledger.clock().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with world_errors(ledger.path):
        ledger.connection.execute(
            "insert into access_log (at, actor, action, subject, result) values (?, ?, ?, ?, ?)",
            (at, ledger.actor, action, subject, result),
        )
