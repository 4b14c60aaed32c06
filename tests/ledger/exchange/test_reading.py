"""Rosters as offices print them."""

import json
from datetime import date
from pathlib import Path

import pytest
from roster_sheets import TODAY, WOMAN, Page, codes_of, doors_of, names_of, read, rows_of

from ledger.exchange.fields import Field
from ledger.exchange.reading import read_roster
from ledger.exchange.roster import Choice
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse

DATA = Path(__file__).resolve().parents[2] / "data" / "roster"


@pytest.mark.parametrize("name", ["plain.xlsx", "as_printed.xlsx"])
def test_the_given_rosters_come_out_as_expected(name: str) -> None:
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))[name]
    roster = read_roster(DATA / name, today=TODAY)
    assert len(roster.households) == expected["households"]
    assert roster.residents == expected["residents"]
    assert set(rows_of(roster)) == {problem["row"] for problem in expected["problems"]}


def test_nothing_of_the_printed_roster_is_lost_or_made_up() -> None:
    roster = read_roster(DATA / "as_printed.xlsx", today=TODAY)
    first, _, third, rented, last = roster.households
    assert first.address == Address("银苑小区", "1", "1", "101")
    assert (first.note, first.grid) == ("退役军人", "第三网格")
    assert [resident.birth for resident in first.residents] == ["1945-08", "1949-03-25"]
    assert first.residents[1].phones == (Phone("19000008191"), Phone("19000008192"))
    assert third.residents[0].birth == "1951-06-30"
    assert (rented.use, rented.status, rented.residents) == (DwellingUse.RENTED, HouseholdStatus.UNVERIFIED, ())
    assert rented.note == "出租；租客未登记"
    assert last.residents[0].id_number == ""
    assert "1.1010519491231E+17" in last.residents[0].note
    assert "1988-13-02" in last.residents[0].note
    assert "1900000333" in last.residents[0].note


HEAD = ["楼栋", "单元", "房号", "姓名", "与户主关系", "性别", "出生日期", "身份证号", "联系电话", "备注"]


def line(*cells: object) -> list[object]:
    return [*cells, *[""] * (len(HEAD) - len(cells))]


def test_blank_doors_belong_to_the_row_above(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        Page(
            [
                HEAD,
                line("3", "2", "501", "许敏", "户主", "女"),
                line("", "", "", "高宁", "夫", "男"),
                line("", "", "502", "马占林", "户主"),
                line("", "1", "101", "周秀英", "户主"),
                line("4", "1", "101", "纳建国", "户主"),
                line("", "", "", "纳嘉怡", "女"),
            ]
        ),
    )
    assert doors_of(roster) == ["3-2-501", "3-2-502", "3-1-101", "4-1-101"]
    assert names_of(roster) == [["许敏", "高宁"], ["马占林"], ["周秀英"], ["纳建国", "纳嘉怡"]]
    assert not roster.problems


def test_a_list_not_sorted_by_door(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        Page(
            [
                HEAD,
                line("3", "2", "501", "许敏", "户主"),
                line("3", "2", "502", "马占林", "户主"),
                line("3", "2", "501", "高宁", "夫"),
            ]
        ),
    )
    assert names_of(roster) == [["许敏", "高宁"], ["马占林"]]


def test_two_families_behind_one_door(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        Page(
            [
                HEAD,
                line("3", "2", "501", "许敏", "户主"),
                line("3", "2", "501", "高宁", "夫"),
                line("3", "2", "501", "马占林", "户主"),
                line("3", "2", "501", "马秀英", "妻"),
            ]
        ),
    )
    assert names_of(roster) == [["许敏", "高宁"], ["马占林", "马秀英"]]
    assert doors_of(roster) == ["3-2-501", "3-2-501"]
    assert not roster.problems


def test_serial_numbers_that_count_people_group_nobody(tmp_path: Path) -> None:
    head = ["序号", "住址", "姓名", "关系", "性别"]
    rows = [
        head,
        [1, "3-2-501", "许敏", "户主", "女"],
        [2, "3-2-501", "高宁", "配偶", "男"],
        [3, "3-2-502", "马占林", "户主", "男"],
        ["", "3-2-502", "马秀英", "配偶", "女"],
    ]
    assert names_of(read(tmp_path, Page(rows))) == [["许敏", "高宁"], ["马占林", "马秀英"]]


