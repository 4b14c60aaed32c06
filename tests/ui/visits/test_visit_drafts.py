import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from keyboard import CTRL, Keyboard
from PySide6.QtCore import QElapsedTimer, Qt

from ledger.store import Ledger, open_ledger
from ledger.store.drafts import VISIT_DRAFT, drafts, load_draft
from ledger.visits.history import VisitFilter, list_visits
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.entry import VisitEntry
from ui.visits.page import VisitsPage
from ui.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


def test_a_key_is_kept_within_half_a_second_however_many_follow(
    entry: VisitEntry, hands: Keyboard, ledger: Ledger, qtbot: Any
) -> None:
    entry.form.note.setFocus()
    clock = QElapsedTimer()
    clock.start()
    while load_draft(ledger, kind=VISIT_DRAFT, key="1") is None:
        hands.write("水")
        qtbot.wait(10)
        assert clock.elapsed() < 500


def test_what_was_typed_survives_a_kill(ledger: Ledger, doors: dict[str, int], tmp_path: Path, qtbot: Any) -> None:
    ledger.close()
    command = [sys.executable, "tests/ui/visits/typing_until_killed.py", str(ledger.path), str(tmp_path / "p.ini")]
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "typed\n"
    process.kill()
    process.wait()
    process.stdout.close()

    with open_ledger(ledger.path) as again:
        assert list_visits(again, VisitFilter()) == ()
        (draft,) = drafts(again, kind=VISIT_DRAFT)
        assert draft.content["title"] == "3-2-501"
        assert draft.content["note"].startswith("卫生间漏水，楼上不配合。")
        assert [matter["title"] for matter in draft.content["matters"]] == ["卫生间漏水，楼上不配合"]


def test_an_unfinished_visit_is_there_again_after_a_start(
    entry: VisitEntry, hands: Keyboard, workspace: Workspace, window: MainWindow
) -> None:
    _half_a_visit(hands)
    window.frame.leave()
    form = _started_again(workspace, window).form
    assert form.door.text() == "3-2-501"
    assert form.note.toPlainText() == "卫生间漏水，急"
    assert [option.words for option in form.asked.chips.options() if option.value in form.asked.resident_ids()] == [
        "李强 · 配偶 49 岁"
    ]
    (block,) = form.blocks
    assert block.title.text() == "卫生间漏水，急"
    assert block.draft().category_id
    hands.send()
    assert len(list_visits(workspace.ledger, VisitFilter())) == 1
    assert drafts(workspace.ledger, kind=VISIT_DRAFT) == ()


def test_a_notice_says_that_it_was_restored(
    entry: VisitEntry, hands: Keyboard, workspace: Workspace, window: MainWindow
) -> None:
    _half_a_visit(hands)
    window.frame.leave()
    again = _started_again(workspace, window)
    assert [banner.words.text() for banner in again.notices()] == ["已恢复上次没记完的走访。"]
    again.throw.click()
    assert again.form.is_untouched()
    assert again.notices() == []
    assert drafts(workspace.ledger, kind=VISIT_DRAFT) == ()
    window.frame.toast.button.click()
    assert again.form.note.toPlainText() == "卫生间漏水，急"


def test_another_door_sets_the_unfinished_one_aside(
    entry: VisitEntry, hands: Keyboard, window: MainWindow, doors: dict[str, int], ledger: Ledger
) -> None:
    _half_a_visit(hands)
    window.frame.go(Target("visits", "new", detail={"dwelling": doors["502"]}))
    assert entry.form.door.text() == "3-2-502"
    assert entry.form.note.toPlainText() == ""
    assert [draft.content["title"] for draft in drafts(ledger, kind=VISIT_DRAFT)] == ["3-2-501"]
    hands.enter(2)
    hands.send()
    assert [visit.address for visit in list_visits(ledger, VisitFilter())] == ["3-2-502"]
    (waiting,) = entry.keeper.others()
    entry.unfinished.chosen.emit(waiting)
    assert entry.form.note.toPlainText() == "卫生间漏水，急"
    hands.send()
    assert len(list_visits(ledger, VisitFilter())) == 2
    assert drafts(ledger, kind=VISIT_DRAFT) == ()


def test_a_door_alone_is_not_kept_for_later(
    entry: VisitEntry, window: MainWindow, doors: dict[str, int], ledger: Ledger
) -> None:
    for room in ("501", "402"):
        window.frame.go(Target("visits", "new", detail={"dwelling": doors[room]}))
    assert entry.form.door.text() == "3-2-402"
    assert [draft.content["title"] for draft in drafts(ledger, kind=VISIT_DRAFT)] == []


def test_the_list_leaves_the_form_as_it_was(entry: VisitEntry, hands: Keyboard, window: MainWindow) -> None:
    _half_a_visit(hands)
    hands.press(Qt.Key.Key_Escape)
    assert not entry.isVisible()
    window.do("visits.new")
    assert entry.form.note.toPlainText() == "卫生间漏水，急"
    assert entry.notices() == []


def _half_a_visit(hands: Keyboard) -> None:
    hands.write("3-2-501")
    hands.enter()
    hands.write("2")
    hands.enter(2)
    hands.write("卫生间漏水，急")
    hands.press(Qt.Key.Key_M, modifier=CTRL)


def _started_again(workspace: Workspace, window: MainWindow) -> VisitEntry:
    window.show_frame(Frame(workspace))
    window.frame.go(Target("today"))
    window.do("visits.new")
    page = window.frame.page()
    assert isinstance(page, VisitsPage)
    return page.entry
