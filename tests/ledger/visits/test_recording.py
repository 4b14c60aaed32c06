"""A visit and its matters are entered together or not at all."""

from datetime import date
from pathlib import Path

import pytest

from ledger.accounts.balance import month_account
from ledger.errors import InputProblem
from ledger.matters.listing import MatterFilter, list_matters
from ledger.matters.registering import MatterDraft
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwelling
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger, create_ledger
from ledger.store.undo import undo
from ledger.visits.due import due_visits
from ledger.visits.history import VisitFilter, count_visits, list_visits
from ledger.visits.recording import VisitDraft, record_visit, withdraw_visit

DAY = date(2026, 11, 23)


@pytest.fixture
def ledger(tmp_path: Path):
    with create_ledger(tmp_path / "a.mqzb", community="银苑社区", worker="王书记") as opened:
        with opened.write("setup"):
            door = find_or_make_dwelling(opened, Address("银苑小区", "3", "2", "501"))
            members = (NewResident(name="许敏", relation="户主"), NewResident(name="高宁", relation="配偶"))
            add_household(opened, NewHousehold(dwelling_id=door, members=members), since=None, today=DAY)
        yield opened


def draft(**given: object) -> VisitDraft:
    standard = {
        "on": DAY,
        "mode": VisitMode.HOME,
        "outcome": VisitOutcome.MET,
        "worker_id": 1,
        "dwelling_id": 1,
        "resident_ids": (1,),
        "note": "卫生间漏水，楼上不配合",
    }
    return VisitDraft(**standard | given)


def record(ledger: Ledger, **given: object):
    return record_visit(ledger, draft(**given), today=DAY, next_step="跟进办理")


def test_a_visit_with_two_matters_is_one_entry_of_the_journal(ledger: Ledger) -> None:
    before = ledger.value("select count(*) from journal")
    done = record(ledger, matters=(MatterDraft("卫生间漏水", 7), MatterDraft("单元门坏", 1)))
    assert ledger.value("select count(*) from journal") == before + 1
    (seen,) = list_visits(ledger, VisitFilter())
    assert (seen.address, seen.people, seen.matter_count) == ("3-2-501", ("许敏",), 2)
    assert {m.household_id for m in list_matters(ledger, MatterFilter(visit_id=done.visit_id))} == {1}
    assert month_account(ledger, "2026-11").total.new == 2


def test_undo_takes_visit_and_matters_back(ledger: Ledger) -> None:
    done = record(ledger, matters=(MatterDraft("卫生间漏水", 7),))
    undo(ledger, sequence=done.changed.sequence)
    assert count_visits(ledger, VisitFilter()) == 0
    assert list_matters(ledger, MatterFilter()) == ()
    assert month_account(ledger, "2026-11").total.new == 0


def test_every_problem_is_named_with_its_field_and_nothing_is_entered(ledger: Ledger) -> None:
    with pytest.raises(InputProblem) as caught:
        record(
            ledger,
            on=date(2026, 11, 24),
            dwelling_id=None,
            resident_ids=(),
            at_time="25:00",
            revisit_on=date(2026, 11, 1),
            matters=(MatterDraft("", 7, place="北门"),),
        )
    assert {(p.field, p.code) for p in caught.value.problems} == {
        ("on", "date_in_future"), ("dwelling_id", "choose_dwelling"), ("resident_ids", "who_was_asked"),
        ("at_time", "bad_time"), ("revisit_on", "revisit_before_visit"), ("matters.0.title", "empty"),
    }  # fmt: skip
    assert count_visits(ledger, VisitFilter()) == 0


def test_nobody_there_needs_nobody_named(ledger: Ledger) -> None:
    record(ledger, outcome=VisitOutcome.NO_ANSWER, resident_ids=())
    assert count_visits(ledger, VisitFilter(outcome=VisitOutcome.NO_ANSWER)) == 1


def test_who_answered_for_another_is_kept_apart(ledger: Ledger) -> None:
    record(ledger, outcome=VisitOutcome.PROXY, resident_ids=(1,), answered_by=(2,))
    parts = ledger.rows("select name, part from visit_person order by id")
    assert [tuple(row) for row in parts] == [("许敏", "subject"), ("高宁", "answered")]


def test_a_visit_with_matters_is_withdrawn_only_with_them(ledger: Ledger) -> None:
    done = record(ledger, matters=(MatterDraft("卫生间漏水", 7),))
    with pytest.raises(InputProblem, match="visit_has_matters"):
        withdraw_visit(ledger, visit_id=done.visit_id, reason="记错门", today=DAY)
    withdraw_visit(ledger, visit_id=done.visit_id, reason="记错门", today=DAY, with_matters=True)
    assert (count_visits(ledger, VisitFilter()), list_matters(ledger, MatterFilter())) == (0, ())


def test_everybody_is_due_before_the_first_visit(ledger: Ledger) -> None:
    (due,) = due_visits(ledger, today=DAY)
    assert (due.head, due.waited_days, due.overdue_days, due.missed) == ("许敏", None, 0, 0)


def test_a_household_is_due_when_its_quarter_is_over_or_a_visit_was_promised(ledger: Ledger) -> None:
    record(ledger, on=date(2026, 8, 1), outcome=VisitOutcome.NO_ANSWER, resident_ids=())
    (due,) = due_visits(ledger, today=DAY)
    assert (due.head, due.waited_days, due.missed, due.overdue_days) == ("许敏", None, 1, 24)
    record(ledger, on=date(2026, 11, 20), revisit_on=DAY)
    (promised,) = due_visits(ledger, today=DAY)
    assert (promised.promised_on, promised.waited_days, promised.missed) == (DAY, 3, 0)
    record(ledger)
    assert due_visits(ledger, today=DAY) == ()


def test_who_moved_in_lately_is_not_overdue_since_the_ledger_began(ledger: Ledger) -> None:
    record(ledger, on=date(2026, 1, 5))
    with ledger.write("setup"):
        door = find_or_make_dwelling(ledger, Address("银苑小区", "3", "2", "502"))
        members = (NewResident(name="孙立", relation="户主"),)
        add_household(ledger, NewHousehold(dwelling_id=door, members=members), since=date(2026, 10, 1), today=DAY)
    overdue = {due.head: due.overdue_days for due in due_visits(ledger, today=DAY)}
    assert overdue == {"许敏": 232, "孙立": 0}
    assert {due.head: due.overdue_days for due in due_visits(ledger, today=date(2027, 1, 9))}["孙立"] == 10


def test_a_matter_is_that_of_the_one_who_was_asked_unless_it_says_whose(ledger: Ledger) -> None:
    record(ledger, resident_ids=(2, 1), matters=(MatterDraft("漏水", 7), MatterDraft("单元门坏", 1, resident_id=1)))
    assert {m.title: m.resident for m in list_matters(ledger, MatterFilter())} == {"漏水": "高宁", "单元门坏": "许敏"}
