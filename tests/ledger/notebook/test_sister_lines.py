"""Lines like those that were once read amiss, in other words: doors, who is meant, what came of it, promises, times."""

from datetime import date

import pytest
from notebook_pages import households

from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.shape import short_address
from ledger.records.notebook import Ask, PageEntry
from ledger.records.visits import VisitMode, VisitOutcome

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def yard() -> RosterIndex:
    return RosterIndex(households("hand_d_roster.csv"))


@pytest.fixture(scope="module")
def towers() -> RosterIndex:
    return RosterIndex(households("hand_c_roster.csv"))


def one(index: RosterIndex, *lines: str) -> PageEntry:
    return read_page("\n".join(lines), index, TODAY)[-1]


def names(entry: PageEntry) -> list[str]:
    return [person.name for person in entry.people]


@pytest.mark.parametrize(
    "line",
    [
        "7. 3#1-601 没人",
        "11. 3#1-601 没人",
        "12.3#1-601 没人",
        "12.3-1-601 没人",
        "2.3号楼1单元601 没人",
        "3、3栋1单元601没人",
        "（4）3幢1门601 没人",
        "3栋1单元的601 没人",
        "9:20 3#1单元601，没人",
    ],
)
def test_a_numbered_line_begins_with_its_door(yard: RosterIndex, line: str) -> None:
    entry = one(yard, line)
    assert entry.household is not None
    assert short_address(entry.household) == "3-1-601"
    assert entry.outcome is VisitOutcome.NO_ANSWER
    assert entry.on == TODAY


@pytest.mark.parametrize("line", ["11. 20 3#1-601 没人", "11.20 3#1-601 没人"])
def test_a_day_with_a_point_is_no_number(yard: RosterIndex, line: str) -> None:
    assert one(yard, line).on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("line", "door"),
    [
        ("万鹏 星河B402 没事", "B-402"),
        ("星河B402万鹏没事", "B-402"),
        ("万鹏，星河B-402，没事", "B-402"),
        ("绿城3幢1单元101戚水根没事", "3-1-101"),
    ],
)
def test_a_name_right_behind_a_number_is_no_sum(towers: RosterIndex, line: str, door: str) -> None:
    entry = one(towers, line)
    assert entry.household is not None
    assert short_address(entry.household) == door


def test_a_heading_may_name_a_building_by_its_letter_alone(towers: RosterIndex) -> None:
    entry = one(towers, "上午 星河C", "906 老褚 没事")
    assert names(entry) == ["褚健"]


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("3楼东户没人", Ask.WHICH_HOUSEHOLD),
        ("1单元3层西边那户 漏水", Ask.WHICH_HOUSEHOLD),
        ("9楼东户 没人", Ask.UNKNOWN_HOUSEHOLD),
        ("1单元二楼东户 冯玉兰 没事", None),
        ("靠东边的那户101 没人", Ask.WHICH_HOUSEHOLD),
    ],
)
def test_a_side_of_a_storey_is_asked_for_unless_somebody_is_named(
    yard: RosterIndex, line: str, ask: Ask | None
) -> None:
    assert one(yard, "3号楼", line).ask is ask


@pytest.mark.parametrize(
    ("line", "people", "ask"),
    [
        ("11#2-501 合租的小伙，说楼前积水", ["应小虎"], None),
        ("11#2-501 租房的女的开的门，没事", ["沙莎"], None),
        ("3#2-401 合租的小伙子，押金不给退", [], Ask.WHICH_PERSON),
        ("9#2-402 租房的小孔，问有线电视归谁修", [], Ask.UNKNOWN_PERSON),
        ("14#4-602 租客小赵，刚搬来", [], Ask.UNKNOWN_PERSON),
        ("给冯玉兰家打电话，老赵接的，没事", ["赵宝成"], None),
        ("3#1-201 给冯玉兰家去电话，赵宝成接的，说都好", ["赵宝成"], None),
    ],
)
def test_who_was_met(yard: RosterIndex, line: str, people: list[str], ask: Ask | None) -> None:
    entry = one(yard, line)
    assert names(entry) == people
    assert entry.ask is ask


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("星河B901 母女俩 没事", ["秦芳", "秦月"]),
        ("绿城1-2-301 兄弟两个都上班去了", ["姜文斌", "姜文涛"]),
        ("运河13-2-401 两姐妹都在", ["金文娟", "金文秀"]),
        ("绿城3-2-102 爷孙俩在家 没事", ["施宝林", "施佳怡"]),
        ("绿城5-1-302 娘俩在家 没事", ["哈静", "马小雨"]),
        ("绿城5-1-202 两夫妻 没事", ["黄志伟", "骆萍"]),
        ("星河B901 秦阿姨住院 秦月接的电话", ["秦芳", "秦月"]),
    ],
)
def test_two_of_a_family(towers: RosterIndex, line: str, people: list[str]) -> None:
    assert names(one(towers, line)) == people


