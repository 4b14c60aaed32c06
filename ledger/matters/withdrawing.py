"""Taking back what was entered in error (作废): in an open month it never counts, in a closed one it is countered."""

from datetime import date

from ledger.errors import refuse
from ledger.matters.postings import void_step
from ledger.matters.steps import STATE_COLUMNS
from ledger.records.matters import StepKind
from ledger.store import Changed, Ledger


def withdraw_matter(ledger: Ledger, *, matter_id: int, reason: str, today: date) -> Changed:
    """Withdraw a matter that should not have been entered, with all its steps.

    Raises InputProblem: "reason_missing", "no_such_matter", "month_closed".
    """
    if not reason.strip():
        raise refuse("reason", "reason_missing")
    steps = ledger.rows("select id from step where matter_id = ? and withdrawn_at is null", (matter_id,))
    if not steps:
        raise refuse("matter_id", "no_such_matter")
    with ledger.write("matter.withdraw") as write:
        for step in steps:
            void_step(ledger, write, step_id=step["id"], reason=reason, today=today)
            _withdraw_step(ledger, step["id"], reason)
        write.withdraw("matter", matter_id, reason)
    return write.changed


def withdraw_last_step(ledger: Ledger, *, matter_id: int, reason: str, today: date) -> Changed:
    """Withdraw a matter's last step; the matter stands again as the step before left it.

    Raises InputProblem: "reason_missing", "no_such_matter", "first_step" (withdraw the matter instead), "month_closed".
    """
    if not reason.strip():
        raise refuse("reason", "reason_missing")
    steps = ledger.rows(
        "select * from step where matter_id = ? and withdrawn_at is null order by id desc limit 2", (matter_id,)
    )
    if not steps:
        raise refuse("matter_id", "no_such_matter")
    if len(steps) < 2 or steps[0]["kind"] == StepKind.REGISTERED:
        raise refuse("matter_id", "first_step")
    last, before = steps
    with ledger.write("matter.withdraw_step") as write:
        void_step(ledger, write, step_id=last["id"], reason=reason, today=today)
        _withdraw_step(ledger, last["id"], reason)
        state = {name: before[name] for name in STATE_COLUMNS}
        merged = {"merged_into_id": None} if last["kind"] == StepKind.MERGED else {}
        write.update("matter", matter_id, **state, **merged)
    return write.changed


def _withdraw_step(ledger: Ledger, step_id: int, reason: str) -> None:
    with ledger.write("matter.withdraw_step") as write:
        write.withdraw("step", step_id, reason)
        for row in ledger.rows("select id from follow_up where step_id = ? and withdrawn_at is null", (step_id,)):
            write.withdraw("follow_up", row["id"], reason)
