"""A line keeps its number through any edit of the page around it, and through edits of its own."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.notebook.following import Followed, follow

PAGE = ["3号楼2单元", "501 许敏 卫生间漏水", "502 没人", "", "503 周秀英 血压160", "5号楼", "202 没人"]


def begun(lines: list[str]) -> Followed:
    return follow([], lines, (), fresh=1)


def on(before: Followed, old: list[str], new: list[str]) -> Followed:
    return follow(list(zip(before.numbers, old, strict=True)), new, before.lost, fresh=before.fresh)


def edited(new: list[str], old: list[str] = PAGE) -> tuple[int, ...]:
    return on(begun(old), old, new).numbers


def test_lines_begin_with_numbers_of_their_own() -> None:
    assert begun(PAGE).numbers == (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("new", "numbers"),
    [
        (["", *PAGE], (8, 1, 2, 3, 4, 5, 6, 7)),
        (PAGE[1:], (2, 3, 4, 5, 6, 7)),
        ([*PAGE[:2], "502 在家，没事", *PAGE[3:]], (1, 2, 3, 4, 5, 6, 7)),
        ([*PAGE[:1], "501 许敏 ", "卫生间漏水", *PAGE[2:]], (1, 2, 8, 3, 4, 5, 6, 7)),
        ([*PAGE[:1], PAGE[1] + PAGE[2], *PAGE[3:]], (1, 2, 4, 5, 6, 7)),
        ([*PAGE[:2], *PAGE[4:], *PAGE[2:4]], (1, 2, 5, 6, 7, 3, 8)),
        ([*PAGE[:2], "没事", *PAGE[3:]], (1, 2, 8, 4, 5, 6, 7)),
        ([*PAGE[:3], "504 新来的", *PAGE[4:]], (1, 2, 3, 8, 5, 6, 7)),
        (["别的话", "没有一句", "相同"], (8, 9, 10)),
    ],
    ids=["enter", "cut", "edit", "split", "join", "move", "replace", "type", "all other"],
)
def test_one_edit(new: list[str], numbers: tuple[int, ...]) -> None:
    assert edited(new) == numbers


def test_a_line_cut_out_gets_its_number_back_even_later() -> None:
    without = [*PAGE[:1], *PAGE[2:]]
    cut = on(begun(PAGE), PAGE, without)
    typed = [*without, "203 没人"]
    later = on(cut, without, typed)
    pasted = [*typed, PAGE[1]]
    assert on(later, typed, pasted).numbers == (*later.numbers, 2)


def test_emptied_and_undone_a_line_is_the_same() -> None:
    empty = [*PAGE[:2], "", *PAGE[3:]]
    emptied = on(begun(PAGE), PAGE, empty)
    assert on(emptied, empty, PAGE).numbers[2] == 3


def test_typed_anew_it_is_another() -> None:
    """Whoever types 502 没人 letter by letter below another heading writes a new line."""
    lines = [*PAGE[:2], *PAGE[3:], ""]
    state = on(begun(PAGE), PAGE, lines)
    for end in range(1, len(PAGE[2]) + 1):
        typed = [*lines[:-1], PAGE[2][:end]]
        state, lines = on(state, lines, typed), typed
    assert state.numbers[-1] not in range(1, 8)


def test_line_by_line_rewritten_a_page_keeps_its_numbers() -> None:
    lines, state = PAGE, begun(PAGE)
    for place in (1, 2, 4, 6):
        for text in (lines[place] + "，", lines[place] + "，急", lines[place][:4] + "，急"):
            new = [*lines[:place], text, *lines[place + 1 :]]
            state, lines = on(state, lines, new), new
    assert state.numbers == (1, 2, 3, 4, 5, 6, 7)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 1_000_000))
def test_lines_that_are_left_alone_stay_who_they_are(seed: int) -> None:
    dice = random.Random(seed)
    lines = [f"{number:03d}{dice.random()}" for number in range(dice.randrange(1, 25))]
    state = begun(lines)
    for _edit in range(12):
        new, marked = list(lines), dict(zip(lines, state.numbers, strict=True))
        start = dice.randrange(len(new))
        end = min(len(new), start + dice.randrange(4))
        new[start:end] = [f"{dice.random()}" for _line in range(dice.randrange(4))] or [""]
        if dice.random() < 0.3:
            new.append(new.pop(dice.randrange(len(new))))
        state, lines = on(state, lines, new), new
        assert len(set(state.numbers)) == len(lines)
        assert all(
            marked.get(text, number) == number for text, number in zip(lines, state.numbers, strict=True) if text
        )
        assert state.fresh > max(state.numbers)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("12 没人\n\ud83d\0‮", max_size=40), max_size=6))
def test_any_texts_after_one_another(texts: list[str]) -> None:
    state, lines = begun([""]), [""]
    for text in texts:
        new = text.split("\n")
        state, lines = on(state, lines, new), new
        assert len(set(state.numbers)) == len(lines)
        assert not {number for number, _text in state.lost} & set(state.numbers)


def test_eight_hundred_lines_are_followed_in_no_time() -> None:
    dice = random.Random(1)
    lines = [f"{dice.randrange(100, 999)} {dice.choice(('没人', '没事', '漏水'))} {place}" for place in range(800)]
    state = begun(lines)
    other = [f"{line[::-1]}。" for line in lines[:790]]
    for new in ([*lines[:400], "x", *lines[400:]], other):
        start = time.perf_counter()
        on(state, lines, new)
        assert time.perf_counter() - start < 0.5
