"""Habits of further hands: weekdays, arrows, crosses, locked doors, namesakes, calls, slips, what was handed over."""

from collections.abc import Callable
from datetime import date

import pytest

from ledger.notebook.vocabulary import vocabulary
from ledger.records.notebook import Ask, PageEntry
from ledger.records.visits import VisitMode, VisitOutcome

Read = Callable[..., tuple[PageEntry, ...]]


def door(entry: PageEntry) -> str:
    assert entry.household is not None, entry
    return "-".join((entry.household.building, entry.household.unit, entry.household.room))


@pytest.mark.parametrize(
    ("heading", "room", "expected", "day"),
    [
        ("周四 7-1", "102", "7-1-102", date(2026, 11, 19)),
        ("昨天 5-2", "402", "5-2-402", date(2026, 11, 22)),
        ("7-1", "102", "7-1-102", date(2026, 11, 23)),
        ("礼拜六下午 6-2", "302", "6-2-302", date(2026, 11, 21)),
        ("11.20 周五 2-3", "301", "2-3-301", date(2026, 11, 20)),
        ("11月20日，下大雪，跑4号楼1单元", "302", "4-1-302", date(2026, 11, 20)),
        ("吃过饭转战6-2", "302", "6-2-302", date(2026, 11, 23)),
    ],
)
def test_a_day_and_then_building_and_unit(read: Read, heading: str, room: str, expected: str, day: date) -> None:
    (entry,) = read(heading, f"{room} 没事")
    assert (door(entry), entry.on) == (expected, day)


def test_a_weekday_of_a_promise_is_no_day_of_a_visit(read: Read) -> None:
    entries = read("11.20", "3-2-501 许敏 没事", "周四再去")
    assert [entry.on.day for entry in entries] == [20]


@pytest.mark.parametrize(
    "line",
    [
        "3、9:55 302，锁门",
        "4、10点20 302，门锁着",
        "5. 10:30 302 关门",
        "6 15:10 302 大门挂着锁",
        "（7）302 ×",
        "302✗",
        "302x",
        "302 敲门没声",
    ],
)
def test_nobody_behind_the_door(read: Read, line: str) -> None:
    (entry,) = read("3号楼2单元", line)
    assert door(entry) == "3-2-302"
    assert entry.outcome is VisitOutcome.NO_ANSWER
    assert not entry.matters


def test_a_lock_spoken_of_is_no_locked_door(read: Read) -> None:
    (entry,) = read("1-1-301 马晓燕 单元门上锁，消防通道走不了")
    assert entry.outcome is VisitOutcome.MET
    assert len(entry.matters) == 1


@pytest.mark.parametrize("said", ["× 隔门说没空", "✗ 说不方便", "× 说忙不登记", "不让进"])
def test_who_lives_alone_is_who_refused(read: Read, said: str) -> None:
    (entry,) = read(f"5-2-601 {said}")
    assert entry.outcome is VisitOutcome.REFUSED
    assert [person.name for person in entry.people] == ["牛犇"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("张伟，8号楼那个，说暖气不热", "8-1-302"),
        ("马秀英来反映路灯不亮，她是5号楼的", "5-3-401"),
        ("陈静（5-4的）问幼儿园", "5-4-502"),
        ("李秀兰，7号楼，问高龄津贴", "7-1-402"),
        ("刘洋（3号楼）来办居住证", "3-3-302"),
        ("王建国 住6号楼的那位 说物业费", "6-2-502"),
        ("陈静（5号楼的）问幼儿园", ""),
        ("王建国说6号楼的路灯坏了", ""),
        ("王建国反映6号楼门口脏", ""),
    ],
)
def test_a_place_tells_namesakes_apart(read: Read, line: str, expected: str) -> None:
    (entry,) = read("居委会值班", line)
    if expected:
        assert door(entry) == expected
    assert entry.ask is (None if expected else Ask.WHICH_PERSON)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("tel：程晓东说在外地，周末才回", VisitOutcome.AWAY),
        ("TEL 程晓东 没事", VisitOutcome.MET),
        ("打来电话，程晓东 没事", VisitOutcome.MET),
        ("视频 程晓东 没事", VisitOutcome.MET),
        ("程晓东电话 没事", VisitOutcome.MET),
        ("打电话 程晓东说人在银川，下月回", VisitOutcome.AWAY),
        ("Tel:没人接", VisitOutcome.NO_ANSWER),
    ],
)
def test_called_up(read: Read, said: str, outcome: VisitOutcome) -> None:
    (entry,) = read(f"3-1-302 {said}")
    assert (entry.mode, entry.outcome) == (VisitMode.PHONE, outcome)
    assert not entry.matters


@pytest.mark.parametrize("arrow", ["→", "->", "=>", "——>", "⇒"])
def test_an_arrow_parts_name_and_content(read: Read, arrow: str) -> None:
    (entry,) = read(f"3-2-501 许敏{arrow}暖气不热，后天回她")
    assert [matter.text for matter in entry.matters] == ["暖气不热"]
    assert entry.revisit_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "categories"),
    [
        ("要了一份居住证申请表，当场给了", []),
        ("要了份医保宣传单，给了", []),
        ("拿了一份招聘简章", []),
        ("要低保表，没给", ["welfare"]),
        ("空调外机支架松动怕掉", ["safety"]),
        ("医保卡刷不了", ["health"]),
        ("社保卡丢了要补", ["employment"]),
        ("快递柜占道", ["parking"]),
        ("下水道赌住了", ["facilities"]),
        ("路登不亮", ["facilities"]),
        ("楼里堵博的多", ["safety"]),
    ],
)
def test_needs_of_other_hands(read: Read, said: str, categories: list[str]) -> None:
    (entry,) = read(f"3-2-302 姚建军 {said}")
    assert [matter.category for matter in entry.matters] == categories


def test_a_slip_is_understood_and_kept_as_it_was_written(read: Read) -> None:
    (entry,) = read("3-2-302 姚建军 暧气不热")
    assert entry.matters[0].text == "暧气不热"
    assert vocabulary().spelled("暧气不热") == "暖气不热"
