"""A warning where this resident seems to be there already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from village import TODAY, Village

from ledger.people.duplicates import is_similar_name, possible_duplicates
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.residents import withdraw_resident
from ledger.records.people import DuplicateReason, Phone

names = st.text("许敏高宁一诺周秀英", min_size=1, max_size=4)


def test_the_same_id_number_is_the_surest(village: Village) -> None:
    (found,) = possible_duplicates(
        village.ledger, name="周秀英", birth="1949-12-31", id_number="11010519491231002X", phones=["19000001003"]
    )
    assert (found.resident_id, found.reason) == (village.xiuying, DuplicateReason.SAME_ID_NUMBER)
    assert found.address is not None
    assert found.address.short == "2-1-301"


@pytest.mark.parametrize("birth", ["1979", "1979-05", "1979-05-02"])
def test_the_same_name_and_birth_as_far_as_it_is_known(village: Village, birth: str) -> None:
    (found,) = possible_duplicates(village.ledger, name="许敏", birth=birth)
    assert (found.resident_id, found.reason) == (village.min, DuplicateReason.SAME_NAME_AND_BIRTH)


def test_a_month_known_fits_a_day_entered(village: Village) -> None:
    assert possible_duplicates(village.ledger, name="高宁", birth="1977-11-09")[0].resident_id == village.ning
    assert possible_duplicates(village.ledger, name="高宁", birth="1977-12-09") == ()


def test_the_same_name_and_phone(village: Village) -> None:
    (found,) = possible_duplicates(village.ledger, name="许敏", phones=["19000001009", "19000001001"])
    assert found.reason is DuplicateReason.SAME_NAME_AND_PHONE
    assert possible_duplicates(village.ledger, name="李梅", phones=["19000001001"]) == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("高一诺", DuplicateReason.SAME_NAME_IN_HOUSEHOLD),
        ("高一若", DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD),
        ("高诺一", DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD),
        ("高诺", DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD),
    ],
)
def test_a_slip_within_the_household(village: Village, name: str, reason: DuplicateReason) -> None:
    found = possible_duplicates(village.ledger, name=name, household_id=village.xu)
    assert [(each.resident_id, each.reason) for each in found] == [(village.yinuo, reason)]
    assert possible_duplicates(village.ledger, name=name, household_id=village.zhou) == ()


def test_the_same_name_alone_is_nobody(village: Village) -> None:
    assert possible_duplicates(village.ledger, name="许敏") == ()


def test_surest_first_and_always_in_the_same_order(village: Village) -> None:
    ledger = village.ledger
    twins = [
        add_resident(
            ledger,
            NewResident("许敏", birth="1979-05-02", phones=(Phone("19000001001"),)),
            household_id=None,
            since=None,
            today=TODAY,
        ).id
        for _ in range(2)
    ]
    found = possible_duplicates(ledger, name="许敏", birth="1979-05-02", household_id=village.xu)
    assert [each.resident_id for each in found] == [village.min, *twins]
    assert possible_duplicates(ledger, name="许敏", birth="1979-05-02", but=village.min)[0].resident_id == twins[0]
    withdraw_resident(ledger, twins[0], reason="重复")
    found = possible_duplicates(ledger, name="许敏", birth="1979-05-02")
    assert [each.resident_id for each in found] == [village.min, twins[1]]


def test_sisters_are_not_one_person() -> None:
    assert not is_similar_name("李梅", "李芳")
    assert is_similar_name("李梅", "梅李")


@given(names, names)
def test_similarity_goes_both_ways_and_never_with_oneself(one: str, other: str) -> None:
    assert is_similar_name(one, other) == is_similar_name(other, one)
    assert not is_similar_name(one, one)


@given(st.text(), st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str, third: str) -> None:
    is_similar_name(one, other)
    is_similar_name(one + third, other)
