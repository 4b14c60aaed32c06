"""Route sheets: which households, in which order, numbered for good, and what stands in each row."""

from datetime import date, timedelta

import pytest
from entries import register

from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.people.care_groups import assign, care_groups
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import buildings, find_or_make_dwellings
from ledger.places.staff import add_grid, assign_building
from ledger.records.people import Phone, Sex
from ledger.records.places import Address
from ledger.records.routes import RouteChoice, RouteKind, RouteSheet, SheetDoors
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.undo import undo
from ledger.visits.recording import VisitDraft, record_visit
from ledger.visits.route import (
    count_households,
    draw_up_route,
    households_of,
    route_sheet,
    route_sheets,
    sheets_drawn_up,
)

TODAY = date(2026, 11, 23)
ALL = RouteChoice(RouteKind.ALL)
ADDRESSES = (
    Address("银苑小区", "10", "1", "101"),
    Address("银苑小区", "2", "1", "1001"),
    Address("银苑小区", "2", "1", "301"),
    Address("银苑小区", "2", "1", "302"),
    Address("银苑小区", "甲", "", "5"),
    Address("安居里", "3", "2", "501"),
)
WALK = ["3-2-501", "2-1-301", "2-1-302", "2-1-1001", "10-1-101", "甲-5"]


@pytest.fixture
def homes(ledger: Ledger) -> dict[str, tuple[int, int]]:
    """Six families in two estates, by address: (dwelling, household)."""
    doors = find_or_make_dwellings(ledger, ADDRESSES)
    made = add_households(
        ledger,
        [
            NewHousehold(
                doors[address],
                (
                    NewResident(f"周{name}", Sex.FEMALE, "1949-12-31", phones=(Phone("19000001003"),), relation="户主"),
                    NewResident(f"高{name}", Sex.MALE, "2011", relation="孙子"),
                ),
            )
            for address, name in zip(ADDRESSES, "甲乙丙丁戊己", strict=True)
        ],
        since=None,
        today=TODAY,
    )
    return {a.short: (doors[a], home) for a, home in zip(ADDRESSES, made.household_ids, strict=True)}


def visited(ledger: Ledger, home: tuple[int, int], on: date, outcome: VisitOutcome, **more: object) -> None:
    draft = VisitDraft(
        on=on, mode=VisitMode.HOME, outcome=outcome, worker_id=1, dwelling_id=home[0], household_id=home[1], **more
    )
    record_visit(ledger, draft, today=TODAY, next_step="跟进")


def walk(ledger: Ledger, choice: RouteChoice) -> list[str]:
    return [door.address.short for door in households_of(ledger, choice, today=TODAY)]


def drawn(ledger: Ledger, choice: RouteChoice = ALL, on: date = TODAY) -> RouteSheet:
    return draw_up_route(ledger, choice, on=on, worker_id=1, today=TODAY, title="银苑小区").sheet


def test_the_walk_goes_by_estate_building_unit_floor_and_room(ledger: Ledger, homes: dict) -> None:
    assert walk(ledger, ALL) == WALK
    assert count_households(ledger, ALL, today=TODAY) == len(WALK)
    sheet = drawn(ledger)
    assert [(stop.number, stop.address.short) for stop in sheet.stops] == list(enumerate(WALK, 1))
    assert (sheet.number, sheet.on, sheet.worker, sheet.title) == (1, TODAY, "王书记", "银苑小区")
    assert sheet.several_estates


def test_due_are_those_whose_interval_is_over_and_those_with_a_promised_day(ledger: Ledger, homes: dict) -> None:
    for home in homes.values():
        visited(ledger, home, TODAY - timedelta(days=30), VisitOutcome.MET, names=("家人",))
    assert walk(ledger, RouteChoice(RouteKind.DUE)) == []
    visited(ledger, homes["2-1-302"], TODAY, VisitOutcome.NO_ANSWER, revisit_on=TODAY)
    assert walk(ledger, RouteChoice(RouteKind.DUE)) == ["2-1-302"]


def test_open_are_those_with_matters_or_a_promised_visit_to_come(ledger: Ledger, homes: dict) -> None:
    dwelling, household = homes["甲-5"]
    register(ledger, "漏水", on=TODAY, dwelling_id=dwelling, household_id=household)
    visited(ledger, homes["2-1-301"], TODAY, VisitOutcome.POSTPONED, revisit_on=TODAY + timedelta(days=9))
    assert walk(ledger, RouteChoice(RouteKind.OPEN)) == ["2-1-301", "甲-5"]


