"""Chinese line breaking: nothing lost, nothing too wide, no mark where no mark may stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.reports.linebreak import (
    GLUE,
    NO_LINE_BEGINS_WITH,
    NO_LINE_ENDS_WITH,
    break_lines,
    glue,
    may_break,
    shorten,
)


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return 0 if character == GLUE else 500 if character.isascii() else 1000


WIDTHS = _Widths()
SAID = "楼道灯不亮，已登记；另询问“医保缴费”时间（每年9月）：19000001234、3-2-501、WeChat。《通知》……——80％！？ 许敏\n"


def _width(line: str) -> int:
    return sum(WIDTHS[c] for c in line)


def _solid(text: str) -> str:
    return "".join(text.replace(GLUE, "").split())


@given(st.text(SAID + GLUE, max_size=400), st.integers(1000, 30_000))
def test_breaking_loses_nothing_and_keeps_within_the_width(text: str, room: int) -> None:
    lines = break_lines(text, WIDTHS, room)
    assert _solid("".join(lines)) == _solid(text)
    assert all(_width(line) <= room for line in lines)


@given(st.text(SAID, max_size=400), st.integers(4000, 30_000))
def test_a_line_begins_with_a_forbidden_mark_only_where_no_other_break_was_possible(text: str, room: int) -> None:
    for paragraph in text.split("\n"):
        lines = break_lines(paragraph, WIDTHS, room)
        for before, after in pairwise(lines):
            if not before or not after:
                continue
            bad = after[0] in NO_LINE_BEGINS_WITH or before[-1] in NO_LINE_ENDS_WITH
            choices = [may_break(a, b) for a, b in pairwise(before)]
            assert not (bad and any(choices)), (before, after)


def test_no_line_of_a_long_note_begins_or_ends_wrongly() -> None:
    note = "（一）反映楼道灯不亮，已登记；另询问“医保缴费”时间：每年9月。《通知》已送达！满意度95％……" * 60
    for room in range(6000, 24_000, 500):
        for line in break_lines(note, WIDTHS, room):
            assert line[0] not in NO_LINE_BEGINS_WITH
            assert line[-1] not in NO_LINE_ENDS_WITH


def test_numbers_and_addresses_stay_whole() -> None:
    assert break_lines("联系电话19000001234请回电", WIDTHS, 6000) == ["联系电话", "19000001234", "请回电"]
    assert break_lines("住在3-2-501的老人", WIDTHS, 5000) == ["住在", "3-2-501的", "老人"]


def test_english_is_broken_between_words() -> None:
    assert break_lines("not solved but explained", WIDTHS, 5000) == ["not solved", "but", "explained"]


def test_a_glued_name_is_broken_only_where_it_is_longer_than_a_line() -> None:
    assert break_lines(f"3-2-501 {glue('阿卜杜')}", WIDTHS, 5000) == ["3-2-501", "阿卜杜"]
    assert break_lines(glue("阿卜杜热西提"), WIDTHS, 4000) == ["阿卜杜热", "西提"]


def test_line_feeds_are_kept() -> None:
    assert break_lines("一\n\n二", WIDTHS, 5000) == ["一", "", "二"]


def test_shortening_says_that_something_is_missing() -> None:
    assert shorten("楼道灯不亮", WIDTHS, 5000) == "楼道灯不亮"
    assert shorten("楼道灯不亮了", WIDTHS, 5000) == "楼道灯不…"
