"""Which entries may be of one resident, among all: the surest first, and none that were looked at and kept apart."""

from typing import Any

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.duplicates import possible_duplicates
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.likely_pairs import keep_apart, likely_pairs
from ledger.people.merging import merge_residents
from ledger.records.people import DuplicateReason, Phone
from ledger.store.undo import undo


def another(village: Village, name: str, *, household_id: int | None = None, **fields: Any) -> int:
    new = NewResident(name, **fields)
    return add_resident(village.ledger, new, household_id=household_id, since=None, today=TODAY).id


def found(village: Village) -> list[tuple[tuple[int, int], list[str]]]:
    return [(pair.id, [reason.value for reason in pair.reasons]) for pair in likely_pairs(village.ledger)]


def test_two_families_have_nobody_twice(village: Village) -> None:
    assert likely_pairs(village.ledger) == ()


def test_the_surest_come_first_with_all_that_speaks_for_them(village: Village) -> None:
    phone = (Phone("19000001001"),)
    sound = another(village, "徐敏", birth="1979-05-02")
    similar = another(village, "高一若", household_id=village.xu)
    name = another(village, "许敏", birth="1979", phones=phone)
    number = another(village, "周秀瑛", id_number="11010519491231002X", birth="1949-12-31")
    assert found(village) == [
        ((village.xiuying, number), ["same_id_number", "same_sound_and_birth"]),
        ((village.min, name), ["same_name_and_birth", "same_name_and_phone"]),
        ((village.min, sound), ["same_sound_and_birth"]),
        ((village.yinuo, similar), ["similar_name_in_household"]),
    ]
    first = likely_pairs(village.ledger, limit=1)[0]
    assert (first.first.name, first.second.name) == ("周秀英", "周秀瑛")


def test_sisters_born_on_other_days_are_no_pair(village: Village) -> None:
    another(village, "高一若", birth="2014-01-09", household_id=village.xu)
    assert found(village) == []


@pytest.mark.parametrize(
    ("id_number", "count"), [("11010519491231002X", 1), ("440524188001010014", 0), ("", 1), ("110105491231002", 1)]
)
def test_two_id_numbers_are_two_people(village: Village, id_number: str, count: int) -> None:
    another(village, "周秀英", birth="1949-12-31", id_number=id_number)
    assert len(found(village)) == count


def test_a_pair_kept_apart_is_no_longer_proposed(village: Village) -> None:
    other = another(village, "许敏", birth="1979-05-02")
    third = another(village, "许敏", birth="1979-05-02")
    done = keep_apart(village.ledger, other, village.min)
    assert [pair for pair, _reasons in found(village)] == [(village.min, third), (other, third)]
    assert keep_apart(village.ledger, village.min, other).sequence == 0
    undo(village.ledger, sequence=done.sequence)
    assert len(found(village)) == 3
    merge_residents(village.ledger, village.min, third)
    assert [pair for pair, _reasons in found(village)] == [(village.min, other)]
    with pytest.raises(InputProblem):
        keep_apart(village.ledger, village.min, third)


def test_a_name_of_the_same_sound_is_asked_about_at_entry(village: Village) -> None:
    (asked,) = possible_duplicates(village.ledger, name="徐敏", birth="1979-05-02")
    assert (asked.resident_id, asked.reason) == (village.min, DuplicateReason.SAME_SOUND_AND_BIRTH)
    assert possible_duplicates(village.ledger, name="徐敏", birth="1979-05") == ()
