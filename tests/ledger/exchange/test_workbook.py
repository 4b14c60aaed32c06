"""Files of every kind: workbooks, text, web pages, and what is no roster at all."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_sheets import TODAY, Page, names_of, read, rows_of, write

from ledger.errors import InputProblem, LedgerError, WorldProblem
from ledger.exchange.door_cells import Place
from ledger.exchange.finished import finish
from ledger.exchange.header import blocks_of, find_header
from ledger.exchange.household_drafts import Households
from ledger.exchange.lines import LeftOut, read_lines, table_of
from ledger.exchange.person_cells import Reader
from ledger.exchange.reading import read_roster
from ledger.exchange.roster import Choice
from ledger.exchange.workbook import Merge, Sheet, read_workbook
from ledger.rules.word_list import read_words

DATA = Path(__file__).resolve().parents[2] / "data" / "roster"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "et", "ods"])
def test_one_roster_in_every_format(kind: str) -> None:
    roster = read_roster(DATA / f"as_printed.{kind}", today=TODAY)
    assert (len(roster.households), roster.residents) == (5, 7)
    assert rows_of(roster) == [5, 10, 12, 13]


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    for name in ("名册.xls", "名册.csv", "名册", "名册.et"):
        copy = tmp_path / name
        copy.write_bytes((DATA / "as_printed.xlsx").read_bytes())
        assert read_roster(copy, today=TODAY).residents == 7


def test_a_web_page_saved_as_xls(tmp_path: Path) -> None:
    page = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table>
    <tr><td colspan=4>银苑小区3号楼居民花名册</td></tr>
    <tr><th>房号</th><th>姓名</th><th>关系</th><th>联系电话</th></tr>
    <tr><td rowspan=2>501</td><td>许敏</td><td>户主</td><td>19000001001</td></tr>
    <tr><td>高宁</td><td>夫</td><td>&nbsp;</td></tr>
    <tr><td>502</td><td>马占林</td><td>户主</td><td>无</td></tr>
    </table></body></html>"""
    path = tmp_path / "导出.xls"
    path.write_bytes(page.encode("gb18030"))
    assert read_workbook(path).sheets[0].merges == (Merge(0, 0, 0, 3), Merge(2, 0, 3, 0))
    assert names_of(read_roster(path, today=TODAY)) == [["许敏", "高宁"], ["马占林"]]


@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_text_with_any_separator(tmp_path: Path, separator: str) -> None:
    rows = ["住址,姓名,关系,性别", "3-2-501,许敏,户主,女", '3-2-502,"马占林",户主,男']
    path = tmp_path / "名册.csv"
    path.write_text("\r\n".join(rows).replace(",", separator), "utf-8")
    assert names_of(read_roster(path, today=TODAY)) == [["许敏"], ["马占林"]]


def refused(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(LedgerError) as caught:
        read_roster(path, today=TODAY)
    if isinstance(caught.value, WorldProblem):
        return caught.value.code
    assert isinstance(caught.value, InputProblem)
    return caught.value.problems[0].code


def test_files_that_are_not_there_or_no_files(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.xlsx") == "no_such_file"
    assert refused(tmp_path) == "roster_is_folder"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "名册.xlsx", Page([["姓名"]]))
    path.chmod(0)
    assert refused(path) == "roster_unreadable"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "roster_empty"),
        (b"\xef\xbb\xbf\r\n", "roster_empty"),
        (b"%PDF-1.7 \x00\x01", "roster_no_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00", "roster_no_workbook"),
        (b"SQLite format 3\x00", "roster_no_workbook"),
        (b"\x00\x01\x02\x03" * 50, "roster_no_workbook"),
        (b"PK\x03\x04 word/document.xml", "roster_no_workbook"),
        (b"PK\x03\x04 xl/workbook.xml", "roster_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "roster_no_workbook"),
        ("今天天气很好\n明天去走访".encode(), "roster_unrelated"),
        ("日期,收入,支出\n2026-01-01,5,3".encode(), "roster_unrelated"),
    ],
)
def test_what_is_no_roster_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_workbook_cut_off_on_the_way(tmp_path: Path) -> None:
    whole = (DATA / "as_printed.xlsx").read_bytes()
    path = tmp_path / "名册.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path) in ("roster_damaged", "roster_no_workbook")


