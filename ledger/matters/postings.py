"""Postings (分录): what each step of a matter does to the account.

A matter that opens adds one where it stands (grid, category, level), one that leaves takes one away, one that
moves does both. The month account is nothing but the sum of these, so it balances by construction.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.matters.booking import Booking, booking, is_closed
from ledger.records.matters import MatterStatus
from ledger.store import Ledger, Writing

SLICE_COLUMNS = ("category_id", "grid_id", "level")


def post_step(
    write: Writing,
    *,
    matter_id: int,
    step_id: int,
    on: date,
    booked: Booking,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> None:
    """Book what a step changed; `before` and `after` are the matter's state columns, None before registration.

    What happened in a closed month is booked as an adjustment of the open one.
    """
    was_open = before is not None and MatterStatus(before["status"]).is_open
    is_open = MatterStatus(after["status"]).is_open
    common = {"matter_id": matter_id, "step_id": step_id, "on_date": on, "booked_on": booked.on}
    if was_open and is_open and before is not None:
        if any(before[name] != after[name] for name in SLICE_COLUMNS):
            _post(write, common, kind="transfer", effect=-1, state=before)
            _post(write, common, kind="transfer", effect=+1, state=after)
    elif is_open:
        kind = "new" if before is None else "reopened"
        _post(write, common, kind="adjustment" if booked.late else kind, effect=+1, state=after)
    elif was_open:
        kind = "adjustment" if booked.late else "settled"
        _post(write, common, kind=kind, effect=-1, state=after, outcome=after["outcome"])


def void_step(ledger: Ledger, write: Writing, *, step_id: int, reason: str, today: date) -> None:
    """Take a step's postings out of the account: withdrawn in an open month, countered in a closed one.

    Raises InputProblem "month_closed" where a counter-entry is needed and today's month is closed.
    """
    standing = ledger.rows("select * from posting where step_id = ? and withdrawn_at is null", (step_id,))
    for posting in standing:
        if not is_closed(ledger, posting["booked_on"]):
            write.withdraw("posting", posting["id"], reason)
            continue
        common = {
            "matter_id": posting["matter_id"],
            "step_id": step_id,
            "on_date": posting["on_date"],
            "booked_on": booking(ledger, today, today=today).on,
            "corrects_id": posting["id"],
            "reason": reason,
        }
        _post(write, common, kind="adjustment", effect=-posting["effect"], state=posting)


def _post(
    write: Writing,
    common: Mapping[str, Any],
    *,
    kind: str,
    effect: int,
    state: Mapping[str, Any],
    outcome: str | None = None,
) -> None:
    columns = dict(common)
    for name in ("on_date", "booked_on"):
        columns[name] = str(columns[name])
    columns |= {name: state[name] for name in SLICE_COLUMNS}
    write.insert("posting", kind=kind, effect=effect, outcome=outcome, **columns)