def test_serial_numbers_that_count_households(tmp_path: Path) -> None:
    head = ["序号", "住址", "姓名", "关系", "性别"]
    rows = [
        head,
        [1, "3-2-501", "许敏", "户主", "女"],
        ["", "", "高宁", "配偶", "男"],
        [2, "3-2-502", "马占林", "户主", "男"],
        ["", "", "马秀英", "配偶", "女"],
    ]
    assert names_of(read(tmp_path, Page(rows))) == [["许敏", "高宁"], ["马占林", "马秀英"]]


def test_building_only_in_the_title(tmp_path: Path) -> None:
    rows = [
        ["银苑小区3号楼居民花名册"],
        ["填报人：张三", "", "", "日期：2026年10月"],
        ["单元", "房号", "姓名", "性别", "出生日期"],
        ["1单元", "101", "许敏", "女", "1979-05-02"],
        ["", "102", "马占林", "男", "1945-08-15"],
    ]
    roster = read(tmp_path, Page(rows, merges=["A1:E1"]))
    assert [h.address for h in roster.households] == [
        Address("银苑小区", "3", "1", "101"),
        Address("银苑小区", "3", "1", "102"),
    ]
    assert not roster.problems


def test_building_as_a_heading_between_the_rows_with_the_head_repeated(tmp_path: Path) -> None:
    head = ["房号", "姓名", "性别", "出生日期"]
    rows = [
        ["银苑小区住户名单"],
        ["3号楼1单元"],
        head,
        ["101", "许敏", "女", "1979-05-02"],
        ["3号楼2单元"],
        head,
        ["101", "马占林", "男", "1945-08-15"],
        ["小计", "2人"],
        ["4号楼"],
        head,
        ["101", "周秀英", "女", "1949-12-31"],
        ["合计", "3人"],
    ]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["3-1-101", "3-2-101", "4-101"]
    assert {h.address.estate for h in roster.households if h.address} == {"银苑小区"}
    assert not roster.problems


def test_one_sheet_for_each_building(tmp_path: Path) -> None:
    head = ["单元", "房号", "姓名", "性别", "出生日期"]
    pages = [
        Page([head, ["1", "101", "许敏", "女", "1979-05-02"]], name="3号楼"),
        Page([head, ["1", "101", "马占林", "男", "1945-08-15"]], name="4号楼"),
        Page([["各楼栋户数汇总"], ["楼栋", "户数"], ["3号楼", 1]], name="汇总"),
        Page([["填表说明"], ["1、出生日期以身份证为准"]], name="说明"),
        Page([head, ["1", "102", "已经搬走的人", "女", "1979-05-02"]], name="迁出"),
    ]
    roster = read(tmp_path, *pages)
    assert doors_of(roster) == ["3-1-101", "4-1-101"]
    assert {sheet.name: sheet.skipped for sheet in roster.sheets} == {
        "3号楼": "",
        "4号楼": "",
        "汇总": "sheet_no_roster",
        "说明": "sheet_no_roster",
        "迁出": "sheet_set_aside",
    }


def test_a_bare_number_as_the_sheets_name_is_used_and_said(tmp_path: Path) -> None:
    roster = read(tmp_path, Page([["房号", "姓名", "性别", "出生日期"], ["101", "许敏", "女", "1979-05-02"]], name="7"))
    assert doors_of(roster) == ["7-101"]
    assert codes_of(roster) == [(1, "building_from_sheet_name")]


def test_a_sheet_that_repeats_people_is_left_out(tmp_path: Path) -> None:
    head = ["住址", "姓名", "性别", "出生日期"]
    people = [[f"3-2-{100 + n}", f"许{'甲乙丙丁戊己庚辛'[n]}", "女", "1979-05-02"] for n in range(8)]
    roster = read(tmp_path, Page([head, *people], name="全部"), Page([head, *people[:3]], name="重点人群"))
    assert roster.residents == 8
    assert [sheet.skipped for sheet in roster.sheets] == ["", "sheet_repeats"]


