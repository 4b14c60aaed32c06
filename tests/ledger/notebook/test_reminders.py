"""漏记提醒: what sounds like a need and opened no matter; and how sure the parts of an entry are."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from notebook_pages import DATA, households, pages
from test_scores import measure

from ledger.notebook.needs import perhaps_needs
from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.shape import UNSURE, as_json
from ledger.notebook.vocabulary import vocabulary
from ledger.records.notebook import PageEntry
from ledger.records.visits import VisitMode, VisitOutcome

Read = Callable[..., tuple[PageEntry, ...]]
FILES = [("roster.csv", f"{name}.jsonl") for name in ("pages", "further_pages", "third_pages", "fourth_pages")]
FILES += [("roster.csv", f"{name}.jsonl") for name in ("fifth_pages", "sixth_pages", "put_back_pages")]
FILES += [("more_roster.csv", "more_pages.jsonl")]
MOST_REMINDED = 0.06
MOST_SURELY_WRONG = 0.01
PARTS = {"household": "household", "people": "people", "mode": "mode", "outcome": "outcome"}
PARTS |= {"on": "date", "revisit_on": "revisit"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3-2-501 许敏，昨天摔了，右手肿，已联系卫生站", ["昨天摔了，右手肿"]),
        ("３－２－５０１ 许敏　被电话骗走三千，已陪她报案", ["被电话骗走三千"]),
        ("3-2-501 许敏 头疼，没别的事", ["头疼"]),
        ("3-2-501 敲门没人应，门上贴着水费催缴单", ["门上贴着水费催缴单"]),
        ("3-2-501 许敏 水管裂了，已换好", []),
        ("3-2-501 许敏 卫生间漏水", []),
        ("3-2-501 许敏 没事，挺好，不急", []),
        ("3-2-501 敲门没人应", []),
        ("3-2-501 许敏住院了", []),
        ("3-2-501 许敏 感冒刚好，家里暖和", []),
    ],
)
def test_what_is_reminded_of(read: Read, line: str, words: list[str]) -> None:
    (entry,) = read(line)
    assert [reminder.text for reminder in entry.reminders] == words
    assert all(line[each.start : each.end] == each.text for each in entry.reminders)


@pytest.mark.parametrize("file", ["pages.jsonl", "fourth_pages.jsonl", "fifth_pages.jsonl"])
def test_a_reminder_is_of_words_no_matter_holds(file: str) -> None:
    index = RosterIndex(households("roster.csv"))
    for page in pages(file):
        for entry in read_page(page["text"], index, date.fromisoformat(page["today"])):
            for reminder in entry.reminders:
                assert not any(reminder.text == matter.text for matter in entry.matters)
            places = [(reminder.start, reminder.end) for reminder in entry.reminders]
            assert places == sorted(places)
            assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_what_weighs_too_much_to_be_left_out_is_reminded_of() -> None:
    words = vocabulary()
    assert perhaps_needs("卫生间漏水", words) == ((0, 5),)
    assert perhaps_needs("没事,挺好", words) == ()
    assert perhaps_needs("", words) == ()


def test_a_reminder_names_a_category(read: Read) -> None:
    (entry,) = read("3-2-501 许敏 被电话骗走三千，已陪她报案")
    assert entry.reminders[0].category == "safety"


def test_reminders_are_few() -> None:
    lines, reminded = set(), set()
    for number, (roster, file) in enumerate(FILES):
        index = RosterIndex(households(roster))
        for page in pages(file):
            for entry in read_page(page["text"], index, date.fromisoformat(page["today"])):
                lines.add((number, page["id"], entry.line))
                if entry.reminders:
                    reminded.add((number, page["id"], entry.line))
    assert 0 < len(reminded) / len(lines) <= MOST_REMINDED


def test_what_is_read_surely_is_right() -> None:
    score, silent = measure("score"), measure("silent")
    parts = wrong = 0
    for roster, file in FILES:
        index = RosterIndex(households(roster))
        several = len(index.places.estates) > 1
        for page in score.load(DATA / file).values():
            read = read_page(page["text"], index, date.fromisoformat(page["today"]))
            shaped = [as_json(entry, several_estates=several) for entry in read]
            for meant, found in pairs(score, page["entries"], shaped):
                faults = silent.wrong_parts(meant, found)
                sure = {part for part, told in found["readings"].items() if told["sure"] >= UNSURE}
                parts += len(sure)
                wrong += sum(PARTS.get(part) in faults for part in sure)
    assert wrong / parts <= MOST_SURELY_WRONG


def pairs(score: Any, meant: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    """Each entry as meant with the one read for it."""
    by_line, found = score.by_line(meant), score.by_line(read)
    return [
        pair
        for line in by_line
        for pair in score.pair_entries(by_line[line], found.get(line, []))
        if pair[0] is not None and pair[1] is not None
    ]


def test_every_part_says_how_sure_it_is(read: Read) -> None:
    (entry,) = read("3-2-501 许敏 卫生间漏水，楼上不配合，下周三再去")
    assert set(entry.readings) == {
        "household",
        "people",
        "mode",
        "outcome",
        "on",
        "revisit_on",
        *(f"matters.{place}" for place in range(len(entry.matters))),
    }
    assert all(0 <= reading.sure <= 1 and reading.why for reading in entry.readings.values())


def test_the_alternatives_are_codes_and_days_with_the_next_best_first(read: Read) -> None:
    (entry,) = read("3-2-501 许敏不在，昨天碰到过，下周回老家")
    assert {VisitOutcome(code) for code in entry.readings["outcome"].alternatives}
    assert entry.outcome.value not in entry.readings["outcome"].alternatives
    assert {VisitMode(code) for code in entry.readings["mode"].alternatives}
    assert all(date.fromisoformat(day) for day in entry.readings["on"].alternatives)
    (need,) = read("3-2-501 许敏 卫生间漏水，楼上不配合")
    assert need.readings["matters.0"].alternatives == need.matters[0].alternatives


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("3-2-501 许敏 嗯嗯", "outcome"),
        ("3-2-501 许敏 他那个不行", "matters.0"),
        ("王建国 没事", "household"),
    ],
)
def test_what_is_only_guessed_is_unsure(read: Read, line: str, part: str) -> None:
    (*_before, entry) = read("2号楼1单元", line)
    assert part not in entry.readings or entry.readings[part].sure < UNSURE


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("许敏 卫生间漏水，楼上不配合，急。", "卫生间漏水，楼上不配合，急"),
        ("在家，暖气温吞，测了１６度", "暖气温吞，测了１６度"),
        ("不在，高翔说降压药快没了", "降压药快没了"),
        ("许敏反映楼下有人飞线充电", "楼下有人飞线充电"),
        ("暖气不热，下周三再去，单元门也关不上，太冷", "暖气不热|单元门也关不上，太冷"),
        ("许敏 楼道灯坏了\t三天没人修", "楼道灯坏了，三天没人修"),
    ],
)
def test_a_matter_keeps_the_lines_own_words_and_marks(read: Read, said: str, words: str) -> None:
    (entry,) = read(f"3-2-501 {said}")
    assert "|".join(matter.text for matter in entry.matters) == words
