"""One planned step, taken through the library's own functions."""

from datetime import date

from ledger.matters import steps
from ledger.matters.steps import Stroke
from ledger.records.matters import Level, Outcome, Satisfaction, StepKind
from ledger.sample.courses import Planned
from ledger.sample.town import Town
from ledger.sample.whistling import answer_whistle, send_whistle


def take_step(town: Town, matter_id: int, step: Planned, stroke: Stroke, *, next_on: date, into_id: int = 0) -> None:
    """Take the step in the matter; `next_on` is when the next one is planned, `into_id` what it is merged into."""
    match step.kind:
        case StepKind.ACCEPTED:
            steps.accept(town.ledger, matter_id, stroke)
        case StepKind.PROGRESS:
            steps.note_progress(town.ledger, matter_id, stroke, next_step=step.next_step, next_on=next_on)
        case StepKind.WAITING:
            steps.wait(town.ledger, matter_id, stroke, next_step=step.next_step, next_on=next_on)
        case StepKind.REMINDED:
            steps.remind(town.ledger, matter_id, stroke, next_on=next_on)
        case StepKind.ASSIGNED:
            _assign(town, matter_id, step, stroke, next_on)
        case StepKind.ESCALATED:
            _escalate(town, matter_id, step, stroke, next_on)
        case StepKind.RECLASSIFIED:
            steps.reclassify(town.ledger, matter_id, stroke, due_on=step.due_on)
        case StepKind.REOPENED:
            steps.reopen(town.ledger, matter_id, stroke, next_step=step.next_step, next_on=next_on)
        case StepKind.FOLLOWED_UP:
            steps.follow_up(town.ledger, matter_id, stroke, satisfaction=step.satisfaction or Satisfaction.SATISFIED)
        case StepKind.MERGED:
            steps.merge(town.ledger, matter_id, stroke, into_id=into_id)
        case _:
            _leave(town, matter_id, step, stroke)


def _assign(town: Town, matter_id: int, step: Planned, stroke: Stroke, next_on: date) -> None:
    steps.assign(
        town.ledger, matter_id, stroke, responsible_id=town.secretary, next_step=step.next_step, next_on=next_on
    )


def _escalate(town: Town, matter_id: int, step: Planned, stroke: Stroke, next_on: date) -> None:
    level = step.level or Level.COMMUNITY
    steps.escalate(town.ledger, matter_id, stroke, level=level, next_step=step.next_step, next_on=next_on)
    if level is Level.DEPARTMENT:
        send_whistle(town, matter_id, stroke, to=step.whom)


def _leave(town: Town, matter_id: int, step: Planned, stroke: Stroke) -> None:
    if step.kind is StepKind.NOT_ACCEPTED:
        steps.not_accept(town.ledger, matter_id, stroke)
    elif step.kind is StepKind.RETRACTED:
        steps.retract(town.ledger, matter_id, stroke)
    else:
        steps.settle(town.ledger, matter_id, stroke, outcome=step.outcome or Outcome.SOLVED)
    answer_whistle(town, matter_id)