def test_two_header_rows_with_groups_of_the_head_and_of_members(tmp_path: Path) -> None:
    rows = [
        ["住户信息登记表"],
        ["序号", "房屋信息", "", "", "户主信息", "", "", "家庭成员", "", "", "备注"],
        ["", "楼号", "单元", "室号", "姓名", "身份证号", "电话", "姓名", "关系", "出生年月", ""],
        [1, "3", "2", "501", "许敏", WOMAN, "19000001001", "高宁", "夫", "1977.11.9", ""],
        ["", "", "", "", "", "", "", "高一诺", "子", "2011-8-30", ""],
        [2, "3", "2", "502", "马占林", "", "19000001002", "", "", "", "独居"],
    ]
    merges = ["A1:K1", "A2:A3", "B2:D2", "E2:G2", "H2:J2", "K2:K3", *[f"{c}4:{c}5" for c in "ABCDEFG"]]
    roster = read(tmp_path, Page(rows, merges=merges))
    assert names_of(roster) == [["许敏", "高宁", "高一诺"], ["马占林"]]
    head = roster.households[0].residents[0]
    assert (head.relation, head.id_number, head.sex, head.birth) == ("户主", WOMAN, Sex.FEMALE, "1949-12-31")
    assert head.phones == (Phone("19000001001"),)
    assert roster.households[1].residents[0].relation == "户主"
    assert not roster.problems  # no head is among the members: that is the form


