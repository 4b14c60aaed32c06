"""Doors as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.search.typed_door import TypedDoor, read_typed_door


@pytest.mark.parametrize(
    ("text", "estate", "parts"),
    [
        ("3-2-501", "", ("3", "2", "501")),
        ("3号楼2单元501", "", ("3", "2", "501")),
        ("3号楼2单元501室", "", ("3", "2", "501")),
        ("三号楼二单元五零一", "", ("3", "2", "501")),
        ("3#2单元501", "", ("3", "2", "501")),
        ("３－２－５０１", "", ("3", "2", "501")),
        ("3—2—501", "", ("3", "2", "501")),
        ("银苑3-2-501", "银苑", ("3", "2", "501")),
        ("银苑小区3号楼", "银苑小区", ("3",)),
        ("3-2", "", ("3", "2")),
        ("3-2-", "", ("3", "2")),
        ("501", "", ("501",)),
        ("b101", "", ("B101",)),
        ("3-2-501甲", "", ("3", "2", "501甲")),
        ("甲-2-501", "", ("甲", "2", "501")),
        (" 3 - 2 - 501 ", "", ("3", "2", "501")),
    ],
)
def test_a_door_is_read(text: str, estate: str, parts: tuple[str, ...]) -> None:
    assert read_typed_door(text) == TypedDoor(estate, parts)


@pytest.mark.parametrize("text", ["", "许敏", "万一", "xm", "-", "3-2-5-501", "19000001001", "漏水", "甲乙"])
def test_what_is_no_door(text: str) -> None:
    assert read_typed_door(text) is None


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    read_typed_door(text)
