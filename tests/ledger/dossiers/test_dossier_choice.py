"""Whose file is meant, and the command that writes it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lives import TODAY

from ledger.dossiers.choosing import chosen_household, chosen_resident
from ledger.dossiers.gathering import household_dossier, resident_dossier
from ledger.errors import InputProblem
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.adding import add_doors
from ledger.records.places import Address
from ledger.store import open_ledger

ROOT = Path(__file__).resolve().parents[3]


def code(act: Any) -> tuple[str, dict[str, str]]:
    with pytest.raises(InputProblem) as caught:
        act()
    problem = caught.value.problems[0]
    return problem.code, dict(problem.values)


@pytest.fixture
def namesakes(lives: Any) -> Any:
    """Another 许小山 at 5-1-101, and a second household at 3-2-502."""
    door = add_doors(lives.ledger, addresses=[Address("银苑小区", "5", "1", "101")]).dwelling_ids[0]
    add_household(lives.ledger, NewHousehold(door, (NewResident("许小山"),)), since=None, today=TODAY)
    return lives


def test_a_door_in_any_writing_is_its_household(lives: Any) -> None:
    assert chosen_household(lives.ledger, "3-2-502") == lives.home
    assert chosen_household(lives.ledger, "3号楼2单元502室") == lives.home
    assert code(lambda: chosen_household(lives.ledger, "9-9-909"))[0] == "no_such_household"
    assert code(lambda: chosen_household(lives.ledger, "不是门牌"))[0] == "no_such_household"


def test_a_name_of_several_asks_for_the_door(namesakes: Any) -> None:
    ledger = namesakes.ledger
    assert chosen_resident(ledger, "许敏") == namesakes.min
    told = code(lambda: chosen_resident(ledger, "许小山"))
    assert told == ("several_residents", {"name": "许小山", "where": "3-2-503、5-1-101"})
    assert chosen_resident(ledger, "许小山", address="3-2-503") == namesakes.son
    assert code(lambda: chosen_resident(ledger, "许小山", address="3-2-502"))[0] == "no_such_resident"
    # One who died is found where nobody else has the name.
    assert chosen_resident(ledger, "李强") == namesakes.qiang


def test_a_file_is_gathered_whole(lives: Any) -> None:
    file = household_dossier(lives.ledger, lives.home, today=TODAY)
    assert (file.matters.total, file.matters.open, file.visits.total, file.visits.met) == (1, 0, 3, 2)
    assert [home.address.room for home in file.homes if home.address] == ["502", "501"]
    assert len(file.entries) == 15
    own = resident_dossier(lives.ledger, lives.son, today=TODAY)
    assert [(home.relation, home.address.room) for home in own.homes if home.address] == [
        ("户主", "503"),
        ("儿子", "502"),
    ]
    assert code(lambda: household_dossier(lives.ledger, 999, today=TODAY))[0] == "no_such_entry"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), "dossier", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_writes_the_file_and_notes_who_had_it(namesakes: Any, tmp_path: Path) -> None:
    path, pdf = namesakes.ledger.path, tmp_path / "档案.pdf"
    namesakes.ledger.close()
    several = run(path, "--resident", "许小山", "-o", pdf)
    assert several.returncode == 2
    assert several.stderr.strip() == "有几位居民叫“许小山”（3-2-503、5-1-101）；请同时写明门牌。"
    assert not pdf.exists()
    assert run(path, "-o", pdf).returncode == 2
    done = run(path, "--resident", "许小山", "--household", "3-2-503", "--audience", "department", "-o", pdf)
    assert (done.returncode, done.stderr) == (0, "")
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()
    assert "一人一档" in text
    assert "许某" in text
    assert "许小山" not in text
    with open_ledger(path, read_only=True) as ledger:
        rows = [tuple(row) for row in ledger.rows("select action, result from access_log")]
        assert rows == [("save.resident", "department")]
