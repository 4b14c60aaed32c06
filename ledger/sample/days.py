"""The days of the sample, one after the other; the last ones prepared so that its last morning has work to show."""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from ledger.accounts.months import month_of
from ledger.matters.withdrawing import withdraw_matter
from ledger.records.visits import VisitMode
from ledger.sample.cases import Case, CaseBook
from ledger.sample.chance import office_time, several
from ledger.sample.families import FamilyMaker
from ledger.sample.lives import Lives
from ledger.sample.rounds import Errand, Rounds
from ledger.sample.settling import PhoneBook
from ledger.sample.town import Home, Town
from ledger.sample.visiting import Moment, Visitor, quiet_moments
from ledger.sample.words import matter_titled, word_list

# What a working day brings beside the rounds, in a hundred households.
_PHONED, _MET_OUTSIDE, _PATROLS = 0.2, 0.13, 0.1
_PATROLS_WITH_MATTER = 0.6
# These two are left lying and are overdue on the last day: one at a door, one in the street.
_NEGLECTED_AT_HOME = "卫生间漏水，楼上不配合"
_NEGLECTED_DOOR = "3-2-501"
_NEGLECTED_OUTSIDE = ("路面塌陷，影响通行", "清和街")
_NEGLECTED_AFTER = 6  # working days between report and deadline
# So many days before the end the homes are chosen that will be due on the last day.
_LEFT_BEFORE_END = 12
# A matter registered twice comes to light on this day of the month before the last.
_CORRECTION_DAY = 8
_MORNING_TIMES = (time(9, 5), time(9, 20), time(9, 42), time(10, 5), time(10, 18))


@dataclass
class Days:
    """Lets the community live through its days; call `pass_day` for each in order."""

    town: Town
    chance: random.Random
    maker: FamilyMaker
    phones: PhoneBook
    first_day: date
    book: CaseBook = field(init=False)
    visitor: Visitor = field(init=False)
    rounds: Rounds = field(init=False)
    lives: Lives = field(init=False)
    _twice: Case | None = None

    def __post_init__(self) -> None:
        self.book = CaseBook(self.town, self.chance, self.first_day)
        self.rounds = Rounds(self.town, self.chance)
        self.visitor = Visitor(self.town, self.chance, self.rounds, self.book)
        self.lives = Lives(self.town, self.chance, self.maker, self.phones)
        self.lives.plan(self.first_day, len(self.town.homes))
        # Kept back for the end: they would not be noticed among others like them.
        for title in (_NEGLECTED_AT_HOME, _NEGLECTED_OUTSIDE[0]):
            self.town.words.keep_back(title)

    def pass_day(self, day: date) -> None:
        """Everything that happens on `day`; of the last day only the morning."""
        if day == self.town.last_day:
            self._last_morning(day)
            return
        if day == max(self.first_day, self.town.last_day - timedelta(days=_LEFT_BEFORE_END)):
            self.rounds.leave_for_later()
        for home in self.lives.live(day):
            self.visitor.welcome(home, self._moment(home, day))
        if self.town.calendar.is_workday(day):
            self._rounds(day)
            self._other_visits(day)
            self._neglect(day)
            self._register_twice(day)
        self._correct(day)
        self.book.work(day)
        if day == self.town.workday_before(self.town.last_day):
            self.book.make_due(day)

    def _rounds(self, day: date) -> None:
        homes = self.town.homes_by_grid()
        for grid, worker_id in enumerate(self.town.workers):
            calls = self.rounds.calls(grid, homes[grid], day)
            moments = quiet_moments(self.chance, day, worker_id, len(calls))
            for (home, errand), moment in zip(calls, moments, strict=True):
                self.visitor.call(home, errand, moment)

    def _other_visits(self, day: date) -> None:
        scale = len(self.town.homes) / 100
        for _each in range(several(self.chance, _PHONED * scale)):
            home = self._anybody()
            self.visitor.call(home, Errand.PHONE, self._moment(home, day))
        for _each in range(several(self.chance, _MET_OUTSIDE * scale)):
            home = self._anybody()
            if home.present:
                self.visitor.meet(home, VisitMode.STREET, self._moment(home, day))
        for _each in range(several(self.chance, _PATROLS * scale)):
            worker_id = self.chance.choice(self.town.workers)
            moment = Moment(day, office_time(self.chance), worker_id)
            self.visitor.patrol(moment, with_matter=self.chance.random() < _PATROLS_WITH_MATTER)

    def _neglect(self, day: date) -> None:
        """Report the two matters that will be overdue on the last day."""
        due_at_home = self.town.workday_before(self.town.last_day)
        due_outside = self.town.workday_before(due_at_home)
        if day == self._workdays_before(due_at_home, _NEGLECTED_AFTER):
            text = matter_titled(_NEGLECTED_AT_HOME)
            homes = [home for home in self.town.homes if home.present and text.who <= home.traits(day)]
            homes.sort(key=lambda home: home.address.short != _NEGLECTED_DOOR)
            for home in homes[:1]:
                self.visitor.report_to_neglect(text, self._moment(home, day), due_at_home, home=home, place="")
        if day == self._workdays_before(due_outside, _NEGLECTED_AFTER):
            title, place = _NEGLECTED_OUTSIDE
            moment = Moment(day, office_time(self.chance), self.town.workers[-1])
            self.visitor.report_to_neglect(matter_titled(title), moment, due_outside, home=None, place=place)

    def _register_twice(self, day: date) -> None:
        """On the last working day of the month that will be closed last, one matter is registered a second time."""
        last_closed = month_of(self.town.last_day).preceding.preceding
        if last_closed.first < self.first_day or day != self.town.workday_before(last_closed.following.first):
            return
        first = next((case for case in reversed(self.book.open.values()) if case.home is not None), None)
        if first is not None:
            self._twice = self.visitor.report_twice(first, Moment(day, time(17, 25), self.town.secretary))

    def _correct(self, day: date) -> None:
        """In the open month, after closing, the second registration is found and withdrawn: an adjustment."""
        if self._twice is None or day.day != _CORRECTION_DAY:
            return
        reason = word_list("steps")["duplicate_reason"]
        withdraw_matter(self.town.ledger, matter_id=self._twice.id, reason=reason, today=day)
        self.book.forget(self._twice)
        self._twice = None

    def _last_morning(self, day: date) -> None:
        """Some fresh visits, two of them with matters, one door that stayed shut."""
        homes = sorted(self.town.homes, key=lambda home: (home.met_on, home.household_id))
        known = [home for home in homes if home.present and not home.open_cases and not home.interval]
        chosen = known[: len(_MORNING_TIMES)]
        for number, (home, at) in enumerate(zip(chosen, _MORNING_TIMES, strict=False)):
            moment = Moment(day, at, self.town.workers[home.grid])
            if number == 1:
                self.visitor.miss(home, VisitMode.HOME, moment)
            else:
                self.visitor.meet(home, VisitMode.HOME, moment, matters=int(number in (0, 3)))

    def _workdays_before(self, day: date, workdays: int) -> date:
        for _each in range(workdays):
            day = self.town.workday_before(day)
        return max(day, self._first_workday())

    def _first_workday(self) -> date:
        return self.town.calendar.after(self.first_day - timedelta(days=1), 1)

    def _anybody(self) -> Home:
        return self.chance.choice(self.town.homes)

    def _moment(self, home: Home, day: date) -> Moment:
        return Moment(day, office_time(self.chance), self.town.workers[home.grid])