def test_the_same_two_header_rows_without_merges_as_csv(tmp_path: Path) -> None:
    text = (
        "银苑社区居民花名册,,,,,,\n"
        "序号,现住址,家庭成员,,,,备注\n"
        ",,姓名,性别,与户主关系,出生年月,\n"
        "1,银苑小区3-2-501,许敏,女,户主,1979.5,\n"
        ",,高宁,男,配偶,1977-11-09,\n"
        "2,银苑小区3-2-502,马占林,男,户主,1945.1,\n"
    )
    for encoding in ("utf-8-sig", "utf-8", "gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        roster = read_roster(path, today=TODAY)
        assert names_of(roster) == [["许敏", "高宁"], ["马占林"]]
        # A .csv made from numbers may have lost the zero of 1945.10.
        assert codes_of(roster) == [(4, "date_no_day"), (6, "date_month_unsure")]


def test_members_with_spouse_and_children_in_columns_of_one_row(tmp_path: Path) -> None:
    rows = [
        ["房号", "户主姓名", "户主身份证号", "户主电话", "配偶姓名", "配偶电话", "子女1姓名", "子女2姓名"],
        ["3-2-501", "许敏", WOMAN, "19000001001", "高宁", "19000001002", "高一诺", ""],
        ["3-2-502", "马占林", "", "无", "", "", "", ""],
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏", "高宁", "高一诺"], ["马占林"]]
    assert [resident.relation for resident in roster.households[0].residents] == ["户主", "配偶", "子女"]
    assert roster.households[0].residents[1].phones == (Phone("19000001002"),)
    assert not roster.problems


def test_one_household_a_row_with_the_number_of_people(tmp_path: Path) -> None:
    rows = [
        ["楼栋", "房号", "户主姓名", "联系电话", "家庭人口", "房屋状态"],
        ["3号楼", "501", "许敏", "19000001001", 3, "自住"],
        ["3号楼", "502", "马占林", "19000001002", 1, "出租"],
        ["3号楼", "503", "", "", "", "空置"],
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏"], ["马占林"], []]
    assert [household.use for household in roster.households] == [
        DwellingUse.OWNER,
        DwellingUse.RENTED,
        DwellingUse.VACANT,
    ]
    assert roster.households[0].note == "家庭人口：3"
    assert roster.households[2].status is HouseholdStatus.VACANT
    assert not roster.problems


def test_ticked_columns_and_words_for_care_groups(tmp_path: Path) -> None:
    rows = [
        ["住址", "姓名", "性别", "出生日期", "人员类别", "特殊人群", "", "", "政治面貌"],
        ["", "", "", "", "", "低保", "残疾", "独居", ""],
        ["3-2-501", "许敏", "女", "1979-05-02", "退役军人、志愿者", "√", "肢体三级", "否", "党员"],
        ["3-2-502", "马占林", "男", "1945-08-15", "无", "", "", "是", "群众"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:H1", "I1:I2"]
    roster = read(tmp_path, Page(rows, merges=merges))
    first, second = (household.residents[0] for household in roster.households)
    assert first.care_groups == ("退役军人", "志愿者", "低保", "残疾")
    assert first.note == "残疾：肢体三级；政治面貌：党员"
    assert second.care_groups == ("独居老人",)
    assert not roster.problems


def test_side_by_side_on_the_page(tmp_path: Path) -> None:
    rows = [
        ["3号楼住户名单"],
        ["房号", "姓名", "关系", "电话", "", "房号", "姓名", "关系", "电话"],
        ["101", "许敏", "户主", "19000001001", "", "201", "周秀英", "户主", ""],
        ["", "高宁", "夫", "", "", "202", "纳建国", "户主", ""],
        ["102", "马占林", "户主", "", "", "", "纳嘉怡", "女", ""],
    ]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["3-101", "3-102", "3-201", "3-202"]
    assert names_of(roster) == [["许敏", "高宁"], ["马占林"], ["周秀英"], ["纳建国", "纳嘉怡"]]


def test_heads_side_by_side_on_the_page(tmp_path: Path) -> None:
    rows = [
        ["3号楼住户名单"],
        ["房号", "户主姓名", "人数", "电话", "", "房号", "户主姓名", "人数", "电话"],
        ["1-101", "许敏", 2, "19000001001", "", "2-101", "周秀英", 1, "19000001002"],
        ["1-102", "马占林", 1, "", "", "2-102", "纳建国", 1, ""],
    ]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["3-1-101", "3-1-102", "3-2-101", "3-2-102"]
    assert names_of(roster) == [["许敏"], ["马占林"], ["周秀英"], ["纳建国"]]
    phones = [[phone.number for phone in household.residents[0].phones] for household in roster.households]
    assert phones == [["19000001001"], [], ["19000001002"], []]


def test_a_home_whose_people_all_live_elsewhere_is_to_be_looked_at(tmp_path: Path) -> None:
    head = ["楼栋", "单元", "房号", "姓名", "与户主关系", "身份证号"]
    rows = [head, ["3", "2", "501", "许敏", "户主", WOMAN], ["3", "2", "601", "许敏", "户主", WOMAN]]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏"], []]
    assert [household.status for household in roster.households] == [
        HouseholdStatus.RESIDENT,
        HouseholdStatus.UNVERIFIED,
    ]


def test_rows_that_are_no_residents(tmp_path: Path) -> None:
    rows = [
        HEAD,
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        line("3", "2", "501", "许敏", "户主", "女"),
        [],
        ["本页小计", "", "", "1户1人"],
        ["", "", "", "", "", "", "", "", "", ""],
        HEAD,
        line("3", "2", "502", "马占林", "户主", "男"),
        ["总计", "", "", "2人"],
        ["填表人：张三", "", "", "", "审核人：李四", "", "", "2026年10月31日"],
        ["说明：1、户主须填写“户主”二字；2、身份证号须为18位。"],
        ["注", "以上情况属实"],
    ]
    roster = read(tmp_path, Page(rows, hidden_rows=[3]))
    assert names_of(roster) == [["许敏"], ["马占林"]]
    assert not roster.problems


def test_a_strange_line_in_the_middle_is_said(tmp_path: Path) -> None:
    rows = [
        HEAD,
        line("3", "2", "501", "许敏", "户主"),
        ["以下为租户"],
        line("3", "2", "502", "马占林", "户主"),
    ]
    roster = read(tmp_path, Page(rows))
    assert roster.residents == 2
    assert codes_of(roster) == [(3, "row_not_understood")]


def test_rows_numbered_beforehand_are_nothing(tmp_path: Path) -> None:
    head = ["序号", "小区", "楼栋", "房号", "姓名", "性别", "出生日期"]
    rows = [head, [1, "银苑小区", "3", "501", "许敏", "女", "1979-05-02"], *[[n, "银苑小区", "3"] for n in range(2, 9)]]
    roster = read(tmp_path, Page(rows))
    assert (len(roster.households), roster.residents, roster.problems) == (1, 1, ())


def test_dates_numbers_and_phones_as_excel_keeps_them(tmp_path: Path) -> None:
    rows = [
        HEAD,
        line(3, 2, 501, "许敏", "户主", "女", 28977, "", 19000001001),
        line(3, 2, 502, "马占林", "户主", "男", 19450815, 110105194912310020, "1.9000001002E+10"),
        line(3, 2, 503, "周秀英", "户主", "女", 1945.1, WOMAN.lower(), "0951-6012345"),
        line(3, 2, 504, "纳建国", "户主", "男", date(1968, 1, 1), "'110105491231002", "19000001002、1900000100"),
    ]
    roster = read(tmp_path, Page(rows))
    people = [household.residents[0] for household in roster.households]
    assert [person.birth for person in people] == ["1979-05-02", "1945-08-15", "1945", "1968-01-01"]
    assert [person.id_number for person in people] == ["", "", WOMAN, "110105491231002"]
    assert [[p.number for p in person.phones] for person in people] == [
        ["19000001001"],
        ["19000001002"],
        ["09516012345"],
        ["19000001002"],
    ]
    assert codes_of(roster) == [
        (3, "id_lost_digits"),
        (4, "date_month_unsure"),
        (4, "id_birth_differs"),
        (5, "id_birth_differs"),
        (5, "phone_digits"),
    ]


def test_the_id_number_settles_a_date_written_short(tmp_path: Path) -> None:
    rows = [
        HEAD,
        line("3", "2", "501", "周秀英", "户主", "", "1949.12", WOMAN),
        line("3", "2", "502", "马秀英", "户主", "", "49.12.31", WOMAN),
        line("3", "2", "503", "许敏", "户主", "", "", WOMAN),
    ]
    for number in (1, 2, 3):
        roster = read(tmp_path, Page([rows[0], rows[number]]))
        resident = roster.households[0].residents[0]
        assert (resident.birth, resident.sex) == ("1949-12-31", Sex.FEMALE)
        assert not roster.problems
    assert roster.births_from_id == 1


def test_birth_in_three_columns(tmp_path: Path) -> None:
    rows = [
        ["住址", "姓名", "出生日期", "", "", "性别"],
        ["", "", "年", "月", "日", ""],
        ["3-2-501", "许敏", 1979, 5, 2, "女"],
        ["3-2-502", "马占林", 1945, 8, "", "男"],
    ]
    roster = read(tmp_path, Page(rows, merges=["A1:A2", "B1:B2", "C1:E1", "F1:F2"]))
    assert [h.residents[0].birth for h in roster.households] == ["1979-05-02", "1945-08"]
    assert codes_of(roster) == [(4, "date_no_day")]


def test_a_building_that_excel_made_a_date_of_is_said(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "性别", "出生日期"], [date(2026, 3, 2), "许敏", "女", "1979-05-02"]]
    roster = read(tmp_path, Page(rows))
    assert codes_of(roster) == [(2, "door_became_date")]
    assert roster.households[0].address is None
    assert "2026-03-02" in roster.households[0].note


def test_several_people_in_one_cell_are_not_guessed_apart(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "联系电话"], ["3-2-501", "张三、李四", "19000001001"], ["3-2-502", "许敏", ""]]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [[], ["许敏"]]
    assert codes_of(roster) == [(2, "name_several")]
    assert "张三、李四" in roster.households[0].note
    assert "19000001001" in roster.households[0].note


def test_somebody_without_a_name_is_not_invented(tmp_path: Path) -> None:
    rows = [HEAD, line("3", "2", "501", "许敏", "户主"), line("3", "2", "501", "", "子", "男", "2001-07-08")]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏"]]
    assert codes_of(roster) == [(3, "roster_name_missing")]
    assert "2001-07-08" in roster.households[0].note


def test_one_id_number_for_two(tmp_path: Path) -> None:
    rows = [
        HEAD,
        line("3", "2", "501", "周秀英", "户主", "女", "", WOMAN),
        line("3", "2", "502", "周秀英", "母亲", "女", "", WOMAN),
        line("3", "2", "503", "马秀英", "户主", "女", "", WOMAN),
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["周秀英"], [], ["马秀英"]]
    assert codes_of(roster) == [(3, "resident_elsewhere"), (4, "id_number_shared")]
    assert roster.households[2].residents[0].id_number == ""


def test_two_heads_are_asked_about(tmp_path: Path) -> None:
    head = ["户编号", "住址", "姓名", "与户主关系", "性别"]
    rows = [head, ["A1", "3-2-501", "许敏", "户主", "女"], ["A1", "3-2-501", "马占林", "户主", "男"]]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏", "马占林"]]
    assert codes_of(roster) == [(3, "roster_two_heads")]
    assert [resident.relation for resident in roster.households[0].residents] == ["户主", ""]


def test_addresses_that_do_not_tell_the_door(tmp_path: Path) -> None:
    rows = [["住址", "姓名", "性别", "出生日期"], ["菜市场旁边", "许敏", "女", ""], ["501", "马占林", "男", ""]]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["", ""]
    assert codes_of(roster) == [(2, "address_unreadable"), (3, "address_no_building")]
    assert roster.households[0].note == "住址（名册原文）：菜市场旁边"
    assert roster.residents == 2


def test_owner_and_tenant(tmp_path: Path) -> None:
    rows = [
        ["房号", "业主姓名", "姓名", "与户主关系", "性别", "入住情况"],
        ["3-2-501", "纳国栋", "许敏", "户主", "女", "租住"],
    ]
    household = read(tmp_path, Page(rows)).households[0]
    assert household.note == "业主：纳国栋"
    assert household.use is DwellingUse.RENTED


def test_a_heading_nobody_knows_goes_into_the_note_and_can_be_corrected(tmp_path: Path) -> None:
    rows = [["住址", "尊姓大名", "性别", "出生日期", "姓名"], ["3-2-501", "许敏", "女", "1979-05-02", "敏敏"]]
    roster = read(tmp_path, Page(rows))
    assert roster.households[0].residents[0].note == "尊姓大名：许敏"
    choice = Choice(fields={"Sheet1": {1: Field.NAME, 4: Field.IGNORED}})
    corrected = read(tmp_path, Page(rows), choice=choice)
    assert corrected.households[0].residents[0].name == "许敏"
    assert corrected.households[0].residents[0].note == ""


def test_minority_and_rare_names(tmp_path: Path) -> None:
    rows = [HEAD, line("3", "2", "501", "阿依古丽•买买提", "户主"), line("3", "2", "502", "𬭎 䶮", "户主")]
    assert names_of(read(tmp_path, Page(rows))) == [["阿依古丽·买买提"], ["𬭎䶮"]]


def test_all_members_in_one_cell_with_their_relations(tmp_path: Path) -> None:
    rows = [
        ["住址", "家庭成员", "联系电话"],
        ["3-2-501", "户主:张三 妻:李四 长子:张小三", "19000001001"],
        ["3-2-502", "马占林（户主）、马秀英（妻）", ""],
        ["3-2-503", "户主:王五 干亲:赵六", ""],
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["张三", "李四", "张小三"], ["马占林", "马秀英"], []]
    assert [resident.relation for resident in roster.households[0].residents] == ["户主", "配偶", "长子"]
    assert "19000001001" in roster.households[0].residents[0].note
    assert codes_of(roster) == [(2, "members_in_one_cell"), (3, "members_in_one_cell"), (4, "name_unreadable")]
    assert "户主:王五 干亲:赵六" in roster.households[2].note


def test_phone_of_the_head_in_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["住址", "姓名", "关系", "性别", "户主电话"],
        ["3-2-501", "高宁", "配偶", "男", "19000001001"],
        ["", "许敏", "户主", "女", ""],
    ]
    roster = read(tmp_path, Page(rows))
    assert roster.households[0].residents[0].phones == ()
    assert roster.households[0].residents[1].phones == (Phone("19000001001"),)


def test_a_day_that_only_the_spreadsheet_made_up_is_not_entered(tmp_path: Path) -> None:
    """A cell that shows 1945年8月 holds 1945-08-01."""
    rows = [
        ["住址", "姓名", "性别", "出生年月"],
        ["3-2-501", "许敏", "女", date(1979, 5, 1)],
        ["3-2-502", "马占林", "男", date(1945, 8, 1)],
        ["3-2-503", "周秀英", "女", date(1949, 12, 1)],
        ["3-2-504", "纳建国", "男", date(1968, 1, 1)],
    ]
    formats = {"D3": 'yyyy"年"m"月"', "D4": "yyyy.mm", "D5": "yyyy"}
    roster = read(tmp_path, Page(rows, formats=formats))
    births = [household.residents[0].birth for household in roster.households]
    assert births == ["1979-05-01", "1945-08", "1949-12", "1968"]
    assert codes_of(roster) == [(3, "date_no_day"), (4, "date_no_day"), (5, "date_no_month")]


def test_a_printed_page_with_all_its_troubles(tmp_path: Path) -> None:
    title = ["银苑社区居民信息登记表（2026年度）"]
    upper = [
        "户\n号",
        "住址",
        "",
        "",
        "户主\n姓名",
        "家庭成员",
        "",
        "",
        "",
        "",
        "联系电话",
        "房屋\n性质",
        "特殊\n人群",
        "备注",
    ]
    lower = [
        "",
        "楼号",
        "单元号",
        "门牌号",
        "",
        "姓 名",
        "与户主\n关系",
        "性别",
        "出生年月",
        "身份证号码",
        "",
        "",
        "",
        "",
    ]
    rows = [
        title,
        ["填报单位：银苑社区居委会", "", "", "", "", "", "", "联系人：王某", "", "", "填报时间：2026年10月"],
        upper,
        lower,
        [1, "3号楼", "2单元", "501", "许敏", "许敏", "户主", "女", "1979.05", "", "19000001001", "自有", "", ""],
        ["", "", "", "", "", "高宁", "配偶", "男", "1977-11-9", "", "", "", "", ""],
        [2, "3号楼", "2单元", "502", "马占林", "马秀英", "妻", "女", "1949-3-25", "", "", "自有", "高龄", ""],
        ["", "", "", "", "", "马占林", "本人", "男", "1945/8/15", "", 19000001002, "", "退役军人", "已故"],
        [3, "3号楼", "2单元", "503", "", "", "", "", "", "", "", "出租", "", "租客不配合登记"],
        title,
        upper,
        lower,
        [4, "3号楼", "2单元", "602", "阿依古丽", "阿依古丽·买买提", "户主", "女", "1990-1-1", "", "+8619000001005"],
        ["合 计", "", "", "", "4户", "5人"],
        ["制表：王某", "", "", "", "审核：李某", "", "", "", "日期：2026.10.31"],
    ]
    heads = ["A3:A4", "B3:D3", "F3:J3", "E3:E4", "K3:K4", "L3:L4", "M3:M4", "N3:N4", "B11:D11", "F11:J11"]
    blocks = [f"{letter}{top}:{letter}{top + 1}" for letter in "ABCDEL" for top in (5, 7)]
    roster = read(tmp_path, Page(rows, merges=["A1:N1", "A10:N10", *heads, *blocks]))
    assert doors_of(roster) == ["3-2-501", "3-2-502", "3-2-503", "3-2-602"]
    assert names_of(roster) == [["许敏", "高宁"], ["马秀英", "马占林"], [], ["阿依古丽·买买提"]]
    assert [household.number for household in roster.households] == ["1", "2", "3", "4"]
    assert [household.head for household in roster.households] == [0, 1, None, 0]
    assert codes_of(roster) == [(5, "date_no_day"), (8, "name_dead")]


def test_units_merged_over_several_households(tmp_path: Path) -> None:
    rows = [
        ["3号楼居民信息登记表"],
        ["单元", "房号", "户主姓名", "户主电话", "家庭成员", "", "", ""],
        ["", "", "", "", "姓名", "关系", "性别", "出生日期"],
        ["1", "101", "许敏", "19000001001", "许敏", "户主", "女", "1979-5-2"],
        ["", "", "", "", "高宁", "夫", "男", "1977-11-9"],
        ["", "102", "马占林", "无", "马占林", "户主", "男", "1945-8-15"],
        ["2", "101", "空置", "", "", "", "", ""],
        ["", "102", "出租", "", "", "", "", ""],
    ]
    roster = read(tmp_path, Page(rows, merges=["A1:H1", "E2:H2", "A4:A6", "A7:A8"]))
    assert doors_of(roster) == ["3-1-101", "3-1-102", "3-2-101", "3-2-102"]
    assert names_of(roster) == [["许敏", "高宁"], ["马占林"], [], []]
    assert [household.use for household in roster.households[2:]] == [DwellingUse.VACANT, DwellingUse.RENTED]
    assert roster.households[0].residents[0].phones == (Phone("19000001001"),)
    assert not roster.problems


def test_owner_and_tenant_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["房号", "业主姓名", "业主电话", "租户姓名", "租户电话"],
        ["3-2-502", "马占林", "19000001002", "高宁", "19000001003"],
    ]
    household = read(tmp_path, Page(rows)).households[0]
    assert household.note == "业主电话：19000001002；业主：马占林"
    assert household.residents[0].phones == (Phone("19000001003"),)


def test_the_same_address_as_above(tmp_path: Path) -> None:
    rows = [
        ["家庭住址", "户主", "性别", "联系电话"],
        ["银苑小区3号楼2单元501室", "许敏", "女", "19000001001"],
        ["同上", "马占林", "男", "无"],
    ]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["3-2-501", "3-2-501"]
    assert not roster.problems


def test_a_household_without_an_address_is_said(tmp_path: Path) -> None:
    rows = [HEAD, line("", "", "", "许敏", "户主"), line("3", "2", "502", "马占林", "户主")]
    roster = read(tmp_path, Page(rows))
    assert codes_of(roster) == [(2, "address_missing")]
    rows = [["户编号", "姓名", "与户主关系", "性别", "出生日期"], ["1", "许敏", "户主", "女", "1979-05-02"]]
    assert codes_of(read(tmp_path, Page(rows))) == [(1, "no_address_column")]


def test_the_head_in_one_column_and_the_others_listed_in_the_next(tmp_path: Path) -> None:
    rows = [
        ["序号", "门牌号", "户主姓名", "家庭成员", "人口", "联系方式"],
        [1, "3-2-501", "许敏", "高宁、高一诺", 3, "19000001001"],
        [2, "3-2-502", "马占林", "", 1, "19000001002"],
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏", "高宁", "高一诺"], ["马占林"]]
    assert (2, "members_in_one_cell") in codes_of(roster)
    assert roster.households[1].residents[0].phones == (Phone("19000001002"),)


def test_two_tables_below_each_other_with_headings_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["一、自住户"],
        ["楼栋", "房号", "户主", "电话"],
        ["3", "501", "许敏", "19000001001"],
        ["3", "502", "马占林", "19000001002"],
        [],
        ["二、租住户"],
        ["楼栋", "房号", "房东", "租客姓名", "租客电话"],
        ["3", "601", "周秀英", "高宁", "19000001003"],
    ]
    roster = read(tmp_path, Page(rows))
    assert names_of(roster) == [["许敏"], ["马占林"], ["高宁"]]
    assert doors_of(roster) == ["3-501", "3-502", "3-601"]
    assert roster.households[2].note == "业主：周秀英"


def test_headings_that_name_two_things(tmp_path: Path) -> None:
    rows = [
        [],
        ["", "银苑小区 3号楼 2单元 住户情况表"],
        ["", "房间", "业主/租户", "身份证号码（必填）", "性别（男/女）", "手机号码"],
        ["", "501", "许敏", WOMAN, "女", "19000001001"],
    ]
    roster = read(tmp_path, Page(rows))
    assert doors_of(roster) == ["3-2-501"]
    assert names_of(roster) == [["许敏"]]
