from datetime import date

import pytest

from ledger.errors import InputProblem
from ledger.matters.listing import MatterFilter, list_matters, steps
from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke, settle
from ledger.places.doors import buildings
from ledger.records.matters import Outcome, StepKind
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.drafts import VISIT_DRAFT, drafts, save_draft
from ledger.store.undo import undo
from ledger.visits.entering import enter_visit
from ledger.visits.history import VisitFilter, list_visits, visit
from ledger.visits.recording import VisitDraft

TODAY = date(2026, 11, 23)
DOOR = Address("银苑小区", "3", "2", "501")
MET = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1, names=("许敏",), note="漏水加重")


def test_door_visit_and_draft_are_one_write(ledger: Ledger) -> None:
    save_draft(ledger, kind=VISIT_DRAFT, key="1", content={"note": "漏水加重"})
    before = ledger.value("select count(*) from journal")
    entered = enter_visit(ledger, MET, today=TODAY, next_step="跟进", door=DOOR, draft_key="1")
    assert ledger.value("select count(*) from journal") == before + 1
    assert list_visits(ledger, VisitFilter())[0].address == "3-2-501"
    assert drafts(ledger, kind=VISIT_DRAFT) == ()
    undo(ledger, sequence=entered.changed.sequence)
    assert list_visits(ledger, VisitFilter()) == ()
    assert buildings(ledger) == ()
    taken_back = visit(ledger, entered.visit_id)
    assert taken_back is not None
    assert taken_back.withdrawn


def test_a_refused_visit_leaves_the_draft_and_makes_no_door(ledger: Ledger) -> None:
    save_draft(ledger, kind=VISIT_DRAFT, key="1", content={"note": ""})
    nobody = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1)
    with pytest.raises(InputProblem) as refused:
        enter_visit(ledger, nobody, today=TODAY, next_step="跟进", door=DOOR, draft_key="1")
    assert [problem.field for problem in refused.value.problems] == ["resident_ids"]
    assert buildings(ledger) == ()
    assert [draft.key for draft in drafts(ledger, kind=VISIT_DRAFT)] == ["1"]


def test_a_door_without_a_room_is_said_under_the_door(ledger: Ledger) -> None:
    with pytest.raises(InputProblem) as refused:
        enter_visit(ledger, MET, today=TODAY, next_step="跟进", door=Address("", "3", "2", ""))
    assert [problem.field for problem in refused.value.problems] == ["dwelling_id"]


def test_an_open_matter_gets_the_note_as_a_step(ledger: Ledger) -> None:
    first = VisitDraft(
        on=TODAY,
        mode=VisitMode.HOME,
        outcome=VisitOutcome.MET,
        worker_id=1,
        names=("许敏",),
        matters=(MatterDraft("卫生间漏水", 2),),
    )
    (matter_id,) = enter_visit(ledger, first, today=TODAY, next_step="跟进", door=DOOR).matter_ids
    again = enter_visit(ledger, MET, today=TODAY, next_step="跟进", door=DOOR, reported_again=(matter_id,))
    last = steps(ledger, matter_id)[-1]
    assert (last.kind, last.text, last.visit_id) == (StepKind.REPORTED_AGAIN, "漏水加重", again.visit_id)
    assert len(list_matters(ledger, MatterFilter())) == 1


def test_a_settled_matter_is_not_reported_again_and_nothing_is_written(ledger: Ledger) -> None:
    first = VisitDraft(
        on=TODAY,
        mode=VisitMode.HOME,
        outcome=VisitOutcome.MET,
        worker_id=1,
        names=("许敏",),
        matters=(MatterDraft("卫生间漏水", 2),),
    )
    (matter_id,) = enter_visit(ledger, first, today=TODAY, next_step="跟进", door=DOOR).matter_ids
    settle(ledger, matter_id, Stroke(on=TODAY, today=TODAY, worker_id=1, text="修好"), outcome=Outcome.SOLVED)
    with pytest.raises(InputProblem):
        enter_visit(ledger, MET, today=TODAY, next_step="跟进", door=DOOR, reported_again=(matter_id,))
    assert len(list_visits(ledger, VisitFilter())) == 1
