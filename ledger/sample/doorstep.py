"""At the door: whether somebody opens, who it is, and what the worker writes down."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger.records.people import HouseholdStatus
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.sample.chance import weighted
from ledger.sample.families import Person
from ledger.sample.rounds import Errand
from ledger.sample.town import Home
from ledger.sample.words import Choices, filled, word_list

# How often somebody opens, by the kind of household.
_OPENS: Mapping[str, float] = {
    "alone": 0.94,
    "empty_nest": 0.9,
    "three_generations": 0.86,
    "with_children": 0.74,
    "couple": 0.62,
    "single": 0.58,
    "single_parent": 0.68,
    "grown_child": 0.76,
    "tenants": 0.58,
    "unregistered": 0.52,
    "shared": 0.58,
    "shop": 0.92,
    "away": 0.1,
}
_WHEN_MISSED = {VisitOutcome.NO_ANSWER: 72, VisitOutcome.POSTPONED: 12, VisitOutcome.AWAY: 10, VisitOutcome.REFUSED: 6}
_WINTER = (11, 12, 1, 2, 3)
_SUMMER = (6, 7, 8)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who was met: `person` is None where nobody is registered; `other` spoke for them (代答), if anybody;
    `beside` was there too.
    """

    person: Person | None
    other: Person | None = None
    beside: Person | None = None

    @property
    def met(self) -> tuple[Person, ...]:
        """All who were asked, or spoken for."""
        return tuple(each for each in (self.person, self.beside) if each is not None)

    @property
    def outcome(self) -> VisitOutcome:
        """面谈 or 代答."""
        return VisitOutcome.PROXY if self.other is not None else VisitOutcome.MET


def opens(chance: random.Random, home: Home, errand: Errand) -> bool:
    """Whether anybody is met. A promised visit, a call by phone and a second try are likelier to succeed."""
    likely = _OPENS[home.kind]
    if errand in (Errand.PROMISED, Errand.PHONE):
        likely = max(likely, 0.8)
    return chance.random() < min(0.97, likely + 0.1 * min(home.tries, 2))


def why_missed(chance: random.Random, home: Home, mode: VisitMode) -> VisitOutcome:
    """What the worker notes where nobody was met."""
    if mode is VisitMode.PHONE:
        return VisitOutcome.NO_ANSWER
    if home.status is HouseholdStatus.AWAY:
        return VisitOutcome.AWAY
    if home.kind == "unregistered" and home.tries >= 2 and chance.random() < 0.2:
        return VisitOutcome.MOVED
    return weighted(chance, _WHEN_MISSED)


def who_answers(chance: random.Random, home: Home, day: date) -> Answer:
    """The member met: of a key group whoever belongs to it, else the old and the women more often.

    Sometimes another answers for them; a child is met beside a grown-up, old couples mostly together.
    """
    adults = [each for each in home.present if each.age(day) >= 18]
    if not adults:
        return Answer(home.present[0] if home.present else None)
    key = [each for each in home.present if each.in_key_group]
    if key and chance.random() < 0.9:
        grown = [each for each in key if each in adults]
        return Answer(grown[0] if grown else adults[0], beside=next((e for e in key if e not in grown[:1]), None))
    weights = [2.5 if each.age(day) >= 60 else 1.4 if each.female else 1.0 for each in adults]
    person = chance.choices(adults, weights)[0]
    if len(adults) > 1 and chance.random() < 0.09:
        return Answer(person, chance.choice([each for each in adults if each is not person]))
    return Answer(person)


def concerned(home: Home, answer: Answer, traits: frozenset[str], day: date) -> Person | None:
    """Whose matter it is: that of the old where it needs somebody old, else of whoever was met."""
    if answer.person is not None and traits & {"old", "elderly", "alone"}:
        return max(home.present, key=lambda each: each.age(day))
    return answer.person


def note_when_met(words: Choices, chance: random.Random, home: Home, answer: Answer, mode: VisitMode, day: date) -> str:
    """A note of a visit that no matter came of."""
    lists = word_list("visits")
    if mode is VisitMode.DEPUTY:
        return words.text(lists["deputy"])
    if answer.person is not None and answer.other is not None:
        return filled(chance, words.text(lists["proxy"]), other=_as_told(answer.person, answer.other, day))
    if mode in (VisitMode.PHONE, VisitMode.STREET):
        return words.text(lists[mode.value])
    return filled(chance, words.text(_met_notes(chance, home, answer.person, day)))


def note_when_missed(words: Choices, mode: VisitMode, outcome: VisitOutcome) -> str:
    """A note of a visit on which nobody was met."""
    kind = "phone_no_answer" if mode is VisitMode.PHONE else outcome.value
    return words.text(word_list("visits")[kind])


def _met_notes(chance: random.Random, home: Home, person: Person | None, day: date) -> list[str]:
    lists: Mapping[str, list[str]] = word_list("visits")["met"]
    traits = home.traits(day)
    if "tenant" in traits:
        return lists["tenant"]
    if person is not None and person.age(day) >= 65 and chance.random() < 0.65:
        more = (
            "alone"
            if "alone" in traits
            else "old_couple"
            if home.kind == "empty_nest" and len(home.present) > 1
            else ""
        )
        return lists["elderly"] + lists.get(more, [])
    if day.month in _WINTER and "flat" in traits and chance.random() < 0.35:
        return lists["winter"]
    if day.month in _SUMMER and chance.random() < 0.3:
        return lists["summer"]
    if "child" in traits and chance.random() < 0.35:
        return lists["child"]
    return lists["any"]


def _as_told(person: Person, other: Person, day: date) -> str:
    """How a worker names who answered: 老伴, 丈夫, 妻子, 女儿…, 家人 where it is not plain."""
    pair = {person.relation, other.relation}
    if pair == {"户主", "配偶"}:
        if other.age(day) >= 58:
            return "老伴"
        return "妻子" if other.female else "丈夫"
    if person.relation == "户主" and other.relation in ("儿子", "女儿", "儿媳"):
        return other.relation
    return "家人"