def test_grid_buildings_and_care_group_narrow_it_down(ledger: Ledger, homes: dict) -> None:
    second = next(b for b in buildings(ledger) if b.name == "2")
    grid = add_grid(ledger, name="第一网格").id
    assign_building(ledger, second.id, grid_id=grid)
    assert walk(ledger, RouteChoice(RouteKind.ALL, grid_id=grid)) == ["2-1-301", "2-1-302", "2-1-1001"]
    group = next(g for g in care_groups(ledger) if not g.sensitive)
    somebody = ledger.value("select resident_id from membership where household_id = ?", (homes["2-1-302"][1],))
    assign(ledger, somebody, care_group_id=group.id, on=TODAY, today=TODAY)
    assert walk(ledger, RouteChoice(RouteKind.ALL, care_group_id=group.id)) == ["2-1-302"]
    both = RouteChoice(RouteKind.ALL, building_ids=(second.id,), estate_id=second.estate_id)
    assert len(walk(ledger, both)) == 3
    assert group.name in drawn(ledger, both).stops[1].people[0].care_groups


def test_chosen_doors_are_taken_with_nobody_behind_them_too(ledger: Ledger, homes: dict) -> None:
    empty = find_or_make_dwellings(ledger, [Address("银苑小区", "2", "1", "201")])
    chosen = (homes["10-1-101"][0], *empty.values())
    sheet = drawn(ledger, RouteChoice(RouteKind.CHOSEN, chosen=chosen))
    assert [(s.address.short, s.household_id is None, len(s.people)) for s in sheet.stops] == [
        ("2-1-201", True, 0),
        ("10-1-101", False, 2),
    ]


def test_a_row_says_who_lives_there_what_is_open_and_what_came_last(ledger: Ledger, homes: dict) -> None:
    dwelling, household = homes["甲-5"]
    register(ledger, "漏水", on=TODAY, dwelling_id=dwelling, household_id=household, next_on=date(2026, 11, 25))
    visited(ledger, homes["甲-5"], date(2026, 11, 2), VisitOutcome.MET, names=("许敏",))
    visited(ledger, homes["甲-5"], date(2026, 11, 20), VisitOutcome.NO_ANSWER, revisit_on=date(2026, 11, 24))
    with ledger.write("promise.note") as write:
        write.insert("promise", household_id=household, text="带医保表来", due_on="2026-11-30", status="pending")
    stop = drawn(ledger).stops[-1]
    assert [(p.name, p.relation, p.age) for p in stop.people] == [("周戊", "户主", 76), ("高戊", "孙子", 15)]
    assert [(m.title, m.next_on) for m in stop.matters] == [("漏水", date(2026, 11, 25))]
    assert [(p.text, p.due_on) for p in stop.promises] == [("带医保表来", date(2026, 11, 30))]
    assert stop.revisit_on == date(2026, 11, 24)
    assert stop.last_visit is not None
    assert (stop.last_visit.on, stop.last_visit.outcome) == (date(2026, 11, 20), VisitOutcome.NO_ANSWER)


def test_a_sheet_is_one_write_and_its_number_is_never_given_again(ledger: Ledger, homes: dict) -> None:
    before = ledger.value("select count(*) from journal")
    first = draw_up_route(ledger, ALL, on=TODAY, worker_id=1, today=TODAY)
    assert ledger.value("select count(*) from journal") == before + 1
    undo(ledger, sequence=first.changed.sequence)
    with pytest.raises(InputProblem, match="no_such_sheet"):
        route_sheet(ledger, 1, today=TODAY)
    assert drawn(ledger).number == 2
    assert [(line.number, line.stops) for line in route_sheets(ledger)] == [(2, 6)]
    assert list(findings(ledger)) == []


def test_the_rows_stay_as_they_were_when_somebody_moves_in_between(ledger: Ledger, homes: dict) -> None:
    drawn(ledger)
    doors = find_or_make_dwellings(ledger, [Address("安居里", "1", "1", "101")])
    (door,) = doors.values()
    add_households(ledger, [NewHousehold(door, (NewResident("马淑兰"),))], since=None, today=TODAY)
    assert walk(ledger, ALL)[0] == "1-1-101"
    assert [stop.address.short for stop in route_sheet(ledger, 1, today=TODAY).stops] == WALK
    doors_of_rows = {row: homes[short][0] for row, short in enumerate(WALK, 1)}
    assert sheets_drawn_up(ledger) == {1: SheetDoors(TODAY, "王书记", doors_of_rows)}


def test_where_nobody_fits_no_number_is_used_up(ledger: Ledger) -> None:
    with pytest.raises(InputProblem, match="route_empty"):
        drawn(ledger)
    assert route_sheets(ledger) == ()
