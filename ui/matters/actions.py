"""What can be done to a matter, as data: its button or menu line, its key, the fields it asks for, its write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.language import _, mark
from ledger.matters import steps
from ledger.matters.registering import correct_matter
from ledger.matters.steps import Stroke
from ledger.matters.withdrawing import withdraw_last_step, withdraw_matter
from ledger.records.matters import Matter, StepKind
from ledger.rules.lifecycle import allowed_steps
from ledger.store import Changed, Ledger

Write = Callable[..., Changed]


@dataclass(frozen=True, slots=True)
class MatterAction:
    """One thing to do. `step` is None for corrections, which are no steps; `keys` in Qt's portable spelling.

    `title`, `words` (what is asked for in the field of words), `said` and `note` are message ids. `write` is
    called with (ledger, matter_id, stroke) and the values of `fields` by name; text and on are in the stroke.
    """

    key: str
    title: str
    step: StepKind | None
    fields: tuple[str, ...]
    write: Write
    said: str
    keys: str = ""
    words: str = mark("Words")
    note: str = ""
    required: tuple[str, ...] = ()
    as_button: bool = False


def offered(matter: Matter, step_count: int) -> tuple[MatterAction, ...]:
    """What may be done to the matter as it stands, in the order of the menu."""
    allowed = allowed_steps(matter.status)
    return tuple(
        action
        for action in ACTIONS
        if action.step in allowed or (action.step is None and (action.key != "withdraw_step" or step_count > 1))
    )


def main_action(actions: tuple[MatterAction, ...]) -> MatterAction | None:
    """What the page is for just now: settling what is open, following up what is settled."""
    by_key = {action.key: action for action in actions}
    return by_key.get("settle") or by_key.get("follow_up")


def title_of(action: MatterAction) -> str:
    """The action's name in the language in force."""
    return _(action.title)


def _withdraw_step(ledger: Ledger, matter_id: int, stroke: Stroke, *, reason: str) -> Changed:
    return withdraw_last_step(ledger, matter_id=matter_id, reason=reason, today=stroke.today)


def _withdraw_matter(ledger: Ledger, matter_id: int, stroke: Stroke, *, reason: str) -> Changed:
    return withdraw_matter(ledger, matter_id=matter_id, reason=reason, today=stroke.today)


def _correct(ledger: Ledger, matter_id: int, stroke: Stroke, *, title: str, detail: str) -> Changed:
    return correct_matter(ledger, matter_id=matter_id, title=title, detail=detail)


_NEXT = ("next_step", "next_on")
_REASON = mark("Reason")

ACTIONS = (
    MatterAction(
        "accept",
        mark("Accept"),
        StepKind.ACCEPTED,
        ("text", "on"),
        steps.accept,
        mark("Accepted"),
        keys="Alt+S",
        as_button=True,
    ),
    MatterAction(
        "report_again",
        mark("Reported again"),
        StepKind.REPORTED_AGAIN,
        ("text", "on"),
        steps.report_again,
        mark("Noted that it was reported again"),
        keys="Alt+F",
        words=mark("What was said"),
    ),
    MatterAction(
        "remind",
        mark("Remind"),
        StepKind.REMINDED,
        ("text", "next_on", "on"),
        steps.remind,
        mark("Reminder noted"),
        keys="Alt+C",
        words=mark("Whom, and what about"),
        as_button=True,
    ),
    MatterAction(
        "wait",
        mark("Wait"),
        StepKind.WAITING,
        ("text", *_NEXT, "on"),
        steps.wait,
        mark("Waiting noted"),
        keys="Alt+D",
        words=mark("What for"),
        note=mark("For the resident, a department, money or the season; it comes up again on the next date."),
        required=("text", "next_on"),
    ),
    MatterAction(
        "assign",
        mark("Hand over"),
        StepKind.ASSIGNED,
        ("responsible_id", "text", *_NEXT, "on"),
        steps.assign,
        mark("Handed over"),
        keys="Alt+Z",
        required=("responsible_id",),
    ),
    MatterAction(
        "escalate",
        mark("Change level"),
        StepKind.ESCALATED,
        ("level", "text", *_NEXT, "on"),
        steps.escalate,
        mark("Level changed"),
        keys="Alt+L",
        words=_REASON,
        as_button=True,
    ),
    MatterAction(
        "reclassify",
        mark("Change category, grid or urgency"),
        StepKind.RECLASSIFIED,
        ("category_id", "grid_id", "urgency", "due_on", "text", "on"),
        steps.reclassify,
        mark("Corrected"),
        keys="Alt+G",
        words=_REASON,
    ),
    MatterAction("correct", mark("Correct the wording"), None, ("title", "detail"), _correct, mark("Corrected")),
    MatterAction(
        "merge",
        mark("Merge into another"),
        StepKind.MERGED,
        ("into_id", "text", "on"),
        steps.merge,
        mark("Merged"),
        keys="Alt+B",
        note=mark("It leaves the account here and goes on as part of the other one."),
        required=("into_id",),
    ),
    MatterAction(
        "retract",
        mark("Retracted by the resident"),
        StepKind.RETRACTED,
        ("text", "on"),
        steps.retract,
        mark("Retraction noted"),
        words=_REASON,
        required=("text",),
    ),
    MatterAction(
        "not_accept",
        mark("Do not accept"),
        StepKind.NOT_ACCEPTED,
        ("text", "on"),
        steps.not_accept,
        mark("Not accepted"),
        words=mark("Reason, and where to go instead"),
        required=("text",),
    ),
    MatterAction(
        "settle",
        mark("Settle"),
        StepKind.SETTLED,
        ("outcome", "text", "on"),
        steps.settle,
        mark("Settled, to be followed up"),
        keys="Alt+J",
        words=mark("What was done"),
        as_button=True,
        required=("outcome", "text"),
    ),
    MatterAction(
        "reopen",
        mark("Reopen"),
        StepKind.REOPENED,
        ("text", *_NEXT, "on"),
        steps.reopen,
        mark("Reopened"),
        keys="Alt+R",
        words=_REASON,
        note=mark("It comes back into the account as new this month."),
        required=("text", "next_step", "next_on"),
        as_button=True,
    ),
    MatterAction(
        "follow_up",
        mark("Ask afterwards"),
        StepKind.FOLLOWED_UP,
        ("satisfaction", "text", "on"),
        steps.follow_up,
        mark("Follow-up noted"),
        keys="Alt+H",
        words=mark("What the resident said"),
        as_button=True,
        required=("satisfaction",),
    ),
    MatterAction(
        "withdraw_step",
        mark("Withdraw the last step"),
        None,
        ("reason",),
        _withdraw_step,
        mark("Last step withdrawn"),
        note=mark("Nothing is erased: it stays in the ledger as withdrawn, with this reason."),
        required=("reason",),
    ),
    MatterAction(
        "withdraw",
        mark("Withdraw the matter"),
        None,
        ("reason",),
        _withdraw_matter,
        mark("Matter withdrawn"),
        note=mark("Nothing is erased: it stays in the ledger as withdrawn, with this reason."),
        required=("reason",),
    ),
)


def changed_values(action: MatterAction, matter: Matter, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the write takes them; a correction names only what it changes."""
    if action.key != "reclassify":
        return dict(values)
    kept = {name: value for name, value in values.items() if name == "text" or value != getattr(matter, name)}
    return {name: value for name, value in kept.items() if value is not None}
