"""Visits as they are entered: at the door, by phone, outside, on patrol, with the matters that come of them."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, time

from ledger.matters.steps import Stroke, report_again
from ledger.records.people import HouseholdStatus
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.sample.cases import Case, CaseBook, Reported
from ledger.sample.chance import several
from ledger.sample.doorstep import (
    Answer,
    concerned,
    note_when_met,
    note_when_missed,
    opens,
    who_answers,
    why_missed,
)
from ledger.sample.rounds import Errand, Rounds
from ledger.sample.town import Home, Town
from ledger.sample.words import MatterText, filled, word_list
from ledger.visits.recording import VisitDraft, record_visit

# Matters that come of a hundred visits on which somebody was met, by the month of the year.
_MATTERS = {
    1: 13.0,
    2: 10.5,
    3: 11.5,
    4: 11.0,
    5: 11.5,
    6: 12.0,
    7: 12.5,
    8: 12.0,
    9: 11.5,
    10: 12.0,
    11: 13.5,
    12: 13.5,
}
# Who comes to the office or stops a worker outside mostly wants something.
_MORE_IN_THE_STREET = 4
_BROUGHT_UP_AGAIN = 0.35
_TENANT_SURNAMES = "张李刘陈赵周吴"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a visit is made, and by whom."""

    day: date
    at: time
    worker_id: int

    @property
    def clock(self) -> str:
        """The time as it is written: 09:05."""
        return self.at.strftime("%H:%M")