def test_people_of_several_homes_get_an_entry_each(towers: RosterIndex) -> None:
    found = read_page("路上 周雅芹、龚雪都说路灯太暗", towers, TODAY)
    assert [names(entry) for entry in found] == [["周雅芹"], ["龚雪"]]
    assert all(entry.matters for entry in found)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("冯玉兰跟闺女去海南过冬了，对门说的", VisitOutcome.AWAY),
        ("冯玉兰 腿摔了，在铁路医院躺着", VisitOutcome.AWAY),
        ("门上锁，邻居说让儿子接回哈尔滨去了", VisitOutcome.AWAY),
        ("冯玉兰摔了，儿子接去住几天", VisitOutcome.AWAY),
        ("冯玉兰 女儿接回来了，精神好", VisitOutcome.MET),
        ("碰见冯玉兰闺女，说她妈住院了", VisitOutcome.AWAY),
        ("老赵住进医院了，玉兰讲的", VisitOutcome.AWAY),
        ("院里碰见冯玉兰遛弯，没事", VisitOutcome.MET),
        ("冯玉兰 约了明天一起去医院", VisitOutcome.MET),
        ("冯玉兰，降压药没人去开", VisitOutcome.MET),
        ("赵宝成去北京出差，老伴在家，没事", VisitOutcome.MET),
        ("从来没住过人", VisitOutcome.VACANT),
    ],
)
def test_what_came_of_it(yard: RosterIndex, line: str, outcome: VisitOutcome) -> None:
    assert one(yard, f"3#1-201 {line}").outcome is outcome


@pytest.mark.parametrize(
    "said", ["挂了", "一听是社区就挂了", "直接挂掉", "没听完就挂断", "讲别打了 撂了电话", "不耐烦 挂断了"]
)
def test_who_rings_off_turns_the_caller_away(towers: RosterIndex, said: str) -> None:
    entry = one(towers, "电话回访", f"绿城2-1-402 诸葛明远 {said}")
    assert (entry.mode, entry.outcome) == (VisitMode.PHONE, VisitOutcome.REFUSED)
    assert not entry.matters


@pytest.mark.parametrize("said", ["都好 聊两句挂了", "医保卡丢了想补办 信号不好挂了"])
def test_a_talk_that_is_over_is_no_refusal(towers: RosterIndex, said: str) -> None:
    assert one(towers, "电话回访", f"绿城2-1-402 诸葛明远 {said}").outcome is VisitOutcome.MET


@pytest.mark.parametrize("said", ["电话不接", "手机一直关机", "微信没回", "电话没人接"])
def test_a_call_nobody_takes(towers: RosterIndex, said: str) -> None:
    entry = one(towers, f"绿城2-1-402 诸葛明远 {said}")
    assert (entry.mode, entry.outcome) == (VisitMode.PHONE, VisitOutcome.NO_ANSWER)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("后天我带人来修", date(2026, 11, 22)),
        ("明早带电工过来", date(2026, 11, 21)),
        ("答应25号去", date(2026, 11, 25)),
        ("下个星期天再过来", date(2026, 11, 29)),
        ("没在，改明天", date(2026, 11, 21)),
        ("没人 明天补访", date(2026, 11, 21)),
        ("明天他闺女陪他去医院", None),
        ("闺女明天带他去办", None),
        ("手术改明天", None),
    ],
)
def test_promises(yard: RosterIndex, said: str, day: date | None) -> None:
    assert one(yard, f"5#1-301 史文江，{said}").revisit_on == day


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("9:20 3#1-102 李凤琴 没事", "09:20"),
        ("下午2点半 3#1-102 李凤琴 没事", "14:30"),
        ("十点一刻 3#1-102 李凤琴 没事", "10:15"),
        ("3. 10:30-11:00 3#1-102 李凤琴 没事", "10:30"),
        ("中午1点 3#1-102 李凤琴 没事", "13:00"),
        ("2:30 3#1-102 李凤琴 没事", ""),
        ("26:70 3#1-102 李凤琴 没事", ""),
        ("3#1-102 李凤琴 9点停水", ""),
    ],
)
def test_a_time_of_day_at_the_beginning(yard: RosterIndex, line: str, time: str) -> None:
    assert one(yard, line).at_time == time


def test_a_day_of_its_own_in_dialect_heads_a_page(towers: RosterIndex) -> None:
    assert one(towers, "10/24 15幢", "今朝", "绿城2-1-402 诸葛明远 没事").on == TODAY
