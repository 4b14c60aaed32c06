from dataclasses import replace
from datetime import date

import pytest

from ledger.accounts.balance import month_account, month_balance, months_with_entries
from ledger.accounts.glance import first_of_quarter, quarter_coverage, satisfaction_course
from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke, follow_up, settle
from ledger.people.care_groups import care_groups
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.places.staff import add_grid, assign_building
from ledger.records.matters import Outcome, Satisfaction
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit

TODAY = date(2026, 11, 23)
MET = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1)


@pytest.fixture
def doors(ledger: Ledger) -> list[int]:
    """Two doors of the first grid and one of the second, an old person alone in each."""
    addresses = [Address("", building, "", room) for building, room in (("1", "101"), ("1", "102"), ("2", "101"))]
    found = find_or_make_dwellings(ledger, addresses)
    alone = next(group.id for group in care_groups(ledger) if group.name == "独居老人")
    person = NewResident("许敏", relation="户主", care_group_ids=(alone,))
    homes = [NewHousehold(dwelling_id=found[address], members=(person,)) for address in addresses]
    add_households(ledger, homes, since=None, today=TODAY)
    for building_id, name in enumerate(("第一网格", "第二网格"), 1):
        assign_building(ledger, building_id, grid_id=add_grid(ledger, name=name).id)
    return list(found.values())


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 23), date(2026, 10, 1)),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2026, 4, 1)),
    ],
)
def test_quarters_begin_with_january(day: date, first: date) -> None:
    assert first_of_quarter(day) == first


def test_coverage_counts_who_was_met_this_quarter(ledger: Ledger, doors: list[int]) -> None:
    resident = 1
    for visit in (
        replace(MET, on=date(2026, 9, 30), dwelling_id=doors[2], resident_ids=(3,)),
        replace(MET, on=date(2026, 10, 1), dwelling_id=doors[0], resident_ids=(resident,)),
        replace(MET, dwelling_id=doors[0], outcome=VisitOutcome.NO_ANSWER),
        replace(MET, dwelling_id=doors[1], outcome=VisitOutcome.NO_ANSWER),
    ):
        record_visit(ledger, visit, today=TODAY, next_step="跟进")
    whole = quarter_coverage(ledger, today=TODAY)
    assert (whole.since, whole.visits, whole.missed) == (date(2026, 10, 1), 3, 1)
    assert (whole.reached.part, whole.reached.whole) == (1, 3)
    assert (whole.key_people.part, whole.key_people.whole) == (1, 3)
    second = quarter_coverage(ledger, today=TODAY, grid_id=2)
    assert (second.reached.part, second.reached.whole, second.missed, second.visits) == (0, 1, 0, 0)


def test_the_last_answer_of_a_month_counts(ledger: Ledger, doors: list[int]) -> None:
    visit = replace(
        MET,
        on=date(2026, 10, 5),
        dwelling_id=doors[0],
        resident_ids=(1,),
        matters=(MatterDraft("漏水", 2), MatterDraft("灯不亮", 2)),
    )
    first, second = record_visit(ledger, visit, today=TODAY, next_step="跟进").matter_ids
    for matter_id in (first, second):
        done = Stroke(on=date(2026, 10, 6), today=TODAY, worker_id=1, text="修好")
        settle(ledger, matter_id, done, outcome=Outcome.SOLVED)
    for day, matter_id, answer in (
        (date(2026, 10, 8), first, Satisfaction.NOT_REACHED),
        (date(2026, 10, 9), first, Satisfaction.DISSATISFIED),
        (date(2026, 10, 20), first, Satisfaction.FAIRLY_SATISFIED),
        (date(2026, 11, 2), second, Satisfaction.DISSATISFIED),
    ):
        follow_up(ledger, matter_id, Stroke(on=day, today=TODAY, worker_id=1), satisfaction=answer)
    course = satisfaction_course(ledger, today=TODAY)
    assert [str(month) for month, _share in course][::11] == ["2025-12", "2026-11"]
    assert [(share.part, share.whole) for _month, share in course[-2:]] == [(1, 1), (0, 1)]
    assert [share.whole for _month, share in satisfaction_course(ledger, today=TODAY, grid_id=2)] == [0] * 12


def test_the_balance_at_a_glance_is_that_of_the_account(ledger: Ledger, doors: list[int]) -> None:
    for month, door in ((9, doors[0]), (10, doors[2]), (11, doors[0])):
        visit = replace(
            MET, on=date(2026, month, 5), dwelling_id=door, resident_ids=(1,), matters=(MatterDraft("漏水", 2),)
        )
        record_visit(ledger, visit, today=TODAY, next_step="跟进")
    settle(ledger, 1, Stroke(on=TODAY, today=TODAY, worker_id=1, text="修好"), outcome=Outcome.SOLVED)
    for month in ("2026-08", "2026-10", "2026-11", "2026-12"):
        for grid in ("", "第一网格", "第二网格"):
            assert month_balance(ledger, month, grid=grid) == month_account(ledger, month, grid=grid).total
    assert [str(month) for month in months_with_entries(ledger)] == ["2026-11", "2026-10", "2026-09"]
