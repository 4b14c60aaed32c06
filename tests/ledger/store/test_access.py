"""The access log: who looked at what, beside the account."""

from ledger.store import Ledger
from ledger.store.access import note_access


def test_what_was_looked_at_is_kept_and_is_no_entry_of_the_journal(ledger: Ledger) -> None:
    ledger.actor = ledger.value("select uid from worker")
    before = ledger.value("select count(*) from journal")
    note_access(ledger, "search", "许敏 漏水", "3")
    with ledger.write("test.inside"):
        note_access(ledger, "open.resident", "some-uid")
    rows = ledger.rows("select actor, action, subject, result from access_log order by id")
    assert [tuple(row) for row in rows] == [
        (ledger.actor, "search", "许敏 漏水", "3"),
        (ledger.actor, "open.resident", "some-uid", ""),
    ]
    assert ledger.value("select count(*) from journal") == before
