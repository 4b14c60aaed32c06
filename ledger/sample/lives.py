"""What happens in people's lives over the months: births, deaths, moving out and in, going away and coming back."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ledger.people.care_groups import assign, unassign
from ledger.people.entering import add_resident
from ledger.people.life_events import record_event
from ledger.people.moving import move_out
from ledger.records.people import LifeEventKind
from ledger.rules.relation import HEAD
from ledger.sample.families import TENANTS, FamilyMaker, Person
from ledger.sample.settling import PhoneBook, enter_families, new_resident
from ledger.sample.town import Home, Town
from ledger.sample.words import word_list

# Events a year in a thousand households.
_BIRTHS, _DEATHS, _MOVES, _DEPARTURES = 19, 15, 28, 22
_DAYS_A_YEAR = 365
_EMPTY_DAYS = (8, 30)
_AWAY_DAYS = (45, 130)
ALONE = "独居老人"


@dataclass
class Lives:
    """Plans what happens on which day, and enters it when the day has come."""

    town: Town
    chance: random.Random
    maker: FamilyMaker
    phones: PhoneBook
    _days: dict[date, list[Callable[[date], None]]] = field(default_factory=dict)
    _newcomers: list[Home] = field(default_factory=list)

    def plan(self, first_day: date, households: int) -> None:
        """Spread the events of the whole time over its working days."""
        days = (self.town.last_day - first_day).days
        for rate, event in (
            (_BIRTHS, self._birth),
            (_DEATHS, self._death),
            (_MOVES, self._move),
            (_DEPARTURES, self._departure),
        ):
            for _each in range(round(households * rate / 1000 * days / _DAYS_A_YEAR)):
                self._on(first_day + timedelta(days=self.chance.randint(1, max(1, days - 1))), event)

    def live(self, day: date) -> list[Home]:
        """Enter what happens on `day`; returns the homes just moved into."""
        self._newcomers = []
        for event in self._days.pop(day, ()):
            event(day)
        return self._newcomers

    def _on(self, day: date, event: Callable[[date], None]) -> None:
        if day < self.town.last_day:
            self._days.setdefault(day, []).append(event)

    def _birth(self, day: date) -> None:
        chosen = self._somebody(
            lambda home, each: (
                each.female
                and 22 <= each.age(day) <= 38
                and each.relation in (HEAD, "配偶", "儿媳")
                and home.kind in ("couple", "with_children", "three_generations")
                and not any(other.age(day) < 2 for other in home.present)
            )
        )
        if chosen is None:
            return
        home, mother = chosen
        relation = "孙子" if mother.relation == "儿媳" else "儿子"
        father = next((e for e in home.present if not e.female and 20 <= e.age(day) <= 45), mother)
        baby = self.maker.baby(father.name, day - timedelta(days=self.chance.randint(1, 9)), relation)
        added = add_resident(
            self.town.ledger,
            new_resident(baby, self.phones, {}, day),
            household_id=home.household_id,
            since=baby.birth,
            today=day,
        )
        baby.id = added.id
        home.members.append(baby)
        self._event(baby, LifeEventKind.BORN, baby.birth, day, "birth")

    def _death(self, day: date) -> None:
        chosen = self._somebody(lambda home, each: each.age(day) >= 74 and len(home.present) > 1, by_age=day)
        if chosen is None:
            return
        home, person = chosen
        left = [each for each in home.present if each is not person]
        heir = next((each for each in left if each.relation == "配偶"), left[0]) if person.relation == HEAD else None
        note = self.chance.choice(word_list("steps")["death"])
        record_event(
            self.town.ledger,
            person.id,
            kind=LifeEventKind.DIED,
            on=day,
            today=day,
            note=note,
            new_head_id=heir.id if heir else None,
        )
        person.gone = True
        if heir is not None:
            person.relation, heir.relation = "", HEAD
        for group in person.groups:
            unassign(self.town.ledger, person.id, care_group_id=self.town.care_groups[group], on=day, today=day)
        if len(left) == 1 and left[0].age(day) >= 65 and ALONE not in left[0].groups:
            self._is_alone_now(left[0], day)
        home.refresh()

    def _is_alone_now(self, person: Person, day: date) -> None:
        assign(self.town.ledger, person.id, care_group_id=self.town.care_groups[ALONE], on=day, today=day)
        person.groups = (*person.groups, ALONE)

    def _move(self, day: date) -> None:
        """A household leaves, tenants more often; some weeks later another one moves in."""
        next_day = day + timedelta(days=self.chance.randint(*_EMPTY_DAYS))
        staying = [home for home in self.town.homes if home.members and not home.open_cases and not home.interval]
        if next_day >= self.town.last_day or not staying:
            return
        tenants = [home for home in staying if home.kind in TENANTS]
        home = self.chance.choice(tenants if tenants and self.chance.random() < 0.6 else staying)
        reason = self.chance.choice(word_list("steps")["moved_out"])
        move_out(self.town.ledger, home.household_id, on=day, today=day, reason=reason)
        self.town.homes.remove(home)
        self._on(next_day, lambda later: self._move_in(home, later))

    def _move_in(self, former: Home, day: date) -> None:
        kind = self.chance.choice(("couple", "with_children", "single", "tenants"))
        family = self.maker.family(kind)
        entered = enter_families(
            self.town.ledger,
            self.phones,
            self.town.care_groups,
            [(family, former.dwelling_id)],
            since=day,
            today=day,
        )
        for person in family.members:
            record_event(self.town.ledger, person.id, kind=LifeEventKind.MOVED_IN, on=day, today=day)
        home = replace(
            former,
            household_id=entered.household_ids[0],
            kind=kind,
            status=family.status,
            members=family.members,
            met_on=day,
            rest_until=day,
            promised_on=None,
            tries=0,
        )
        self.town.homes.append(home)
        self._newcomers.append(home)

    def _departure(self, day: date) -> None:
        chosen = self._somebody(lambda home, each: 18 <= each.age(day) <= 34 and len(home.present) > 2)
        if chosen is None:
            return
        home, person = chosen
        self._event(person, LifeEventKind.AWAY, day, day, "away")
        person.gone = True
        home.refresh()
        self._on(day + timedelta(days=self.chance.randint(*_AWAY_DAYS)), lambda later: self._return(person, later))

    def _return(self, person: Person, day: date) -> None:
        home = next((home for home in self.town.homes if any(each is person for each in home.members)), None)
        if home is None:
            return
        self._event(person, LifeEventKind.RESTORED, day, day, "back")
        person.gone = False
        home.refresh()

    def _event(self, person: Person, kind: LifeEventKind, on: date, day: date, words: str) -> None:
        note = self.chance.choice(word_list("steps")[words])
        record_event(self.town.ledger, person.id, kind=kind, on=on, today=day, note=note)

    def _somebody(
        self, fits: Callable[[Home, Person], bool], *, by_age: date | None = None
    ) -> tuple[Home, Person] | None:
        """Anybody who fits, the old more often where a day `by_age` is given to reckon it by."""
        found = [(home, each) for home in self.town.homes for each in home.present if fits(home, each)]
        if not found:
            return None
        weights = [(each.age(by_age) - 70) ** 2 if by_age else 1 for _home, each in found]
        return self.chance.choices(found, weights)[0]
