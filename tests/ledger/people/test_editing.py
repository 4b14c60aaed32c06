from datetime import date

import pytest

from ledger.errors import InputProblem
from ledger.people.care_groups import care_groups, set_enabled
from ledger.people.editing import add_household_at, care_group_ids, edit_resident, found_household, set_care_groups
from ledger.people.entering import add_household, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.reading import household, household_at, resident
from ledger.places.adding import add_doors
from ledger.places.doors import dwelling_at
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger
from ledger.store.undo import undo

TODAY = date(2026, 11, 23)


@pytest.fixture
def resident_id(ledger: Ledger) -> int:
    """许敏, in no household."""
    new = NewResident("许敏", phones=(Phone("19000001001"),))
    return add_resident(ledger, new, household_id=None, since=None, today=TODAY).id


def edit(ledger: Ledger, resident_id: int, **given: object) -> object:
    fields = {"name": "许敏", "sex": Sex.UNKNOWN, "birth": "", "id_number": "", "note": "", "phones": ()}
    return edit_resident(ledger, resident_id, today=TODAY, **{**fields, **given})  # type: ignore[arg-type]


def test_a_form_is_one_write(ledger: Ledger, resident_id: int) -> None:
    before = resident(ledger, resident_id)
    phones = (Phone("19000001002", "女儿"), Phone("19000001001"))
    changed = edit_resident(
        ledger,
        resident_id,
        today=TODAY,
        name="许彤",
        sex=Sex.FEMALE,
        birth="1979-03",
        id_number="",
        note="腿脚不便",
        phones=phones,
    )
    now = resident(ledger, resident_id)
    assert (now.name, now.birth, now.phones, now.note) == ("许彤", "1979-03", phones, "腿脚不便")
    undo(ledger, sequence=changed.sequence)
    assert resident(ledger, resident_id) == before


def test_every_problem_is_said_at_once_and_nothing_changes(ledger: Ledger, resident_id: int) -> None:
    before = resident(ledger, resident_id)
    with pytest.raises(InputProblem) as caught:
        edit(ledger, resident_id, name=" ", birth="1979-13", phones=(Phone("1900000"),))
    assert {problem.field for problem in caught.value.problems} == {"name", "birth", "phones"}
    assert resident(ledger, resident_id) == before


def test_groups_are_set_together(ledger: Ledger, resident_id: int) -> None:
    first, second, third = (group.id for group in care_groups(ledger)[:3])
    set_care_groups(ledger, resident_id, wanted=[first, second], on=TODAY, today=TODAY)
    changed = set_care_groups(ledger, resident_id, wanted=[second, third], on=TODAY, today=TODAY)
    assert care_group_ids(ledger, resident_id) == {second, third}
    undo(ledger, sequence=changed.sequence)
    assert care_group_ids(ledger, resident_id) == {first, second}


def test_groups_switched_off_stay_as_they_are(ledger: Ledger, resident_id: int) -> None:
    first, second = (group.id for group in care_groups(ledger)[:2])
    set_care_groups(ledger, resident_id, wanted=[first], on=TODAY, today=TODAY)
    set_enabled(ledger, first, enabled=False)
    set_care_groups(ledger, resident_id, wanted=[second], on=TODAY, today=TODAY)
    set_enabled(ledger, first, enabled=True)
    assert care_group_ids(ledger, resident_id) == {first, second}


def test_a_household_may_come_with_its_door(ledger: Ledger) -> None:
    address = Address("银苑小区", "3", "2", "501")
    added = add_household_at(
        ledger,
        address=address,
        use=DwellingUse.RENTED,
        member=NewResident("许敏", relation="户主"),
        status=HouseholdStatus.RESIDENT,
        since=TODAY,
        today=TODAY,
    )
    door = dwelling_at(ledger, address)
    home = household(ledger, added.id)
    assert door is not None
    assert (home.dwelling_id, door.use, home.head_id) == (door.id, DwellingUse.RENTED, home.members[0].id)
    undo(ledger, sequence=added.changed.sequence)
    assert dwelling_at(ledger, address) is None


def test_a_wrong_member_leaves_no_door_behind(ledger: Ledger) -> None:
    address = Address("", "3", "2", "501")
    with pytest.raises(InputProblem) as caught:
        add_household_at(
            ledger,
            address=address,
            use=DwellingUse.OWNER,
            member=NewResident("许敏", birth="1979-02-30"),
            status=HouseholdStatus.RESIDENT,
            since=None,
            today=TODAY,
        )
    assert [problem.field for problem in caught.value.problems] == ["birth"]
    assert dwelling_at(ledger, address) is None


def test_one_of_several_founds_a_household(ledger: Ledger) -> None:
    doors = add_doors(ledger, addresses=[Address("", "3", "2", room) for room in ("501", "502")]).dwelling_ids
    members = (NewResident("许敏", relation="户主"), NewResident("李强"))
    entered = add_household(ledger, NewHousehold(doors[0], members), since=None, today=TODAY)
    son = entered.resident_ids[0][1]
    found_household(ledger, son, dwelling_id=doors[1], on=TODAY, today=TODAY, reason="结婚")
    home = household_at(ledger, doors[1])
    assert home is not None
    assert (home.head_id, [member.name for member in home.members]) == (son, ["李强"])


def test_one_alone_takes_the_household_along(ledger: Ledger) -> None:
    doors = add_doors(ledger, addresses=[Address("", "3", "2", room) for room in ("501", "502")]).dwelling_ids
    entered = add_household(ledger, NewHousehold(doors[0], (NewResident("许敏"),)), since=None, today=TODAY)
    found_household(ledger, entered.resident_ids[0][0], dwelling_id=doors[1], on=TODAY, today=TODAY)
    assert household(ledger, entered.household_ids[0]).dwelling_id == doors[1]


def test_one_without_a_household_gets_one(ledger: Ledger, resident_id: int) -> None:
    (door,) = add_doors(ledger, addresses=[Address("", "3", "2", "501")]).dwelling_ids
    changed = found_household(ledger, resident_id, dwelling_id=door, on=TODAY, today=TODAY)
    home = household_at(ledger, door)
    assert home is not None
    assert home.head_id == resident_id
    undo(ledger, sequence=changed.sequence)
    assert household_at(ledger, door) is None


def test_who_moves_in_says_how_an_empty_door_is_used_now(ledger: Ledger) -> None:
    address = Address("", "3", "2", "501")
    add_doors(ledger, addresses=[address], use=DwellingUse.VACANT)
    for wanted, kept in ((DwellingUse.RENTED, DwellingUse.RENTED), (DwellingUse.OWNER, DwellingUse.RENTED)):
        add_household_at(
            ledger,
            address=address,
            use=wanted,
            member=None,
            status=HouseholdStatus.RESIDENT,
            since=TODAY,
            today=TODAY,
        )
        door = dwelling_at(ledger, address)
        assert door is not None
        assert door.use is kept
