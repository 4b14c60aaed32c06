"""What each chip offers: the next best first, then everything there is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from ledger.language import _
from ledger.records.matters import Level, Urgency
from ledger.records.notebook import KnownPerson
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.wording import label
from ui.entering.doors import Door, chosen_door, door_candidates, door_of
from ui.notebook.asking import door_press
from ui.notebook.card_content import Act, Press
from ui.notebook.card_words import (
    day_words,
    level_words,
    near_days,
    past_days,
    person_words,
    urgency_words,
    weekday_words,
)
from ui.notebook.choosing import Choice, Option
from ui.notebook.known import Known

_MODES = (VisitMode.HOME, VisitMode.PHONE, VisitMode.STREET, VisitMode.DEPUTY)


def choice_for(press: Press, proposal: Proposal, known: Known) -> Choice | None:
    """What can be chosen where `press` opens a list; None where there is nothing."""
    if press.what in _OF_ENTRY:
        return _OF_ENTRY[press.what](proposal, known)
    if press.what in _OF_MATTER and press.nth < len(proposal.matters):
        return _OF_MATTER[press.what](proposal, press.nth, known)
    return None


def _fixed(title: str, options: Iterable[Option]) -> Choice:
    offered = tuple(options)
    return Choice(title, lambda _words: offered)


def _correct(**fields: Any) -> Press:
    return Press(Act.CORRECT, fields=fields)


def _outcome(proposal: Proposal, known: Known) -> Choice:
    now = proposal.entry.outcome
    likely = [VisitOutcome(each) for each in _alternatives(proposal, "outcome") if each in set(VisitOutcome)]
    every = dict.fromkeys((*likely, *(each for each in VisitOutcome if each is not VisitOutcome.NONE)))
    return _fixed(
        _("Outcome"),
        (Option(label(each), _correct(outcome=each), is_now=each is now) for each in every),
    )


def _mode(proposal: Proposal, known: Known) -> Choice:
    now = proposal.entry.mode
    modes = (*_MODES, VisitMode.PATROL)
    return _fixed(
        _("Way of visiting"), (Option(label(each), _correct(mode=each), is_now=each is now) for each in modes)
    )


def _worker(proposal: Proposal, known: Known) -> Choice:
    now = proposal.worker_id
    options = (Option(each.name, _correct(worker_id=each.id), is_now=each.id == now) for each in known.workers)
    return _fixed(_("Visited by"), options)


def _on(proposal: Proposal, known: Known) -> Choice:
    now = proposal.entry.on
    days = [
        Option(words, _correct(on=day), f"{day_words(day, known.today)} {weekday_words(day)}", is_now=day == now)
        for words, day in past_days(known.today)
    ]
    return _days(_("Day of the visit"), days, now, lambda day: _correct(on=day), known)


def _revisit(proposal: Proposal, known: Known) -> Choice:
    now = proposal.entry.revisit_on
    days = [
        Option(words, _promise(day), f"{day_words(day, known.today)} {weekday_words(day)}", is_now=day == now)
        for words, day in near_days(known.today)
    ]
    if now is not None:
        days.append(Option(_("No promise"), _correct(revisit_on=None, no_revisit=True)))
    return _days(_("Visit again on"), days, now, _promise, known)


def _promise(day: date) -> Press:
    return _correct(revisit_on=day, no_revisit=False)


def _days(
    title: str, options: Sequence[Option], now: date | None, dated: Callable[[date], Press], known: Known
) -> Choice:
    return Choice(title, lambda _words: options, dated=dated, day=now, today=lambda: known.today)


def _people(proposal: Proposal, known: Known) -> Choice:
    entry = proposal.entry
    now = {person.id for person in entry.people}
    likely = [each.person for each in entry.candidates if each.person is not None]
    members = entry.household.people if entry.household else ()
    named = _by_name(members, _alternatives(proposal, "people"))
    people = {person.id: person for person in (*entry.people, *named, *likely, *members)}
    options = [
        Option(
            person.name,
            _correct(resident_ids=(person.id,), names=()),
            person_words(person, known),
            is_now=person.id in now,
        )
        for person in people.values()
        if person.id
    ]
    options.append(Option(_("Write a name…"), Press(Act.EDIT, "names")))
    if entry.household is not None:
        options.append(Option(_("Register in this household…"), Press(Act.REGISTER_PERSON)))
    hint = _("Space or Ctrl+click ticks several") if len(people) > 1 else ""
    return Choice(_("Who was met"), lambda _words: options, picked=_several, hint=hint)


def _by_name(members: Sequence[KnownPerson], names: Sequence[str]) -> list[KnownPerson]:
    return [person for name in names for person in members if person.name == name]


def _several(options: Sequence[Option]) -> Press:
    ids = tuple(id_ for option in options for id_ in option.press.fields.get("resident_ids", ()))
    return _correct(resident_ids=ids, names=())


def _door(proposal: Proposal, known: Known) -> Choice:
    example = _("3-2-501, a name, or its initials")
    return Choice(_("Door"), partial(_doors, proposal, known), searches=True, counted=False, example=example)


def _doors(proposal: Proposal, known: Known, words: str) -> list[Option]:
    household = proposal.entry.household
    near = None
    if household is not None and household.dwelling_id is not None:
        near = door_of(known.ledger, household.dwelling_id)
    if words:
        found = door_candidates(known.ledger, words, near)
        return [
            Option(each.title, _door_found(each.value, known), each.text, each.mark)
            for each in found
            if chosen_door(known.ledger, each.value) is not None
        ]
    options = [
        Option(known.door(each.household), door_press(each.household.dwelling_id), _who(each.household.people))
        for each in proposal.entry.candidates
        if each.household.dwelling_id is not None
    ]
    options += [
        Option(each.title, _door_found(each.value, known), each.text, each.mark)
        for each in door_candidates(known.ledger, "", near)
    ]
    seen: dict[str, Option] = {}
    for option in options:
        seen.setdefault(option.title, option)
    return list(seen.values())


def _who(people: Sequence[KnownPerson]) -> str:
    return people[0].name if people else ""


def _door_found(value: Any, known: Known) -> Press:
    door: Door | None = chosen_door(known.ledger, value)
    if door is None:
        return _correct()
    if door.dwelling_id is None:
        return Press(Act.REGISTER_DOOR, fields={"address": door.address})
    fields: dict[str, Any] = {"dwelling_id": door.dwelling_id}
    if door.resident_id is not None:
        fields |= {"resident_ids": (door.resident_id,), "names": ()}
    return Press(Act.CORRECT, fields=fields)


def _menu(proposal: Proposal, known: Known) -> Choice:
    household = proposal.entry.household
    options = [
        Option(_("Add a matter"), Press(Act.ADD_MATTER), _("from the words of the line")),
    ]
    if proposal.entry.revisit_on is None:
        options.append(Option(_("Promise a visit…"), Press(Act.OPEN, "revisit_on")))
    if proposal.worker_id == known.worker_id and len(known.workers) > 1:
        options.append(Option(_("Visited by another…"), Press(Act.OPEN, "worker")))
    options.append(Option(_("Back to what was read"), Press(Act.CLEAR)))
    options.append(Option(_("Leave this line out"), _correct(left_out=True)))
    if household is not None and household.household_id is not None:
        go = Press(Act.GO, "residents", fields={"what": "household", "id": household.household_id})
        options.append(Option(_("Open this household"), go))
    return _fixed(_("More for this card"), options)


def _alternatives(proposal: Proposal, name: str) -> tuple[str, ...]:
    reading = proposal.entry.readings.get(name)
    return reading.alternatives if reading is not None else ()


def _category(proposal: Proposal, nth: int, known: Known) -> Choice:
    matter = proposal.matters[nth]
    book = known.book()

    def look(words: str) -> list[Option]:
        likely = [] if words else [id_ for id_ in matter.alternatives if known.category(id_)]
        main = known.main_category(matter.category_id)
        beside = [] if words else [each.id for each in book.known if main in (each.id, each.parent_id)]
        found = dict.fromkeys((*likely, *beside, *(each.id for each in book.fitting(words))))
        return [
            Option(
                known.category_words(id_),
                Press(Act.CORRECT_MATTER, nth=nth, fields={"category_id": id_}),
                mark=_("likely") if id_ in likely else "",
                is_now=id_ == matter.category_id,
            )
            for id_ in found
        ]

    return Choice(_("Category"), look, searches=True, example=_("Type part of it or its initials"))


def _urgency(proposal: Proposal, nth: int, known: Known) -> Choice:
    now = proposal.matters[nth].urgency
    return _fixed(
        _("Urgency"),
        (
            Option(
                label(each).partition(" · ")[0],
                Press(Act.CORRECT_MATTER, nth=nth, fields={"urgency": each}),
                urgency_words(each),
                is_now=each is now,
            )
            for each in Urgency
        ),
    )


def _level(proposal: Proposal, nth: int, known: Known) -> Choice:
    now = proposal.matters[nth].level
    return _fixed(
        _("Level"),
        (
            Option(level_words(each), Press(Act.CORRECT_MATTER, nth=nth, fields={"level": each}), is_now=each is now)
            for each in Level
        ),
    )


def _joins(proposal: Proposal, nth: int, known: Known) -> Choice:
    apart = Press(Act.CORRECT_MATTER, nth=nth, fields={"joins": None})
    drop = Press(Act.CORRECT_MATTER, nth=nth, fields={"dropped": True})
    return _fixed(_("Reported again"), (Option(_("A matter of its own"), apart), Option(_("No matter at all"), drop)))


_OF_ENTRY: dict[str, Callable[[Proposal, Known], Choice]] = {
    "outcome": _outcome,
    "mode": _mode,
    "worker": _worker,
    "on": _on,
    "revisit_on": _revisit,
    "people": _people,
    "door": _door,
    "menu": _menu,
}
_OF_MATTER: dict[str, Callable[[Proposal, int, Known], Choice]] = {
    "category": _category,
    "urgency": _urgency,
    "level": _level,
    "joins": _joins,
}
