"""Whatever a roster says, importing it twice is importing it once."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from roster_sheets import MAN, TODAY, WOMAN, Page, write

from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.exchange.applying import apply_plan
from ledger.exchange.comparing import plan_import
from ledger.exchange.plan import Fate
from ledger.exchange.reading import read_roster
from ledger.store import create_ledger

HEADINGS = [
    "小区",
    "住址",
    "姓名",
    "与户主关系",
    "性别",
    "出生日期",
    "身份证号",
    "电话",
    "人群标签",
    "居住状态",
    "备注",
]
NAMES = [
    "许敏",
    "高宁",
    "马占林",
    "周秀英",
    "纳建国",
    "纳嘉怡",
    "高一诺",
    "哈文",
    "欧阳兰",
    "马秀英",
    "许建平",
    "高玉芳",
]
NAMES += ["", "阿依古丽·买买提", "张三、李四", "租户", "许 敏", "王五(已故)"]
ROWS = st.tuples(
    st.sampled_from(["", "", "", "银苑小区", "金苑小区"]),
    st.sampled_from(["3-2-501", "3-2-502", "4-101", "", "菜市场旁边", "3-2-501(出租)", "东街12号"]),
    st.sampled_from(NAMES),
    st.sampled_from(["户主", "妻", "子", "", "长女", "户主"]),
    st.sampled_from(["女", "男", ""]),
    st.sampled_from(["1979-05-02", "1980.5", "1979", "", "1949-12-31", "2001/7/8", "1988-13-02", "1965.3.4"]),
    st.sampled_from(["", "", WOMAN, MAN, "110105194912310021"]),
    st.sampled_from(["", "19000001001", "19000001002/19000001001", "1900000100", "女儿 19000001003"]),
    st.sampled_from(["", "党员", "低保;重残", "独居"]),
    st.sampled_from(["", "常住", "外出", "空置", "租住", "人户分离"]),
    st.sampled_from(["", "耳背", "租期一年"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=9), st.lists(ROWS, max_size=5))
def test_importing_twice_is_importing_once(rows: list[tuple[str, ...]], newer: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with create_ledger(folder / "账本.mqzb", community="银苑社区", worker="王书记") as ledger:
            for number, file_rows in enumerate([rows, newer, rows]):
                try:
                    page = Page([HEADINGS, *file_rows])
                    roster = read_roster(write(folder / f"{number}.xlsx", page), today=TODAY)
                except InputProblem:
                    continue
                apply_plan(ledger, plan_import(ledger, roster), today=TODAY)
                again = plan_import(ledger, roster)
                assert again.count(Fate.NEW) == 0
                assert again.changes_nothing, _changes(again)
            assert [finding.check for finding in findings(ledger)] == []


def _changes(plan: object) -> list[object]:
    households = plan.households  # type: ignore[attr-defined]
    residents = [resident for household in households for resident in household.residents]
    return [(each.fate, each.changes) for each in (*households, *residents) if each.changes or each.fate is Fate.NEW]
