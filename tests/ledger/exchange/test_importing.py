"""From a roster into the ledger, once, twice, and with a newer one."""

from dataclasses import replace
from pathlib import Path

import pytest
from roster_sheets import TODAY, WOMAN, Page, write

from ledger.errors import Cancelled
from ledger.exchange.applying import Imported, apply_plan
from ledger.exchange.comparing import plan_import
from ledger.exchange.plan import Fate, Plan
from ledger.exchange.reading import read_roster
from ledger.people.reading import household_at, households_at
from ledger.people.residents import correct_resident, set_phones
from ledger.places.doors import buildings, dwelling_at, estates, rename_estate
from ledger.records.people import HouseholdStatus, Phone
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger

DATA = Path(__file__).resolve().parents[2] / "data" / "roster"
HEAD = ["楼栋", "单元", "房号", "姓名", "与户主关系", "性别", "出生日期", "身份证号", "联系电话", "人群标签", "备注"]


def row(door: str, name: str, relation: str = "", sex: str = "", **more: str) -> list[str]:
    words = {"birth": 6, "id_number": 7, "phone": 8, "groups": 9, "note": 10}
    cells = [*door.split("-"), name, relation, sex, *[""] * 5]
    for key, value in more.items():
        cells[words[key]] = value
    return cells


def plan_of(ledger: Ledger, path: Path, *rows: list[str]) -> Plan:
    file = write(path / "名册.xlsx", Page([HEAD, *rows]))
    return plan_import(ledger, read_roster(file, today=TODAY))


def bring_in(ledger: Ledger, path: Path, *rows: list[str]) -> Imported:
    return apply_plan(ledger, plan_of(ledger, path, *rows), today=TODAY)


def family(ledger: Ledger, door: str) -> list[list[tuple[str, str]]]:
    """Names and relations of every household behind a door."""
    dwelling = dwelling_at(ledger, Address("", *door.split("-")))
    assert dwelling is not None
    return [[(m.name, m.relation) for m in home.members] for home in households_at(ledger, dwelling.id)]


