import pytest

from ledger.rules.masked_text import masked_text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("女儿 19000001234", "女儿 190****1234"),
        ("电话190-0000-1234，常在", "电话190****1234，常在"),
        ("身份证号（名册原文）：110105194912310021", "身份证号（名册原文）：110***********0021"),
        ("11010519491231002X", "110***********002X"),
        ("3-2-501 住 12 年，水表 20261123", "3-2-501 住 12 年，水表 20261123"),
        ("", ""),
    ],
)
def test_numbers_inside_text_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert masked_text(text) == masked
