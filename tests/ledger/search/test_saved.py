"""Searches kept at hand: named, moved, renamed, removed, each undone by itself."""

import pytest

from ledger.errors import InputProblem
from ledger.search.saved import move_search, remove_search, rename_search, save_search, saved_searches
from ledger.store import Ledger
from ledger.store.undo import undo


def names(ledger: Ledger) -> list[str]:
    return [each.name for each in saved_searches(ledger)]


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    for name in ("超期", "漏水", "独居"):
        save_search(ledger, name=f" {name} ", words=f" 状态:{name} ")
    return ledger


def test_they_stand_in_the_order_they_were_kept_in(kept: Ledger) -> None:
    assert [(each.name, each.words) for each in saved_searches(kept)] == [
        ("超期", "状态:超期"),
        ("漏水", "状态:漏水"),
        ("独居", "状态:独居"),
    ]


def test_they_can_be_moved_as_far_as_there_is_room(kept: Ledger) -> None:
    last = saved_searches(kept)[-1].id
    moved = move_search(kept, last, by=-1)
    assert names(kept) == ["超期", "独居", "漏水"]
    move_search(kept, last, by=-9)
    assert names(kept) == ["独居", "超期", "漏水"]
    assert move_search(kept, last, by=-1).sequence == 0
    undo(kept, sequence=moved.sequence + 1)
    assert names(kept) == ["超期", "独居", "漏水"]


def test_a_name_stands_once(kept: Ledger) -> None:
    first = saved_searches(kept)[0].id
    for act in (
        lambda: save_search(kept, name="漏水", words="x"),
        lambda: rename_search(kept, first, name="漏水"),
    ):
        with pytest.raises(InputProblem) as refused:
            act()
        assert refused.value.problems[0].code == "name_taken"
    rename_search(kept, first, name="超期")
    rename_search(kept, first, name="要紧")
    assert names(kept)[0] == "要紧"


def test_one_removed_may_come_back_and_its_name_is_free(kept: Ledger) -> None:
    removed = remove_search(kept, saved_searches(kept)[1].id)
    assert names(kept) == ["超期", "独居"]
    undo(kept, sequence=removed.sequence)
    assert names(kept) == ["超期", "漏水", "独居"]
    remove_search(kept, saved_searches(kept)[1].id)
    save_search(kept, name="漏水", words="漏水")
    assert names(kept) == ["超期", "独居", "漏水"]


def test_nothing_is_kept_under_no_name_and_no_words(ledger: Ledger) -> None:
    for name, words, code in (("", "漏水", "name_missing"), ("漏水", "  ", "words_missing")):
        with pytest.raises(InputProblem) as refused:
            save_search(ledger, name=name, words=words)
        assert refused.value.problems[0].code == code
    with pytest.raises(InputProblem):
        remove_search(ledger, 99)


def test_a_setting_of_another_kind_is_left_alone(ledger: Ledger) -> None:
    with ledger.write("test") as write:
        write.insert("setting", key="search.saved:坏", value="[1")
        write.insert("setting", key="search.saved", value="1")
    assert names(ledger) == []
