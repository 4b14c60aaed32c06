"""Every promise of the ledger as one check that lists where it is broken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ledger.accounts.balance import month_account, months_with_entries
from ledger.checks.derived import wrong_matters, wrong_pinyin, wrong_presences
from ledger.checks.replay import rows_unlike_journal
from ledger.checks.schema import missing_parts
from ledger.checks.search_index import is_part_of_index, wrong_entries
from ledger.store import Ledger
from ledger.store.driver import DatabaseError
from ledger.store.journal import first_broken_link


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise. `check` is the name of the check, `subject` what it is about (a number, a name, a uid)."""

    check: str
    subject: str
    repairable: bool = False


def findings(ledger: Ledger, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Finding]:
    """Every broken promise, check by check. `progress(done, of)` is called before each check."""
    checks: tuple[Callable[[Ledger], Iterator[Finding]], ...] = (
        _file,
        _references,
        _journal,
        _replay,
        _open_matters,
        _visits,
        _balance,
        _derived,
        _search_index,
    )
    for number, check in enumerate(checks):
        if progress is not None:
            progress(number, len(checks))
        found = list(check(ledger))
        yield from found
        if any(finding.check == "schema" and finding.subject.startswith("table ") for finding in found):
            return  # the other checks would ask what is not there


# How SQLite begins to say that what is wrong is in a full-text table only.
_INDEX_IS_DAMAGED = ("fts5:", "malformed inverted index for FTS5", "unable to validate the inverted index for FTS5")


def _file(ledger: Ledger) -> Iterator[Finding]:
    try:
        for row in ledger.rows("pragma integrity_check(20)"):
            if row[0] != "ok":
                yield Finding("file", str(row[0]), repairable=str(row[0]).startswith(_INDEX_IS_DAMAGED))
    except DatabaseError as error:
        yield Finding("file", str(error))
    for part in missing_parts(ledger):
        yield Finding("schema", part, repairable=is_part_of_index(part))


def _references(ledger: Ledger) -> Iterator[Finding]:
    for row in ledger.rows("pragma foreign_key_check"):
        yield Finding("reference", f"{row[0]} {row[1]} → {row[2]}")


def _journal(ledger: Ledger) -> Iterator[Finding]:
    broken = first_broken_link(ledger.connection)
    if broken is not None:
        yield Finding("journal", str(broken))


def _replay(ledger: Ledger) -> Iterator[Finding]:
    for table, uid in rows_unlike_journal(ledger):
        yield Finding("replay", f"{table} {uid}")


def _open_matters(ledger: Ledger) -> Iterator[Finding]:
    """事不漏: every open matter has a person responsible, a next step and a next date."""
    rows = ledger.rows(
        "select number from matter where withdrawn_at is null"
        " and status in ('registered', 'accepted', 'in_progress', 'waiting')"
        " and (responsible_id is null or next_step = '' or next_on is null) order by id"
    )
    for row in rows:
        yield Finding("next_step", row["number"])


def _visits(ledger: Ledger) -> Iterator[Finding]:
    """问到人: every visit names its door and who was met, or why nobody was."""
    rows = ledger.rows(
        "select v.on_date || ' ' || v.uid as name from visit v where v.withdrawn_at is null and ("
        " (v.mode = 'patrol' and v.place = '') or (v.mode <> 'patrol' and v.dwelling_id is null)"
        " or (v.outcome in ('met', 'proxy') and not exists (select 1 from visit_person p where p.visit_id = v.id"
        " and p.withdrawn_at is null)))"
    )
    for row in rows:
        yield Finding("asked", row["name"])


def _balance(ledger: Ledger) -> Iterator[Finding]:
    """Each month closes onto the next, its slices add up to it, and what the postings leave open is what is open."""
    brought_forward = None
    for month in reversed(months_with_entries(ledger)):
        account = month_account(ledger, str(month))
        if brought_forward is not None and account.total.opening != brought_forward:
            yield Finding("balance", str(month))
        brought_forward = account.total.closing
        for part in (account.by_category, account.by_level, account.by_grid):
            if sum(s.balance.closing for s in part) != brought_forward:
                yield Finding("slices", str(month))
    rows = ledger.rows(
        "select m.number from matter m where (m.withdrawn_at is null and m.status in ('registered', 'accepted',"
        " 'in_progress', 'waiting')) <> (select coalesce(sum(p.effect), 0) from posting p where p.matter_id = m.id"
        " and p.withdrawn_at is null) order by m.id"
    )
    for row in rows:
        yield Finding("posting", row["number"])


def _derived(ledger: Ledger) -> Iterator[Finding]:
    for number in wrong_matters(ledger):
        yield Finding("matter_state", number, repairable=True)
    for name in wrong_presences(ledger):
        yield Finding("presence", name, repairable=True)
    for name in wrong_pinyin(ledger):
        yield Finding("pinyin", name, repairable=True)


def _search_index(ledger: Ledger) -> Iterator[Finding]:
    for subject in wrong_entries(ledger):
        yield Finding("search_index", subject, repairable=True)
