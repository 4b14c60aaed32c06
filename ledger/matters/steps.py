"""The steps of a matter (办理经过): each one dated, appended, and complete with what it leaves behind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.errors import FieldProblem, InputProblem, refuse
from ledger.matters.booking import booking
from ledger.matters.calendar import work_calendar
from ledger.matters.postings import post_step
from ledger.records.matters import Level, MatterStatus, Outcome, Satisfaction, StepKind, Urgency
from ledger.rules.deadlines import due_on
from ledger.rules.lifecycle import SETTLING_OUTCOMES, status_after
from ledger.store import Changed, Ledger, Writing

STATE_COLUMNS = (
    "category_id",
    "grid_id",
    "level",
    "urgency",
    "status",
    "outcome",
    "satisfaction",
    "responsible_id",
    "next_step",
    "next_on",
    "due_on",
    "settled_on",
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """Who writes a step, when, and in which words: what every step has in common. `at_time` is "HH:MM" or ""."""

    on: date
    today: date
    worker_id: int
    text: str = ""
    at_time: str = ""
    visit_id: int | None = None


def accept(ledger: Ledger, matter_id: int, stroke: Stroke) -> Changed:
    """受理. Raises InputProblem as `_take` does."""
    return _take(ledger, matter_id, StepKind.ACCEPTED, stroke)


def note_progress(
    ledger: Ledger, matter_id: int, stroke: Stroke, *, next_step: str | None = None, next_on: date | None = None
) -> Changed:
    """办理: what was done, and what comes next where that changes. Raises InputProblem "empty" without words."""
    if not stroke.text.strip():
        raise refuse("text", "empty")
    return _take(ledger, matter_id, StepKind.PROGRESS, stroke, **_next(stroke, next_step, next_on))


def report_again(ledger: Ledger, matter_id: int, stroke: Stroke) -> Changed:
    """再次反映: the resident brings an open matter up again."""
    return _take(ledger, matter_id, StepKind.REPORTED_AGAIN, stroke)


def wait(ledger: Ledger, matter_id: int, stroke: Stroke, *, next_on: date, next_step: str | None = None) -> Changed:
    """等待, until `next_on`. Raises InputProblem "empty" where the words do not say for what."""
    if not stroke.text.strip():
        raise refuse("text", "empty")
    return _take(ledger, matter_id, StepKind.WAITING, stroke, **_next(stroke, next_step, next_on))


def remind(ledger: Ledger, matter_id: int, stroke: Stroke, *, next_on: date | None = None) -> Changed:
    """催办."""
    return _take(ledger, matter_id, StepKind.REMINDED, stroke, **_next(stroke, None, next_on))


def assign(
    ledger: Ledger,
    matter_id: int,
    stroke: Stroke,
    *,
    responsible_id: int,
    next_step: str | None = None,
    next_on: date | None = None,
) -> Changed:
    """转交: another person responsible."""
    return _take(
        ledger,
        matter_id,
        StepKind.ASSIGNED,
        stroke,
        responsible_id=responsible_id,
        **_next(stroke, next_step, next_on),
    )


def escalate(
    ledger: Ledger,
    matter_id: int,
    stroke: Stroke,
    *,
    level: Level,
    next_step: str | None = None,
    next_on: date | None = None,
) -> Changed:
    """层级变更: another level carries the matter."""
    return _take(ledger, matter_id, StepKind.ESCALATED, stroke, level=level.value, **_next(stroke, next_step, next_on))


def reclassify(
    ledger: Ledger,
    matter_id: int,
    stroke: Stroke,
    *,
    category_id: int | None = None,
    grid_id: int | None = None,
    urgency: Urgency | None = None,
    due_on: date | None = None,
) -> Changed:
    """Correct category, grid, urgency or deadline; None leaves one as it is."""
    given = {
        "category_id": category_id,
        "grid_id": grid_id,
        "urgency": urgency.value if urgency else None,
        "due_on": str(due_on) if due_on else None,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return _take(ledger, matter_id, StepKind.RECLASSIFIED, stroke, **changes)


def settle(ledger: Ledger, matter_id: int, stroke: Stroke, *, outcome: Outcome) -> Changed:
    """办结 with an outcome: the day it leaves the account.

    Raises InputProblem "choose" for an outcome of a side door, "empty" where the words do not say what was done.
    """
    if outcome not in SETTLING_OUTCOMES:
        raise refuse("outcome", "choose")
    if not stroke.text.strip():
        raise refuse("text", "empty")
    return _leave(ledger, matter_id, StepKind.SETTLED, stroke, outcome)


def not_accept(ledger: Ledger, matter_id: int, stroke: Stroke) -> Changed:
    """不受理. Raises InputProblem "empty" without the reason and where to go instead."""
    if not stroke.text.strip():
        raise refuse("text", "empty")
    return _leave(ledger, matter_id, StepKind.NOT_ACCEPTED, stroke, Outcome.NOT_ACCEPTED)


def retract(ledger: Ledger, matter_id: int, stroke: Stroke) -> Changed:
    """撤回 by the resident. Raises InputProblem "empty" without a reason."""
    if not stroke.text.strip():
        raise refuse("text", "empty")
    return _leave(ledger, matter_id, StepKind.RETRACTED, stroke, Outcome.RETRACTED)


def merge(ledger: Ledger, matter_id: int, stroke: Stroke, *, into_id: int) -> Changed:
    """并案 into another open matter. Raises InputProblem "merge_target" where that is itself, settled or withdrawn."""
    target = ledger.row("select status from matter where id = ? and withdrawn_at is null", (into_id,))
    if target is None or into_id == matter_id or not MatterStatus(target["status"]).is_open:
        raise refuse("into_id", "merge_target")
    with ledger.write("matter.merge") as write:
        _leave(ledger, matter_id, StepKind.MERGED, stroke, Outcome.MERGED)
        write.update("matter", matter_id, merged_into_id=into_id)
    return write.changed


def reopen(ledger: Ledger, matter_id: int, stroke: Stroke, *, next_step: str, next_on: date) -> Changed:
    """重办: shown in the account as new, and due anew by its urgency from that day.

    Raises InputProblem "empty" without a reason or a next step.
    """
    problems = [FieldProblem("text", "empty")] if not stroke.text.strip() else []
    if not next_step.strip():
        problems.append(FieldProblem("next_step", "empty"))
    if problems:
        raise InputProblem(*problems)
    changes = _next(stroke, next_step, next_on) | _due_anew(ledger, matter_id, stroke)
    return _take(
        ledger, matter_id, StepKind.REOPENED, stroke, outcome=None, settled_on=None, satisfaction=None, **changes
    )


def follow_up(ledger: Ledger, matter_id: int, stroke: Stroke, *, satisfaction: Satisfaction) -> Changed:
    """回访: ask the resident whether it helped."""
    with ledger.write("matter.followed_up") as write:
        _take(ledger, matter_id, StepKind.FOLLOWED_UP, stroke, satisfaction=satisfaction.value)
        write.insert(
            "follow_up",
            matter_id=matter_id,
            step_id=ledger.value("select max(id) from step where matter_id = ?", (matter_id,)),
            on_date=str(stroke.on),
            satisfaction=satisfaction.value,
            worker_id=stroke.worker_id,
            note=stroke.text.strip(),
        )
    return write.changed


def _next(stroke: Stroke, next_step: str | None, next_on: date | None) -> dict[str, Any]:
    if next_on is not None and next_on < stroke.on:
        raise refuse("next_on", "next_before_step")
    changes = {"next_step": (next_step or "").strip() or None, "next_on": str(next_on) if next_on else None}
    return {name: value for name, value in changes.items() if value is not None}


def _due_anew(ledger: Ledger, matter_id: int, stroke: Stroke) -> dict[str, Any]:
    urgency = ledger.value("select urgency from matter where id = ?", (matter_id,))
    if urgency is None:
        return {}
    return {"due_on": str(due_on(Urgency(urgency), stroke.on, stroke.at_time, work_calendar(ledger)))}


def _leave(ledger: Ledger, matter_id: int, kind: StepKind, stroke: Stroke, outcome: Outcome) -> Changed:
    return _take(
        ledger,
        matter_id,
        kind,
        stroke,
        outcome=outcome.value,
        settled_on=str(stroke.on),
        next_step="",
        next_on=None,
    )


def _take(ledger: Ledger, matter_id: int, kind: StepKind, stroke: Stroke, **changes: Any) -> Changed:
    """Append one step, carry the matter's state on, and book what it means for the account.

    Raises InputProblem: "no_such_matter", "step_not_allowed", "step_before_last" (steps are written in the
    order of their days), "date_in_future", "month_closed".
    """
    row = ledger.row("select * from matter where id = ? and withdrawn_at is null", (matter_id,))
    if row is None:
        raise refuse("matter_id", "no_such_matter")
    _check_order(ledger, matter_id, stroke.on)
    booked = booking(ledger, stroke.on, today=stroke.today)
    before = {name: row[name] for name in STATE_COLUMNS}
    satisfaction = changes.get("satisfaction")
    status = status_after(kind, MatterStatus(before["status"]), Satisfaction(satisfaction) if satisfaction else None)
    after = before | changes | {"status": status.value}
    with ledger.write(f"matter.{kind.value}") as write:
        step_id = _append(write, matter_id, kind, stroke, after)
        write.update("matter", matter_id, **after)
        post_step(write, matter_id=matter_id, step_id=step_id, on=stroke.on, booked=booked, before=before, after=after)
    return write.changed


def _append(write: Writing, matter_id: int, kind: StepKind, stroke: Stroke, state: dict[str, Any]) -> int:
    return write.insert(
        "step",
        matter_id=matter_id,
        kind=kind.value,
        on_date=str(stroke.on),
        at_time=stroke.at_time,
        text=stroke.text.strip(),
        worker_id=stroke.worker_id,
        visit_id=stroke.visit_id,
        **state,
    )


def _check_order(ledger: Ledger, matter_id: int, on: date) -> None:
    last = ledger.value("select max(on_date) from step where matter_id = ? and withdrawn_at is null", (matter_id,))
    if last and str(on) < last:
        raise refuse("on", "step_before_last", date=last)
