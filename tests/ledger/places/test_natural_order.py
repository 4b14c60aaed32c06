"""The order in which people count doors."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.places.order import natural_key


def in_order(*names: str) -> list[str]:
    return sorted(set(names), key=natural_key)


def test_numbers_by_their_value() -> None:
    assert in_order("1", "2", "10", "10A", "11") == ["1", "2", "10", "10A", "11"]


def test_letters_after_numbers_and_small_ones_beside_large_ones() -> None:
    assert in_order("2", "A", "a2", "A10", "B") == ["2", "A", "a2", "A10", "B"]


def test_stems_numerals_and_directions_in_their_own_order() -> None:
    assert in_order("甲", "乙", "丙", "丁") == ["甲", "乙", "丙", "丁"]
    assert in_order("一", "二", "三", "十") == ["一", "二", "三", "十"]
    assert in_order("东", "南", "西", "北") == ["东", "南", "西", "北"]


def test_no_name_comes_first() -> None:
    assert in_order("", "1") == ["", "1"]


@given(st.lists(st.text(max_size=6)))
def test_any_names_can_be_sorted_from_any_beginning(names: list[str]) -> None:
    keys = [natural_key(name) for name in sorted(names, key=natural_key)]
    assert keys == sorted(natural_key(name) for name in names[::-1])
