"""main.py import and export, as a script would use them."""

import json
from pathlib import Path

import pytest

from ledger.commands.dispatch import run
from ledger.store import open_ledger

DATA = Path(__file__).resolve().parents[2] / "data" / "roster"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = run([str(each) for each in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("name", ["plain.xlsx", "as_printed.xlsx"])
def test_json_says_what_the_file_holds_and_what_was_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))[name]
    ledger = tmp_path / "账本.mqzb"
    status, out, err = said(capsys, "import", ledger, DATA / name, "--json")
    first = json.loads(out)
    assert (status, err) == (0, "")
    assert list(first) == ["households", "residents", "created", "changed", "problems"]
    assert (first["households"], first["residents"]) == (expected["households"], expected["residents"])
    assert (first["created"], first["changed"]) == (expected["residents"], 0)
    assert {problem["row"] for problem in first["problems"]} == {problem["row"] for problem in expected["problems"]}
    assert all(list(problem) == ["row", "column", "message"] for problem in first["problems"])
    _, out, _ = said(capsys, "import", ledger, DATA / name, "--json")
    again = json.loads(out)
    assert (again["created"], again["changed"]) == (0, 0)
    assert again["problems"] == first["problems"]


def test_messages_name_the_trouble_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "import", tmp_path / "账本.mqzb", DATA / "as_printed.xlsx")
    assert "第 12 行 公民身份号码：身份证号 1.1010519491231E+17 是数字格式，末几位已丢失。" in out
    assert "第 5 行 出生年月：“1945.8”没有写日，按 1945-08 记，不补日。" in out
    assert "居民：新增 7 人" in out


def test_a_dry_run_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "账本.mqzb"
    status, out, _ = said(capsys, "import", ledger, DATA / "plain.xlsx", "--dry-run", "--json")
    assert (status, json.loads(out)["created"]) == (0, 5)
    assert list(tmp_path.iterdir()) == []
    said(capsys, "import", ledger, DATA / "plain.xlsx")
    before = ledger.read_bytes()
    status, out, _ = said(capsys, "import", ledger, DATA / "as_printed.xlsx", "--dry-run")
    assert status == 0
    assert out.count("试运行") == 1
    assert ledger.read_bytes() == before


def test_a_new_ledger_is_named_after_the_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "import", tmp_path / "a.mqzb", DATA / "as_printed.xlsx")
    said(capsys, "import", tmp_path / "b.mqzb", DATA / "plain.xlsx", "--community", "金苑社区", "--worker", "李书记")
    names = []
    for name in ("a.mqzb", "b.mqzb"):
        with open_ledger(tmp_path / name, read_only=True) as ledger:
            names.append((ledger.value("select name from community"), ledger.value("select name from worker")))
    assert names == [("银苑社区", "书记"), ("金苑社区", "李书记")]


@pytest.mark.parametrize(
    ("roster", "words"),
    [
        ("没有.xlsx", "没有文件"),
        ("locked.xlsx", "密码"),
        ("make.py", "没有居民名册"),
        (".", "文件夹"),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], roster: str, words: str
) -> None:
    status, out, err = said(capsys, "import", tmp_path / "账本.mqzb", DATA / roster)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "账本.mqzb"
    other.write_text("不是账本")
    for more in ([], ["--dry-run"]):
        status, _, err = said(capsys, "import", other, DATA / "plain.xlsx", *more)
        assert status == 2
        assert err.count("\n") == 1
    assert other.read_text() == "不是账本"


@pytest.mark.parametrize("what", ["residents", "visits", "matters"])
def test_export(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    ledger, target = tmp_path / "账本.mqzb", tmp_path / "表.xlsx"
    said(capsys, "import", ledger, DATA / "plain.xlsx")
    status, out, err = said(capsys, "export", ledger, "--what", what, "-o", target)
    assert (status, err) == (0, "")
    assert target.is_file()
    assert ("5" if what == "residents" else "0") in out


def test_export_refuses_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "账本.mqzb"
    said(capsys, "import", ledger, DATA / "plain.xlsx")
    status, _, err = said(capsys, "export", ledger, "--what", "visits", "-o", tmp_path / "x.xlsx", "--month", "2026-1")
    assert status == 2
    assert "2026-10" in err
    status, _, err = said(capsys, "export", ledger, "--what", "visits", "-o", tmp_path / "没有" / "x.xlsx")
    assert status == 1
    assert err.count("\n") == 1


def test_a_household_that_moved_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, head = tmp_path / "账本.mqzb", "楼栋,单元,房号,姓名,与户主关系,电话\n"
    (tmp_path / "old.csv").write_text(head + "3,2,501,许敏,户主,19000001001\n,,,高宁,夫,\n", "utf-8")
    (tmp_path / "new.csv").write_text(head + "4,1,101,许敏,户主,19000001001\n,,,高宁,夫,\n", "utf-8")
    said(capsys, "import", ledger, tmp_path / "old.csv")
    _, out, _ = said(capsys, "import", ledger, tmp_path / "new.csv", "--dry-run")
    assert "许敏 家: 住址 3-2-501 → 4-1-101" in out
    _, out, _ = said(capsys, "import", ledger, tmp_path / "new.csv", "--json")
    assert (json.loads(out)["created"], json.loads(out)["changed"]) == (0, 2)
    _, out, _ = said(capsys, "import", ledger, tmp_path / "new.csv", "--json")
    assert (json.loads(out)["created"], json.loads(out)["changed"]) == (0, 0)


def test_a_list_is_not_put_into_a_file_that_is_called_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "账本.mqzb"
    said(capsys, "import", ledger, DATA / "plain.xlsx")
    status, _, err = said(capsys, "export", ledger, "--what", "residents", "-o", tmp_path / "居民.csv")
    assert (status, err) == (2, "居民.csv：清单只写成 .xlsx，请换成以 .xlsx 结尾的文件名。\n")
    assert not (tmp_path / "居民.csv").exists()


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_a_number_of_hits(tmp_path: Path, capsys: pytest.CaptureFixture[str], limit: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["search", str(tmp_path / "账本.mqzb"), "王", f"--limit={limit}"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
