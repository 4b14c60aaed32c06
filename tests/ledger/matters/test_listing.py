"""Matters are found by what is written on them and around them."""

from datetime import date

from entries import register, stroke

from ledger.matters.listing import MatterFilter, count_matters, list_matters, steps
from ledger.matters.steps import accept, assign, escalate, reopen, settle
from ledger.places.doors import find_or_make_dwelling
from ledger.places.staff import add_worker
from ledger.records.matters import Level, Outcome
from ledger.records.places import Address
from ledger.store import Ledger

TODAY = date(2026, 11, 23)


def _found(ledger: Ledger, **wanted: object) -> list[str]:
    found = list_matters(ledger, MatterFilter(**wanted))
    assert count_matters(ledger, MatterFilter(**wanted)) == len(found)
    return [matter.title for matter in found]


def test_text_is_found_in_the_title_the_place_and_the_address(ledger: Ledger) -> None:
    door = find_or_make_dwelling(ledger, Address(estate="银苑小区", building="3", unit="2", room="501"))
    register(ledger, "漏水", on=TODAY, dwelling_id=door)
    register(ledger, "路灯不亮", on=TODAY)
    assert _found(ledger, text="3-2-501") == ["漏水"]
    assert _found(ledger, text="北门") == ["路灯不亮"]
    assert _found(ledger, text="不亮") == ["路灯不亮"]
    assert _found(ledger, text="亮北") == []


def test_what_left_the_account_is_listed_apart(ledger: Ledger) -> None:
    gone = register(ledger, "漏水", on=TODAY)
    register(ledger, "路灯不亮", on=TODAY)
    settle(ledger, gone, stroke(TODAY), outcome=Outcome.SOLVED)
    assert _found(ledger, settled=True) == ["漏水"]
    assert _found(ledger, open=True) == ["路灯不亮"]


def test_a_step_tells_how_it_left_the_matter(ledger: Ledger) -> None:
    number = register(ledger, "漏水", on=TODAY)
    worker = add_worker(ledger, name="李强")
    accept(ledger, number, stroke(TODAY))
    assign(ledger, number, stroke(TODAY), responsible_id=worker.id)
    escalate(ledger, number, stroke(TODAY), level=Level.STREET)
    told = steps(ledger, number)
    assert [step.responsible for step in told] == ["王书记", "王书记", "李强", "李强"]
    assert [step.level for step in told][-1] is Level.STREET
    assert told[-1].category
    assert told[-1].due_on >= TODAY


def test_what_is_taken_up_again_is_due_anew(ledger: Ledger) -> None:
    number = register(ledger, "漏水", on=TODAY)
    settle(ledger, number, stroke(TODAY), outcome=Outcome.SOLVED)
    later = date(2026, 12, 21)
    again = stroke(later, "又漏了")
    reopen(ledger, number, again, next_step="再上门", next_on=later)
    assert steps(ledger, number)[-1].due_on > later
    assert _found(ledger, overdue_on=later) == []
