"""Matters are found by what is written on them and around them."""

from datetime import date

from ledger.matters.listing import MatterFilter, count_matters, list_matters, steps
from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke, accept, assign, escalate, reopen, settle
from ledger.places.doors import find_or_make_dwelling
from ledger.places.staff import add_worker
from ledger.records.matters import Level, Outcome
from ledger.records.places import Address
from ledger.store import Ledger

TODAY = date(2026, 11, 23)


def _matter(ledger: Ledger, title: str, **where: object) -> int:
    draft = MatterDraft(title, 1, **(where or {"place": "北门"}))
    return register_matter(ledger, draft, worker_id=1, on=TODAY, today=TODAY, next_step="跟进").matter_id


def _stroke(text: str = "") -> Stroke:
    return Stroke(on=TODAY, today=TODAY, worker_id=1, text=text)


def _found(ledger: Ledger, **wanted: object) -> list[str]:
    found = list_matters(ledger, MatterFilter(**wanted))
    assert count_matters(ledger, MatterFilter(**wanted)) == len(found)
    return [matter.title for matter in found]


def test_text_is_found_in_the_title_the_place_and_the_address(ledger: Ledger) -> None:
    door = find_or_make_dwelling(ledger, Address(estate="银苑小区", building="3", unit="2", room="501"))
    _matter(ledger, "漏水", dwelling_id=door)
    _matter(ledger, "路灯不亮")
    assert _found(ledger, text="3-2-501") == ["漏水"]
    assert _found(ledger, text="北门") == ["路灯不亮"]
    assert _found(ledger, text="不亮") == ["路灯不亮"]
    assert _found(ledger, text="亮北") == []


def test_what_left_the_account_is_listed_apart(ledger: Ledger) -> None:
    gone = _matter(ledger, "漏水")
    _matter(ledger, "路灯不亮")
    settle(ledger, gone, _stroke("已修好"), outcome=Outcome.SOLVED)
    assert _found(ledger, settled=True) == ["漏水"]
    assert _found(ledger, open=True) == ["路灯不亮"]


def test_a_step_tells_how_it_left_the_matter(ledger: Ledger) -> None:
    number = _matter(ledger, "漏水")
    worker = add_worker(ledger, name="李强")
    accept(ledger, number, _stroke())
    assign(ledger, number, _stroke(), responsible_id=worker.id)
    escalate(ledger, number, _stroke(), level=Level.STREET)
    told = steps(ledger, number)
    assert [step.responsible for step in told] == ["王书记", "王书记", "李强", "李强"]
    assert [step.level for step in told][-1] is Level.STREET
    assert told[-1].category
    assert told[-1].due_on >= TODAY


def test_what_is_taken_up_again_is_due_anew(ledger: Ledger) -> None:
    number = _matter(ledger, "漏水")
    settle(ledger, number, _stroke("已修好"), outcome=Outcome.SOLVED)
    later = date(2026, 12, 21)
    again = Stroke(on=later, today=later, worker_id=1, text="又漏了")
    reopen(ledger, number, again, next_step="再上门", next_on=later)
    assert steps(ledger, number)[-1].due_on > later
    assert _found(ledger, overdue_on=later) == []
