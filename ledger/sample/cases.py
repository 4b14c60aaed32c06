"""Matters on their way: prepared with the visit they come from, then carried through their planned course."""

import random
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from datetime import date, time

from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke, note_progress
from ledger.records.matters import Level, StepKind
from ledger.rules.deadlines import due_on
from ledger.sample.chance import later, office_time
from ledger.sample.courses import LEAVES, NAMES_NEXT, CoursePlanner, Outlook, Planned
from ledger.sample.taking import take_step
from ledger.sample.town import Home, Town
from ledger.sample.words import MatterText, filled, word_list

# So many matters are due on the sample's last day, beside those overdue.
DUE_ON_LAST_DAY = 3
# Contentment grows over the months: the share not content falls from the first figure to the second.
DISSATISFIED = (0.11, 0.04)


@dataclass(slots=True, eq=False)
class Case:
    """A matter under way and what is still planned for it. `id` is 0 until it is registered.

    `last_on` and `at` are day and time of its last step.
    """

    text: MatterText
    draft: MatterDraft
    worker_id: int
    home: Home | None
    planned: deque[Planned]
    due: date
    last_on: date
    at: time
    id: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """A matter as somebody brings it up: the day, whoever writes it down, whose it is, and the words."""

    text: MatterText
    on: date
    at: time
    worker_id: int
    note: str
    home: Home | None = None
    resident_id: int | None = None
    place: str = ""


