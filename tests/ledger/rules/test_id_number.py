from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.records.people import Sex
from ledger.rules.id_number import Document, check_character, read_id_number

TODAY = date(2026, 11, 23)
# The standard's own examples.
WOMAN = "11010519491231002X"
MAN = "440524188001010014"


def with_check(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


@pytest.mark.parametrize(
    "cell",
    [
        WOMAN,
        WOMAN.lower(),
        f" {WOMAN} ",
        f"'{WOMAN}",
        "110105 19491231 002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        f"身份证号：{WOMAN}",
    ],
)
def test_a_sound_number_tells_birth_and_sex(cell: str) -> None:
    reading = read_id_number(cell, TODAY)
    assert (reading.number, reading.birth, reading.sex) == (WOMAN, "1949-12-31", Sex.FEMALE)
    assert not reading.findings


def test_an_unlikely_age_is_kept_and_said() -> None:
    reading = read_id_number(MAN, TODAY)
    assert (reading.number, reading.birth, reading.sex) == (MAN, "1880-01-01", Sex.MALE)
    assert [finding.code for finding in reading.findings] == ["id_too_old"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.1010519491231e17, "id_lost_digits"),
        (110105194912310020, "id_lost_digits"),
        ("1.10105E+17", "id_lost_digits"),
        ("110105194912310000", "id_lost_digits"),
        ("110105194912310021", "id_check_digit"),
        ("1101051949123100", "id_length"),
        ("1101051949123100211", "id_length"),
        ("12345678", "id_length"),
        (with_check("11010519491331002"), "id_birth"),
        (with_check("11010520991231002"), "id_birth"),
        ("110***********002X", "id_masked"),
        ("1l0105194912310021", "id_unreadable"),
        ("本人没带", "id_unreadable"),
        (True, "id_unreadable"),
    ],
)
def test_a_wrong_number_is_refused_and_not_repaired(cell: object, code: str) -> None:
    reading = read_id_number(cell, TODAY)
    assert reading.number == ""
    assert [finding.code for finding in reading.findings] == [code]


@pytest.mark.parametrize("cell", ["", "无", "-", "未办理", "不详", None])
def test_nothing_is_no_number_and_no_problem(cell: object) -> None:
    reading = read_id_number(cell, TODAY)
    assert not reading.number
    assert not reading.findings


@pytest.mark.parametrize("cell", ["110105491231002", 110105491231002.0])
def test_the_old_form_of_fifteen_digits(cell: object) -> None:
    reading = read_id_number(cell, TODAY)
    assert (reading.number, reading.birth, reading.document) == ("110105491231002", "1949-12-31", Document.OLD_CITIZEN)


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_residence_permits_are_sound(area: str) -> None:
    reading = read_id_number(with_check(area + "19940823002"), TODAY)
    assert reading.document is Document.CITIZEN
    assert not reading.findings


def test_an_unknown_area_is_only_a_warning() -> None:
    reading = read_id_number(with_check("99010519491231002"), TODAY)
    assert reading.document is Document.FOREIGN_RESIDENCE
    unknown = read_id_number(with_check("77010519491231002"), TODAY)
    assert unknown.number
    assert [finding.code for finding in unknown.findings] == ["id_area_unknown"]


@pytest.mark.parametrize(
    "cell", ["E12345678", "EA1234567", "H12345678", "M1234567890", "护照：E12345678", "军官证 军字第1234567号"]
)
def test_other_documents_are_kept(cell: str) -> None:
    reading = read_id_number(cell, TODAY)
    assert reading.document is Document.OTHER
    assert reading.number
    assert not reading.findings


@given(st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(position: int, shift: int) -> None:
    digits = list(MAN)
    digits[position] = str((int(digits[position]) + shift) % 10)
    assert read_id_number("".join(digits), TODAY).number == ""


@given(st.text(max_size=20) | st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_a_cell_holds_there_is_a_number_or_a_reason(cell: object) -> None:
    reading = read_id_number(cell, TODAY)
    assert not (reading.number and reading.document is Document.NONE)
