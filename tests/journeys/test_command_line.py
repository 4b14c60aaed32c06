"""The command line as a script would use it: real processes, real files, exit statuses, one line of error."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from ledger.store import open_ledger

ROOT = Path(__file__).resolve().parents[2]
ROSTER = ROOT / "tests" / "data" / "roster"


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        check=False,
        **options,
    )


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.mqzb"
    done = run("demo", path, "--households", 40, "--months", 4, "--seed", 7, "--until", "2026-10-31")
    assert done.returncode == 0, done.stderr
    return path


def test_the_sample_is_in_order(demo: Path) -> None:
    checked = run("check", demo)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_printed_month_says_what_the_account_says(demo: Path, tmp_path: Path) -> None:
    account = json.loads(run("account", demo, "--month", "2026-09", "--json").stdout)
    assert account["month"] == "2026-09"
    assert account["closing"] == account["opening"] + account["new"] - account["settled"] + account["adjustments"]
    for slices in (account["by_category"], account["by_level"], account["by_grid"]):
        assert sum(part["closing"] for part in slices.values()) == account["closing"]
    printed = run("report", demo, "--month", "2026-09", "-o", tmp_path / "九月.pdf")
    assert printed.returncode == 0, printed.stderr
    text = text_of(tmp_path / "九月.pdf")
    for words in ("民情账本月报", "银苑社区", "上月结转", "期末未结"):
        assert words in text
    for figure in ("opening", "new", "settled", "closing"):
        assert str(account[figure]) in text.split("一、")[0]


def test_a_month_prints_the_same_twice(demo: Path, tmp_path: Path) -> None:
    texts = []
    for name in ("a.pdf", "b.pdf"):
        run("report", demo, "--month", "2026-08", "-o", tmp_path / name)
        texts.append(text_of(tmp_path / name))
    made = [[line for line in text.splitlines() if "生成" not in line] for text in texts]
    assert made[0] == made[1]


def test_the_report_speaks_english_when_asked(demo: Path, tmp_path: Path) -> None:
    done = run("report", demo, "--month", "2026-09", "-o", tmp_path / "en.pdf", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "期末未结" not in text_of(tmp_path / "en.pdf")


def test_a_department_reads_no_resident_who_is_only_spoken_of(demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo, tmp_path / "a.mqzb")
    with open_ledger(tmp_path / "a.mqzb") as ledger, ledger.write("matter.correct") as write:
        matter = ledger.row("select matter_id as id, substr(booked_on, 1, 7) as month from posting where effect = 1")
        write.update("matter", matter["id"], title="与赵铁柱争吵")
        write.update("resident", 1, name="赵铁柱")
        for closing in ledger.rows("select id from closing"):
            write.withdraw("closing", closing["id"], "更正")
    printed = run(
        "report", tmp_path / "a.mqzb", "--month", matter["month"], "-o", tmp_path / "a.pdf", "--audience", "department"
    )
    assert printed.returncode == 0, printed.stderr
    assert "赵铁柱" not in text_of(tmp_path / "a.pdf")
    assert "与赵某争吵" in text_of(tmp_path / "a.pdf")


def test_nobody_is_named_in_public(demo: Path, tmp_path: Path) -> None:
    run("export", demo, "--what", "residents", "-o", tmp_path / "r.xlsx")
    done = run("report", demo, "--month", "2026-09", "-o", tmp_path / "p.pdf", "--audience", "public")
    assert done.returncode == 0, done.stderr
    found = json.loads(run("search", demo, "1-1-101", "--json").stdout)["hits"]
    assert found
    text = text_of(tmp_path / "p.pdf")
    assert "1900000" not in text
    assert not any(name and name in text for name in names_of(tmp_path / "r.xlsx"))


def names_of(path: Path) -> set[str]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    column = next(row for row in rows if "姓名" in row).index("姓名")
    return {str(row[column]) for row in rows if len(str(row[column])) > 1 and row[column] != "姓名"}


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_an_output_that_knows_few_characters_gets_what_it_can(demo: Path, tmp_path: Path, encoding: str) -> None:
    shutil.copy(demo, tmp_path / "a.mqzb")
    with open_ledger(tmp_path / "a.mqzb") as ledger, ledger.write("matter.correct") as write:
        write.update("matter", 1, title="路灯不亮😀")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, ROOT / "main.py", "search", tmp_path / "a.mqzb", "路灯不亮"]
    plain = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert "\\U0001f600" in plain.stdout.decode(encoding)
    listed = subprocess.run([*command, "--json"], capture_output=True, env=environment, check=False)
    assert "路灯不亮😀" in [hit["title"] for hit in json.loads(listed.stdout.decode(encoding))["hits"]]


def test_a_roster_becomes_a_ledger_and_again_changes_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "new.mqzb"
    dry = run("import", ledger, ROSTER / "as_printed.xlsx", "--dry-run", "--json")
    assert (dry.returncode, ledger.exists()) == (0, False), dry.stderr
    first = json.loads(run("import", ledger, ROSTER / "as_printed.xlsx", "--json").stdout)
    assert (first["households"], first["residents"]) == (5, 7)
    assert [p["row"] for p in first["problems"]] == [5, 10, 12, 12, 12, 13]
    again = json.loads(run("import", ledger, ROSTER / "as_printed.xlsx", "--json").stdout)
    assert (again["created"], again["changed"]) == (0, 0)
    assert run("check", ledger).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "LEDGER"),
        ("report", "LEDGER", "--month", "2026-13", "-o", "x.pdf"),
        ("report", "MISSING", "--month", "2026-09", "-o", "x.pdf"),
        ("report", "LEDGER", "--month", "2026-09", "-o", "x.pdf", "--grid", "没有的网格"),
        ("account", "TEXT", "--month", "2026-09"),
        ("import", "LEDGER", "MISSING"),
        ("import", "LEDGER", "TEXT"),
        ("export", "LEDGER", "--what", "cats", "-o", "x.xlsx"),
        ("demo", "LEDGER"),
        ("demo", "x.mqzb", "--households", "-3"),
        ("nonsense",),
        ("--nonsense",),
    ],
)
def test_bad_input_is_one_line_and_status_two_and_changes_nothing(
    demo: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    shutil.copy(demo, tmp_path / "l.mqzb")
    (tmp_path / "text.xlsx").write_text("not a workbook\x00", encoding="utf-8")
    places = {"LEDGER": "l.mqzb", "MISSING": "missing.xlsx", "TEXT": "text.xlsx"}
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    done = run(*(places.get(word, word) for word in arguments), cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    after = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.suffix != ".lock"}
    assert after == before


def test_a_folder_that_cannot_be_written_is_a_failed_job(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("report", demo, "--month", "2026-09", "-o", tmp_path / "file" / "x.pdf")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["demo", "import", "search", "account", "report", "export", "check"])
def test_every_command_explains_itself(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("用法：")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(demo: Path) -> None:
    done = run("report", demo, "--month", "2026-09", "-o", "/dev/full/x.pdf")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
