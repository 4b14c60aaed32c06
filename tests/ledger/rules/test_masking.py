"""Phones and ID numbers are never shown whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.masking import masked_id_number, masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [("19000001001", "190****1001"), ("8100001", "****001"), ("110", "**0"), ("", ""), ("09318100001", "093****0001")],
)
def test_a_phone_keeps_its_ends(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("11010519491231002X", "110***********002X"),
        ("440524188001010014", "440***********0014"),
        ("E1234567", "*****567"),
    ],
)
def test_an_id_number_keeps_its_ends(number: str, shown: str) -> None:
    assert masked_id_number(number) == shown


@given(st.text("0123456789X", min_size=1, max_size=20))
def test_something_is_always_hidden_and_the_length_stays(number: str) -> None:
    for shown in (masked_phone(number), masked_id_number(number)):
        assert len(shown) == len(number)
        assert "*" in shown
        assert sum(character != "*" for character in shown) <= 7
