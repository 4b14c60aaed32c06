import sys
from pathlib import Path
from typing import Any

import pytest

from ui.application.instance import Door, knock


@pytest.fixture
def name(tmp_path: Path) -> str:
    return str(tmp_path / "door") if sys.platform != "win32" else f"minqing-{tmp_path.name}"


def test_nobody_answers_where_no_desktop_runs(qapp: Any, name: str) -> None:
    assert knock("", name) is False


def test_a_second_start_knocks_with_its_ledger(qapp: Any, qtbot: Any, name: str) -> None:
    door = Door(qapp, name)
    assert door.open()
    with qtbot.waitSignal(door.knocked) as knocked:
        assert knock("/srv/office/账本.mqzb", name)
    assert knocked.args == ["/srv/office/账本.mqzb"]
    door.deleteLater()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes leave nothing behind")
def test_what_a_killed_desktop_left_behind_is_no_obstacle(qapp: Any, name: str) -> None:
    Path(name).touch()
    assert knock("", name) is False
    door = Door(qapp, name)
    assert door.open()
    door.deleteLater()
