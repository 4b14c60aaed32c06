"""The floor a room number tells, and nothing guessed where it tells none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.places.floors import floor_of


@pytest.mark.parametrize(
    ("room", "floor"),
    [
        ("501", 5),
        ("1203", 12),
        ("0502", 5),
        ("3201", 32),
        ("501A", 5),
        ("402甲", 4),
        ("B102", -1),
        ("b203", -2),
        ("-101", -1),
        ("负101", -1),
        ("地下203", -2),
        (" 601 ", 6),
    ],
)
def test_a_room_tells_its_floor(room: str, floor: int) -> None:
    assert floor_of(room) == floor


@pytest.mark.parametrize("room", ["", "5", "51", "001", "12001", "B501", "门面1", "东户", "A", "501-2"])
def test_other_rooms_tell_nothing(room: str) -> None:
    assert floor_of(room) is None


@given(st.integers(1, 99), st.integers(0, 99))
def test_floor_and_door_of_two_digits(floor: int, door: int) -> None:
    assert floor_of(f"{floor}{door:02d}") == floor


@given(st.text())
def test_any_text_is_taken(room: str) -> None:
    floor_of(room)
