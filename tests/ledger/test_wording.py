import pytest

from ledger.language import in_language
from ledger.records.places import Address
from ledger.wording.places import address_label, building_label, door_label, estate_label, floor_label, unit_label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("3", "3号楼"),
        ("A2", "A2号楼"),
        ("甲", "甲号楼"),
        ("12-1", "12-1号楼"),
        ("综合楼", "综合楼"),
        ("东街12号", "东街12号"),
    ],
)
def test_a_building_is_called_by_its_number_or_its_name(name: str, label: str) -> None:
    assert building_label(name) == label


def test_units_and_floors() -> None:
    assert [unit_label(name) for name in ("2", "", "东")] == ["2单元", "", "东"]
    assert [floor_label(number) for number in (6, -1, None)] == ["6 层", "地下 1 层", ""]


def test_a_door_aloud() -> None:
    assert door_label("3", "2", "501") == "3号楼2单元501"
    assert door_label("东街", "", "12号") == "东街12号"
    with in_language("en"):
        assert door_label("3", "2", "501") == "Building 3, Unit 2, 501"


def test_an_address_has_its_estate_where_there_are_several() -> None:
    address = Address("银苑小区", "3", "2", "501")
    assert address_label(address, with_estate=True) == "银苑小区 3-2-501"
    assert address_label(address, with_estate=False) == "3-2-501"
    assert address_label(Address("", "3", "", "501"), with_estate=True) == "3-501"
    assert address_label(None, with_estate=True) == ""
    assert estate_label("") == "未分小区"
