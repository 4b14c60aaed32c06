import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.records.places import Address, DwellingUse
from ledger.rules.address import read_address, read_building, read_place


@pytest.mark.parametrize(
    ("written", "estate", "building", "unit", "room"),
    [
        ("3-2-501", "", "3", "2", "501"),
        ("银苑小区/3-2-501", "银苑小区", "3", "2", "501"),
        ("银苑小区-3-2-501", "银苑小区", "3", "2", "501"),
        ("清和家园-12号楼1单元1201", "清和家园", "12", "1", "1201"),
        ("3—2—501室", "", "3", "2", "501"),
        ("03-02-0501", "", "3", "2", "501"),
        ("3/2/501", "", "3", "2", "501"),
        ("3 2 501", "", "3", "2", "501"),
        ("3#2单元501", "", "3", "2", "501"),
        ("1#-1-101", "", "1", "1", "101"),
        ("3号楼2单元501室", "", "3", "2", "501"),
        ("３号楼２单元５０１", "", "3", "2", "501"),
        ("三号楼二单元五零一", "", "3", "2", "501"),
        ("十二号楼三单元一〇二", "", "12", "3", "102"),
        ("廿三号楼1单元101", "", "23", "1", "101"),
        ("3号楼2-501", "", "3", "2", "501"),
        ("3楼2单元501", "", "3", "2", "501"),
        ("3号2单元501", "", "3", "2", "501"),
        ("3幢 乙单元 501", "", "3", "乙", "501"),
        ("3-2-5-501", "", "3", "2", "501"),
        ("3-2-501-1", "", "3", "2", "501-1"),
        ("3号楼2单元5楼东户", "", "3", "2", "5楼东户"),
        ("3号楼2单元5楼2号", "", "3", "2", "5楼2号"),
        ("8-101", "", "8", "", "101"),
        ("8号楼101", "", "8", "", "101"),
        ("8楼101", "", "8", "", "101"),
        ("A座1201", "", "A", "", "1201"),
        ("B-1201", "", "B", "", "1201"),
        ("甲栋2单元301", "", "甲", "2", "301"),
        ("综合楼301", "", "综合楼", "", "301"),
        ("南楼2单元301", "", "南楼", "2", "301"),
        ("银苑小区1-2-301", "银苑小区", "1", "2", "301"),
        ("银苑小区一号楼一单元202", "银苑小区", "1", "1", "202"),
        ("银苑小区1号楼3单元5楼501室", "银苑小区", "1", "3", "501"),
        ("银苑小区A3栋2单元1503", "银苑小区", "A3", "2", "1503"),
        ("五一小区3号楼2单元501", "五一小区", "3", "2", "501"),
        ("银苑小区东区3幢2单元501", "银苑小区东区", "3", "2", "501"),
        ("银苑小区(二期)3号楼2单元501", "银苑小区(二期)", "3", "2", "501"),
        ("银苑小区2期3号楼2单元501", "银苑小区2期", "3", "2", "501"),
        ("宁夏银川市金凤区长城中路街道银苑社区银苑小区3号楼2单元501室", "银苑小区", "3", "2", "501"),
        ("银川市金凤区解放路12号银苑小区3-2-501", "银苑小区", "3", "2", "501"),
        ("解放路12号3号楼2单元501", "解放路12号", "3", "2", "501"),
        ("12号院3-2-501", "12号院", "3", "2", "501"),
        ("银苑新村12号301室", "银苑新村", "12", "", "301"),
        ("东街12号", "", "东街", "", "12号"),
        ("平房3排5号", "", "平房3排", "", "5号"),
        ("银苑村三组12号", "银苑村", "三组", "", "12号"),
        ("1号楼商铺3", "", "1", "", "商铺3"),
        ("商铺12号", "", "商铺", "", "12号"),
    ],
)
def test_the_ways_to_write_an_address(written: str, estate: str, building: str, unit: str, room: str) -> None:
    reading = read_address(written)
    assert reading.address == Address(estate, building, unit, room)
    assert not reading.findings


