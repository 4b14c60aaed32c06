"""main.py demo."""

from pathlib import Path

import pytest

from ledger.commands.dispatch import run
from ledger.store import open_ledger


def test_demo_makes_a_ledger_and_says_what_it_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.mqzb"
    arguments = ["--households", "12", "--months", "2", "--seed", "5", "--until", "2026-11-23"]
    assert run(["demo", str(path), *arguments]) == 0
    said = capsys.readouterr()
    with open_ledger(path, read_only=True) as ledger:
        assert f"{ledger.value('select count(*) from visit')} " in said.out
        assert ledger.value("select name from community") == "银苑社区"
    assert said.err == ""


@pytest.mark.parametrize(
    "arguments",
    [["--households", "0"], ["--households", "x"], ["--months", "-1"], ["--seed", "x"], ["--until", "23.11.2026"]],
)
def test_bad_arguments_are_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["demo", str(tmp_path / "sample.mqzb"), *arguments])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.mqzb"
    path.write_bytes(b"mine")
    assert run(["demo", str(path), "--households", "3", "--months", "1"]) == 2
    assert path.read_bytes() == b"mine"
    assert len(capsys.readouterr().err.splitlines()) == 1
