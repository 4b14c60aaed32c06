"""What a person has decided laid over what was read: the proposal an entry comes to."""

import re
from dataclasses import replace

from ledger.notebook.grounds import Grounds
from ledger.notebook.matter_places import shown
from ledger.records.notebook import Ask, KnownPerson, PageEntry, Reading, ReadMatter
from ledger.records.proposals import Correction, EntryKey, MatterCorrection, Proposal, ProposedMatter
from ledger.records.visits import VisitMode, VisitOutcome

LONGEST_TITLE = 60
NOBODY_MET = frozenset({VisitOutcome.NO_ANSWER, VisitOutcome.VACANT, VisitOutcome.MOVED})
_OF_PERSON = frozenset({Ask.WHICH_PERSON, Ask.UNKNOWN_PERSON})
_LONGEST_PLACE = 30
_NOTHING = Correction()
_NOTHING_OF_MATTER = MatterCorrection()


def corrected(key: EntryKey, entry: PageEntry, correction: Correction | None, grounds: Grounds) -> Proposal:
    """What `entry` will be entered as. A decision over what is there no longer counts as none."""
    decision = correction or _NOTHING
    decided: set[str] = set()
    if correction is not None:
        entry = _with_mode(entry, decision, decided)
        entry = _at_decided_door(entry, decision, grounds, decided)
        entry = _with_outcome(entry, decision, decided)
        entry = _with_people(entry, decision, grounds, decided)
        entry = _with_days(entry, decision, decided)
        entry = _sure_of(entry, decided)
    entry, matters = _with_matters(entry, decision.matters, grounds)
    worker_id = grounds.workers.get(entry.worker, grounds.worker_id)
    if decision.worker_id in grounds.worker_ids and decision.worker_id is not None:
        worker_id = decision.worker_id
        decided.add("worker")
    return Proposal(key, entry, worker_id, matters, decision.names or (), frozenset(decided), decision.left_out)


def _with_mode(entry: PageEntry, decision: Correction, decided: set[str]) -> PageEntry:
    mode = decision.mode
    if mode is None and entry.mode is VisitMode.PATROL and decision.dwelling_id is not None:
        mode = VisitMode.HOME
    if mode is not None:
        decided.add("mode")
        if mode is VisitMode.PATROL:
            place = entry.place or re.split(r"[,，。;；、]", entry.text.strip())[0][:_LONGEST_PLACE]
            entry = replace(
                entry, household=None, people=(), answered_by=(), outcome=VisitOutcome.NONE, ask=None, place=place
            )
        elif entry.mode is VisitMode.PATROL:
            entry = replace(entry, outcome=VisitOutcome.MET, ask=Ask.WHICH_HOUSEHOLD, place="")
        entry = replace(entry, mode=mode)
    if decision.place is not None:
        decided.add("place")
        entry = replace(entry, place=decision.place)
    return entry


def _at_decided_door(entry: PageEntry, decision: Correction, grounds: Grounds, decided: set[str]) -> PageEntry:
    if entry.mode is VisitMode.PATROL:
        return entry
    home = grounds.home(decision.dwelling_id) if decision.dwelling_id is not None else None
    if home is None and entry.household is None and decision.resident_ids:
        # Whoever of several is meant says which door it was.
        candidate = grounds.resident(decision.resident_ids[0])
        home = candidate.household if candidate and candidate.household.dwelling_id else None
    if home is None:
        return entry
    decided.add("household")
    if entry.household is not None and entry.household.dwelling_id == home.dwelling_id:
        return entry
    return grounds.elsewhere(entry, home)


def _with_outcome(entry: PageEntry, decision: Correction, decided: set[str]) -> PageEntry:
    if decision.outcome is None or entry.mode is VisitMode.PATROL:
        return entry
    decided.add("outcome")
    entry = replace(entry, outcome=decision.outcome)
    if decision.outcome is not VisitOutcome.PROXY:
        entry = replace(entry, answered_by=())
    if decision.outcome in NOBODY_MET and entry.household is not None and entry.ask in _OF_PERSON:
        entry = replace(entry, ask=None)
    return entry


