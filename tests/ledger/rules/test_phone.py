import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.records.people import Phone
from ledger.rules.phone import read_phones


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("19000009532", ["19000009532"]),
        (19000009532, ["19000009532"]),
        (1.9000009532e10, ["19000009532"]),
        ("1.9000009532E+10", ["19000009532"]),
        ("190 0000 9532", ["19000009532"]),
        ("190-0000-9532", ["19000009532"]),
        ("１９０００００９５３２", ["19000009532"]),
        ("+86 190 0000 9532", ["19000009532"]),
        ("0086-19000009532", ["19000009532"]),
        ("8619000009532", ["19000009532"]),
        ("手机：19000009532", ["19000009532"]),
        ("19000008191/19000008192", ["19000008191", "19000008192"]),
        ("19000008191、19000008192", ["19000008191", "19000008192"]),
        ("19000008191，19000008192；19000008193", ["19000008191", "19000008192", "19000008193"]),
        ("19000008191 19000008192", ["19000008191", "19000008192"]),
        ("190 0000 8191 190 0000 8192", ["19000008191", "19000008192"]),
        ("19000008191\n19000008192", ["19000008191", "19000008192"]),
        ("19000008191 19000008191", ["19000008191"]),
        ("0951-6012345", ["09516012345"]),
        ("(0951)6012345", ["09516012345"]),
        ("010-87654321", ["01087654321"]),
        ("6012345", ["6012345"]),
        ("400-123-4567", ["4001234567"]),
    ],
)
def test_numbers_in_every_dress(cell: object, phones: list[str]) -> None:
    reading = read_phones(cell)
    assert [phone.number for phone in reading.phones] == phones
    assert not reading.findings


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("女儿 19000001234", [Phone("19000001234", "女儿")]),
        ("女儿：19000001234", [Phone("19000001234", "女儿")]),
        ("19000001234(女儿)", [Phone("19000001234", "女儿")]),
        ("19000001234（女儿）、儿子19000001235", [Phone("19000001234", "女儿"), Phone("19000001235", "儿子")]),
        ("0951-6012345转801", [Phone("09516012345", "转801")]),
        ("0951-6012345-801", [Phone("09516012345", "转801")]),
    ],
)
def test_whose_number_it_is_stays_beside_it(cell: str, phones: list[Phone]) -> None:
    assert list(read_phones(cell).phones) == phones


@pytest.mark.parametrize("cell", ["", "无", "没有", "-", "/", "同上", "不详", "无电话", "没有手机", None])
def test_none_is_none(cell: object) -> None:
    reading = read_phones(cell)
    assert not reading.phones
    assert not reading.findings


@pytest.mark.parametrize(
    ("cell", "code", "facts"),
    [
        ("1900000333", "phone_digits", {"text": "1900000333", "count": "10"}),
        ("190000033311", "phone_digits", {"text": "190000033311", "count": "12"}),
        ("12000003331", "phone_digits", {"text": "12000003331", "count": "11"}),
        ("1.90E+10", "phone_lost_digits", {"text": "1.90E+10"}),
        ("问居委会", "phone_unreadable", {"text": "问居委会"}),
    ],
)
def test_a_wrong_number_is_reported_and_not_kept(cell: str, code: str, facts: dict[str, str]) -> None:
    reading = read_phones(cell)
    assert not reading.phones
    assert [(finding.code, dict(finding.values)) for finding in reading.findings] == [(code, facts)]


def test_a_wrong_number_does_not_take_the_right_one_with_it() -> None:
    reading = read_phones("19000009532、1900000333")
    assert [phone.number for phone in reading.phones] == ["19000009532"]
    assert [finding.code for finding in reading.findings] == ["phone_digits"]


@given(st.text(max_size=30) | st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_kept_has_digits_only(cell: object) -> None:
    assert all(phone.number.isdigit() and len(phone.number) >= 7 for phone in read_phones(cell).phones)
