import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.numerals import arabic, half_width, plain_dashes, read_numeral


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("廿三", "23"),
        ("卅", "30"),
        ("一百零二", "102"),
        ("两百", "200"),
        ("五零一", "501"),
        ("一〇二", "102"),
        ("一九四九", "1949"),
        ("１２", "12"),
        ("0501", "0501"),
        ("三号", None),
        ("十百", None),
        ("二三十", None),
        ("", None),
    ],
)
def test_reads_numerals(written: str, number: str | None) -> None:
    assert read_numeral(written) == number


def test_writes_numerals_inside_a_text_in_digits() -> None:
    assert arabic("三号楼二单元五零一") == "3号楼2单元501"


def test_full_width_becomes_half_width_and_rare_characters_stay() -> None:
    assert half_width("３－２　ＡＢ：䶮𬭎") == "3-2 AB:䶮𬭎"
    assert half_width("许\u200b彤\ufeff") == "许彤"
    assert plain_dashes("3—2–501－1") == "3-2-501-1"


_TENS = "一二三四五六七八九"


@given(st.integers(min_value=1, max_value=99))
def test_every_number_below_a_hundred_is_read_as_it_is_said(number: int) -> None:
    tens, ones = divmod(number, 10)
    said = ("" if tens == 0 else "十" if tens == 1 else _TENS[tens - 1] + "十") + (_TENS[ones - 1] if ones else "")
    assert read_numeral(said) == str(number)