def _with_people(entry: PageEntry, decision: Correction, grounds: Grounds, decided: set[str]) -> PageEntry:
    if entry.mode is VisitMode.PATROL or (decision.resident_ids is None and not decision.names):
        return entry
    people = entry.people
    if decision.resident_ids is not None:
        people = _people(entry, decision.resident_ids, grounds)
        if decision.resident_ids and not people and not decision.names:
            return entry
    decided.add("people")
    ask = entry.ask
    if ask in _OF_PERSON:
        ask = None if entry.household is not None else Ask.WHICH_HOUSEHOLD
    answered_by = tuple(person for person in entry.answered_by if person in people)
    return replace(entry, people=people, answered_by=answered_by, ask=ask)


def _people(entry: PageEntry, ids: tuple[int, ...], grounds: Grounds) -> tuple[KnownPerson, ...]:
    near = {person.id: person for person in entry.household.people} if entry.household else {}
    found = []
    for id_ in dict.fromkeys(ids):
        candidate = None if id_ in near else grounds.resident(id_)
        person = near.get(id_) or (candidate.person if candidate else None)
        if person is not None:
            found.append(person)
    return tuple(found)


def _with_days(entry: PageEntry, decision: Correction, decided: set[str]) -> PageEntry:
    if decision.on is not None:
        decided.add("on")
        entry = replace(entry, on=decision.on)
    if decision.no_revisit or decision.revisit_on is not None:
        decided.add("revisit_on")
        entry = replace(entry, revisit_on=None if decision.no_revisit else decision.revisit_on)
    return entry


def _sure_of(entry: PageEntry, decided: set[str]) -> PageEntry:
    if not decided:
        return entry
    before = entry.readings
    sure = {part: Reading(1.0, "decided", before[part].alternatives if part in before else ()) for part in decided}
    return replace(entry, readings={**before, **sure})


def _with_matters(
    entry: PageEntry, corrections: tuple[MatterCorrection, ...], grounds: Grounds
) -> tuple[PageEntry, tuple[ProposedMatter, ...]]:
    if not corrections:
        return entry, tuple(
            _proposed(matter, _sure(entry, place), _NOTHING_OF_MATTER, grounds)
            for place, matter in enumerate(entry.matters)
        )
    places = shown(entry.matters, corrections)
    found = []
    for read, decision in places:
        matter = ReadMatter("", "", False) if read is None else entry.matters[read]
        sure = 1.0 if read is None else _sure(entry, read)
        found.append(
            _proposed(matter, sure, _NOTHING_OF_MATTER if decision is None else corrections[decision], grounds)
        )
    kept = [read for read, _decision in places if read is not None]
    readings = {part: reading for part, reading in entry.readings.items() if not part.startswith("matters.")}
    for number, read in enumerate(kept):
        if f"matters.{read}" in entry.readings:
            readings[f"matters.{number}"] = entry.readings[f"matters.{read}"]
    offered = {correction.words for correction in corrections if correction.added}
    reminders = tuple(reminder for reminder in entry.reminders if reminder.text not in offered)
    matters = tuple(entry.matters[read] for read in kept)
    return replace(entry, matters=matters, readings=readings, reminders=reminders), tuple(found)


def _sure(entry: PageEntry, place: int) -> float:
    reading = entry.readings.get(f"matters.{place}")
    return reading.sure if reading else 1.0


def _proposed(matter: ReadMatter, sure: float, decision: MatterCorrection, grounds: Grounds) -> ProposedMatter:
    table = grounds.categories
    words = matter.text or decision.words
    category_id = table.finest(table.main(matter.category), words) if matter.category else 0
    decided = {part for part in ("title", "urgency", "level") if getattr(decision, part) is not None}
    if decision.category_id in table.known and decision.category_id is not None:
        category_id, sure = decision.category_id, 1.0
        decided.add("category_id")
    joins = decision.joins if decision.joins is not None and grounds.joinable(decision.joins) else None
    if joins is not None:
        decided.add("joins")
    codes = (matter.category, *matter.alternatives) if matter.category else ()
    proposed = ProposedMatter(
        words,
        words[:LONGEST_TITLE] if decision.title is None else decision.title,
        category_id,
        decision.urgency or table.urgency(category_id, urgent=matter.urgent),
        alternatives=table.others(category_id, codes),
        joins=joins,
        sure=sure,
        decided=frozenset(decided),
    )
    return proposed if decision.level is None else replace(proposed, level=decision.level)
