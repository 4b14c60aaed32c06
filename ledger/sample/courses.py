"""The course of a matter, planned when it is registered: what is done on which day, until the resident is asked."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.records.matters import Level, Outcome, Satisfaction, StepKind, Urgency
from ledger.rules.workdays import WorkCalendar
from ledger.sample.chance import weighted
from ledger.sample.words import MatterText, Waiting, filled, word_list

# Working days from registration to settlement where it is in time, each with its weight.
_DAYS = {
    Urgency.SIMPLE: {0: 1, 1: 3, 2: 3, 3: 3},
    Urgency.ORDINARY: {1: 1, 2: 4, 3: 5, 4: 4, 5: 4, 6: 4, 7: 4},
    Urgency.COMPLEX: {5: 2, 7: 3, 9: 3, 11: 3, 13: 2, 15: 1},
}
_LATE_DAYS = {1: 4, 2: 3, 3: 2, 5: 1}
_LATE_SHARE = 0.08
_WAITING_SHARE = 0.6
_UNFORESEEN_WAITING_SHARE = 0.22
_MERGING_SHARE = 0.35
_SIDE_DOORS = {StepKind.SETTLED: 96.8, StepKind.NOT_ACCEPTED: 1.2, StepKind.RETRACTED: 2}

# What a step after which the next one is named says of it; the others leave the next step as it was.
NAMES_NEXT = frozenset(
    {StepKind.PROGRESS, StepKind.WAITING, StepKind.ASSIGNED, StepKind.ESCALATED, StepKind.REOPENED, StepKind.REMINDED}
)
LEAVES = frozenset({StepKind.SETTLED, StepKind.NOT_ACCEPTED, StepKind.RETRACTED, StepKind.MERGED})


@dataclass(frozen=True, slots=True)
class Planned:
    """A step to be taken on a day. `next_step` is what it leaves to be done, "" where that stays as it was.

    `level` and `whom` say where an escalation leads, `due_on` is a new deadline.
    """

    kind: StepKind
    on: date
    text: str
    next_step: str = ""
    level: Level | None = None
    whom: str = ""
    outcome: Outcome | None = None
    satisfaction: Satisfaction | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a course depends on beside chance.

    `last_day` is the day the sample ends, `is_content` says whether a resident asked on a day is content, `may_merge`
    whether there is an open matter of the same kind nearby.
    """

    last_day: date
    calendar: WorkCalendar
    is_content: Callable[[date], bool]
    may_merge: bool = False