def changes_of(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    return {
        resident.roster.name: [(change.field, change.before, change.after) for change in resident.changes]
        for household in plan.households
        for resident in household.residents
        if resident.changes
    }


def journal_length(ledger: Ledger) -> int:
    return int(ledger.value("select count(*) from journal"))


def test_the_printed_roster_becomes_households_behind_doors(ledger: Ledger) -> None:
    plan = plan_import(ledger, read_roster(DATA / "as_printed.xlsx", today=TODAY))
    done = apply_plan(ledger, plan, today=TODAY)
    assert (done.created, done.changed) == (7, 0)
    assert [estate.name for estate in estates(ledger)] == ["银苑小区"]
    assert [(building.name, building.grid) for building in buildings(ledger)] == [("1", "第三网格")]
    assert family(ledger, "1-1-202") == [[("许建平", "户主"), ("高玉芳", "配偶"), ("许彤", "长女")]]
    rented = dwelling_at(ledger, Address("银苑小区", "1", "2", "402"))
    assert rented is not None
    assert rented.use is DwellingUse.RENTED
    home = household_at(ledger, rented.id)
    assert home is not None
    assert (home.status, home.members, home.note) == (HouseholdStatus.UNVERIFIED, (), "出租；租客未登记")


@pytest.mark.parametrize("name", ["plain.xlsx", "as_printed.xlsx"])
def test_the_same_file_twice_changes_nothing(ledger: Ledger, name: str) -> None:
    roster = read_roster(DATA / name, today=TODAY)
    apply_plan(ledger, plan_import(ledger, roster), today=TODAY)
    before = journal_length(ledger)
    again = plan_import(ledger, roster)
    assert again.changes_nothing
    assert not again.gone
    assert again.new_doors == 0
    assert again.count(Fate.UNCHANGED) == roster.residents
    assert apply_plan(ledger, again, today=TODAY) == Imported(0, 0, None)
    assert journal_length(ledger) == before


def test_one_import_is_one_entry_of_the_journal(ledger: Ledger, tmp_path: Path) -> None:
    before = journal_length(ledger)
    bring_in(ledger, tmp_path, row("3-2-501", "许敏", "户主"), row("3-2-502", "马占林", "户主"))
    assert journal_length(ledger) == before + 1


def test_cancelling_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    plan = plan_of(ledger, tmp_path, row("3-2-501", "许敏", "户主"))

    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    before = journal_length(ledger)
    with pytest.raises(Cancelled):
        apply_plan(ledger, plan, today=TODAY, progress=stop)
    assert journal_length(ledger) == before
    assert ledger.value("select count(*) from resident") == 0
    assert ledger.value("select count(*) from dwelling") == 0


def test_a_newer_file_shows_new_changed_and_gone(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(
        ledger,
        tmp_path,
        row("3-2-501", "许敏", "户主", "女", birth="1979-05", phone="19000001001"),
        row("3-2-501", "高宁", "配偶", "男"),
        row("3-2-502", "马占林", "户主", "男"),
        row("4-1-101", "周秀英", "户主", "女"),
    )
    plan = plan_of(
        ledger,
        tmp_path,
        row("3-2-501", "许敏", "户主", "女", birth="1979-05-02", phone="19000001009", groups="党员"),
        row("3-2-501", "高一诺", "儿子", "男"),
        row("3-2-502", "马占林", "户主", "男"),
    )
    assert changes_of(plan) == {
        "许敏": [
            ("birth", "1979-05", "1979-05-02"),
            ("phones", "19000001001", "19000001001、19000001009"),
            ("care_groups", "", "党员"),
        ]
    }
    assert [(fate, plan.count(fate)) for fate in Fate] == [
        (Fate.NEW, 1),
        (Fate.CHANGED, 1),
        (Fate.UNCHANGED, 1),
        (Fate.SKIPPED, 0),
    ]
    # 周秀英 lives in a building the newer file does not cover.
    assert [gone.name for gone in plan.gone] == ["高宁"]
    done = apply_plan(ledger, plan, today=TODAY)
    assert (done.created, done.changed) == (1, 1)
    assert family(ledger, "3-2-501") == [[("许敏", "户主"), ("高宁", "配偶"), ("高一诺", "儿子")]]
    assert plan_of(ledger, tmp_path, row("3-2-501", "高一诺", "儿子", "男")).changes_nothing


def test_what_the_file_knows_less_of_stays(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(
        ledger,
        tmp_path,
        row("3-2-501", "许敏", "户主", "女", birth="1979-05-02", phone="19000001001", note="耳背"),
    )
    assert plan_of(ledger, tmp_path, row("3-2-501", "许敏", "", "", birth="1979.5")).changes_nothing


def test_a_worker_s_own_additions_survive(ledger: Ledger, tmp_path: Path) -> None:
    rows = [row("3-2-501", "许敏", "户主", "女", phone="19000001001", note="耳背")]
    bring_in(ledger, tmp_path, *rows)
    id_ = ledger.value("select id from resident")
    set_phones(ledger, id_, phones=(Phone("19000001002", "女儿"), Phone("19000001001")))
    correct_resident(ledger, id_, today=TODAY, note="耳背，说话要大声")
    assert plan_of(ledger, tmp_path, *rows).changes_nothing


def test_a_corrected_number_takes_the_wrong_one_out_of_the_note(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path, row("3-2-501", "周秀英", "户主", "女", id_number=WOMAN[:-1] + "1", note="耳背"))
    plan = plan_of(ledger, tmp_path, row("3-2-501", "周秀英", "户主", "女", id_number=WOMAN, note="耳背"))
    assert changes_of(plan)["周秀英"] == [
        ("birth", "", "1949-12-31"),
        ("id_number", "", WOMAN),
        ("note", f"身份证号（名册原文）：{WOMAN[:-1]}1；耳背", "耳背"),
    ]
    apply_plan(ledger, plan, today=TODAY)
    assert ledger.value("select note from resident") == "耳背"


def test_somebody_who_moved_is_moved_and_not_made_again(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(
        ledger,
        tmp_path,
        row("3-2-501", "许敏", "户主", "女", birth="1979-05-02"),
        row("3-2-501", "高一诺", "儿子", "男", birth="2001-08-30"),
        row("4-1-101", "周秀英", "户主", "女", id_number=WOMAN),
    )
    plan = plan_of(
        ledger,
        tmp_path,
        row("3-2-501", "许敏", "户主", "女", birth="1979-05-02"),
        row("3-2-601", "高一诺", "户主", "男", birth="2001-08-30"),
        row("5-1-101", "周秀英", "户主", "女", id_number=WOMAN),
    )
    done = apply_plan(ledger, plan, today=TODAY)
    assert done.created == 0
    assert ledger.value("select count(*) from resident") == 3
    assert family(ledger, "3-2-501") == [[("许敏", "户主")]]
    assert family(ledger, "3-2-601") == [[("高一诺", "户主")]]
    assert family(ledger, "4-1-101") == []
    assert family(ledger, "5-1-101") == [[("周秀英", "户主")]]


def test_a_new_head(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path, row("3-2-501", "许敏", "户主", "女"), row("3-2-501", "高宁", "配偶", "男"))
    rows = [row("3-2-501", "高宁", "户主", "男"), row("3-2-501", "许敏", "配偶", "女")]
    plan = plan_of(ledger, tmp_path, *rows)
    assert [(c.field, c.before, c.after) for c in plan.households[0].changes] == [("head", "许敏", "高宁")]
    apply_plan(ledger, plan, today=TODAY)
    assert family(ledger, "3-2-501") == [[("高宁", "户主"), ("许敏", "配偶")]]
    assert plan_of(ledger, tmp_path, *rows).changes_nothing


def test_tenants_registered_behind_a_door_that_had_nobody(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path, row("3-2-501", "", note="出租"))
    plan = plan_of(ledger, tmp_path, row("3-2-501", "马占林", "户主", "男"))
    assert [(c.field, c.before, c.after) for c in plan.households[0].changes] == [
        ("status", "unverified", "resident"),
        ("head", "", "马占林"),
    ]
    apply_plan(ledger, plan, today=TODAY)
    assert family(ledger, "3-2-501") == [[("马占林", "户主")]]
    assert ledger.value("select count(*) from household") == 1


def test_households_without_a_door_are_found_again(ledger: Ledger, tmp_path: Path) -> None:
    head = ["住址", "姓名", "与户主关系", "性别", "出生日期"]
    page = Page([head, ["菜市场旁边", "许敏", "户主", "女", "1979.5"], ["河边", "", "", "", ""]])
    roster = read_roster(write(tmp_path / "名册.xlsx", page), today=TODAY)
    apply_plan(ledger, plan_import(ledger, roster), today=TODAY)
    assert ledger.value("select count(*) from household") == 2
    assert plan_import(ledger, roster).changes_nothing
    # Once the address is written properly, the household gets its door.
    page = Page([head, ["3-2-501", "许敏", "户主", "女", "1979.5"]])
    mended = read_roster(write(tmp_path / "名册.xlsx", page), today=TODAY)
    apply_plan(ledger, plan_import(ledger, mended), today=TODAY)
    assert family(ledger, "3-2-501") == [[("许敏", "户主")]]
    assert ledger.value("select count(*) from resident") == 1


def test_groups_are_made_and_sensitive_ones_stay_off(ledger: Ledger, tmp_path: Path) -> None:
    rows = [row("3-2-501", "许敏", "户主", groups="党员、楼栋长、精神障碍")]
    plan = plan_of(ledger, tmp_path, *rows)
    assert plan.new_groups == ("楼栋长",)
    assert plan.groups_off == (("精神障碍", 1),)
    apply_plan(ledger, plan, today=TODAY)
    found = ledger.rows(
        "select g.name from care_membership c join care_group g on g.id = c.care_group_id order by g.name"
    )
    assert sorted(each["name"] for each in found) == ["党员", "楼栋长"]
    assert plan_of(ledger, tmp_path, *rows).changes_nothing


def test_who_has_died_is_not_brought_back(ledger: Ledger, tmp_path: Path) -> None:
    from ledger.people.life_events import record_event
    from ledger.records.people import LifeEventKind

    rows = [row("3-2-501", "许敏", "户主"), row("3-2-501", "高宁", "配偶")]
    bring_in(ledger, tmp_path, *rows)
    id_ = ledger.value("select id from resident where name = '许敏'")
    record_event(ledger, id_, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    plan = plan_of(ledger, tmp_path, *rows)
    assert [problem.code for problem in plan.problems] == ["roster_resident_gone"]
    assert plan.count(Fate.SKIPPED) == 1
    assert plan.changes_nothing


def test_the_estate_may_be_named_later_and_its_name_be_left_out(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path, row("3-2-501", "许敏", "户主"))
    assert [estate.name for estate in estates(ledger)] == [""]
    head = ["小区", *HEAD]
    page = Page([head, ["银苑小区", *row("3-2-501", "许敏", "户主")]])
    named = read_roster(write(tmp_path / "名册.xlsx", page), today=TODAY)
    plan = plan_import(ledger, named)
    assert plan.estate_named == "银苑小区"
    apply_plan(ledger, plan, today=TODAY)
    assert [estate.name for estate in estates(ledger)] == ["银苑小区"]
    assert plan_import(ledger, named).changes_nothing
    assert plan_of(ledger, tmp_path, row("3-2-501", "许敏", "户主")).changes_nothing
    rename_estate(ledger, estates(ledger)[0].id, name="银苑")
    assert plan_import(ledger, named).changes_nothing


def test_a_door_that_could_be_in_two_estates_is_asked_about(ledger: Ledger, tmp_path: Path) -> None:
    head = ["小区", *HEAD]
    rows = [["银苑小区", *row("3-2-501", "许敏", "户主")], ["金苑小区", *row("3-2-501", "马占林", "户主")]]
    both = read_roster(write(tmp_path / "名册.xlsx", Page([head, *rows])), today=TODAY)
    apply_plan(ledger, plan_import(ledger, both), today=TODAY)
    plan = plan_of(ledger, tmp_path, row("3-2-601", "周秀英", "户主"))
    assert [problem.code for problem in plan.problems] == ["address_no_estate"]
    assert apply_plan(ledger, plan, today=TODAY).created == 1


def test_two_of_one_name_behind_one_door_stay_two(ledger: Ledger, tmp_path: Path) -> None:
    rows = [
        row("3-2-501", "许敏", "户主", birth="1979-05-02"),
        row("3-2-501", "许敏", "孙女", birth="2019-05-02"),
    ]
    assert bring_in(ledger, tmp_path, *rows).created == 2
    plan = plan_of(ledger, tmp_path, *rows)
    assert plan.changes_nothing
    assert plan.count(Fate.UNCHANGED) == 2


def test_planning_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    before = journal_length(ledger)
    plan = plan_of(ledger, tmp_path, row("3-2-501", "许敏", "户主"))
    assert plan.new_doors == 1
    assert replace(plan, households=()).changes_nothing
    assert journal_length(ledger) == before
