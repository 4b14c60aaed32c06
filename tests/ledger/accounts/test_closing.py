"""A closed month stands still; what is corrected later is an adjustment of the open month that names its entry."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from ledger.accounts.balance import month_account
from ledger.accounts.closing import close_month, closings, reopen_month
from ledger.accounts.gathering import gather_month
from ledger.errors import InputProblem
from ledger.matters import steps
from ledger.matters.registering import MatterDraft, correct_matter, register_matter
from ledger.matters.steps import Stroke
from ledger.matters.withdrawing import withdraw_last_step, withdraw_matter
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.moving import move_household
from ledger.places.doors import find_or_make_dwellings
from ledger.places.staff import add_grid
from ledger.records.matters import Outcome, Satisfaction
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger, create_ledger
from ledger.store.undo import undo
from ledger.visits.recording import VisitDraft, record_visit, withdraw_visit

PRINTED = datetime(2026, 11, 23, 9, 12)
OCTOBER, NOVEMBER = date(2026, 10, 12), date(2026, 11, 3)


@pytest.fixture
def ledger(tmp_path: Path):
    with create_ledger(tmp_path / "a.mqzb", community="银苑社区", worker="王书记") as opened:
        yield opened


def register(ledger: Ledger, on: date, *, today: date | None = None, title: str = "路灯不亮") -> int:
    draft = MatterDraft(title, 1, place="北门")
    return register_matter(ledger, draft, worker_id=1, on=on, today=today or on, next_step="跟进").matter_id


def stroke(on: date, *, today: date | None = None, text: str = "修好了") -> Stroke:
    return Stroke(on=on, today=today or on, worker_id=1, text=text)


def patrol(ledger: Ledger, on: date) -> int:
    draft = VisitDraft(on=on, mode=VisitMode.PATROL, outcome=VisitOutcome.NONE, worker_id=1, place="停车棚")
    return record_visit(ledger, draft, today=on, next_step="跟进").visit_id


def totals(ledger: Ledger, month: str) -> tuple[int, int, int, int, int]:
    total = month_account(ledger, month).total
    return total.opening, total.new, total.settled, total.adjustments, total.closing


def test_the_equation_closes_onto_the_next_month(ledger: Ledger) -> None:
    first, _second = register(ledger, OCTOBER), register(ledger, OCTOBER)
    steps.settle(ledger, first, stroke(date(2026, 10, 20)), outcome=Outcome.SOLVED)
    register(ledger, NOVEMBER)
    assert totals(ledger, "2026-10") == (0, 2, 1, 0, 1)
    assert totals(ledger, "2026-11") == (1, 1, 0, 0, 2)
    assert totals(ledger, "2027-03") == (2, 0, 0, 0, 2)


def test_a_reopened_matter_is_new_and_shown_apart(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER)
    steps.settle(ledger, matter, stroke(date(2026, 10, 20)), outcome=Outcome.EXPLAINED)
    steps.follow_up(ledger, matter, stroke(date(2026, 10, 25)), satisfaction=Satisfaction.DISSATISFIED)
    steps.reopen(ledger, matter, stroke(NOVEMBER, text="又漏了"), next_step="再修", next_on=NOVEMBER)
    account = month_account(ledger, "2026-11").total
    assert (account.new, account.reopened, account.closing) == (1, 1, 1)
    assert month_account(ledger, "2026-10").total.outcomes == {Outcome.EXPLAINED: 1}


def test_what_is_withdrawn_in_an_open_month_never_counted(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER)
    withdraw_matter(ledger, matter_id=matter, reason="记错了", today=NOVEMBER)
    assert totals(ledger, "2026-10") == (0, 0, 0, 0, 0)
    assert totals(ledger, "2026-11") == (0, 0, 0, 0, 0)


def test_what_is_withdrawn_after_closing_is_an_adjustment_naming_its_entry(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    withdraw_matter(ledger, matter_id=matter, reason="与上一件重复", today=NOVEMBER)
    assert totals(ledger, "2026-10") == (0, 1, 0, 0, 1)
    assert totals(ledger, "2026-11") == (1, 0, 0, -1, 0)
    (line,) = gather_month(ledger, "2026-11", made_at=PRINTED).adjustments
    assert (line.corrects_month, line.effect, line.reason) == ("2026-10", -1, "与上一件重复")
    row = ledger.row("select q.kind, q.booked_on from posting p join posting q on q.id = p.corrects_id")
    assert tuple(row) == ("new", str(OCTOBER))


def test_a_settlement_taken_back_after_closing_opens_the_matter_again_now(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER)
    steps.settle(ledger, matter, stroke(date(2026, 10, 20)), outcome=Outcome.SOLVED)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    withdraw_last_step(ledger, matter_id=matter, reason="没有修好", today=NOVEMBER)
    assert totals(ledger, "2026-10") == (0, 1, 1, 0, 0)
    assert totals(ledger, "2026-11") == (0, 0, 0, 1, 1)


def test_what_is_written_late_counts_in_the_open_month(ledger: Ledger) -> None:
    register(ledger, OCTOBER)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    late = register(ledger, date(2026, 10, 30), today=NOVEMBER)
    steps.settle(ledger, late, stroke(date(2026, 10, 31), today=NOVEMBER), outcome=Outcome.SOLVED)
    assert totals(ledger, "2026-10") == (0, 1, 0, 0, 1)
    assert totals(ledger, "2026-11") == (1, 0, 0, 0, 1)
    assert [line.effect for line in gather_month(ledger, "2026-11", made_at=PRINTED).adjustments] == [-1, 1]


def test_a_closed_month_prints_the_same_whatever_comes_later(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER, title="卫生间漏水")
    visit = patrol(ledger, OCTOBER)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    printed = gather_month(ledger, "2026-10", made_at=PRINTED)
    correct_matter(ledger, matter_id=matter, title="厨房漏水", detail="")
    steps.settle(ledger, matter, stroke(NOVEMBER), outcome=Outcome.SOLVED)
    withdraw_visit(ledger, visit_id=visit, reason="日期记错", today=NOVEMBER)
    again = gather_month(ledger, "2026-10", made_at=datetime(2027, 1, 5, 8, 0))
    assert replace(again, made_at=PRINTED) == printed
    assert printed.open[0].title == "卫生间漏水"
    # The visit stays in the closed month and is noted in the open one.
    november = gather_month(ledger, "2026-11", made_at=PRINTED)
    assert (printed.visits.visits, november.visits.visits) == (1, 0)
    assert [(line.corrects_month, line.effect) for line in november.adjustments] == [("2026-10", 0)]


def test_an_open_past_month_keeps_its_balance_when_today_is_written(ledger: Ledger) -> None:
    matter = register(ledger, OCTOBER)
    before = gather_month(ledger, "2026-10", made_at=PRINTED)
    steps.note_progress(ledger, matter, stroke(NOVEMBER, text="约了师傅"), next_step="等师傅", next_on=NOVEMBER)
    steps.settle(ledger, matter, stroke(NOVEMBER), outcome=Outcome.SOLVED)
    register(ledger, NOVEMBER)
    patrol(ledger, NOVEMBER)
    after = gather_month(ledger, "2026-10", made_at=PRINTED)
    assert after == before
    assert after.open[0].next_step == "跟进"


def test_undo_does_not_reach_into_a_closed_month(ledger: Ledger) -> None:
    draft = MatterDraft("路灯不亮", 1, place="北门")
    done = register_matter(ledger, draft, worker_id=1, on=OCTOBER, today=OCTOBER, next_step="跟进")
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    with pytest.raises(InputProblem, match="month_closed"):
        undo(ledger, sequence=done.changed.sequence)


def test_closing_has_its_order(ledger: Ledger) -> None:
    register(ledger, OCTOBER)
    with pytest.raises(InputProblem, match="month_not_over"):
        close_month(ledger, "2026-11", worker_id=1, today=date(2026, 11, 30))
    close_month(ledger, "2026-09", worker_id=1, today=NOVEMBER)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    with pytest.raises(InputProblem, match="month_already_closed"):
        close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    with pytest.raises(InputProblem, match="later_month_closed"):
        reopen_month(ledger, "2026-09", reason="漏记")
    reopen_month(ledger, "2026-10", reason="漏记")
    assert [closing.month for closing in closings(ledger)] == ["2026-09"]


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "十月", "", "2026/10", "0000-01", "２０２６-10"])
def test_a_bad_month_is_refused(ledger: Ledger, month: str) -> None:
    with pytest.raises(InputProblem, match="bad_month"):
        month_account(ledger, month)


def test_an_empty_ledger_has_an_empty_month(ledger: Ledger) -> None:
    report = gather_month(ledger, "2026-10", made_at=PRINTED)
    assert report.account.total.closing == 0
    assert report.visits.reached.percent is None
    assert report.fingerprint == gather_month(ledger, "2026-10", made_at=datetime(2027, 1, 1)).fingerprint


def test_every_print_of_a_closed_month_says_that_it_is_closed(ledger: Ledger) -> None:
    add_grid(ledger, name="第一网格")
    register(ledger, OCTOBER)
    close_month(ledger, "2026-10", worker_id=1, today=NOVEMBER)
    assert gather_month(ledger, "2026-10", made_at=PRINTED).closed_at
    assert gather_month(ledger, "2026-10", grid="第一网格", made_at=PRINTED).closed_at
    assert gather_month(ledger, "2026-09", made_at=PRINTED).closed_at
    assert gather_month(ledger, "2026-11", made_at=PRINTED).closed_at is None


def test_who_moves_later_still_lived_there_that_month(ledger: Ledger) -> None:
    old, new = (Address("", "3", "2", room) for room in ("501", "601"))
    doors = find_or_make_dwellings(ledger, [old, new])
    head = NewResident("许敏", relation="户主", care_group_ids=(1,))
    home = add_households(ledger, [NewHousehold(doors[old], (head,))], since=None, today=OCTOBER).household_ids[0]
    before = gather_month(ledger, "2026-10", made_at=PRINTED)
    move_household(ledger, home, dwelling_id=doors[new], on=NOVEMBER, today=NOVEMBER)
    after = gather_month(ledger, "2026-10", made_at=PRINTED)
    assert [line.who for line in after.key_people] == ["3-2-501 许敏"]
    assert after == before
    assert [line.who for line in gather_month(ledger, "2026-11", made_at=PRINTED).key_people] == ["3-2-601 许敏"]
