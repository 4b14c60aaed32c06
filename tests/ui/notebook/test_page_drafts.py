"""The page being written is on disk soon after every key, and there again after a kill."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from keyboard import Keyboard
from PySide6.QtCore import QElapsedTimer

from ledger.notebook.page_draft import PAGE_DRAFT
from ledger.records.visits import VisitOutcome
from ledger.store import Ledger, open_ledger
from ledger.store.drafts import load_draft, save_draft
from ledger.visits.history import VisitFilter, list_visits
from ui.notebook.desk import Desk
from ui.notebook.page import NotebookPage
from ui.settings.preferences import Preferences
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


def test_a_key_is_kept_within_half_a_second_however_many_follow(
    written: Desk, hands: Keyboard, ledger: Ledger, qtbot: Any
) -> None:
    clock = QElapsedTimer()
    clock.start()
    while load_draft(ledger, kind=PAGE_DRAFT) is None:
        hands.write("水")
        qtbot.wait(10)
        assert clock.elapsed() < 500
    assert written.foot.state.text() in {"", "草稿已自动保存"}
    qtbot.waitUntil(lambda: written.foot.state.text() == "草稿已自动保存")


def test_the_page_survives_a_kill(
    ledger: Ledger, estate: dict[str, int], workspace: Workspace, window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    path = ledger.path
    workspace.close()
    command = [sys.executable, "tests/ui/notebook/page_until_killed.py", str(path), str(tmp_path / "p.ini")]
    places = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": places}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.kill()
    process.wait()
    process.stdout.close()

    workspace.adopt(open_ledger(path))
    window.show_frame(Frame(workspace))
    window.frame.go(Target("today"))
    window.do("notebook")
    page = window.frame.page()
    assert isinstance(page, NotebookPage)
    assert page.desk.paper.text().startswith("3号楼2单元\n501 许敏 没事\n502 没人")
    assert page.desk.foot.state.text() == "已恢复上次没写完的这一页"
    first = page.desk.understanding.proposals[0]
    assert first.entry.outcome is VisitOutcome.REFUSED
    assert list_visits(workspace.ledger, VisitFilter(since=workspace.today())) == ()
    page.desk.enter()
    assert len(list_visits(workspace.ledger, VisitFilter(since=workspace.today()))) == 2


def test_an_emptied_page_leaves_no_draft(written: Desk, hands: Keyboard, ledger: Ledger, window: MainWindow) -> None:
    hands.write("501")
    written.keeper.keep()
    assert load_draft(ledger, kind=PAGE_DRAFT) is not None
    written.paper.selectAll()
    written.paper.textCursor().removeSelectedText()
    window.frame.leave()
    assert load_draft(ledger, kind=PAGE_DRAFT) is None


def test_a_draft_of_any_make_can_be_taken_up(
    window: MainWindow, estate: dict[str, int], ledger: Ledger, workspace: Workspace
) -> None:
    save_draft(ledger, kind=PAGE_DRAFT, content={"text": "3号楼2单元\n502 没人", "day": "yesterday", "more": [1]})
    window.frame.go(Target("notebook"))
    page = window.frame.page()
    assert isinstance(page, NotebookPage)
    assert len(page.desk.understanding.proposals) == 1
    assert page.desk.heading.day.day() == workspace.today()


def test_what_is_typed_before_the_roster_is_known_is_kept_and_read_later(
    window: MainWindow, estate: dict[str, int], hands: Keyboard, qtbot: Any, monkeypatch: Any, ledger: Ledger
) -> None:
    # As in a community of ten thousand, whose roster is read beside the window.
    monkeypatch.setattr("ui.notebook.understanding._AT_ONCE", 0)
    window.frame.go(Target("notebook"))
    page = window.frame.page()
    assert isinstance(page, NotebookPage)
    assert page.desk.understanding.manuscript is None
    hands.write("3号楼2单元\n502 没人")
    page.desk.keeper.keep()
    kept = load_draft(ledger, kind=PAGE_DRAFT)
    assert kept is not None
    assert kept["text"] == "3号楼2单元\n502 没人"
    qtbot.waitUntil(lambda: len(page.desk.understanding.proposals) == 1)


def test_what_is_typed_while_a_draft_waits_costs_no_correction(
    written: Desk, hands: Keyboard, window: MainWindow, workspace: Workspace, qtbot: Any, monkeypatch: Any
) -> None:
    hands.write("3号楼2单元\n501 许敏 没事")
    written.cards.corrected.emit(written.understanding.proposals[0].key, {"outcome": VisitOutcome.REFUSED})
    window.frame.leave()
    monkeypatch.setattr("ui.notebook.understanding._AT_ONCE", 0)
    window.show_frame(Frame(workspace))
    window.frame.go(Target("notebook"))
    page = window.frame.page()
    assert isinstance(page, NotebookPage)
    hands.write("\n502 没人")
    qtbot.waitUntil(lambda: len(page.desk.understanding.proposals) == 2)
    outcomes = [proposal.entry.outcome for proposal in page.desk.understanding.proposals]
    assert outcomes == [VisitOutcome.REFUSED, VisitOutcome.NO_ANSWER]


def test_preferences_keep_the_line_numbers(written: Desk, workspace: Workspace, tmp_path: Path) -> None:
    from ui.settings.preferences import LINE_NUMBERS

    written.paper.number_lines(True)
    assert workspace.preferences.get(LINE_NUMBERS)
    assert Preferences(tmp_path / "preferences.ini").get(LINE_NUMBERS)
