"""Gathering everything the printed month shows; a closed month comes from what closing kept."""

from dataclasses import replace
from datetime import datetime

from ledger.accounts import figures, matter_rows, rows, snapshot
from ledger.accounts.balance import month_account
from ledger.accounts.months import Month, parse_month
from ledger.errors import WorldProblem, refuse
from ledger.records.accounts import MonthReport
from ledger.records.staff import Community
from ledger.store import Ledger

OLDEST_SHOWN = 5


def community(ledger: Ledger) -> Community:
    """The community this ledger is kept for. Raises LookupError where there is none, which no ledger should be."""
    row = ledger.row("select uid, name, street, district from community where withdrawn_at is null order by id")
    if row is None:
        raise LookupError("a ledger without a community")
    return Community(*row)


def gather_month(
    ledger: Ledger, month: str, *, grid: str = "", prepared_by: str = "", made_at: datetime
) -> MonthReport:
    """The month's report. `made_at` is the local time of printing; `prepared_by` stands behind 编制.

    A closed month, whole, is as it was closed, whatever was corrected since.
    Raises InputProblem: "bad_month", "no_such_grid"; WorldProblem "ledger_damaged" where what closing kept is spoiled.
    """
    wanted = parse_month(month)
    # Closing a month closes those before it too; only its own report is kept.
    kept = ledger.row(
        "select month, content, created_at from closing where month >= ? and withdrawn_at is null order by month",
        (str(wanted),),
    )
    if kept is not None and kept["month"] == str(wanted) and not grid:
        report = _kept(ledger, kept["content"])
    else:
        report = _gather(ledger, wanted, grid=grid, prepared_by=prepared_by, made_at=made_at)
    closed_at = _local(kept["created_at"]) if kept is not None else None
    return replace(report, made_at=made_at, prepared_by=prepared_by, closed_at=closed_at)


def _kept(ledger: Ledger, content: str) -> MonthReport:
    try:
        return snapshot.thaw(content)
    except ValueError as error:
        raise WorldProblem("ledger_damaged", ledger.path, str(error)) from error


def _local(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone().replace(tzinfo=None, microsecond=0)


def _gather(ledger: Ledger, month: Month, *, grid: str, prepared_by: str, made_at: datetime) -> MonthReport:
    account = month_account(ledger, str(month), grid=grid)
    grid_id = None
    if grid:
        grid_id = ledger.value("select id from grid where name = ? and withdrawn_at is null", (grid,))
        if grid_id is None:
            raise refuse("grid", "no_such_grid", name=grid)
    still_open = matter_rows.open_rows(ledger, month, grid_id)
    report = MonthReport(
        community=community(ledger).full_name,
        month=str(month),
        grid=grid,
        prepared_by=prepared_by,
        made_at=made_at,
        closed_at=None,
        fingerprint="",
        account=account,
        visits=figures.visit_figures(ledger, month, grid_id),
        quality=figures.quality_figures(ledger, month, grid_id),
        oldest_open=still_open[:OLDEST_SHOWN],
        settled=matter_rows.settled_rows(ledger, month, grid_id),
        open=still_open,
        visit_rows=rows.visit_rows(ledger, month, grid_id),
        key_people=rows.key_person_rows(ledger, month, grid_id),
        adjustments=rows.adjustment_rows(ledger, month, grid_id),
        workers=rows.worker_rows(ledger, month, grid_id),
    )
    return replace(report, fingerprint=snapshot.fingerprint(report))
