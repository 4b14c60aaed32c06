"""main.py route: drawn up, printed, printed again, and refused in one line."""

import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from ledger.commands.dispatch import run
from ledger.sample.making import make_sample
from ledger.store import create_ledger, open_ledger
from ledger.visits.route import route_sheets


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("route") / "示例.mqzb"
    make_sample(path, households=40, months=2, seed=7, until=date(2026, 10, 31))
    return path


def printed(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def numbers(sample: Path) -> list[int]:
    with open_ledger(sample, read_only=True) as ledger:
        return [line.number for line in route_sheets(ledger)]


def test_a_sheet_is_drawn_up_and_printed_again(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = tmp_path / "路线.pdf", tmp_path / "again.pdf"
    assert run(["route", str(sample), "-o", str(first), "--which", "all", "--date", "2026-11-02"]) == 0
    number = numbers(sample)[0]
    assert f"第 {number} 号路线单" in capsys.readouterr().out
    assert run(["route", str(sample), "-o", str(again), "--again", str(number), "--date", "2026-11-02"]) == 0
    assert printed(first) == printed(again)
    assert numbers(sample)[0] == number
    assert "全部住户" in printed(first)
    assert "2026年11月2日" in printed(first)


def test_what_was_written_on_the_paper_is_typed_back_by_its_rows(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["route", str(sample), "-o", str(tmp_path / "a.pdf"), "--which", "all", "--date", "2026-10-31"]) == 0
    number = numbers(sample)[0]
    page = tmp_path / "回录.txt"
    page.write_text(f"路线单{number}\n2 没人\n5 厨房漏水 急", encoding="utf-8")
    capsys.readouterr()
    assert run(["jot", str(sample), str(page), "--json", "--today", "2026-11-01"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    # On the paper each door stands right behind the number of its row.
    paper = printed(tmp_path / "a.pdf")
    assert [f"{row}{entry['household']}" in paper for row, entry in zip((2, 5), entries, strict=True)] == [True, True]
    assert [entry["date"] for entry in entries] == ["2026-10-31", "2026-10-31"]
    assert [matter["urgent"] for matter in entries[1]["matters"]] == [True]


def test_one_building_only(sample: Path, tmp_path: Path) -> None:
    with open_ledger(sample, read_only=True) as ledger:
        row = ledger.row("select e.name as estate, b.name from building b join estate e on e.id = b.estate_id limit 1")
    name = f"{row['estate']}/{row['name']}"
    target = tmp_path / "one.pdf"
    assert run(["route", str(sample), "-o", str(target), "--which", "all", "--building", name]) == 0
    assert f"{row['name']}号楼·全部住户" in printed(target)
    with open_ledger(sample, read_only=True) as ledger:
        stops = route_sheets(ledger)[0].stops
        assert 0 < stops < 40


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--building", "99号楼"], "99号楼"),
        (["--grid", "第九网格"], "第九网格"),
        (["--care-group", "宇航员"], "宇航员"),
        (["--worker", "无名氏"], "无名氏"),
        (["--again", "77"], "77"),
    ],
)
def test_what_cannot_be_is_one_line(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = numbers(sample)
    target = tmp_path / "no.pdf"
    assert run(["route", str(sample), "-o", str(target), *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not target.exists()
    assert numbers(sample) == before


def test_an_empty_round_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.mqzb"
    create_ledger(path, community="银苑社区", worker="王书记").close()
    assert run(["route", str(path), "-o", str(tmp_path / "no.pdf")]) == 2
    assert "没有符合条件的住户" in capsys.readouterr().err


def test_paper_that_cannot_be_written_uses_up_no_number(sample: Path, tmp_path: Path) -> None:
    before = numbers(sample)
    assert run(["route", str(sample), "-o", str(tmp_path / "no" / "folder.pdf"), "--which", "all"]) == 1
    assert numbers(sample) == before
