import pytest

from ledger.rules.person_name import names_dead, read_name, short_name_key


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("许彤", "许彤"),
        ("许 彤", "许彤"),
        ("许　彤", "许彤"),
        ("欧 阳 兰", "欧阳兰"),
        ("欧阳 文博", "欧阳文博"),
        ("许 文博", "许文博"),
        ("王和平", "王和平"),
        ("李与", "李与"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("𬭎䶮", "𬭎䶮"),
        ("John Smith", "John Smith"),
        ("ＴＯＭ", "TOM"),
    ],
)
def test_one_form_for_each_name(cell: str, name: str) -> None:
    reading = read_name(cell)
    assert (reading.name, reading.remark, reading.findings) == (name, "", ())


@pytest.mark.parametrize(
    ("cell", "name", "remark", "codes"),
    [
        ("王五(已故)", "王五", "已故", ["name_dead"]),
        ("王五（户主）", "王五", "户主", []),
        ("马占林*", "马占林", "*", []),
        ("租户", "", "租户", []),
        ("租客未登记", "", "租客未登记", []),
        ("空户", "", "空户", []),
        ("/", "", "", []),
        ("张三、李四", "", "", ["name_several"]),
        ("张伟和李娜", "", "", ["name_several"]),
        ("张三 李四", "张三 李四", "", ["name_spaced"]),
        ("张*", "张*", "", ["name_masked"]),
        ("张某某", "张某某", "", ["name_masked"]),
        ("张", "张", "", ["name_short"]),
        ("张三19", "", "", ["name_unreadable"]),
        (12.0, "", "", ["name_unreadable"]),
        ("", "", "", []),
    ],
)
def test_what_is_more_or_less_than_a_name(cell: object, name: str, remark: str, codes: list[str]) -> None:
    reading = read_name(cell)
    assert (reading.name, reading.remark) == (name, remark)
    assert [finding.code for finding in reading.findings] == codes


def test_spellings_of_one_name_share_a_key() -> None:
    assert short_name_key("阿依古丽·买买提") == short_name_key("阿依古丽买买提")
    assert short_name_key("John Smith") == short_name_key("john smith")


def test_remarks_that_speak_of_death() -> None:
    assert names_dead("2024年去世")
    assert not names_dead("独居")
