"""Single habits of writing, one by one."""

from collections.abc import Callable
from datetime import date

import pytest
from notebook_pages import TODAY

from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.records.notebook import Ask, PageEntry
from ledger.records.visits import VisitMode, VisitOutcome

Read = Callable[..., tuple[PageEntry, ...]]


def door(entry: PageEntry) -> str:
    assert entry.household is not None, entry
    return "-".join(part for part in (entry.household.building, entry.household.unit, entry.household.room) if part)


@pytest.mark.parametrize(
    "written",
    [
        "3-2-501",
        "3/2/501",
        "3#2单元501",
        "3#2-501",
        "3号楼2单元501室",
        "三号楼二单元五零一",
        "３号楼２单元５０１",
        "3栋2单元501",
        "3幢2-501",
        "3楼2单元501",
        "银苑小区3号楼2单元501",
        "银苑3-2-501",
        "3—2—501",
        "第3栋 2单元 501",
        "三栋二单元五〇一",
        "3号楼2门501",
        "1) 3-2-501",
        "上午9:30 3-2-501",
    ],
)
def test_one_door_in_many_hands(read: Read, written: str) -> None:
    (entry,) = read(f"{written} 许敏 漏水")
    assert door(entry) == "3-2-501"
    assert [person.name for person in entry.people] == ["许敏"]
    assert entry.ask is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("凤凰花园A座1203 秦岚 没事", "A-1203"),
        ("凤凰A座十二零三 没事", "A-1203"),
        ("A1203 秦岚 没事", "A-1203"),
        ("A-1203 没事", "A-1203"),
        ("机械厂1-203 没事", "1-203"),
        ("机械厂家属院甲号楼一单元101 没事", "甲-1-101"),
        ("机械厂甲楼2单元101 没事", "甲-2-101"),
        ("东街12号 没事", "东街-12号"),
        ("东街十二号 没事", "东街-12号"),
        ("机械厂东街5号撒玉兰 没事", "东街-5号"),
    ],
)
def test_doors_of_other_communities(two_estates: RosterIndex, line: str, expected: str) -> None:
    (entry,) = read_page(line, two_estates, TODAY)
    assert door(entry) == expected


def test_building_and_unit_carry_on_and_a_new_building_forgets_the_unit(read: Read) -> None:
    entries = read("3号楼2单元", "501 没事", "3单元", "302 没事", "5号楼", "302 没事")
    assert [door(entry) for entry in entries[:2]] == ["3-2-501", "3-3-302"]
    assert entries[2].ask is Ask.WHICH_HOUSEHOLD


@pytest.mark.parametrize(
    ("line", "people", "ask"),
    [
        ("许明 没事", ["许敏"], None),
        ("许敏两口子 没事", ["许敏", "高翔"], None),
        ("小许 没事", ["许敏"], None),
        ("高先生 没事", ["高翔"], None),
        ("老公说水管裂了", [], None),
        ("爱人说水管裂了", ["高翔"], None),
        ("子轩一个人在家，没事", ["高子轩"], None),
        ("高 没事", [], Ask.WHICH_PERSON),
        ("王强说水管裂了", [], Ask.UNKNOWN_PERSON),
        ("姓赵的来开的门", [], Ask.UNKNOWN_PERSON),
        ("水管裂了", [], None),
    ],
)
def test_who_is_meant(read: Read, line: str, people: list[str], ask: Ask | None) -> None:
    (entry,) = read(f"3-2-501 {line}")
    if line.startswith("老公"):
        people = ["高翔"]
    assert [person.name for person in entry.people] == people
    assert entry.ask is ask


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("没人", VisitOutcome.NO_ANSWER),
        ("敲了半天没人开门", VisitOutcome.NO_ANSWER),
        ("许敏不在", VisitOutcome.NO_ANSWER),
        ("许敏去北京了", VisitOutcome.AWAY),
        ("许敏住院了", VisitOutcome.AWAY),
        ("许敏住院了，高翔说没事", VisitOutcome.PROXY),
        ("高翔说许敏住院了，想问报销", VisitOutcome.MET),
        ("邻居说回老家了", VisitOutcome.AWAY),
        ("不让进", VisitOutcome.REFUSED),
        ("空房", VisitOutcome.VACANT),
        ("搬走了", VisitOutcome.MOVED),
        ("许敏 楼上不配合修水管", VisitOutcome.MET),
        ("许敏 垃圾没人清", VisitOutcome.MET),
        ("许敏 儿子不在身边没人照顾", VisitOutcome.MET),
    ],
)
def test_what_came_of_it(read: Read, line: str, outcome: VisitOutcome) -> None:
    (entry,) = read(f"3-2-501 {line}")
    assert entry.outcome is outcome


