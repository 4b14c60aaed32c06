"""The building as a door plan: what is known behind every door, in one statement over indexes."""

from datetime import date, timedelta

import pytest

from ledger.errors import InputProblem
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.life_events import record_event
from ledger.people.moving import move_household
from ledger.places.doors import buildings, find_or_make_dwellings
from ledger.places.plan import Door, door_plan
from ledger.records.people import HouseholdStatus, LifeEventKind
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger

TODAY = date(2026, 11, 23)
ROOMS = ("102", "101", "201", "1001", "1002", "B101", "门面")


@pytest.fixture
def doors(ledger: Ledger) -> dict[str, int]:
    """Building 3 with units 2 and 10; the doors of unit 2 by room."""
    addresses = [Address("银苑小区", "3", "2", room) for room in ROOMS] + [Address("银苑小区", "3", "10", "101")]
    made = find_or_make_dwellings(ledger, addresses, uses={addresses[2]: DwellingUse.RENTED})
    return {address.room: made[address] for address in addresses if address.unit == "2"}


def family(ledger: Ledger, dwelling_id: int | None, *members: NewResident) -> tuple[int, tuple[int, ...]]:
    made = add_household(ledger, NewHousehold(dwelling_id, members), since=None, today=TODAY)
    return made.household_ids[0], made.resident_ids[0]


def visited(ledger: Ledger, on: date, outcome: str, **where: int) -> None:
    with ledger.write("visit.record") as write:
        write.insert("visit", worker_id=1, on_date=str(on), mode="home", outcome=outcome, booked_on=str(on), **where)


def matter(ledger: Ledger, next_on: date, status: str = "in_progress", **where: int) -> None:
    with ledger.write("matter.register") as write:
        write.insert(
            "matter",
            number="MQ-2026-0001",
            title="漏水",
            registered_on="2026-11-02",
            due_on="2026-12-31",
            next_on=str(next_on),
            category_id=1,
            level="grid",
            urgency="simple",
            status=status,
            **where,
        )


def seen(ledger: Ledger, room: str) -> Door:
    plan = door_plan(ledger, buildings(ledger)[0].id, today=TODAY)
    return next(door for door in plan.units[0].floors for door in door.doors if door.room == room)


def test_units_floors_and_rooms_stand_in_their_order(ledger: Ledger, doors: dict[str, int]) -> None:
    plan = door_plan(ledger, buildings(ledger)[0].id, today=TODAY)
    assert plan.building.name == "3"
    assert [unit.name for unit in plan.units] == ["2", "10"]
    assert [(floor.number, [door.room for door in floor.doors]) for floor in plan.units[0].floors] == [
        (10, ["1001", "1002"]),
        (2, ["201"]),
        (1, ["101", "102"]),
        (-1, ["B101"]),
        (None, ["门面"]),
    ]
    assert len(list(plan.doors)) == 8
    assert plan.household_count == 0


def test_a_door_nobody_is_registered_behind(ledger: Ledger, doors: dict[str, int]) -> None:
    visited(ledger, TODAY - timedelta(days=9), "met", dwelling_id=doors["201"])
    visited(ledger, TODAY - timedelta(days=3), "no_answer", dwelling_id=doors["201"])
    matter(ledger, TODAY - timedelta(days=1), dwelling_id=doors["201"])
    door = seen(ledger, "201")
    assert (door.use, door.household_id, door.households, door.head, door.residents, door.status) == (
        DwellingUse.RENTED,
        None,
        0,
        "",
        0,
        None,
    )
    assert (door.met_on, door.missed, door.open_matters, door.overdue) == (date(2026, 11, 14), 1, 1, True)


