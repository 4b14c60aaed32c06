"""What the paper shows beside its words: which lines are in question, left out, or say more than was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger.notebook.entering import is_ready
from ledger.records.notebook import Reminder
from ledger.records.proposals import EntryKey, Proposal


@dataclass(frozen=True, slots=True)
class LineMarks:
    """Marks by line, counted from 1."""

    in_question: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    reminders: Mapping[int, tuple[Reminder, ...]] = field(default_factory=dict)


def marks_of(proposals: Sequence[Proposal], lines: Mapping[EntryKey, int]) -> LineMarks:
    """The marks of a page whose entries stand on `lines`."""
    asking: set[int] = set()
    wanted: set[int] = set()
    left_out: set[int] = set()
    reminders: dict[int, tuple[Reminder, ...]] = {}
    for proposal in proposals:
        line = lines.get(proposal.key, 0)
        if proposal.left_out:
            left_out.add(line)
            continue
        wanted.add(line)
        if not is_ready(proposal):
            asking.add(line)
        if found := proposal.entry.reminders:
            reminders[line] = reminders.get(line, ()) + found
    return LineMarks(frozenset(asking), frozenset(left_out - wanted), reminders)


def units_before(text: str, position: int) -> int:
    """How many of Qt's 16-bit units stand before a character of `text`."""
    return position + sum(letter > "\uffff" for letter in text[:position])


def characters_before(text: str, units: int) -> int:
    """How many characters stand before a place that Qt counts in 16-bit units."""
    passed = 0
    for number, letter in enumerate(text):
        if passed >= units:
            return number
        passed += 2 if letter > "\uffff" else 1
    return len(text)
