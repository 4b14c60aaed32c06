"""The course of a matter read from its steps: what each one changed, and how long each level had it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.language import _
from ledger.records.matters import Level, Step, StepKind
from ledger.wording import label


@dataclass(frozen=True, slots=True)
class Entry:
    """A step as it is told. `changes` are words for what it moved; `next_line` is "" where nothing new was agreed."""

    step: Step
    changes: tuple[str, ...]
    next_line: str


def told(steps: Sequence[Step]) -> tuple[Entry, ...]:
    """The steps, newest first, each with what it changed against the one before."""
    entries = [Entry(step, _changes(before, step), _next_line(before, step)) for before, step in _pairs(steps)]
    return tuple(reversed(entries))


def level_days(steps: Sequence[Step], today: date) -> Mapping[Level, int]:
    """How many days each level carried the matter while it was open; levels that never had it are left out."""
    days: Counter[Level] = Counter()
    for at, step in enumerate(steps):
        until = steps[at + 1].on if at + 1 < len(steps) else today
        if step.status.is_open:
            days[step.level] += (until - step.on).days
    return days


def reopened_on(steps: Sequence[Step]) -> date | None:
    """The day it was last taken up again, or None."""
    return next((step.on for step in reversed(steps) if step.kind is StepKind.REOPENED), None)


def _pairs(steps: Sequence[Step]) -> list[tuple[Step | None, Step]]:
    return list(zip((None, *steps[:-1]), steps, strict=True)) if steps else []


def _changes(before: Step | None, step: Step) -> tuple[str, ...]:
    if before is None:
        return ()
    words = [_moved(label(before.level), label(step.level))] if before.level is not step.level else []
    if before.responsible != step.responsible:
        words.append(_moved(before.responsible, step.responsible))
    if before.category != step.category:
        words.append(_moved(before.category, step.category))
    if before.grid != step.grid:
        words.append(_moved(before.grid or _("no grid"), step.grid or _("no grid")))
    if before.urgency is not step.urgency:
        words.append(_moved(label(before.urgency), label(step.urgency)))
    if before.due_on != step.due_on:
        words.append(_("due %(day)s") % {"day": step.due_on})
    if step.outcome and step.outcome is not before.outcome and step.kind is StepKind.SETTLED:
        words.append(label(step.outcome))
    if step.kind is StepKind.FOLLOWED_UP and step.satisfaction:
        words.append(label(step.satisfaction))
    return tuple(words)


def _moved(before: str, after: str) -> str:
    return f"{before} → {after}"


def _next_line(before: Step | None, step: Step) -> str:
    same = before is not None and (before.next_step, before.next_on) == (step.next_step, step.next_on)
    if same or not step.next_on:
        return ""
    return _("Next: %(day)s %(words)s") % {"day": step.next_on, "words": step.next_step}
