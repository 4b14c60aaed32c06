"""Habits of still other hands: where the door stands, house numbers in lanes, unasked names, promises, headings."""

from collections.abc import Callable
from datetime import date

import pytest
from notebook_pages import TODAY

from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson, PageEntry
from ledger.records.people import Sex
from ledger.records.visits import VisitMode, VisitOutcome

Read = Callable[..., tuple[PageEntry, ...]]


def door(entry: PageEntry) -> str:
    assert entry.household is not None, entry
    return "-".join(part for part in (entry.household.building, entry.household.unit, entry.household.room) if part)


def person(name: str, relation: str, sex: Sex, birth: str) -> KnownPerson:
    return KnownPerson(name, relation, sex, birth)


@pytest.fixture(scope="module")
def lane() -> RosterIndex:
    """A lane with house numbers, one of them divided, and a house whose tenants share."""
    old = person("何素芳", "户主", Sex.FEMALE, "1947-03-18")
    tenant = person("徐小兵", "租客", Sex.MALE, "1991-03-21")
    brothers = (person("黄志强", "户主", Sex.MALE, "1980-01-01"), person("黄志刚", "兄弟", Sex.MALE, "1984-01-01"))
    return RosterIndex(
        [
            KnownHousehold("", "柳荫巷", "", "2", (person("陈永福", "户主", Sex.MALE, "1946-09-12"),)),
            KnownHousehold("", "柳荫巷", "", "12", (old,)),
            KnownHousehold("", "柳荫巷", "", "12附1", (tenant,)),
            KnownHousehold("", "柳荫巷", "", "15", brothers),
        ]
    )


@pytest.mark.parametrize(
    "line",
    [
        "许敏，3-2-501，没事",
        "许敏 3号楼2单元501 没事",
        "许敏（3-2-501）没事",
        "3-2-501的许敏说没事",
        "501（3号楼2单元）许敏 没事",
        "三栋二单元5楼1号 许敏 没事",
        "3号2单元501 许敏 没事",
        "3-2单元501 许敏 没事",
        "许大姐，3-2-501，没事",
    ],
)
def test_a_door_wherever_it_stands(read: Read, line: str) -> None:
    (entry,) = read("1号楼1单元", line)
    assert door(entry) == "3-2-501"
    assert [each.name for each in entry.people] == ["许敏"]


@pytest.mark.parametrize(
    ("line", "rooms"),
    [
        ("12号附1 没人", ["12附1"]),
        ("12号附1号没人", ["12附1"]),
        ("十二号附一 没人", ["12附1"]),
        ("柳荫巷12号附1号 没人", ["12附1"]),
        ("十二号没人", ["12"]),
        ("何婆婆，12号，没事", ["12"]),
        ("陈永福 2号 没事", ["2"]),
        ("2号、15号都没得人", ["2", "15"]),
    ],
)
def test_house_numbers_in_a_lane(lane: RosterIndex, line: str, rooms: list[str]) -> None:
    entries = read_page(f"柳荫巷走一圈：\n{line}", lane, TODAY)
    assert [entry.household and entry.household.room for entry in entries] == rooms
    assert all(entry.on == TODAY for entry in entries)


@pytest.mark.parametrize(
    ("said", "ask"),
    [
        ("黄家兄弟一个开的门，没问是哪个，说灯坏了", Ask.WHICH_PERSON),
        ("一个小伙子开的门，没说名字，问居住证", Ask.WHICH_PERSON),
        ("姓黄的开的门，说灯坏了", Ask.WHICH_PERSON),
        ("姓黄的女的开的门，没事", None),
        ("老黄家锁着门，没人", None),
        ("开门的是个生人，没问名字", Ask.UNKNOWN_PERSON),
    ],
)
def test_a_name_that_was_not_asked(lane: RosterIndex, said: str, ask: Ask | None) -> None:
    (entry,) = read_page(f"柳荫巷15号 {said}", lane, TODAY)
    if ask is not None:
        assert (entry.ask, entry.people) == (ask, ())
    else:
        assert entry.ask is not Ask.WHICH_PERSON


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("礼拜三给他回话", 25),
        ("周末再去", 28),
        ("三天后回访", 26),
        ("答应三天内回", 26),
        ("一礼拜内回", 30),
        ("明儿带表过去", 24),
        ("月底前给答复", 30),
        ("约了周四见面", 26),
        ("过两天再来", None),
        ("改天再来", None),
        ("下月初再去", None),
        ("他下周才回", None),
        ("儿子三天后回", None),
        ("晚上回", None),
    ],
)
def test_promises(read: Read, said: str, day: int | None) -> None:
    (entry,) = read(f"3-2-501 许敏 没事，{said}")
    assert entry.revisit_on == (date(2026, 11, day) if day else None)
    assert [each.name for each in entry.people] == ["许敏"]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("26年11月9日", date(2026, 11, 9)),
        ("元月五号 周一", date(2026, 1, 5)),
        ("11.12 送温暖", date(2026, 11, 12)),
        ("2026年11月16日 星期一 农历初八 小雪", date(2026, 11, 16)),
        ("补上周五的", date(2026, 11, 20)),
    ],
)
def test_headings_of_other_hands(read: Read, heading: str, day: date) -> None:
    (entry,) = read(heading, "3-2-501 没人")
    assert entry.on == day


@pytest.mark.parametrize(
    "line", ["锅炉房边上煤渣堆了一路", "一楼应急灯掉下来了", "3号楼房檐上冰溜子要掉", "院坝公示栏玻璃碎了"]
)
def test_a_place_that_is_nobodys_home(read: Read, line: str) -> None:
    (entry,) = read("3号楼2单元", "501 没人", line)[1:]
    assert (entry.mode, entry.household) == (VisitMode.PATROL, None)


def test_calls_that_are_a_habit_are_no_telephone_call(read: Read) -> None:
    (entry,) = read("3-2-501 许敏 没事，说娃天天打电话")
    assert entry.mode is VisitMode.HOME


def test_a_door_of_which_the_building_was_not_told(read: Read) -> None:
    (entry,) = read("3号楼2单元", "501打来电话，没说几号楼就挂了，说停水")
    assert (entry.household, entry.ask, entry.mode) == (None, Ask.WHICH_HOUSEHOLD, VisitMode.PHONE)


def test_two_met_together_outside(read: Read) -> None:
    first, second = read("许敏3-2-501、姚建军3-2-302，楼下碰到，都说没事")
    assert [door(first), door(second)] == ["3-2-501", "3-2-302"]
    assert {first.mode, second.mode} == {VisitMode.STREET}
    assert {first.outcome, second.outcome} == {VisitOutcome.MET}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("东门垃圾堆了三天没人清", "东门"),
        ("巡查 东门口垃圾没人清", "东门口"),
        ("3号楼2单元门口路灯坏了", "3号楼2单元门口路灯"),
        ("地下车库积水，急", "地下车库"),
        ("巡查，健身器材松了，怕摔着", "健身器材"),
    ],
)
def test_a_public_place_is_named_by_the_words_for_it(read: Read, line: str, place: str) -> None:
    (entry,) = read(line)
    assert (entry.mode, entry.place) == (VisitMode.PATROL, place)
    assert entry.matters
