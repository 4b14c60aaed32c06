"""From the keys of a page to its entries: one query for each source that is on it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ledger.dossiers.moves import door_entries, membership_entries
from ledger.records.dossiers import (
    EntryKey,
    EntryKind,
    EntrySource,
    EntryTone,
    Happening,
    Opens,
    PromiseState,
    TimelineEntry,
)
from ledger.records.matters import OPEN_STATUSES, MatterStatus, Outcome, Satisfaction, StepKind
from ledger.records.people import LifeEventKind
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger

_SEPARATOR = "\u0001"
_MET = frozenset({VisitOutcome.MET, VisitOutcome.PROXY})
_STEP_TONES = {
    StepKind.REPORTED_AGAIN: EntryTone.SOON,
    StepKind.REOPENED: EntryTone.BAD,
    StepKind.SETTLED: EntryTone.GOOD,
    StepKind.FOLLOWED_UP: EntryTone.GOOD,
}
_OUTCOME_TONES = {Outcome.SOLVED: EntryTone.GOOD, Outcome.PARTLY_SOLVED: EntryTone.SOON}
_ANSWER_TONES = {
    Satisfaction.SATISFIED: EntryTone.GOOD,
    Satisfaction.FAIRLY_SATISFIED: EntryTone.GOOD,
    Satisfaction.DISSATISFIED: EntryTone.BAD,
    Satisfaction.NOT_REACHED: EntryTone.PLAIN,
}
_PROMISE_TONES = {
    PromiseState.PENDING: EntryTone.IN_HAND,
    PromiseState.KEPT: EntryTone.GOOD,
    PromiseState.KEPT_LATE: EntryTone.SOON,
    PromiseState.MISSED: EntryTone.BAD,
    PromiseState.DROPPED: EntryTone.PLAIN,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose time line it is: a resident's or a household's, by its id."""

    id: int
    of_resident: bool


def filled(ledger: Ledger, subject: Subject, keys: Iterable[EntryKey], *, today: date) -> dict[EntryKey, TimelineEntry]:
    """The entries of these keys."""
    wanted: dict[EntrySource, dict[int, EntryKey]] = {}
    for key in keys:
        wanted.setdefault(EntrySource(key.source), {})[key.id] = key
    found: dict[EntryKey, TimelineEntry] = {}
    for source, by_id in wanted.items():
        if source in (EntrySource.DOOR_SINCE, EntrySource.DOOR_UNTIL):
            found |= door_entries(ledger, by_id)
        elif source in (EntrySource.MEMBER_SINCE, EntrySource.MEMBER_UNTIL):
            found |= membership_entries(ledger, by_id, of_resident=subject.of_resident)
        else:
            sql, entry_of = _READERS[source]
            rows = ledger.rows(sql, {"ids": json.dumps(list(by_id)), "separator": _SEPARATOR})
            found |= {by_id[row["id"]]: entry_of(by_id[row["id"]], row, today) for row in rows}
    return found


def _visit(key: EntryKey, row: Any, _today: date) -> TimelineEntry:
    outcome = VisitOutcome(row["outcome"])
    marks: tuple[StrEnum, ...] = (VisitMode(row["mode"]),)
    return TimelineEntry(
        key,
        EntryKind.VISIT,
        Happening.VISITED,
        _day(key.day),
        time=row["at_time"],
        text=row["note"],
        people=_people(row["people"]),
        worker=row["worker"],
        marks=marks if outcome is VisitOutcome.NONE else (*marks, outcome),
        tone=EntryTone.GOOD if outcome in _MET else EntryTone.PLAIN,
        opens=(Opens.VISIT, row["id"]),
        withdrawn=_reason(row),
    )


def _step(key: EntryKey, row: Any, today: date) -> TimelineEntry:
    kind = StepKind(row["kind"])
    marks: list[StrEnum] = [kind]
    tone = _STEP_TONES.get(kind, EntryTone.PLAIN)
    if kind is StepKind.REGISTERED:
        status = MatterStatus(row["matter_status"])
        marks.append(status)
        tone = _standing(status, row["matter_next_on"], row["matter_due_on"], today)
    elif kind is StepKind.SETTLED and row["outcome"]:
        outcome = Outcome(row["outcome"])
        marks.append(outcome)
        tone = _OUTCOME_TONES.get(outcome, EntryTone.PLAIN)
    elif kind is StepKind.FOLLOWED_UP and row["satisfaction"]:
        answer = Satisfaction(row["satisfaction"])
        marks.append(answer)
        tone = _ANSWER_TONES[answer]
    first = kind is StepKind.REGISTERED and row["detail"] != row["title"]
    return TimelineEntry(
        key,
        EntryKind.MATTER,
        Happening.STEPPED,
        _day(key.day),
        time=row["at_time"],
        title=row["title"],
        text="\n".join(filter(None, (row["text"], row["detail"] if first else ""))),
        number=row["number"],
        worker=row["worker"],
        marks=tuple(marks),
        tone=tone,
        opens=(Opens.MATTER, row["matter_id"]),
        withdrawn=_reason(row),
    )


def _standing(status: MatterStatus, next_on: str | None, due_on: str, today: date) -> EntryTone:
    if status not in OPEN_STATUSES:
        return EntryTone.PLAIN if status in (MatterStatus.SETTLED, MatterStatus.FOLLOWED_UP) else EntryTone.WAITING
    if min(next_on or due_on, due_on) < str(today):
        return EntryTone.BAD
    return EntryTone.WAITING if status is MatterStatus.WAITING else EntryTone.IN_HAND