def test_a_family_behind_its_door(ledger: Ledger, doors: dict[str, int]) -> None:
    household, people = family(
        ledger,
        doors["101"],
        NewResident("高宁", relation="配偶", care_group_ids=(10, 3)),
        NewResident("许敏", relation="户主", care_group_ids=(1,)),
        NewResident("高一诺"),
    )
    record_event(ledger, people[2], kind=LifeEventKind.MOVED_OUT, on=TODAY, today=TODAY)
    for days, outcome in ((40, "met"), (30, "proxy"), (20, "no_answer"), (10, "refused")):
        visited(ledger, TODAY - timedelta(days=days), outcome, household_id=household, dwelling_id=doors["101"])
    matter(ledger, TODAY, household_id=household, dwelling_id=doors["101"])
    matter(ledger, TODAY - timedelta(days=5), "settled", household_id=household)
    door = seen(ledger, "101")
    assert (door.household_id, door.head, door.residents, door.status) == (
        household,
        "许敏",
        2,
        HouseholdStatus.RESIDENT,
    )
    assert door.care_groups == ("独居老人", "高龄")
    assert (door.met_on, door.missed, door.open_matters, door.overdue) == (date(2026, 10, 24), 2, 1, False)


def test_a_headless_family_is_named_by_its_first_member(ledger: Ledger, doors: dict[str, int]) -> None:
    family(ledger, doors["101"], NewResident("高宁"), NewResident("许敏"))
    assert seen(ledger, "101").head == "高宁"


def test_visits_go_with_the_family_to_its_new_door(ledger: Ledger, doors: dict[str, int]) -> None:
    household, _people = family(ledger, doors["101"], NewResident("许敏"))
    visited(ledger, TODAY - timedelta(days=2), "met", household_id=household, dwelling_id=doors["101"])
    move_household(ledger, household, dwelling_id=doors["102"], on=TODAY, today=TODAY)
    assert seen(ledger, "102").met_on == TODAY - timedelta(days=2)
    other, _people = family(ledger, doors["101"], NewResident("李梅"))
    assert (seen(ledger, "101").household_id, seen(ledger, "101").met_on) == (other, None)


def test_a_shared_door_is_one_door(ledger: Ledger, doors: dict[str, int]) -> None:
    first, _people = family(ledger, doors["101"], NewResident("许敏", care_group_ids=(3,)), NewResident("高宁"))
    second, _people = family(ledger, doors["101"], NewResident("李梅", care_group_ids=(1,)))
    visited(ledger, TODAY - timedelta(days=2), "met", household_id=second)
    matter(ledger, TODAY - timedelta(days=1), household_id=second)
    matter(ledger, TODAY, dwelling_id=doors["101"])
    plan = door_plan(ledger, buildings(ledger)[0].id, today=TODAY)
    assert len(list(plan.doors)) == 8
    assert plan.household_count == 2
    door = seen(ledger, "101")
    assert (door.household_id, door.head, door.households, door.residents) == (first, "许敏", 2, 3)
    assert (door.care_groups, door.open_matters, door.overdue) == (("高龄", "独居老人"), 2, True)
    assert door.met_on == TODAY - timedelta(days=2)


def test_what_was_withdrawn_is_not_seen(ledger: Ledger, doors: dict[str, int]) -> None:
    household, _people = family(ledger, doors["101"], NewResident("许敏"))
    visited(ledger, TODAY, "met", household_id=household)
    matter(ledger, TODAY - timedelta(days=1), household_id=household)
    with ledger.write("withdraw") as write:
        write.withdraw("visit", 1, "记错")
        write.withdraw("matter", 1, "记错")
        write.withdraw("dwelling", doors["102"], "没有这间房")
    door = seen(ledger, "101")
    assert (door.met_on, door.missed, door.open_matters, door.overdue) == (None, 0, 0, False)
    assert len(list(door_plan(ledger, buildings(ledger)[0].id, today=TODAY).doors)) == 7


def test_no_such_building(ledger: Ledger) -> None:
    with pytest.raises(InputProblem, match="no_such_entry"):
        door_plan(ledger, 99, today=TODAY)


def test_no_table_is_read_from_end_to_end(ledger: Ledger, doors: dict[str, int]) -> None:
    from ledger.places.plan import PLAN_SQL

    steps = [row["detail"] for row in ledger.rows(f"explain query plan {PLAN_SQL}", {"building": 1, "today": ""})]
    scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert {table for table in scanned if not table.startswith("(")} <= {"home", "open_matter"}, steps
    assert any("visit_household" in step for step in steps)
