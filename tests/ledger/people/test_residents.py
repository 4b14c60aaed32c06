"""Correcting and withdrawing residents."""

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.reading import household, resident
from ledger.people.residents import correct_resident, set_phones, withdraw_resident
from ledger.records.people import Phone, Sex
from ledger.store.undo import undo


def test_fields_are_corrected_one_by_one(village: Village) -> None:
    ledger = village.ledger
    correct_resident(ledger, village.ning, today=TODAY, name=" 单宁 ", sex=Sex.FEMALE, birth="1977-11-09")
    correct_resident(ledger, village.ning, today=TODAY, note="常年出差")
    found = resident(ledger, village.ning)
    assert (found.name, found.sex, found.birth, found.note) == ("单宁", Sex.FEMALE, "1977-11-09", "常年出差")
    assert ledger.value("select pinyin from resident where id = ?", (village.ning,)) == "shanning danning"


def test_nothing_changed_is_nothing_written(village: Village) -> None:
    assert correct_resident(village.ledger, village.ning, today=TODAY, name="高宁").sequence == 0


def test_a_correction_is_undone_exactly(village: Village) -> None:
    before = dict(village.ledger.row("select * from resident where id = ?", (village.ning,)))
    undo(village.ledger, sequence=correct_resident(village.ledger, village.ning, today=TODAY, name="李宁").sequence)
    assert dict(village.ledger.row("select * from resident where id = ?", (village.ning,))) == before


def test_only_what_is_changed_is_checked(village: Village) -> None:
    with village.ledger.write("old.entry") as write:
        write.update("resident", village.ning, birth="1988-13-02")
    correct_resident(village.ledger, village.ning, today=TODAY, birth="1988-13-02", note="出生日期待核")
    with pytest.raises(InputProblem, match="birth: birth_unreadable"):
        correct_resident(village.ledger, village.ning, today=TODAY, birth="1988-14")


def test_all_problems_at_once(village: Village) -> None:
    with pytest.raises(InputProblem) as problem:
        correct_resident(village.ledger, village.ning, today=TODAY, name="", id_number="1101", birth="x")
    assert [each.field for each in problem.value.problems] == ["name", "birth", "id_number"]


def test_phones_are_kept_in_their_order(village: Village) -> None:
    phones = (Phone("19000001005", "单位"), Phone("19000001001"), Phone("8100001"))
    changed = set_phones(village.ledger, village.min, phones=phones)
    assert resident(village.ledger, village.min).phones == phones
    set_phones(village.ledger, village.min, phones=())
    assert resident(village.ledger, village.min).phones == ()
    assert changed.tables == {"phone"}


def test_phones_are_undone_exactly(village: Village) -> None:
    before = resident(village.ledger, village.min)
    undo(village.ledger, sequence=set_phones(village.ledger, village.min, phones=(Phone("19000001005"),)).sequence)
    assert resident(village.ledger, village.min) == before


@pytest.mark.parametrize("number", ["", "1900000333", "abc", "19000001001 "])
def test_a_wrong_number_is_refused(village: Village, number: str) -> None:
    with pytest.raises(InputProblem):
        set_phones(village.ledger, village.min, phones=(Phone(number),))
    assert resident(village.ledger, village.min).phones == (Phone("19000001001"),)


def test_a_resident_entered_in_error_is_withdrawn_and_comes_back(village: Village) -> None:
    ledger = village.ledger
    before = household(ledger, village.xu)
    with pytest.raises(InputProblem, match="reason_missing"):
        withdraw_resident(ledger, village.min, reason=" ")
    changed = withdraw_resident(ledger, village.min, reason="重复登记")
    after = household(ledger, village.xu)
    assert after.head_id is None
    assert [each.name for each in after.members] == ["高宁", "高一诺"]
    with pytest.raises(InputProblem, match="no_such_entry"):
        resident(ledger, village.min)
    undo(ledger, sequence=changed.sequence)
    assert household(ledger, village.xu) == before
