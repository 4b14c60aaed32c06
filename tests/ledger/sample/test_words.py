"""The word lists of the sample: enough of them, whole, and in the words of the defaults."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from ledger.matters.registering import TITLE_LIMIT
from ledger.records.matters import Level
from ledger.sample.words import Choices, filled, matter_groups, matter_titled, word_list

ROOT = Path(__file__).resolve().parents[3]
DEFAULTS = json.loads((ROOT / "resources" / "defaults.json").read_text(encoding="utf-8"))
TEXTS = [text for group in matter_groups() for text in group.texts]


def test_there_are_enough_matters_each_with_its_own_title() -> None:
    assert len(TEXTS) >= 150
    assert [title for title, count in Counter(text.title for text in TEXTS).items() if count > 1] == []


def test_every_matter_has_a_category_of_the_defaults() -> None:
    parts = {(category["code"], part) for category in DEFAULTS["categories"] for part in ("", *category["parts"])}
    assert {(text.code, text.part) for text in TEXTS} <= parts
    assert {text.code for text in TEXTS} == {category["code"] for category in DEFAULTS["categories"]}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.title)
def test_every_matter_is_whole(text) -> None:
    assert 0 < len(text.title) <= min(TITLE_LIMIT, 20)
    assert text.note
    assert text.next_step
    assert text.progress
    assert text.settled
    assert text.whom
    assert set(text.levels) <= set(Level)
    for words in (text.note, text.progress, text.settled, text.partly, text.explained):
        assert "{" not in filled(random.Random(1), words, to=text.whom)


def test_all_other_words_can_be_filled() -> None:
    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [text for child in children for text in strings(child)]

    for name in ("visits", "steps"):
        for text in strings(word_list(name)):
            assert "{" not in filled(random.Random(1), text, to="物业", other="老伴")


def test_something_fits_every_household_in_every_month() -> None:
    words = Choices(random.Random(1))
    for month in range(1, 13):
        assert words.matter(frozenset(), month)[0].note
        text, place = words.matter(frozenset({"public"}), month)
        assert place
        assert "public" in text.who


def test_heating_is_for_winter_and_flats() -> None:
    words = Choices(random.Random(1))
    summer = {words.matter(frozenset({"flat"}), 7)[0].part for _each in range(200)}
    winter = {words.matter(frozenset({"flat"}), 12)[0].part for _each in range(200)}
    assert "供暖" in winter - summer


def test_texts_take_turns() -> None:
    words = Choices(random.Random(1))
    assert Counter(words.text(["a", "b", "c"]) for _each in range(9)) == {"a": 3, "b": 3, "c": 3}


def test_an_unknown_title_is_a_bug() -> None:
    with pytest.raises(LookupError):
        matter_titled("没有这件事")
