"""Doors as they are typed."""

import pytest
from any_text import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.search_tokens import fold
from ledger.search.doors import Door, door_closeness, door_patterns, names_door
from ledger.search.hits import Closeness

EXACT, BEGINS, PART = Closeness.EXACT, Closeness.BEGINS, Closeness.PART


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3-2-501", ("", "3", "2", "501")),
        ("3号楼2单元501", ("", "3", "2", "501")),
        ("3号楼2单元501室", ("", "3", "2", "501")),
        ("三号楼二单元五零一", ("", "3", "2", "501")),
        ("3#2单元501", ("", "3", "2", "501")),
        ("３－２－５０１", ("", "3", "2", "501")),
        ("3—2—501", ("", "3", "2", "501")),
        ("银苑3-2-501", ("银苑", "3", "2", "501")),
        ("银苑小区3号楼", ("银苑小区", "3", "", "")),
        ("10号楼", ("", "10", "", "")),
        ("2单元", ("", "", "2", "")),
        ("2单元501", ("", "", "2", "501")),
        ("501", ("", "", "", "501")),
        ("501室", ("", "", "", "501")),
        ("b101", ("", "", "", "b101")),
        ("3-2-501甲", ("", "3", "2", "501甲")),
        ("甲-2-501", ("", "甲", "2", "501")),
    ],
)
def test_a_door_is_read(text: str, parts: tuple[str, ...]) -> None:
    best = door_patterns(fold(text))[0]
    assert (best.estate, best.building, best.unit, best.room) == parts


@pytest.mark.parametrize("text", ["", "许敏", "万一", "xm", "-", "3-2-5-501", "19000001001", "漏水", "甲乙"])
def test_what_is_no_door(text: str) -> None:
    assert door_patterns(fold(text)) == ()


@pytest.mark.parametrize(
    ("text", "door", "closeness"),
    [
        ("3-2-501", ("3", "2", "501"), EXACT),
        ("3-2-50", ("3", "2", "501"), BEGINS),
        ("3-2", ("3", "2", "501"), BEGINS),
        ("2-501", ("3", "2", "501"), EXACT),
        ("3-501", ("3", "2", "501"), BEGINS),
        ("501", ("3", "2", "501"), EXACT),
        ("50", ("3", "2", "501"), BEGINS),
        ("01", ("3", "2", "501"), PART),
        ("3号楼", ("3", "2", "501"), BEGINS),
        ("3-2", ("8", "2", "3"), None),
        ("8-12", ("8", "", "12"), EXACT),
        ("8-1", ("8", "", "12"), BEGINS),
        ("2单元", ("3", "2", "501"), BEGINS),
        ("3-2-", ("3", "2", "501"), BEGINS),
        ("3-2-5-", ("3", "2", "501"), None),
    ],
)
def test_how_close_a_door_is(text: str, door: tuple[str, str, str], closeness: Closeness | None) -> None:
    building, unit, room = door
    forms = ("-".join(filter(None, door)),)
    assert door_closeness(fold(text), Door("银苑小区", building, unit, room), forms) is closeness


@pytest.mark.parametrize(
    ("word", "named"),
    [
        *((word, True) for word in ("3-2-501", "501", "3号楼", "3-2", "银苑", "综合楼")),
        *((word, False) for word in ("50", "3", "3-", "银", "综合", "9-9")),
    ],
)
def test_which_words_name_a_door_in_earnest(word: str, named: bool) -> None:
    doors = (Door("银苑小区", "3", "2", "501"), Door("银苑小区", "综合楼", "", "12"))
    assert any(names_door(fold(word), door) for door in doors) is named


@given(ANY_TEXT | st.text("3-2501号楼单元甲a#室", max_size=12))
def test_any_text_is_taken(text: str) -> None:
    for pattern in door_patterns(fold(text)):
        assert pattern.asked
