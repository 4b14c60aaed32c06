"""Entering households and residents, and everything that is refused at once."""

from datetime import date, timedelta

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.entering import add_household, add_households, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.reading import household, household_at, households_at, resident, residents
from ledger.records.people import Household, HouseholdStatus, Phone, Presence
from ledger.store import Ledger
from ledger.store.undo import undo


def codes(problem: pytest.ExceptionInfo[InputProblem]) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in problem.value.problems]


def names(of: Household | None) -> list[str]:
    assert of is not None
    return [member.name for member in of.members]


def test_a_household_is_read_back_head_first(village: Village) -> None:
    made = household_at(village.ledger, village.door)
    assert names(made) == ["许敏", "高宁", "高一诺"]
    assert made is not None
    assert (made.head_id, made.status, made.dwelling_id) == (village.min, HouseholdStatus.RESIDENT, village.door)
    assert household_at(village.ledger, village.empty_door) is None


def test_a_resident_is_read_back_whole(village: Village) -> None:
    zhou = resident(village.ledger, village.xiuying)
    assert (zhou.name, zhou.birth, zhou.id_number) == ("周秀英", "1949-12-31", "11010519491231002X")
    assert zhou.phones == (Phone("19000001003", "女儿"),)
    assert zhou.care_groups == ("独居老人", "高龄")
    assert (zhou.relation, zhou.household_id, zhou.note) == ("户主", village.zhou, "耳背")
    assert zhou.presence is Presence.PRESENT


def test_residents_come_in_the_order_asked_for(village: Village) -> None:
    found = residents(village.ledger, [village.yinuo, village.xiuying, village.yinuo, 999])
    assert [each.name for each in found] == ["高一诺", "周秀英"]


def test_a_door_may_be_shared(village: Village) -> None:
    new = NewHousehold(village.door, (NewResident("李梅"),))
    made = add_household(village.ledger, new, since=TODAY, today=TODAY)
    assert [each.id for each in households_at(village.ledger, village.door)] == [village.xu, made.household_ids[0]]
    assert names(household_at(village.ledger, village.door)) == ["许敏", "高宁", "高一诺"]


def test_a_household_may_have_nobody_and_no_door(ledger: Ledger) -> None:
    made = add_household(ledger, NewHousehold(None, status=HouseholdStatus.VACANT), since=None, today=TODAY)
    empty = household(ledger, made.household_ids[0])
    assert (empty.members, empty.head_id, empty.dwelling_id) == ((), None, None)


def test_the_head_may_be_named_by_place(ledger: Ledger) -> None:
    new = NewHousehold(None, (NewResident("高宁"), NewResident("许敏")), head=1)
    made = add_household(ledger, new, since=None, today=TODAY)
    assert household(ledger, made.household_ids[0]).head_id == made.resident_ids[0][1]
    assert resident(ledger, made.resident_ids[0][1]).relation == "户主"


def test_an_entry_is_one_row_of_the_journal_and_can_be_undone(village: Village) -> None:
    ledger = village.ledger
    before = ledger.value("select count(*) from journal")
    new = NewHousehold(village.empty_door, (NewResident("李梅", phones=(Phone("19000001009"),), care_group_ids=(1,)),))
    made = add_household(ledger, new, since=TODAY, today=TODAY)
    assert ledger.value("select count(*) from journal") == before + 1
    assert made.changed.tables == {"resident", "household", "occupancy", "membership", "phone", "care_membership"}
    undo(ledger, sequence=made.changed.sequence)
    assert household_at(ledger, village.empty_door) is None
    with pytest.raises(InputProblem, match="no_such_entry"):
        resident(ledger, made.resident_ids[0][0])


