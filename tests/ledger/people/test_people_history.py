"""What the ledger holds about one resident or household, newest first."""

from datetime import date

from village import TODAY, Village

from ledger.people import history
from ledger.people.memberships import leave_household, move_resident
from ledger.people.moving import move_household


def test_memberships_newest_first_and_by_pages(village: Village) -> None:
    ledger = village.ledger
    move_resident(ledger, village.yinuo, household_id=village.zhou, on=date(2026, 11, 3), today=TODAY)
    move_resident(ledger, village.yinuo, household_id=village.xu, on=date(2026, 11, 9), today=TODAY)
    leave_household(ledger, village.yinuo, on=TODAY, today=TODAY)
    whole = history.memberships_of_resident(ledger, village.yinuo)
    assert [each.household_id for each in whole] == [village.xu, village.zhou, village.xu]
    assert whole[0].until == TODAY
    assert history.memberships_of_resident(ledger, village.yinuo, limit=1, offset=1) == whole[1:2]
    assert [each.name for each in history.memberships_of_household(ledger, village.zhou)] == ["周秀英", "高一诺"]


def test_doors_of_a_household_and_households_of_a_door(village: Village) -> None:
    ledger = village.ledger
    move_household(ledger, village.zhou, dwelling_id=village.door, on=date(2026, 11, 9), today=TODAY)
    doors = history.occupancies_of_household(ledger, village.zhou)
    assert [each.address.short for each in doors] == ["3-2-501", "2-1-301"]
    assert {each.household_id for each in history.occupancies_of_dwelling(ledger, village.door)} == {
        village.xu,
        village.zhou,
    }