@dataclass
class Visitor:
    """Makes visits and enters them, with the matters that come of them."""

    town: Town
    chance: random.Random
    rounds: Rounds
    book: CaseBook
    _owed: float = field(default=0.5)

    def call(self, home: Home, errand: Errand, moment: Moment) -> None:
        """Call on a household once, and enter what came of it."""
        mode = VisitMode.HOME
        if errand is Errand.PHONE or (home.status is HouseholdStatus.AWAY and self.chance.random() < 0.6):
            mode = VisitMode.PHONE
        elif errand is Errand.KEY and self.chance.random() < 0.07:
            mode = VisitMode.DEPUTY
        if opens(self.chance, home, errand):
            self.meet(home, mode, moment)
        else:
            self.miss(home, mode, moment)

    def meet(self, home: Home, mode: VisitMode, moment: Moment, *, matters: int | None = None) -> None:
        """Somebody is met; `matters` says how many come up, None leaves it to chance."""
        answer = who_answers(self.chance, home, moment.day)
        if mode is not VisitMode.HOME:
            answer = replace(answer, other=None)
        again = self._brought_up_again(home, moment) if matters is None else None
        if again is not None:
            self._meet_again(home, mode, moment, answer, again)
            return
        count = self._matter_count(mode, moment.day) if matters is None else matters
        cases = [self._reported(home, answer, moment) for _each in range(count)]
        note = "；".join(case.draft.detail for case in cases)
        if not cases:
            note = note_when_met(self.town.words, self.chance, home, answer, mode, moment.day)
        self._enter(self._met_draft(home, mode, moment, answer, note), cases)
        self.rounds.note_met(home, moment.day)

    def welcome(self, home: Home, moment: Moment) -> None:
        """Call on a household that has just moved in."""
        words = self.town.words.text(word_list("steps")["newcomers"])
        note = filled(self.chance, words, count=len(home.present))
        answer = who_answers(self.chance, home, moment.day)
        self._enter(self._met_draft(home, VisitMode.HOME, moment, replace(answer, other=None), note), [])
        self.rounds.note_met(home, moment.day)

    def miss(self, home: Home, mode: VisitMode, moment: Moment) -> None:
        """Nobody is met."""
        outcome = why_missed(self.chance, home, mode)
        promised = None
        if outcome is VisitOutcome.POSTPONED:
            promised = self.town.calendar.after(moment.day, self.chance.randint(1, 4))
        note = note_when_missed(self.town.words, mode, outcome)
        draft = replace(self._draft(home, mode, moment), outcome=outcome, note=note, revisit_on=promised)
        self._enter(draft, [])
        self.rounds.note_missed(home, moment.day, promised)

    def patrol(self, moment: Moment, *, with_matter: bool) -> None:
        """Look at public places; sometimes something has to be done there."""
        cases = []
        if with_matter:
            text, place = self.town.words.matter(frozenset({"public"}), moment.day.month)
            note = filled(self.chance, text.note)
            cases.append(self.book.prepare(Reported(text, moment.day, moment.at, moment.worker_id, note, place=place)))
        else:
            place = self.town.words.text(word_list("places")["patrols"])
            note = self.town.words.text(word_list("visits")["patrol"])
        self._enter(self._patrol_draft(place, note, moment), cases)

    def report_to_neglect(self, text: MatterText, moment: Moment, due: date, *, home: Home | None, place: str) -> None:
        """A matter is reported that nobody will have done by `due`: at a door, or in a public place."""
        note = filled(self.chance, text.note)
        answer = who_answers(self.chance, home, moment.day) if home else Answer(None)
        resident_id = answer.person.id if answer.person else None
        reported = Reported(text, moment.day, moment.at, moment.worker_id, note, home, resident_id, place)
        case = self.book.prepare_neglected(reported, due)
        if home is None:
            self._enter(self._patrol_draft(place, note, moment), [case])
        else:
            self._enter(self._met_draft(home, VisitMode.HOME, moment, Answer(answer.person), note), [case])
            self.rounds.note_met(home, moment.day)

    def report_twice(self, first: Case, moment: Moment) -> Case | None:
        """Somebody phones about a matter that is in the ledger already, and it is registered once more."""
        if first.home is None:
            return None
        answer = who_answers(self.chance, first.home, moment.day)
        case = self._case(first.text, first.home, answer, moment)
        case.planned.clear()
        draft = self._met_draft(first.home, VisitMode.PHONE, moment, Answer(answer.person), case.draft.detail)
        self._enter(draft, [case])
        return case

    def _reported(self, home: Home, answer: Answer, moment: Moment) -> Case:
        calm = moment.day == self.town.last_day
        text, _place = self.town.words.matter(home.traits(moment.day), moment.day.month, calm=calm)
        return self._case(text, home, answer, moment)

    def _case(self, text: MatterText, home: Home, answer: Answer, moment: Moment) -> Case:
        person = concerned(home, answer, text.who, moment.day)
        note = filled(self.chance, text.note)
        resident_id = person.id if person else None
        return self.book.prepare(Reported(text, moment.day, moment.at, moment.worker_id, note, home, resident_id))

    def _matter_count(self, mode: VisitMode, day: date) -> int:
        """Matters come evenly enough that no month stands out: each visit adds a share of one."""
        self._owed += _MATTERS[day.month] / 100 * (_MORE_IN_THE_STREET if mode is VisitMode.STREET else 1)
        if self._owed < self.chance.uniform(0.6, 1.4):
            return 0
        count = 2 if self.chance.random() < 0.06 else 1
        self._owed -= count
        return count

    def _brought_up_again(self, home: Home, moment: Moment) -> Case | None:
        if not home.open_cases or self.chance.random() >= _BROUGHT_UP_AGAIN:
            return None
        cases = (case for case in self.book.open.values() if case.home is home)
        return next((case for case in cases if case.last_on < moment.day), None)

    def _meet_again(self, home: Home, mode: VisitMode, moment: Moment, answer: Answer, case: Case) -> None:
        words = self.town.words.text(word_list("steps")["reported_again"])
        draft = self._met_draft(home, mode, moment, replace(answer, other=None), f"又说起{case.text.title}，还没好")
        visit_id = self._enter(draft, [])
        stroke = Stroke(moment.day, moment.day, moment.worker_id, words, moment.clock, visit_id)
        report_again(self.town.ledger, case.id, stroke)
        case.last_on, case.at = moment.day, moment.at
        self.rounds.note_met(home, moment.day)

    def _enter(self, draft: VisitDraft, cases: list[Case]) -> int:
        draft = replace(draft, matters=tuple(case.draft for case in cases))
        recorded = record_visit(self.town.ledger, draft, today=draft.on, next_step=word_list("steps")["reopened_next"])
        for case, matter_id in zip(cases, recorded.matter_ids, strict=True):
            self.book.register(case, matter_id)
        return recorded.visit_id

    def _met_draft(self, home: Home, mode: VisitMode, moment: Moment, answer: Answer, note: str) -> VisitDraft:
        draft = replace(self._draft(home, mode, moment), outcome=answer.outcome, note=note)
        if answer.person is None:
            return replace(draft, names=(f"租客小{self.chance.choice(_TENANT_SURNAMES)}",))
        others = (answer.other.id,) if answer.other else ()
        return replace(draft, resident_ids=tuple(each.id for each in answer.met), answered_by=others)

    def _draft(self, home: Home, mode: VisitMode, moment: Moment) -> VisitDraft:
        return VisitDraft(
            on=moment.day,
            mode=mode,
            outcome=VisitOutcome.MET,
            worker_id=moment.worker_id,
            dwelling_id=home.dwelling_id,
            household_id=home.household_id,
            at_time=moment.clock,
        )

    def _patrol_draft(self, place: str, note: str, moment: Moment) -> VisitDraft:
        return VisitDraft(
            on=moment.day,
            mode=VisitMode.PATROL,
            outcome=VisitOutcome.NONE,
            worker_id=moment.worker_id,
            place=place,
            note=note,
            at_time=moment.clock,
        )


def quiet_moments(chance: random.Random, day: date, worker_id: int, count: int) -> list[Moment]:
    """The times of a worker's visits on one day: from nine, one after the other; long rounds go on after lunch."""
    minutes = 9 * 60 + chance.randint(0, 25)
    if count <= 6 and chance.random() < 0.4:
        minutes = 14 * 60 + 30 + chance.randint(0, 40)
    step = max(3, min(16, 420 // max(count, 1)))
    moments = []
    for _each in range(count):
        if 12 * 60 <= minutes < 14 * 60 + 30:
            minutes = 14 * 60 + 30
        moments.append(
            Moment(day, time(min(minutes, 20 * 60) // 60, minutes % 60 if minutes < 20 * 60 else 0), worker_id)
        )
        minutes += step + several(chance, 0.3 * step)
    return moments
