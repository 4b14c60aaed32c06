"""Whom and which door a line may mean, what was written of the unknown, and whose page it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from notebook_pages import TODAY, households

from ledger.notebook.page import read_page
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.shape import as_json, short_address
from ledger.records.notebook import Ask, PageEntry, SaidDoor

Read = Callable[..., tuple[PageEntry, ...]]


def offered(entry: PageEntry) -> list[tuple[str, str]]:
    return [(short_address(each.household), each.person.name if each.person else "") for each in entry.candidates]


def test_two_of_one_name_are_offered_with_their_homes(read: Read) -> None:
    (entry,) = read("居委会值班", "王建国来问医保报销")
    assert entry.ask is Ask.WHICH_PERSON
    assert sorted(offered(entry)) == [("2-1-301", "王建国"), ("6-2-502", "王建国")]


def test_a_namesake_is_asked_for_where_the_page_is_only_passing_by(read: Read) -> None:
    (there,) = read("2号楼1单元", "王建国 没事")
    assert there.ask is None
    assert there.readings["household"].sure < 0.8
    assert offered(there)[0] == ("6-2-502", "王建国")
    (called,) = read("2号楼1单元", "打电话给王建国，没事")
    assert called.ask is Ask.WHICH_PERSON


def test_two_of_one_surname_behind_a_door_are_offered(read: Read) -> None:
    (entry,) = read("3-2-501 高 没事")
    assert entry.ask is Ask.WHICH_PERSON
    assert offered(entry) == [("3-2-501", "高翔"), ("3-2-501", "高子轩")]


def test_the_doors_that_fit_are_offered(read: Read) -> None:
    (entry,) = read("5号楼", "302 没事")
    assert entry.ask is Ask.WHICH_HOUSEHOLD
    assert {address.split("-")[0] for address, _name in offered(entry)} == {"5"}
    assert {address.split("-")[2] for address, _name in offered(entry)} == {"302"}
    assert entry.said_door == SaidDoor(building="5", room="302")


def test_a_room_without_its_building_offers_every_such_room(two_estates: RosterIndex) -> None:
    (entry,) = read_page("101 没事", two_estates, TODAY)
    assert entry.ask is Ask.WHICH_HOUSEHOLD
    assert len(entry.candidates) > 1
    assert all(each.household.room == "101" for each in entry.candidates)


@pytest.mark.parametrize(
    ("line", "first", "door"),
    [
        ("3-2-503 没事", "3-2-502", SaidDoor(building="3", unit="2", room="503")),
        ("3-9-501 没事", "3-2-501", SaidDoor(building="3", unit="9", room="501")),
        ("９－２－５０１ 没事", "3-2-501", SaidDoor(building="9", unit="2", room="501")),
    ],
)
def test_the_nearest_doors_are_offered_for_one_that_is_not_there(
    read: Read, line: str, first: str, door: SaidDoor
) -> None:
    (entry,) = read(line)
    assert entry.ask is Ask.UNKNOWN_HOUSEHOLD
    assert first in [address for address, _name in offered(entry)[:2]]
    assert len(entry.candidates) <= 8
    assert entry.said_door == door


def test_at_an_unknown_door_the_home_of_whoever_is_named_comes_first(read: Read) -> None:
    (entry,) = read("3-2-901 许敏 没事")
    assert offered(entry)[0] == ("3-2-501", "许敏")
    assert entry.said_name == "许敏"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("王小二 没事", "王小二"),
        ("租户叫胡军，问暖气费", "胡军"),
        ("孙阿姨说水管裂了", "孙阿姨"),
        ("姓赵的来开的门", "赵"),
    ],
)
def test_an_unknown_name_is_kept_as_written_and_the_household_offered(read: Read, said: str, name: str) -> None:
    (entry,) = read(f"3-2-501 {said}")
    assert entry.ask is Ask.UNKNOWN_PERSON
    assert entry.said_name == name
    assert offered(entry) == [("3-2-501", "许敏"), ("3-2-501", "高翔"), ("3-2-501", "高子轩")]


def test_a_name_that_sounds_alike_is_offered_for_one_who_came_to_the_office(read: Read) -> None:
    (entry,) = read("居委会值班", "许明来问医保")
    assert entry.ask is Ask.UNKNOWN_PERSON
    assert entry.said_name == "许明"
    assert offered(entry) == [("3-2-501", "许敏")]


def test_a_sure_line_offers_the_rest_of_the_house_and_then_namesakes(read: Read) -> None:
    (entry,) = read("2-1-301 王建国 没事")
    homes = [address for address, _name in offered(entry)]
    assert ("2-1-301", "王建国") not in offered(entry)
    assert offered(entry)[-1] == ("6-2-502", "王建国")
    assert homes == sorted(homes)


def test_a_need_without_a_door_offers_the_last_one(read: Read) -> None:
    entries = read("3号楼2单元", "502 没人", "楼上漏水要赔")
    assert entries[-1].ask is Ask.WHICH_HOUSEHOLD
    assert offered(entries[-1])[0] == ("3-2-502", "")
    assert entries[-1].said_door == SaidDoor(building="3", unit="2")


@pytest.mark.parametrize(
    ("heading", "worker"),
    [
        ("走访人：王芳", "王芳"),
        ("记录人 王芳", "王芳"),
        ("王芳走访", "王芳"),
        ("11月20日 上午 王芳 3号楼2单元", "王芳"),
        ("3号楼2单元 王芳、李国栋", "王芳"),
        ("3号楼2单元（走访人：王芳）", "王芳"),
        ("网格员：张三", "张三"),
        ("网格员 王芳 陪同：李书记", "王芳"),
        ("社区工作人员 慰问过", ""),
    ],
)
def test_who_went_round_carries_on(heading: str, worker: str) -> None:
    index = RosterIndex(households("roster.csv"))
    index.workers = ("王芳", "李国栋")
    entries = read_page(f"{heading}\n3-2-501 许敏 没事\n3-2-502 没人", index, TODAY)
    assert [entry.worker for entry in entries[-2:]] == [worker, worker]
    assert len(entries) == 2 or not worker


def test_a_resident_of_a_workers_name_stays_a_resident() -> None:
    index = RosterIndex(households("roster.csv"))
    index.workers = ("许敏",)
    (entry,) = read_page("居委会值班\n许敏 没事", index, TODAY)
    assert [person.name for person in entry.people] == ["许敏"]
    assert entry.worker == ""


def test_what_is_offered_and_known_of_every_part_is_printed(read: Read) -> None:
    (entry,) = read("3-2-503 王小二 路灯不亮")
    shaped = as_json(replace(entry, worker="王芳"), several_estates=False)
    assert shaped["said_name"] == "王小二"
    assert shaped["said_door"]["room"] == "503"
    assert shaped["candidates"][0] == {"household": "3-2-502", "person": None}
    assert shaped["worker"] == "王芳"
    assert set(shaped["readings"]) >= {"household", "people", "mode", "outcome", "on", "revisit_on", "matters.0"}
