"""Folding: two writings of one thing are one; and what the index holds of a text is enough to find any part of it."""

import unicodedata

import pytest
from any_text import ANY_TEXT, FEW_CHARACTERS
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.rules import search_tokens
from ledger.rules.search_tokens import MOST_TERMS, ending_token, ending_tokens, fold, spans, text_terms, text_tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("許敏　電燈", "许敏 电灯"),
        ("後臺裏麵", "后台里面"),
        ("  a \t b\r\nc ", "a b c"),
        ("Café É", "café é"),
        ("Cafe\u0301", "café"),
        ("\ufeff许\u200b敏\0", "许敏"),
        ("葛\U000e0100", "葛"),
        ("，：（）", ",:()"),
        ("㎏ ﬁ ①", "kg fi 1"),
        ("車", "车"),
        ("\u2f9e", "车"),  # the radical ⾞ is written like 車
        ("𠮷", "𠮷"),
        ("\ud83d", ""),
    ],
)
def test_two_writings_of_one_thing_are_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT)
@example("한\u11a8")
@example("ｶﾞ")
@example("a\u0301\u0327")
def test_folding_is_that_of_the_whole_text(text: str) -> None:
    seen = search_tokens._INVISIBLE.sub("", text)
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    assert fold(text) == " ".join(whole.translate(search_tokens._simplified()).split())


@given(ANY_TEXT)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT, st.integers(0, 30), st.integers(1, 30))
def test_every_part_of_a_text_is_among_its_tokens(text: str, start: int, length: int) -> None:
    folded = fold(text)
    part = " ".join(folded[start : start + length].split())
    assert part in folded
    assert set(text_tokens([folded]).split(" ")).issuperset(text_terms(part))
    assert len(text_terms(part * 40)) <= MOST_TERMS
    if part:
        assert text_terms(part)
        assert any(token.startswith(ending_token(part)) for token in ending_tokens(folded))


@given(st.lists(ANY_TEXT))
def test_tokens_are_parted_at_spaces_alone(texts: list[str]) -> None:
    for token in text_tokens(map(fold, texts)).split():
        assert all(ord(each) >= 128 or each.isalnum() for each in token)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("３号樓漏 水", ["楼"], ["樓"]),
        ("漏水，又漏水", ["漏水"], ["漏水", "漏水"]),
        ("aaa", ["aa"], ["aaa"]),
        ("WiFi 坏了", ["wifi", "坏"], ["WiFi", "坏"]),
        ("cafe\u0301 好", ["é"], ["e\u0301"]),
        ("50㎏ 大米", ["kg大", "g 大"], ["㎏ 大"]),
        ("许敏", [""], []),
    ],
)
def test_words_are_marked_where_they_stand(text: str, words: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words)] == marked


@given(ANY_TEXT | FEW_CHARACTERS, ANY_TEXT | FEW_CHARACTERS)
def test_a_word_is_marked_exactly_where_there_is_one(text: str, word: str) -> None:
    found = spans(text, [word])
    assert bool(found) == bool(fold(word) and fold(word) in fold(text))
    for start, end in found:
        assert fold(word) in fold(text[start:end])
