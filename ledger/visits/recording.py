"""Recording a visit with its matters: one form, one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from ledger.errors import FieldProblem, InputProblem, refuse
from ledger.matters.booking import Booking, booking, is_closed
from ledger.matters.registering import MatterDraft, check_draft, enter_matter, grid_of, with_defaults
from ledger.matters.withdrawing import withdraw_matter
from ledger.people.reading import merged_into
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Changed, Ledger, Writing

# 问到人: with these somebody of the household was asked, so who it was must be named.
ASKED = frozenset({VisitOutcome.MET, VisitOutcome.PROXY})


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit before it is entered. `names` are people met who are not registered residents.

    `answered_by` are residents who spoke for those in `resident_ids` (代答). `at_time` is "HH:MM" or "".
    """

    on: date
    mode: VisitMode
    outcome: VisitOutcome
    worker_id: int
    dwelling_id: int | None = None
    household_id: int | None = None
    place: str = ""
    resident_ids: tuple[int, ...] = ()
    answered_by: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    note: str = ""
    at_time: str = ""
    revisit_on: date | None = None
    matters: tuple[MatterDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """A visit newly entered, with the ids of its matters in the draft's order."""

    visit_id: int
    matter_ids: tuple[int, ...]
    changed: Changed


def record_visit(ledger: Ledger, draft: VisitDraft, *, today: date, next_step: str) -> RecordedVisit:
    """Enter a visit and its matters in one transaction. `next_step` is written where a matter names none.

    Raises InputProblem with every broken rule; fields of the n-th matter are named "matters.n.title" and so on.
    """
    # The reading stands inside the transaction: outside, each query would take and give back the file's lock.
    with ledger.write("visit.record") as write:
        grid_id = grid_of(ledger, dwelling_id=draft.dwelling_id, worker_id=draft.worker_id)
        draft = _complete(ledger, draft, grid_id=grid_id, next_step=next_step)
        check_visit(draft, today=today)
        booked = booking(ledger, draft.on, today=today)
        visit_id = _insert_visit(write, draft, grid_id=grid_id, booked=booked)
        _insert_people(ledger, write, visit_id, draft)
        matter_ids = tuple(
            enter_matter(
                ledger,
                write,
                matter,
                worker_id=draft.worker_id,
                on=draft.on,
                booked=booked,
                at_time=draft.at_time,
                visit_id=visit_id,
            )[0]
            for matter in draft.matters
        )
    return RecordedVisit(visit_id, matter_ids, write.changed)


def check_visit(draft: VisitDraft, *, today: date) -> None:
    """Check a draft. Raises InputProblem with every broken rule: "date_in_future", "choose_dwelling", "empty",
    "who_was_asked", "outcome_needs_person", "revisit_before_visit", "bad_time", and those of matters.
    """
    problems = list(_visit_problems(draft, today))
    for number, matter in enumerate(draft.matters):
        try:
            check_draft(matter, on=draft.on)
        except InputProblem as error:
            problems += [replace(p, field=f"matters.{number}.{p.field}") for p in error.problems]
    if problems:
        raise InputProblem(*problems)


def correct_visit_note(ledger: Ledger, *, visit_id: int, note: str) -> Changed:
    """Correct the words of a visit."""
    with ledger.write("visit.correct") as write:
        write.update("visit", visit_id, note=note.strip())
    return write.changed


def withdraw_visit(ledger: Ledger, *, visit_id: int, reason: str, today: date, with_matters: bool = False) -> Changed:
    """Withdraw a visit entered in error, and its matters too where asked.

    In an open month it never counts; after closing it stays in the closed month and is noted in the open one.
    Raises InputProblem: "reason_missing", "no_such_visit", "visit_has_matters" (unless `with_matters`), "month_closed".
    """
    if not reason.strip():
        raise refuse("reason", "reason_missing")
    row = ledger.row("select booked_on from visit where id = ? and withdrawn_at is null", (visit_id,))
    if row is None:
        raise refuse("visit_id", "no_such_visit")
    matters = ledger.rows("select id from matter where visit_id = ? and withdrawn_at is null", (visit_id,))
    if matters and not with_matters:
        raise refuse("visit_id", "visit_has_matters", count=len(matters))
    with ledger.write("visit.withdraw") as write:
        for matter in matters:
            withdraw_matter(ledger, matter_id=matter["id"], reason=reason, today=today)
        if is_closed(ledger, row["booked_on"]):
            write.update("visit", visit_id, withdrawn_on=str(booking(ledger, today, today=today).on))
        write.withdraw("visit", visit_id, reason)
    return write.changed


def _complete(ledger: Ledger, draft: VisitDraft, *, grid_id: int | None, next_step: str) -> VisitDraft:
    if draft.household_id is None and draft.dwelling_id is not None:
        household = ledger.value(
            "select household_id from occupancy where dwelling_id = ? and until is null and withdrawn_at is null"
            " order by id",
            (draft.dwelling_id,),
        )
        draft = replace(draft, household_id=household)
    matters = (
        replace(
            matter,
            household_id=matter.household_id or draft.household_id,
            dwelling_id=matter.dwelling_id or draft.dwelling_id,
            # Whoever was asked first speaks for the matter.
            resident_id=matter.resident_id or next(iter((*draft.resident_ids, *draft.answered_by)), None),
            place=matter.place or draft.place,
            # Most matters concern the very door; another's grid is looked up with the other defaults.
            grid_id=matter.grid_id or (grid_id if matter.dwelling_id in (None, draft.dwelling_id) else None),
        )
        for matter in draft.matters
    )
    filled = (
        with_defaults(ledger, m, worker_id=draft.worker_id, on=draft.on, at_time=draft.at_time, next_step=next_step)
        for m in matters
    )
    return replace(draft, matters=tuple(filled))


def _visit_problems(draft: VisitDraft, today: date) -> Sequence[FieldProblem]:
    problems = []
    if draft.on > today:
        problems.append(FieldProblem("on", "date_in_future", (("date", str(draft.on)),)))
    if draft.mode is VisitMode.PATROL:
        if not draft.place.strip():
            problems.append(FieldProblem("place", "empty"))
    elif draft.dwelling_id is None:
        problems.append(FieldProblem("dwelling_id", "choose_dwelling"))
    asked = draft.resident_ids or draft.names or draft.answered_by
    if draft.outcome in ASKED and not asked:
        problems.append(FieldProblem("resident_ids", "who_was_asked"))
    if draft.revisit_on is not None and draft.revisit_on < draft.on:
        problems.append(FieldProblem("revisit_on", "revisit_before_visit"))
    if draft.at_time and not _is_time(draft.at_time):
        problems.append(FieldProblem("at_time", "bad_time", (("text", draft.at_time),)))
    return problems


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("HH:MM")


def _insert_visit(write: Writing, draft: VisitDraft, *, grid_id: int | None, booked: Booking) -> int:
    return write.insert(
        "visit",
        dwelling_id=draft.dwelling_id,
        household_id=draft.household_id,
        worker_id=draft.worker_id,
        grid_id=grid_id,
        on_date=str(draft.on),
        at_time=draft.at_time,
        mode=draft.mode.value,
        outcome=draft.outcome.value,
        place=draft.place.strip(),
        note=draft.note.strip(),
        revisit_on=str(draft.revisit_on) if draft.revisit_on else None,
        booked_on=str(booked.on),
    )


def _insert_people(ledger: Ledger, write: Writing, visit_id: int, draft: VisitDraft) -> None:
    # The part of those at home is "asked"; where another answered for them they are the subject.
    part = "subject" if draft.answered_by else "asked"
    people = [(id_, part) for id_ in draft.resident_ids if id_ not in draft.answered_by]
    people += [(id_, "answered") for id_ in draft.answered_by]
    # A draft may be older than a merging of two of its people.
    for id_, role in dict.fromkeys((merged_into(ledger, id_), role) for id_, role in people):
        name = ledger.value("select name from resident where id = ?", (id_,))
        write.insert("visit_person", visit_id=visit_id, resident_id=id_, name=name, part=role)
    for name in draft.names:
        write.insert("visit_person", visit_id=visit_id, resident_id=None, name=name.strip(), part="asked")
