"""The residents' list: who is on it, in which order, a page at a time."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from village import TODAY, Village

from ledger.people.entering import add_household, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.life_events import record_event
from ledger.people.listing import ResidentFilter, ResidentRow, ResidentSort, count_residents, list_residents
from ledger.places.doors import buildings, find_or_make_dwelling
from ledger.places.staff import add_grid, assign_building
from ledger.records.people import LifeEventKind, Phone, Presence
from ledger.records.places import Address
from ledger.store import Ledger

EVERYBODY = ResidentFilter()


def names(rows: Sequence[ResidentRow]) -> list[str]:
    return [row.name for row in rows]


def test_by_address_as_one_walks(village: Village) -> None:
    ledger = village.ledger
    for room in ("1001", "201", "B101"):
        door = find_or_make_dwelling(ledger, Address("银苑小区", "10", "1", room))
        add_household(
            ledger, NewHousehold(door, (NewResident("住" + "甲乙丙"[len(room) % 3]),)), since=None, today=TODAY
        )
    add_resident(ledger, NewResident("李梅"), household_id=None, since=None, today=TODAY)
    rows = list_residents(ledger, EVERYBODY)
    assert [row.address.short if row.address else "" for row in rows] == [
        "2-1-301",
        "3-2-501",
        "3-2-501",
        "3-2-501",
        "10-1-B101",
        "10-1-201",
        "10-1-1001",
        "",
    ]
    assert names(rows)[1:4] == ["许敏", "高宁", "高一诺"]


def test_by_pinyin(village: Village) -> None:
    assert names(list_residents(village.ledger, EVERYBODY, sort=ResidentSort.NAME)) == [
        "高宁",
        "高一诺",
        "许敏",
        "周秀英",
    ]


def test_a_row_says_what_the_page_shows(village: Village) -> None:
    row = list_residents(village.ledger, ResidentFilter(text="周秀英"))[0]
    assert (row.phone, row.relation, row.care_groups, row.note) == ("19000001003", "户主", ("独居老人", "高龄"), "耳背")
    assert (row.household_id, row.dwelling_id) == (village.zhou, village.other_door)


def test_filters(village: Village) -> None:
    ledger = village.ledger
    three = next(each.id for each in buildings(ledger) if each.name == "3")
    grid = add_grid(ledger, name="第三网格").id
    assign_building(ledger, three, grid_id=grid)
    for wanted, found in (
        (ResidentFilter(grid_id=grid), 3),
        (ResidentFilter(building_id=three), 3),
        (ResidentFilter(building_id=three, text="高"), 2),
        (ResidentFilter(care_group_id=1), 1),
        (ResidentFilter(care_group_id=5), 0),
        (ResidentFilter(text="gyn"), 1),
        (ResidentFilter(text="XuMin"), 1),
        (ResidentFilter(text="1003"), 1),
        (ResidentFilter(text="耳背"), 1),
        (ResidentFilter(text="501"), 3),
        (ResidentFilter(presence=Presence.DEAD), 0),
        (ResidentFilter(estate_id=99), 0),
    ):
        assert len(list_residents(ledger, wanted)) == count_residents(ledger, wanted) == found, wanted


def test_the_dead_are_listed_only_when_asked_for(village: Village) -> None:
    record_event(village.ledger, village.ning, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    assert count_residents(village.ledger, EVERYBODY) == 3
    assert names(list_residents(village.ledger, ResidentFilter(presence=Presence.DEAD))) == ["高宁"]


def test_pages_follow_each_other(village: Village) -> None:
    whole = list_residents(village.ledger, EVERYBODY)
    pages = [list_residents(village.ledger, EVERYBODY, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [row for page in pages for row in page] == list(whole)
    assert len(whole) == count_residents(village.ledger, EVERYBODY) == 4


def test_a_first_phone_is_the_first_of_the_list(ledger: Ledger) -> None:
    new = NewResident("许敏", phones=(Phone("19000001005"), Phone("19000001001")))
    add_resident(ledger, new, household_id=None, since=None, today=TODAY)
    assert list_residents(ledger, EVERYBODY)[0].phone == "19000001005"


@given(text=st.text(max_size=20))
def test_any_text_can_be_looked_for(text: str, any_village: Village) -> None:
    rows = list_residents(any_village.ledger, ResidentFilter(text=text))
    assert len(rows) == count_residents(any_village.ledger, ResidentFilter(text=text))
