"""No text whatever raises, loses a character or is read differently the second time."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notebook_pages import TODAY, households, pages

from ledger.notebook.page import PageReader, read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.records.notebook import PageEntry

INDEX = RosterIndex(households("more_roster.csv"))
WORDS = [word for page in pages("more_pages.jsonl") for word in page["text"].replace("\n", " ").split(" ")]
ANY_CHARACTER = st.characters(exclude_categories=())  # half surrogates too
LIKE_A_PAGE = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(["\n", " ", "，", "。", "、", "\x00", "🙂", "‮", "2-501", "十二月三十二日"]),
    ),
    max_size=60,
).map("".join)


def assert_kept(text: str, entries: tuple[PageEntry, ...]) -> None:
    lines = text.split("\n")
    for entry in entries:
        assert entry.text == lines[entry.line - 1]
        for reminder in entry.reminders:
            assert entry.text[reminder.start : reminder.end] == reminder.text
        assert all(0 <= reading.sure <= 1 for reading in entry.readings.values())
    assert [entry.line for entry in entries] == sorted(entry.line for entry in entries)


@settings(deadline=None, max_examples=150)
@given(st.text(ANY_CHARACTER, max_size=300))
def test_any_characters(text: str) -> None:
    assert_kept(text, read_page(text, INDEX, TODAY))


@settings(deadline=None, max_examples=150)
@given(LIKE_A_PAGE, st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_anything_like_a_page_on_any_day(text: str, today: date) -> None:
    entries = read_page(text, INDEX, today)
    assert_kept(text, entries)
    assert read_page(text, INDEX, today) == entries


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 1000,
        "漏水，" * 350_000,
        "3-2-501 " * 120_000,
        "1" * 1_000_000,
        "（" * 100_000,
        "老" * 100_000,
        "\u202e楼上漏水\u202c 501",
        "\ud83d 1203 秦岚",
        "3号楼2单元" * 20_000,
        "A座\n" * 20_000,
    ],
    ids=["nul", "needs", "doors", "digits", "brackets", "old", "right-to-left", "half a pair", "units", "lines"],
)
def test_long_and_odd_texts(text: str) -> None:
    assert_kept(text, read_page(text, INDEX, TODAY))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_a_page_edited_line_by_line_reads_like_a_fresh_one(seed: int) -> None:
    dice = random.Random(seed)
    lines = [line for page in pages("more_pages.jsonl") for line in page["text"].split("\n")]
    page = dice.sample(lines, 12)
    reader = PageReader(INDEX)
    for _edit in range(6):
        page[dice.randrange(len(page))] = dice.choice(lines)
        text = "\n".join(page)
        assert reader.read(text, TODAY) == read_page(text, INDEX, TODAY)