def _call(key: EntryKey, row: Any, today: date) -> TimelineEntry:
    state = _promise_state("pending", row["revisit_on"], row["called_on"], today)
    return TimelineEntry(
        key,
        EntryKind.PROMISE,
        Happening.CALL_PROMISED,
        _day(key.day),
        text=row["note"],
        worker=row["worker"],
        marks=(Happening.CALL_PROMISED, state),
        tone=_PROMISE_TONES[state],
        opens=(Opens.VISIT, row["id"]),
        made_on=_day(row["on_date"]),
        done_on=_day(row["called_on"]) if row["called_on"] else None,
        withdrawn=_reason(row),
    )


def _promise(key: EntryKey, row: Any, today: date) -> TimelineEntry:
    state = _promise_state(row["status"], row["due_on"], row["kept_on"], today)
    target: tuple[Opens, int] | None = None
    if row["matter_id"] or row["visit_id"]:
        target = (Opens.MATTER, row["matter_id"]) if row["matter_id"] else (Opens.VISIT, row["visit_id"])
    return TimelineEntry(
        key,
        EntryKind.PROMISE,
        Happening.PROMISED,
        _day(key.day),
        text=row["text"],
        marks=(Happening.PROMISED, state),
        tone=_PROMISE_TONES[state],
        opens=target,
        made_on=_day(row["made_on"]),
        done_on=_day(row["kept_on"]) if row["kept_on"] else None,
        withdrawn=_reason(row),
    )


def _promise_state(status: str, due_on: str | None, done_on: str | None, today: date) -> PromiseState:
    if status == "dropped":
        return PromiseState.DROPPED
    if done_on is not None:
        return PromiseState.KEPT_LATE if due_on and done_on > due_on else PromiseState.KEPT
    if status == "kept":
        return PromiseState.KEPT
    return PromiseState.MISSED if due_on and due_on < str(today) else PromiseState.PENDING


def _event(key: EntryKey, row: Any, _today: date) -> TimelineEntry:
    return TimelineEntry(
        key,
        EntryKind.CHANGE,
        Happening.LIFE_EVENT,
        _day(key.day),
        text=row["note"],
        people=(row["name"],),
        marks=(LifeEventKind(row["kind"]),),
        opens=(Opens.RESIDENT, row["resident_id"]),
        withdrawn=_reason(row),
    )


def _care(key: EntryKey, row: Any, _today: date) -> TimelineEntry:
    given = key.source == EntrySource.CARE_SINCE
    return TimelineEntry(
        key,
        EntryKind.CHANGE,
        Happening.CARE_GIVEN if given else Happening.CARE_ENDED,
        _day(key.day),
        title=row["care_group"],
        people=(row["name"],),
        tone=EntryTone.SOON if given else EntryTone.PLAIN,
        opens=(Opens.RESIDENT, row["resident_id"]),
        withdrawn=_reason(row),
    )


def _people(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(_SEPARATOR)) if joined else ()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _reason(row: Any) -> str | None:
    return None if row["withdrawn_at"] is None else row["withdrawn_reason"] or ""


_OF_IDS = " where {row}.id in (select value from json_each(:ids))"
_VISITS = (
    "select v.id, v.on_date, v.at_time, v.mode, v.outcome, v.note, v.revisit_on, w.name as worker, v.withdrawn_at,"
    " v.withdrawn_reason, (select group_concat(name, :separator) from (select p.name from visit_person p"
    "  where p.visit_id = v.id and p.withdrawn_at is null order by p.id)) as people{more}"
    " from visit v join worker w on w.id = v.worker_id" + _OF_IDS.format(row="v")
)
# A call promised is kept by the next time somebody goes there, met or not.
_CALLED = (
    ", (select min(n.on_date) from visit n where n.household_id = v.household_id and n.withdrawn_at is null"
    " and (n.on_date, n.at_time, n.id) > (v.on_date, v.at_time, v.id)) as called_on"
)
_STEPS = (
    "select s.id, s.kind, s.at_time, s.text, s.outcome, s.satisfaction, s.withdrawn_at, s.withdrawn_reason,"
    " m.id as matter_id, m.number, m.title, m.detail, m.status as matter_status, m.next_on as matter_next_on,"
    " m.due_on as matter_due_on, coalesce(w.name, '') as worker"
    " from step s join matter m on m.id = s.matter_id left join worker w on w.id = s.worker_id"
    + _OF_IDS.format(row="s")
)
_PROMISES = (
    "select p.id, p.text, p.due_on, p.kept_on, p.status, p.matter_id, p.visit_id, p.withdrawn_at, p.withdrawn_reason,"
    " coalesce(v.on_date, substr(p.created_at, 1, 10)) as made_on from promise p left join visit v on v.id = p.visit_id"
    + _OF_IDS.format(row="p")
)
_EVENTS = (
    "select e.id, e.kind, e.note, e.resident_id, r.name, e.withdrawn_at, e.withdrawn_reason"
    " from life_event e join resident r on r.id = e.resident_id" + _OF_IDS.format(row="e")
)
_CARES = (
    "select c.id, c.resident_id, r.name, g.name as care_group, c.withdrawn_at, c.withdrawn_reason"
    " from care_membership c join resident r on r.id = c.resident_id join care_group g on g.id = c.care_group_id"
    + _OF_IDS.format(row="c")
)
_READERS: dict[EntrySource, tuple[str, Callable[[EntryKey, Any, date], TimelineEntry]]] = {
    EntrySource.VISIT: (_VISITS.format(more=""), _visit),
    EntrySource.STEP: (_STEPS, _step),
    EntrySource.CALL: (_VISITS.format(more=_CALLED), _call),
    EntrySource.PROMISE: (_PROMISES, _promise),
    EntrySource.LIFE_EVENT: (_EVENTS, _event),
    EntrySource.CARE_SINCE: (_CARES, _care),
    EntrySource.CARE_UNTIL: (_CARES, _care),
}
