import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputProblem
from ledger.places.adding import MOST_ROOMS, add_doors, read_rooms
from ledger.places.doors import dwellings
from ledger.places.floors import floor_of
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger
from ledger.store.undo import undo


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("501", ("501",)),
        (" 101 102、201，202 ", ("101", "102", "201", "202")),
        ("101-203", ("101", "102", "103", "201", "202", "203")),
        ("101 至 102; 地下101", ("101", "102", "地下101")),
        ("1101～1202", ("1101", "1102", "1201", "1202")),
        ("101 101", ("101",)),
        ("12号", ("12号",)),
    ],
)
def test_rooms_are_read_as_people_write_them(text: str, rooms: tuple[str, ...]) -> None:
    assert read_rooms(text) == rooms


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "room_missing"), (" ，", "room_missing"), ("604-101", "rooms_unreadable"), ("101-9999", "rooms_too_many")],
)
def test_what_is_no_room_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        read_rooms(text)
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [("room", code)]


@given(st.integers(1, 30), st.integers(1, 10), st.integers(0, 20), st.integers(0, 9))
def test_a_range_is_every_door_of_every_floor(floor: int, door: int, floors: int, doors: int) -> None:
    rooms = read_rooms(f"{floor}{door:02d}-{floor + floors}{door + doors:02d}")
    assert len(rooms) == (floors + 1) * (doors + 1) <= MOST_ROOMS
    assert {floor_of(room) for room in rooms} == set(range(floor, floor + floors + 1))


def test_only_doors_not_there_yet_are_made(ledger: Ledger) -> None:
    first = add_doors(ledger, addresses=[Address("", "3", "1", "101")], use=DwellingUse.RENTED)
    both = [Address("", "3", "1", "101"), Address("", "3", "1", "102")]
    second = add_doors(ledger, addresses=both)
    assert (first.new, second.new) == (1, 1)
    assert second.dwelling_ids[0] == first.dwelling_ids[0]
    assert [door.use for door in dwellings(ledger)] == [DwellingUse.RENTED, DwellingUse.OWNER]
    undo(ledger, sequence=second.changed.sequence)
    assert [door.address.room for door in dwellings(ledger)] == ["101"]


def test_doors_that_are_all_there_change_nothing(ledger: Ledger) -> None:
    wanted = [Address("", "3", "1", "101")]
    add_doors(ledger, addresses=wanted)
    assert add_doors(ledger, addresses=wanted).changed.sequence == 0
