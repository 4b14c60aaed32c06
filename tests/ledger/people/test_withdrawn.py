from datetime import date

import pytest

from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.people.care_groups import assign, care_groups
from ledger.people.editing import add_household_at
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.households import set_head, withdraw_household
from ledger.people.reading import household, household_at, resident
from ledger.people.residents import withdraw_resident
from ledger.people.withdrawn import Withdrawn, WithdrawnKind, list_withdrawn, restore
from ledger.places.adding import add_doors
from ledger.places.doors import withdraw_dwelling
from ledger.records.people import HouseholdStatus
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger
from ledger.store.undo import undo

TODAY = date(2026, 11, 23)
DOOR = Address("", "3", "2", "501")


@pytest.fixture
def home(ledger: Ledger) -> int:
    """许敏 (head) and 李强 at 3-2-501."""
    member = NewResident("许敏", relation="户主")
    added = add_household_at(
        ledger,
        address=DOOR,
        use=DwellingUse.OWNER,
        member=member,
        status=HouseholdStatus.RESIDENT,
        since=None,
        today=TODAY,
    )
    add_resident(ledger, NewResident("李强", relation="配偶"), household_id=added.id, since=None, today=TODAY)
    return added.id


def said(entries: tuple[Withdrawn, ...]) -> list[tuple[str, str, str, str]]:
    return [(entry.kind.value, entry.name, entry.address, entry.reason) for entry in entries]


def test_a_head_comes_back_as_head_with_groups(ledger: Ledger, home: int) -> None:
    head = household(ledger, home).members[0]
    assign(ledger, head.id, care_group_id=care_groups(ledger)[0].id, on=TODAY, today=TODAY)
    before = resident(ledger, head.id)
    withdraw_resident(ledger, head.id, reason="登记错了")
    assert said(list_withdrawn(ledger)) == [("resident", "许敏", "3-2-501", "登记错了")]
    restore(ledger, WithdrawnKind.RESIDENT, head.id)
    assert resident(ledger, head.id) == before
    assert household(ledger, home).head_id == head.id
    assert list_withdrawn(ledger) == ()
    assert list(findings(ledger)) == []


def test_who_was_head_comes_back_without_taking_the_place(ledger: Ledger, home: int) -> None:
    first, second = household(ledger, home).members
    withdraw_resident(ledger, first.id, reason="重复")
    set_head(ledger, home, head_id=second.id)
    restore(ledger, WithdrawnKind.RESIDENT, first.id)
    assert household(ledger, home).head_id == second.id
    assert resident(ledger, first.id).relation == ""


def test_a_household_comes_back_with_everybody(ledger: Ledger, home: int) -> None:
    before = household(ledger, home)
    withdraw_household(ledger, home, reason="重复录入", with_residents=True)
    assert said(list_withdrawn(ledger)) == [("household", "许敏", "3-2-501", "重复录入")]
    restore(ledger, WithdrawnKind.HOUSEHOLD, home)
    assert household(ledger, home) == before


def test_a_member_restored_alone_stays_where_he_is(ledger: Ledger, home: int) -> None:
    _first, second = household(ledger, home).members
    withdraw_household(ledger, home, reason="重复录入", with_residents=True)
    restore(ledger, WithdrawnKind.RESIDENT, second.id)
    assert resident(ledger, second.id).household_id is None
    restore(ledger, WithdrawnKind.HOUSEHOLD, home)
    assert [member.name for member in household(ledger, home).members] == ["许敏"]


def test_a_door_comes_back_unless_there_is_such_a_door_again(ledger: Ledger) -> None:
    first = add_doors(ledger, addresses=[DOOR]).dwelling_ids[0]
    withdraw_dwelling(ledger, first, reason="没有这户")
    assert said(list_withdrawn(ledger)) == [("dwelling", "", "3-2-501", "没有这户")]
    second = add_doors(ledger, addresses=[DOOR])
    with pytest.raises(InputProblem, match="door_exists"):
        restore(ledger, WithdrawnKind.DWELLING, first)
    undo(ledger, sequence=second.changed.sequence)
    restore(ledger, WithdrawnKind.DWELLING, first)
    assert list_withdrawn(ledger) == ()


def test_a_household_waits_for_its_door(ledger: Ledger, home: int) -> None:
    door = household(ledger, home).dwelling_id
    assert door is not None
    withdraw_household(ledger, home, reason="重复", with_residents=True)
    withdraw_dwelling(ledger, door, reason="没有这户")
    with pytest.raises(InputProblem, match="restore_door_first"):
        restore(ledger, WithdrawnKind.HOUSEHOLD, home)
    restore(ledger, WithdrawnKind.DWELLING, door)
    restore(ledger, WithdrawnKind.HOUSEHOLD, home)
    found = household_at(ledger, door)
    assert found is not None
    assert found.id == home


def test_what_was_undone_is_not_listed_and_a_restore_can_be_undone(ledger: Ledger, home: int) -> None:
    added = add_resident(ledger, NewResident("王兰"), household_id=home, since=None, today=TODAY)
    undo(ledger, sequence=added.changed.sequence)
    assert list_withdrawn(ledger) == ()
    first = household(ledger, home).members[0]
    withdraw_resident(ledger, first.id, reason="重复")
    restored = restore(ledger, WithdrawnKind.RESIDENT, first.id)
    undo(ledger, sequence=restored.sequence)
    assert [entry.id for entry in list_withdrawn(ledger)] == [first.id]
    assert household(ledger, home).head_id is None


def test_what_stands_cannot_be_restored(ledger: Ledger, home: int) -> None:
    with pytest.raises(InputProblem, match="no_such_entry"):
        restore(ledger, WithdrawnKind.HOUSEHOLD, home)