@dataclass
class CoursePlanner:
    """Plans courses by chance and the words of the sample."""

    chance: random.Random
    outlook: Outlook

    def plan(self, text: MatterText, *, registered_on: date, due_on: date) -> list[Planned]:
        """The steps of a matter after its registration, in the order of their days.

        Whatever is due before the last day has left the account by then, unless its deadline was put off.
        """
        way_out = weighted(self.chance, _SIDE_DOORS)
        if self.outlook.may_merge and self.chance.random() < _MERGING_SHARE:
            way_out = StepKind.MERGED
        if way_out is not StepKind.SETTLED and text.urgency not in (Urgency.DANGER, Urgency.ESSENTIAL):
            return [self._side_door(way_out, self._workdays_after(registered_on, self.chance.randint(1, 2)))]
        level = weighted(self.chance, text.levels)
        leave = self._leaving_day(text.urgency, level, registered_on, due_on)
        waiting = self._waiting(text)
        if waiting is not None:
            leave = min(leave, due_on, self._workdays_after(registered_on, self.chance.randint(1, 3)))
        leave = self._in_time_for_the_end(leave, registered_on, due_on)
        # What is done within the day never left the grid.
        level = Level.GRID if leave == registered_on else level
        steps = self._work(text, level, registered_on, leave)
        if waiting is not None:
            leave = self._after_waiting(steps, waiting, text, due_on, max(leave, registered_on))
        late = leave > due_on and waiting is None
        steps += self._ending(text, leave, late=late)
        return steps

    def _leaving_day(self, urgency: Urgency, level: Level, registered_on: date, due_on: date) -> date:
        late = self.chance.random() < _LATE_SHARE * (2 if level in (Level.STREET, Level.DEPARTMENT) else 1)
        if urgency is Urgency.DANGER:
            return registered_on
        if late:
            return self._workdays_after(due_on, weighted(self.chance, _LATE_DAYS))
        if urgency is Urgency.ESSENTIAL:
            return registered_on if self.chance.random() < 0.3 else due_on
        days = weighted(self.chance, _DAYS[urgency])
        return min(self._workdays_after(registered_on, days), due_on)

    def _in_time_for_the_end(self, leave: date, registered_on: date, due_on: date) -> date:
        last = self.outlook.last_day
        if due_on >= last or leave < last:
            return leave
        day = last - timedelta(days=1)
        while day > registered_on and not self.outlook.calendar.is_workday(day):
            day -= timedelta(days=1)
        return day

    def _work(self, text: MatterText, level: Level, registered_on: date, leave: date) -> list[Planned]:
        """Accepting, going up a level, and what was done, spread over the days until it leaves."""
        span = (leave - registered_on).days
        steps = self._steps_of_work(text, level, days=span)
        placed: list[Planned] = []
        earliest = registered_on
        for number, step in enumerate(steps):
            # Accepted on the day itself or the next; the last of them some time before the end.
            share = number / (len(steps) + (span > 1)) if number else self.chance.choice((0, 0, 1 / max(span, 2)))
            day = self._workday_near(registered_on + timedelta(days=int(span * share)), leave)
            earliest = max(earliest, day)
            placed.append(replace(step, on=earliest))
        return placed

    def _steps_of_work(self, text: MatterText, level: Level, *, days: int) -> list[Planned]:
        some_day = date.min
        words = word_list("steps")
        asking = self._fill(self.chance.choice(words["next"]["ask"]), text)
        steps = []
        if self.chance.random() < 0.8:
            steps.append(Planned(StepKind.ACCEPTED, some_day, self._pick("accepted", text)))
        if level is not Level.GRID:
            reason = self._fill(self.chance.choice(words["escalated"][level.value]), text)
            steps.append(Planned(StepKind.ESCALATED, some_day, reason, asking, level=level, whom=text.whom))
        if level is Level.COMMUNITY and self.chance.random() < 0.4:
            steps.append(Planned(StepKind.ASSIGNED, some_day, self._pick("assigned", text), text.next_step))
        if days or text.urgency is Urgency.DANGER:
            ending = self._fill(self.chance.choice(words["next"]["settle"]), text)
            steps.append(Planned(StepKind.PROGRESS, some_day, self._fill(text.progress, text), ending))
        if level in (Level.STREET, Level.DEPARTMENT) and days >= 4 and self.chance.random() < 0.5:
            steps.append(Planned(StepKind.REMINDED, some_day, self._pick("reminded", text)))
        return steps

    def _waiting(self, text: MatterText) -> Waiting | None:
        if text.urgency in (Urgency.DANGER, Urgency.ESSENTIAL):
            return None
        if text.waiting is not None and self.chance.random() < _WAITING_SHARE:
            return text.waiting
        if self.chance.random() < _UNFORESEEN_WAITING_SHARE:
            reason, next_step, days = self.chance.choice(word_list("steps")["waiting"])
            return Waiting(self._fill(reason, text), self._fill(next_step, text), days)
        return None

    def _after_waiting(
        self, steps: list[Planned], waiting: Waiting, text: MatterText, due_on: date, from_day: date
    ) -> date:
        """Add the wait and put the deadline off where it would pass; returns the day the matter leaves then."""
        begun = self._workday_near(max([from_day, *(step.on for step in steps)]), date.max)
        until = self._workdays_after(begun, max(2, round(waiting.days * self.chance.uniform(0.6, 1.1))))
        steps.append(Planned(StepKind.WAITING, begun, waiting.text, waiting.next_step))
        if until >= due_on:
            off = self._workdays_after(until, 2)
            steps.append(Planned(StepKind.RECLASSIFIED, begun, self._pick("extended", text), due_on=off))
        return until

    def _side_door(self, kind: StepKind, on: date) -> Planned:
        return Planned(kind, on, self.chance.choice(word_list("steps")[kind.value]))

    def _ending(self, text: MatterText, leave: date, *, late: bool) -> list[Planned]:
        outcome, words = Outcome.SOLVED, text.settled
        if text.partly and self.chance.random() < 0.25:
            outcome, words = Outcome.PARTLY_SOLVED, text.partly
        elif text.explained and self.chance.random() < 0.35:
            outcome, words = Outcome.EXPLAINED, text.explained
        words = self._fill(words, text)
        if late and self.chance.random() < 0.5:
            words = f"{self._pick('late', text)}；{words}"
        return [Planned(StepKind.SETTLED, leave, words, outcome=outcome), *self._asking(text, leave, outcome)]

    def _asking(self, text: MatterText, settled_on: date, outcome: Outcome) -> list[Planned]:
        """The follow-up, a second one where nobody was reached, and the work done again where it did not help."""
        day = self._workdays_after(settled_on, self.chance.randint(1, 3))
        steps = []
        if self.chance.random() < 0.06:
            steps.append(self._answer(Satisfaction.NOT_REACHED, day))
            day = self._workdays_after(day, self.chance.randint(1, 3))
        if self.outlook.is_content(day):
            fairly = self.chance.random() < (0.14 if outcome is Outcome.SOLVED else 0.5)
            return [*steps, self._answer(Satisfaction.FAIRLY_SATISFIED if fairly else Satisfaction.SATISFIED, day)]
        steps.append(self._answer(Satisfaction.DISSATISFIED, day))
        if self.chance.random() < 0.4:
            steps += self._again(text, day)
        return steps

    def _again(self, text: MatterText, day: date) -> list[Planned]:
        words = word_list("steps")
        settled = self._workdays_after(day, self.chance.randint(2, 4))
        settled = self._in_time_for_the_end(settled, day, day)
        return [
            Planned(StepKind.REOPENED, day, self.chance.choice(words["reopened"]), words["reopened_next"]),
            Planned(StepKind.SETTLED, settled, self._fill(text.settled, text), outcome=Outcome.SOLVED),
            self._answer(Satisfaction.SATISFIED, self._workdays_after(settled, 1)),
        ]

    def _answer(self, satisfaction: Satisfaction, on: date) -> Planned:
        text = self.chance.choice(word_list("steps")["follow_up"][satisfaction.value])
        return Planned(StepKind.FOLLOWED_UP, on, text, satisfaction=satisfaction)

    def _pick(self, kind: str, text: MatterText) -> str:
        return self._fill(self.chance.choice(word_list("steps")[kind]), text)

    def _fill(self, words: str, text: MatterText) -> str:
        return filled(self.chance, words, to=text.whom)

    def _workdays_after(self, day: date, workdays: int) -> date:
        return self.outlook.calendar.after(day, workdays)

    def _workday_near(self, day: date, latest: date) -> date:
        """That day, or the next working day where it is none, but not later than `latest`."""
        while day < latest and not self.outlook.calendar.is_workday(day):
            day += timedelta(days=1)
        return day
