"""Every problem a roster can have is put into words that have what they need."""

import ast
import re
from pathlib import Path

import pytest

from ledger.exchange.in_words import change_label, problem_label
from ledger.exchange.plan import FieldChange
from ledger.exchange.roster import RosterProblem
from ledger.language import in_language
from ledger.rules.finding import Severity
from ledger.sentences.roster import ROSTER_PROBLEMS

LEDGER = Path(__file__).resolve().parents[3] / "ledger"
ROSTER_RULES = ("address", "id_number", "partial_date", "person_name", "phone")


def findings_made() -> dict[str, set[str]]:
    """For every code that a roster's rules and readers name: the facts that come with it."""
    made: dict[str, set[str]] = {}
    files = [*(LEDGER / "exchange").glob("*.py"), *(LEDGER / "rules" / f"{name}.py" for name in ROSTER_RULES)]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in ("error", "warning") and isinstance(first, ast.Constant):
                made.setdefault(str(first.value), set()).update(word.arg or "*" for word in node.keywords)
    return made


def test_every_code_has_a_sentence_and_every_sentence_its_facts() -> None:
    made = findings_made()
    assert len(made) > 30
    for code, facts in made.items():
        wanted = set(re.findall(r"%\((\w+)\)s", ROSTER_PROBLEMS[code]))
        assert "*" in facts or wanted <= facts, code


def said(code: str, severity: Severity = Severity.ERROR, **values: str) -> str:
    return problem_label(RosterProblem("表", 5, "栏", code, tuple(values.items()), severity))


def test_id_numbers_are_masked_in_messages() -> None:
    assert "110***********0021" in said("id_check_digit", text="110105194912310021")
    assert "1.1010519491231E+17" in said("id_lost_digits", text="1.1010519491231E+17")


def test_what_became_of_it_is_said() -> None:
    assert said("date_impossible", text="1988-13-02") == "“1988-13-02”这一天不存在。未导入，原文记入备注。"
    twice = said("resident_twice", name="哈文", first_row="12", added="电话 19000003331", differs="性别 女")
    assert (
        twice == "哈文 在这一户第 12 行已有，只记一次。由这一行补记：电话 19000003331。这一行不同、没有采用：性别 女。"
    )
    with in_language("en"):
        assert said("date_no_day", Severity.WARNING, text="1945.8", date="1945-08").startswith("“1945.8” names no day")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (FieldChange("birth", "1979-05", "1979-05-02"), "出生日期 1979-05 → 1979-05-02"),
        (FieldChange("sex", "", "female"), "性别 空 → 女"),
        (
            FieldChange("phones", "19000001001", "19000001001、19000001002"),
            "电话 190****1001 → 190****1001、190****1002",
        ),
        (FieldChange("id_number", "", "11010519491231002X"), "身份证号 空 → 110***********002X"),
        (FieldChange("use", "owner", "rented"), "用途 自住 → 租赁"),
        (FieldChange("household", "3-2-501", ""), "由 3-2-501 迁来"),
        (FieldChange("note", "", "电话 19000001001"), "备注 空 → 电话 190****1001"),
    ],
)
def test_changes_in_words(change: FieldChange, words: str) -> None:
    assert change_label(change) == words