@pytest.mark.parametrize(
    ("written", "door", "remarks", "use"),
    [
        ("1栋2单元402(出租)", "1-2-402", ("出租",), DwellingUse.RENTED),
        ("3-2-501（空置）", "3-2-501", ("空置",), DwellingUse.VACANT),
        ("3-2-501出租", "3-2-501", ("出租",), DwellingUse.RENTED),
        ("(出租)3-2-501", "3-2-501", ("出租",), DwellingUse.RENTED),
        ("3-2-501（群租，6人）", "3-2-501", ("群租,6人",), DwellingUse.SHARED),
        ("3-2-501（电梯旁）", "3-2-501", ("电梯旁",), None),
        ("平房 东街12号", "东街-12号", ("平房",), None),
        ("1号楼底商5号", "1-底商5", (), DwellingUse.BUSINESS),
    ],
)
def test_remarks_beside_the_address(written: str, door: str, remarks: tuple[str, ...], use: DwellingUse | None) -> None:
    reading = read_address(written)
    assert reading.address is not None
    assert (reading.address.short, reading.remarks, reading.use) == (door, remarks, use)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("501", "address_no_building"),
        ("2单元501", "address_no_building"),
        ("5楼501室", "address_no_building"),
        ("3号楼3单元", "address_no_room"),
        ("东区3幢乙单元", "address_no_room"),
        ("3-2-501、502", "address_several"),
        ("菜市场旁边", "address_unreadable"),
    ],
)
def test_what_is_no_whole_address_is_said_and_not_guessed(written: str, code: str) -> None:
    reading = read_address(written)
    assert reading.address is None
    assert [finding.code for finding in reading.findings] == [code]


@pytest.mark.parametrize(
    ("written", "door"),
    [
        ("501", "7-9-501"),
        ("501室(出租)", "7-9-501"),
        ("5楼501室", "7-9-501"),
        ("2单元501", "7-2-501"),
        ("2-501", "7-2-501"),
        ("3-2-501", "3-2-501"),
        ("东户", "7-9-东户"),
    ],
)
def test_a_heading_or_a_column_gives_what_the_cell_leaves_out(written: str, door: str) -> None:
    reading = read_address(written, estate="银苑小区", building="7", unit="9")
    assert reading.address is not None
    assert (reading.address.estate, reading.address.short) == ("银苑小区", door)


def test_nothing_is_no_address_and_no_problem() -> None:
    assert read_address("无").address is None
    assert not read_address("无").findings


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("3", ("", "3", "")),
        ("3号楼", ("", "3", "")),
        ("三栋", ("", "3", "")),
        ("3#", ("", "3", "")),
        ("3-2", ("", "3", "2")),
        ("A座", ("", "A", "")),
        ("综合楼", ("", "综合楼", "")),
        ("银苑小区3号楼2单元", ("银苑小区", "3", "2")),
    ],
)
def test_buildings_of_a_column(written: str, place: tuple[str, str, str]) -> None:
    assert read_building(written) == place


def test_a_heading_must_say_building_in_so_many_words() -> None:
    assert read_place("银苑小区第3栋") == ("银苑小区", "3", "")
    assert read_place("2单元") == ("", "", "2")
    assert read_place("3") is None
    assert read_place("Sheet1") is None


_PARTS = st.integers(1, 40), st.integers(1, 9), st.integers(1, 33), st.integers(1, 12)


@given(*_PARTS)
def test_every_form_of_one_door_is_the_same_door(building: int, unit: int, floor: int, door: int) -> None:
    room = f"{floor}{door:02d}"
    forms = [
        f"{building}-{unit}-{room}",
        f"{building}号楼{unit}单元{room}室",
        f"{building}栋{unit}单元{room}",
        f"{building}#{unit}单元{room}(出租)",
        f"第{building}幢{unit}单元{floor}楼{room}",
    ]
    assert {read_address(form).address for form in forms} == {Address("", str(building), str(unit), room)}


@given(st.text(alphabet="0123456789-号楼栋单元室()、银苑小区 东一二三A#出租", max_size=20))
def test_an_address_read_again_from_its_short_form_is_the_same(text: str) -> None:
    address = read_address(text).address
    if address and address.unit and all(part.isdigit() for part in (address.building, address.unit, address.room)):
        assert read_address(address.short).address == Address("", address.building, address.unit, address.room)
