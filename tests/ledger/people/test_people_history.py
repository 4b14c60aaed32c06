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


def test_visits_and_matters(village: Village) -> None:
    ledger = village.ledger
    with ledger.write("some.visits") as write:
        visits = [
            write.insert(
                "visit",
                household_id=village.xu,
                worker_id=1,
                on_date=day,
                mode="home",
                outcome="met",
                booked_on=day,
            )
            for day in ("2026-11-02", "2026-11-20", "2026-10-08")
        ]
        write.insert("visit_person", visit_id=visits[0], resident_id=village.ning, name="高宁")
        write.insert("visit_person", visit_id=visits[1], resident_id=village.ning, name="高宁")
        write.withdraw("visit", visits[1], "记错")
        matters = [
            write.insert(
                "matter",
                number=f"MQ-2026-000{number}",
                title="漏水",
                registered_on="2026-11-02",
                due_on="2026-11-12",
                household_id=household_id,
                resident_id=resident_id,
                category_id=1,
                level="grid",
                urgency="simple",
                status="accepted",
            )
            for number, (household_id, resident_id) in enumerate(
                [(village.xu, village.min), (village.zhou, None), (None, None)]
            )
        ]
        write.insert("matter_party", matter_id=matters[1], household_id=village.xu, part="楼上")
    assert history.visits_of_household(ledger, village.xu) == (visits[0], visits[2])
    assert history.visits_of_household(ledger, village.xu, limit=1, offset=1) == (visits[2],)
    assert history.visits_of_resident(ledger, village.ning) == (visits[0],)
    assert history.matters_of_household(ledger, village.xu) == (matters[1], matters[0])
    assert history.matters_of_resident(ledger, village.min) == (matters[0],)