def test_a_workbook_with_a_password() -> None:
    assert refused(DATA / "locked.xlsx") == "roster_password"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "roster_empty"),
        ([["品名", "数量", "单价"], ["扫帚", 3, 12.5]], "roster_unrelated"),
        ([["序号", "姓名", "部门", "基本工资", "签字"], [1, "张三", "办公室", 3000, ""]], "roster_unrelated"),
        ([["姓名", "职务", "电话"], ["张三", "书记", "19000001001"]], "roster_unrelated"),
        ([["序号", "房号", "水表读数", "备注"], [1, "501", 33, ""]], "roster_unrelated"),
        ([["住址", "姓名", "性别", "出生日期"]], "roster_no_residents"),
    ],
)
def test_sheets_that_list_no_residents(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    assert refused(write(tmp_path / "名册.xlsx", Page(rows))) == code


def test_an_unknown_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as caught:
        read(tmp_path, Page([["住址", "姓名", "性别", "出生日期"]]), choice=Choice(sheets=frozenset({"没有"})))
    assert caught.value.problems[0].code == "roster_no_such_sheet"


def test_a_chosen_sheet_is_read_alone(tmp_path: Path) -> None:
    head = ["住址", "姓名", "性别", "出生日期"]
    pages = [
        Page([head, ["3-2-501", "许敏", "女", ""]], name="甲"),
        Page([head, ["3-2-502", "马占林", "男", ""]], name="乙"),
    ]
    assert names_of(read(tmp_path, *pages, choice=Choice(sheets=frozenset({"乙"})))) == [["马占林"]]
    assert names_of(read(tmp_path, *pages)) == [["许敏"], ["马占林"]]


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    head = ["住址", "姓名", "性别", "出生日期"]
    roster = read(
        tmp_path,
        Page([head, ["3-2-501", "许敏", "女", ""]], name="甲"),
        Page([head, ["3-2-502", "马占林", "男", ""]], name="乙", hidden=True),
    )
    assert names_of(roster) == [["许敏"]]
    assert [sheet.skipped for sheet in roster.sheets] == ["", "sheet_hidden"]


WORDS = read_words("roster_columns").items()
HEADINGS = st.sampled_from([said for word, others in WORDS for said in (word, *others[:2])])
CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["姓名", "住址", "户主", "合计", "3-2-501", "3号楼", "许敏", "女", "1945.8", "无", "关系", "备注", "同上"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12))
def test_whatever_stands_in_the_rows_it_is_read_or_refused(tmp_path: Path, rows: list[list[object]]) -> None:
    path = tmp_path / "名册.csv"
    lines = [["住址", "姓名", "与户主关系", "联系电话"], *rows]
    path.write_text(
        "\n".join("\t".join("".join(str(c).split()) for c in row) for row in lines), "utf-8", errors="replace"
    )
    try:
        roster = read_roster(path, today=TODAY)
    except InputProblem:
        return
    assert all(resident.name for household in roster.households for resident in household.residents)


MERGES = st.tuples(st.integers(0, 9), st.integers(0, 6), st.integers(0, 4), st.integers(0, 2))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(HEADINGS, min_size=2, max_size=9),
    st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=10),
    st.lists(MERGES, max_size=4),
)
def test_any_columns_with_any_cells_are_read_or_refused(
    headings: list[str], rows: list[list[object]], merges: list[tuple[int, int, int, int]]
) -> None:
    cells = [[*headings, *[""] * (9 - len(headings))], *rows]
    merged = tuple(Merge(top, left, top + down, left + right) for top, left, down, right in merges if top < len(cells))
    sheet = Sheet("3号楼", tuple(cells), tuple(each for each in merged if each.bottom < len(cells)))  # type: ignore[arg-type]
    header = find_header(sheet)
    if header is None or not header.is_roster:
        return
    for block in blocks_of(header):
        table = table_of(sheet, block)
        households = Households(sheet.name)
        for line in read_lines(sheet, table, Place(), Reader(sheet.name, TODAY)):
            if not isinstance(line, LeftOut):
                households.add(line)
        finished = finish(households.drafts, table.layout)
        everybody = [resident for household in finished.households for resident in household.residents]
        assert all(resident.name for resident in everybody)
        for household in finished.households:
            heads = [resident for resident in household.residents if resident.relation == "户主"]
            assert len(heads) <= 1
            assert (household.head is None) == (not heads)