def test_every_problem_is_named_under_its_field(ledger: Ledger) -> None:
    wrong = NewResident("", birth="1988-13-02", id_number="110105194912310021", phones=(Phone("1900000333"),))
    households = [NewHousehold(None, (NewResident("许敏"),)), NewHousehold(None, (NewResident("高宁"), wrong))]
    with pytest.raises(InputProblem) as problem:
        add_households(ledger, households, since=None, today=TODAY)
    assert codes(problem) == [
        ("1.members.1.name", "name_missing"),
        ("1.members.1.birth", "birth_unreadable"),
        ("1.members.1.id_number", "id_check_digit"),
        ("1.members.1.phones", "phone_digits"),
    ]
    assert ledger.value("select count(*) from resident") == 0


@pytest.mark.parametrize(
    ("new", "field", "code"),
    [
        (NewResident("  "), "name", "name_missing"),
        (NewResident("许敏、高宁"), "name", "name_several"),
        (NewResident("许敏3"), "name", "name_unreadable"),
        (NewResident("许敏", birth="45-8"), "birth", "birth_unreadable"),
        (NewResident("许敏", birth="1945-02-30"), "birth", "birth_unreadable"),
        (NewResident("许敏", birth="2027"), "birth", "date_in_future"),
        (NewResident("许敏", birth="1880-01-01"), "birth", "birth_too_early"),
        (NewResident("许敏", id_number="1101051949"), "id_number", "id_length"),
        (NewResident("许敏", phones=(Phone("190-0000-1001"),)), "phones", "phone_unreadable"),
        (NewResident("许敏", phones=(Phone("19000001001"), Phone("19000001001"))), "phones", "phone_twice"),
    ],
)
def test_what_breaks_a_rule_is_refused(ledger: Ledger, new: NewResident, field: str, code: str) -> None:
    with pytest.raises(InputProblem) as problem:
        add_resident(ledger, new, household_id=None, since=None, today=TODAY)
    assert codes(problem) == [(field, code)]


@pytest.mark.parametrize("birth", ["", "1945", "1945-08", "1945-08-15", "2026-11-23"])
def test_a_birth_date_is_kept_as_far_as_it_is_known(ledger: Ledger, birth: str) -> None:
    made = add_resident(ledger, NewResident("许敏", birth=birth), household_id=None, since=None, today=TODAY)
    assert resident(ledger, made.id).birth == birth


@pytest.mark.parametrize("name", ["䶮𬭎", "阿不都·买买提", "尉迟长安", "John Li", "李" * 30])
def test_names_of_every_kind(ledger: Ledger, name: str) -> None:
    made = add_resident(ledger, NewResident(f" {name} "), household_id=None, since=None, today=TODAY)
    assert resident(ledger, made.id).name == name


def test_heads(village: Village) -> None:
    two = NewHousehold(None, (NewResident("许敏", relation="户主"), NewResident("高宁", relation="户主")))
    with pytest.raises(InputProblem) as problem:
        add_household(village.ledger, two, since=None, today=TODAY)
    assert codes(problem) == [("head", "two_heads")]
    with pytest.raises(InputProblem, match="no_such_head"):
        add_household(village.ledger, NewHousehold(None, head=0), since=None, today=TODAY)
    new = NewResident("李梅", relation="户主")
    with pytest.raises(InputProblem, match="household_has_head"):
        add_resident(village.ledger, new, household_id=village.xu, since=None, today=TODAY)


def test_days_that_have_not_come(village: Village) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(InputProblem, match="since: date_in_future"):
        add_resident(village.ledger, NewResident("李梅"), household_id=village.xu, since=tomorrow, today=TODAY)
    with pytest.raises(InputProblem, match="since: date_in_future"):
        add_household(village.ledger, NewHousehold(None), since=tomorrow, today=TODAY)


def test_sensitive_groups_are_not_entered_while_they_are_off(village: Village) -> None:
    off = village.ledger.value("select id from care_group where not enabled limit 1")
    new = NewResident("李梅", care_group_ids=(off,))
    with pytest.raises(InputProblem, match="care_group_disabled"):
        add_resident(village.ledger, new, household_id=village.xu, since=date(2026, 1, 1), today=TODAY)