@dataclass
class CaseBook:
    """The open cases, and what is to be done in them on which day."""

    town: Town
    chance: random.Random
    first_day: date
    open: dict[int, Case] = field(default_factory=dict)
    _days: dict[date, list[Case]] = field(default_factory=dict)
    _due_last: int = 0
    _asked: Counter[str] = field(default_factory=Counter)
    _discontent: Counter[str] = field(default_factory=Counter)

    def prepare(self, reported: Reported) -> Case:
        """A case ready to be registered with its visit, its course planned."""
        at = reported.at.strftime("%H:%M")
        due = due_on(reported.text.urgency, reported.on, at, self.town.calendar)
        planner = CoursePlanner(self.chance, self._outlook(reported))
        planned = self._fitted(planner.plan(reported.text, registered_on=reported.on, due_on=due))
        return self._case(reported, planned, due)

    def prepare_neglected(self, reported: Reported, due: date) -> Case:
        """A case that is begun and then left lying beyond its deadline `due`."""
        words, text = word_list("steps"), reported.text
        accepted = filled(self.chance, self.chance.choice(words["accepted"]), to=text.whom)
        planned = [Planned(StepKind.ACCEPTED, reported.on, accepted)]
        middle = max(reported.on, self.town.workday_before(due))
        if reported.home is None:
            called = filled(self.chance, words["escalated"]["department"][0], to=text.whom)
            asking = filled(self.chance, words["next"]["ask"][0], to=text.whom)
            level = Level.DEPARTMENT
            planned.append(Planned(StepKind.ESCALATED, middle, called, asking, level=level, whom=text.whom))
        else:
            done = filled(self.chance, text.progress, to=text.whom)
            planned.append(Planned(StepKind.PROGRESS, middle, done, text.next_step))
        return self._case(reported, planned, due)

    def register(self, case: Case, matter_id: int) -> None:
        """Note that a case is in the ledger now."""
        case.id = matter_id
        self._enter(case)
        self._await(case)

    def forget(self, case: Case) -> None:
        """Drop a case that was withdrawn from the ledger."""
        case.planned.clear()
        self._leave(case)

    def work(self, day: date) -> None:
        """Take every step planned up to `day`."""
        for case in self._days.pop(day, ()):
            while case.planned and case.planned[0].on <= day:
                self._take(case, day)
            self._await(case)

    def make_due(self, day: date) -> None:
        """Have matters wait for the last day where too few do; called on the working day before it."""
        waiting = [case for case in self.open.values() if case.planned and case.planned[0].on > self.town.last_day]
        waiting.sort(key=lambda case: (case.planned[0].on, case.id))
        for case in waiting[: max(0, DUE_ON_LAST_DAY - self._due_last)]:
            words = self.chance.choice(word_list("steps")["visited_again"])
            text = filled(self.chance, words, to=case.text.whom)
            note_progress(self.town.ledger, case.id, self._stroke(case, day, text), next_on=self.town.last_day)

    def _case(self, reported: Reported, planned: list[Planned], due: date) -> Case:
        text, home = reported.text, reported.home
        draft = MatterDraft(
            title=text.title,
            category_id=self.town.categories[text.code, text.part],
            detail=reported.note,
            household_id=home.household_id if home else None,
            dwelling_id=home.dwelling_id if home else None,
            resident_id=reported.resident_id,
            place=reported.place,
            urgency=text.urgency,
            next_step=text.next_step,
            next_on=_next_on(planned, due),
            due_on=due,
        )
        return Case(text, draft, reported.worker_id, home, deque(planned), due, reported.on, reported.at)

    def _outlook(self, reported: Reported) -> Outlook:
        return Outlook(
            last_day=self.town.last_day,
            calendar=self.town.calendar,
            is_content=self._is_content,
            may_merge=self._twin(reported.text, reported.home, but=0) is not None,
        )

    def _is_content(self, day: date) -> bool:
        """Of those asked in a month the share due to it is not content, so that the course of it can be seen."""
        first, last = DISSATISFIED
        passed = (day - self.first_day).days / max(1, (self.town.last_day - self.first_day).days)
        month = str(day)[:7]
        self._asked[month] += 1
        wanted = self._asked[month] * (first + (last - first) * min(1.0, passed))
        if wanted < self._discontent[month] + 0.5:
            return True
        self._discontent[month] += 1
        return False

    def _fitted(self, planned: list[Planned]) -> list[Planned]:
        """The plan, put off a working day where enough matters are due on the last day already."""
        last = self.town.last_day
        due = next((n for n, step in enumerate(planned) if step.on >= last and step.kind in NAMES_NEXT | LEAVES), None)
        if due is None or planned[due].on != last:
            return planned
        if self._due_last < DUE_ON_LAST_DAY:
            self._due_last += 1
            return planned
        gap = self.town.calendar.after(last, 1) - last
        return planned[:due] + [replace(step, on=step.on + gap) for step in planned[due:]]

    def _take(self, case: Case, day: date) -> None:
        step = case.planned.popleft()
        twin = None
        if step.kind is StepKind.MERGED:
            twin = self._twin(case.text, case.home, but=case.id)
            # The other matter may have been settled meanwhile; then this one is simply no longer wanted.
            if twin is None:
                gone = self.chance.choice(word_list("steps")["retracted"])
                step = replace(step, kind=StepKind.RETRACTED, text=gone)
        case.due = step.due_on or case.due
        stroke = self._stroke(case, day, step.text)
        next_on = _next_on(case.planned, max(day, case.due))
        take_step(self.town, case.id, step, stroke, next_on=next_on, into_id=twin.id if twin else 0)
        if step.kind in LEAVES:
            self._leave(case)
        elif step.kind is StepKind.REOPENED:
            self._enter(case)

    def _twin(self, text: MatterText, home: Home | None, *, but: int) -> Case | None:
        """Another open matter of the same kind in the same building."""
        if home is None:
            return None
        for case in self.open.values():
            near = case.home is not None and case.home.staircase[:2] == home.staircase[:2]
            if near and case.id != but and (case.text.code, case.text.part) == (text.code, text.part):
                return case
        return None

    def _enter(self, case: Case) -> None:
        self.open[case.id] = case
        if case.home is not None:
            case.home.open_cases += 1

    def _leave(self, case: Case) -> None:
        self.open.pop(case.id, None)
        if case.home is not None:
            case.home.open_cases -= 1

    def _await(self, case: Case) -> None:
        if case.planned:
            self._days.setdefault(case.planned[0].on, []).append(case)

    def _stroke(self, case: Case, day: date, text: str) -> Stroke:
        """The next stroke of a case: on the same day later than the last one."""
        case.at = later(self.chance, case.at) if case.last_on == day else office_time(self.chance)
        case.last_on = day
        return Stroke(on=day, today=day, worker_id=case.worker_id, text=text, at_time=case.at.strftime("%H:%M"))


def _next_on(planned: "deque[Planned] | list[Planned]", otherwise: date) -> date:
    """The day of the first planned step that changes what is to be done next."""
    return next((step.on for step in planned if step.kind in NAMES_NEXT | LEAVES), otherwise)