@pytest.mark.parametrize(
    ("line", "mode"),
    [
        ("3-2-501 许敏 电话里说没事", VisitMode.PHONE),
        ("给许敏打电话，没接", VisitMode.PHONE),
        ("楼下碰到许敏，没事", VisitMode.STREET),
        ("3-2-501 许敏 物业电话打不通", VisitMode.HOME),
        ("北门路灯不亮", VisitMode.PATROL),
    ],
)
def test_by_which_way(read: Read, line: str, mode: VisitMode) -> None:
    (entry,) = read(line)
    assert entry.mode is mode


@pytest.mark.parametrize(
    ("line", "categories", "urgent"),
    [
        ("水管裂了，已修好", [], []),
        ("应急灯坏了", ["facilities"], [False]),
        ("水管裂了，急", ["utilities"], [True]),
        ("水管裂了，不急", ["utilities"], [False]),
        ("低保年审；另外楼道灯坏了", ["welfare", "facilities"], [False, False]),
        ("没事，挺好", [], []),
        ("已记下：暖气不热", ["utilities"], [False]),
        ("修好了又漏了", ["facilities"], [False]),
    ],
)
def test_matters(read: Read, line: str, categories: list[str], urgent: list[bool]) -> None:
    (entry,) = read(f"3-2-501 许敏 {line}")
    assert [matter.category for matter in entry.matters] == categories
    assert [matter.urgent for matter in entry.matters] == urgent


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("下周三再去", date(2026, 12, 2)),
        ("周四回话", date(2026, 11, 26)),
        ("月底前答复", date(2026, 11, 30)),
        ("三天内回复", date(2026, 11, 26)),
        ("一周内答复", date(2026, 11, 30)),
        ("12.5再去", date(2026, 12, 5)),
        ("明天上门看", date(2026, 11, 24)),
        ("晚上再去", date(2026, 11, 23)),
        ("儿子月底回来", None),
    ],
)
def test_promises(read: Read, words: str, day: date | None) -> None:
    (entry,) = read(f"3-2-501 许敏 暖气不热，{words}")
    assert entry.revisit_on == day
    assert len(entry.matters) == 1


def test_a_day_of_its_own_carries_on_and_one_in_a_later_line_does_not(read: Read) -> None:
    entries = read("11.20", "3-2-501 没事", "昨天补记：3-2-502 没事", "3-2-302 没事")
    assert [entry.on.day for entry in entries] == [20, 22, 20]


def test_every_part_says_why_and_what_else(read: Read) -> None:
    (entry,) = read("3-2-501 许明 卫生间漏水，楼上不配合")
    assert entry.readings["people"].why == "slip"
    assert entry.readings["people"].sure < 1
    assert entry.matters[0].alternatives


def test_two_doors_in_a_line(read: Read) -> None:
    entries = read("3号楼2单元", "501、502没人")
    assert [(door(entry), entry.outcome) for entry in entries] == [
        ("3-2-501", VisitOutcome.NO_ANSWER),
        ("3-2-502", VisitOutcome.NO_ANSWER),
    ]
