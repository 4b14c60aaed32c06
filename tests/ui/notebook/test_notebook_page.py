"""记一笔 in the real window: written by hand, understood at once, entered, taken back, and found again."""

from datetime import date, timedelta
from typing import Any

from keyboard import ALT, CTRL, SHIFT, Keyboard
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ledger.matters.listing import MatterFilter, list_matters
from ledger.notebook.page_draft import PAGE_DRAFT
from ledger.notebook.surroundings import kept_pages, page_of_visit
from ledger.places import staff
from ledger.records.visits import VisitOutcome
from ledger.store import Ledger
from ledger.store.drafts import load_draft
from ledger.visits.history import VisitFilter, list_visits
from ui.notebook.creating import AddPersonSheet
from ui.notebook.desk import Desk
from ui.notebook.page import NotebookPage
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.page import VisitsPage
from ui.workspace import Workspace

Key = Qt.Key
MORNING = "今天上午 3号楼2单元\n501 许敏 卫生间漏水，楼上不配合，急\n502 没人\n402 李梅 没事\n"
TWO_OF_HER = "周秀英 没事"


def test_ctrl_n_opens_the_page_everywhere_and_the_form_stays_at_hand(
    window: MainWindow, estate: dict[str, int], hands: Keyboard
) -> None:
    for key in ("today", "matters", "residents"):
        window.frame.go(Target(key))
        hands.press(Key.Key_N, modifier=CTRL)
        assert isinstance(window.frame.page(), NotebookPage)
        assert window.frame.page().desk.paper.hasFocus()
        assert window.frame.sidebar.buttons["visits"].isChecked()
    hands.press(Key.Key_N, modifier=CTRL | SHIFT)
    visits = window.frame.page()
    assert isinstance(visits, VisitsPage)
    assert visits.entry.isVisible()
    window.frame.topbar.noted.emit()
    assert isinstance(window.frame.page(), NotebookPage)
    window.frame.go(Target("visits"))
    visits.list.form.click()
    assert visits.entry.isVisible()


def test_a_morning_is_written_and_entered_by_keyboard_only(
    written: Desk, hands: Keyboard, ledger: Ledger, window: MainWindow
) -> None:
    hands.write(MORNING.rstrip("\n"))
    assert written.foot.counts.text().startswith("3 户走访 · 1 件事项")
    hands.send()
    third, second, first = sorted(list_visits(ledger, VisitFilter(since=date(2026, 11, 23))), key=lambda v: -v.id)
    assert [visit.address for visit in (first, second, third)] == ["3-2-501", "3-2-502", "3-2-402"]
    assert (first.people, first.outcome) == (("许敏",), VisitOutcome.MET)
    assert second.outcome is VisitOutcome.NO_ANSWER
    (matter,) = list_matters(ledger, MatterFilter(open=True))
    assert "卫生间漏水" in matter.title
    assert written.paper.text().strip() == ""
    assert window.frame.toast.text().startswith("已记入账本：3 户走访 · 1 件事项")
    assert load_draft(ledger, kind=PAGE_DRAFT) is None
    assert page_of_visit(ledger, second.id) == (kept_pages(ledger)[0].id, 3)


def test_what_is_in_question_stays_on_the_page(written: Desk, hands: Keyboard, ledger: Ledger) -> None:
    hands.write(MORNING + TWO_OF_HER)
    assert written.paper.marks.in_question == {5}
    assert "1 处待确认" in written.foot.counts.text()
    hands.send()
    assert len(list_visits(ledger, VisitFilter(since=date(2026, 11, 23)))) == 3
    assert TWO_OF_HER in written.paper.text()
    assert "501" not in written.paper.text()
    kept = load_draft(ledger, kind=PAGE_DRAFT)
    assert kept is not None
    assert TWO_OF_HER in kept["text"]
    # Nothing else is ready: Ctrl+Enter leads to the question.
    hands.send()
    assert written.cards.isAncestorOf(hands.at)


def test_the_toast_takes_the_entry_back_and_the_lines_return(
    written: Desk, hands: Keyboard, ledger: Ledger, window: MainWindow
) -> None:
    hands.write(MORNING + TWO_OF_HER)
    hands.send()
    window.frame.toast.button.click()
    assert written.paper.text() == MORNING + TWO_OF_HER
    assert list_visits(ledger, VisitFilter(since=date(2026, 11, 23))) == ()
    assert list_matters(ledger, MatterFilter(open=True)) == ()
    assert "3 户走访" not in written.foot.counts.text()
    kept = load_draft(ledger, kind=PAGE_DRAFT)
    assert kept is not None
    assert kept["text"] == MORNING + TWO_OF_HER
    # 重做 enters it again and takes the lines off the page.
    window.frame.toast.button.click()
    assert len(list_visits(ledger, VisitFilter(since=date(2026, 11, 23)))) == 3
    assert "501" not in written.paper.text()
    assert TWO_OF_HER in written.paper.text()


def test_the_cursor_says_wait_while_an_entry_is_made_or_taken_back(
    written: Desk, hands: Keyboard, ledger: Ledger, workspace: Workspace
) -> None:
    shapes = []

    def look(*_told: object) -> int:
        cursor = QApplication.overrideCursor()
        shapes.append(cursor.shape() if cursor is not None else None)
        return 0

    hands.write(MORNING.rstrip("\n"))
    ledger.connection.set_progress_handler(look, 20)
    hands.send()
    assert Qt.CursorShape.WaitCursor in shapes
    shapes.clear()
    workspace.undo_last()
    ledger.connection.set_progress_handler(None, 0)
    assert Qt.CursorShape.WaitCursor in shapes
    assert QApplication.overrideCursor() is None


def test_lines_written_since_stay_when_an_entry_is_taken_back(
    written: Desk, hands: Keyboard, ledger: Ledger, workspace: Workspace
) -> None:
    hands.write(MORNING.rstrip("\n"))
    hands.send()
    hands.write("3-2-601 空着")
    workspace.undo_last()
    assert written.paper.text() == MORNING + "3-2-601 空着"
    assert len(written.understanding.proposals) == 4


def test_ctrl_z_takes_back_words_and_corrections_in_one_order_then_the_entry(
    written: Desk, hands: Keyboard, ledger: Ledger
) -> None:
    hands.write("3号楼2单元\n501 许敏 没事")
    (proposal,) = written.understanding.proposals
    written.cards.corrected.emit(proposal.key, {"outcome": VisitOutcome.REFUSED})
    hands.write("abc")
    assert written.paper.text().endswith("没事abc")

    def outcome() -> VisitOutcome:
        return written.understanding.proposals[0].entry.outcome

    hands.press(Key.Key_Z, modifier=CTRL)
    assert (written.paper.text().endswith("没事"), outcome()) == (True, VisitOutcome.REFUSED)
    hands.press(Key.Key_Z, modifier=CTRL)
    assert (written.paper.text().endswith("没事"), outcome()) == (True, VisitOutcome.MET)
    hands.press(Key.Key_Z, modifier=CTRL)
    assert written.paper.text().endswith("没")
    for _again in range(3):
        hands.press(Key.Key_Y, modifier=CTRL)
    assert (written.paper.text().endswith("没事abc"), outcome()) == (True, VisitOutcome.REFUSED)
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter(since=date(2026, 11, 23)))
    assert visit.outcome is VisitOutcome.REFUSED
    # Nothing is left on the page: now it is the ledger's turn, and the correction comes back with the line.
    hands.press(Key.Key_Z, modifier=CTRL)
    assert list_visits(ledger, VisitFilter(since=date(2026, 11, 23))) == ()
    assert (written.paper.text().endswith("没事abc"), outcome()) == (True, VisitOutcome.REFUSED)
    # And Ctrl+Y enters it again.
    hands.press(Key.Key_Y, modifier=CTRL)
    assert len(list_visits(ledger, VisitFilter(since=date(2026, 11, 23)))) == 1
    assert written.paper.text() == ""


def test_a_decision_that_shows_nowhere_is_a_step_of_its_own(written: Desk, hands: Keyboard) -> None:
    hands.write("3号楼2单元\n501 许敏 没事\n东门口垃圾没人清")
    met, patrol = (proposal.key for proposal in written.understanding.proposals)
    written.cards.corrected.emit(met, {"outcome": VisitOutcome.AWAY})
    # Nobody is met on a patrol: this one changes nothing that could be seen.
    written.cards.corrected.emit(patrol, {"outcome": VisitOutcome.AWAY})
    hands.write("。")
    for _step in range(3):
        hands.press(Key.Key_Z, modifier=CTRL)
    assert written.understanding.proposals[0].entry.outcome is VisitOutcome.MET
    assert written.paper.text().endswith("没人清")
    for _step in range(3):
        hands.press(Key.Key_Y, modifier=CTRL)
    assert written.understanding.proposals[0].entry.outcome is VisitOutcome.AWAY
    assert written.paper.text().endswith("没人清。")


def test_the_keyboard_is_on_the_card_again_when_somebody_was_registered(
    written: Desk, hands: Keyboard, window: MainWindow, qtbot: Any
) -> None:
    hands.write("3号楼2单元\n501 王小红 说物业费太高，要求公示")
    hands.press(Key.Key_F6)
    # It begins with the answers, and this is the last of them.
    hands.press(*[Key.Key_Right] * 3)
    hands.enter()
    (sheet,) = written.findChildren(AddPersonSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.send()
    assert [person.name for person in written.understanding.proposals[0].entry.people] == ["王小红"]
    qtbot.waitUntil(window.isActiveWindow)
    assert written.cards.isAncestorOf(hands.at)


def test_a_correction_sticks_to_its_line_however_the_page_is_edited(written: Desk, hands: Keyboard) -> None:
    hands.write("3号楼2单元\n501 许敏 没事")
    (proposal,) = written.understanding.proposals
    written.cards.corrected.emit(proposal.key, {"outcome": VisitOutcome.REFUSED})
    hands.press(Key.Key_Home)
    hands.write("502 没人\n")
    assert [p.entry.outcome for p in written.understanding.proposals] == [VisitOutcome.NO_ANSWER, VisitOutcome.REFUSED]
    assert written.understanding.lines[proposal.key] == 3


def test_problems_of_entering_stand_on_the_card_and_nothing_is_entered(
    written: Desk, hands: Keyboard, ledger: Ledger
) -> None:
    hands.write("3号楼2单元\n501 许敏 没事\n502 没人")
    key = written.understanding.proposals[0].key
    written.cards.corrected.emit(key, {"on": date(2026, 12, 1)})
    hands.send()
    assert list_visits(ledger, VisitFilter(since=date(2026, 11, 23))) == ()
    assert written.paper.text().startswith("3号楼2单元\n501")
    assert written.cards.isAncestorOf(hands.at)
    assert kept_pages(ledger) == ()


def test_the_keyboard_goes_to_the_cards_and_back(written: Desk, hands: Keyboard) -> None:
    hands.write("3号楼2单元\n501 许敏 没事\n502 没人")
    for keys, modifier in ((Key.Key_F6, Qt.KeyboardModifier.NoModifier), (Key.Key_Right, ALT)):
        hands.press(keys, modifier=modifier)
        assert written.cards.column.focused() == written.understanding.proposals[1].key
        hands.press(Key.Key_Escape)
        assert written.paper.hasFocus()
    hands.press(Key.Key_Tab)
    assert written.cards.isAncestorOf(hands.at)
    assert "\t" not in written.paper.text()


def test_left_out_lines_are_muted_and_count_no_more(written: Desk, hands: Keyboard) -> None:
    hands.write("3号楼2单元\n501 许敏 没事\n502 没人")
    written.cards.corrected.emit(written.understanding.proposals[0].key, {"left_out": True})
    assert written.paper.marks.muted == {2}
    assert written.foot.counts.text().startswith("1 户走访")


def test_underlined_words_become_a_matter_by_a_click(written: Desk, hands: Keyboard, qtbot: Any) -> None:
    hands.write("3号楼2单元\n501 许敏 没事，血压有点高，已联系卫生站")
    (need,) = written.paper.marks.reminders[2]
    offered: list[Any] = []
    written.paper.need_clicked.connect(lambda line, found, _place: offered.append((line, found)))
    cursor = written.paper.textCursor()
    cursor.setPosition(written.paper.document().findBlockByNumber(1).position() + need.start + 1)
    place = written.paper.cursorRect(cursor).center()
    QTest.mouseClick(written.paper.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert offered == [(2, need)]
    menu = written.findChild(QMenu)
    (make,) = menu.actions()
    assert make.text().startswith("开成事项：")
    make.trigger()
    menu.close()
    assert need.text in [matter.words for matter in written.understanding.proposals[0].matters]
    assert written.paper.marks.reminders == {}


def test_another_day_s_page_counts_its_days_from_there(written: Desk, hands: Keyboard, ledger: Ledger) -> None:
    written.heading.day.setText("11.20")
    written.heading.day.setFocus()
    hands.enter()
    written.paper.setFocus()
    hands.write("3号楼2单元\n501 许敏 没事\n昨天 502 没人")
    assert [p.entry.on for p in written.understanding.proposals] == [date(2026, 11, 20), date(2026, 11, 19)]
    assert written.heading.backdated.text() == "补记 11月20日 星期五"
    hands.send()
    visits = list_visits(ledger, VisitFilter(since=date(2026, 11, 19)))
    assert {visit.on for visit in visits} == {date(2026, 11, 20), date(2026, 11, 19)}


def test_a_day_to_come_is_not_taken(written: Desk, hands: Keyboard) -> None:
    written.heading.day.setFocus()
    written.heading.day.setText("11.25")
    hands.enter()
    assert written.heading.day.day() == date(2026, 11, 23)


def test_a_new_name_in_the_roster_is_understood_at_once(
    written: Desk, hands: Keyboard, workspace: Workspace, estate: dict[str, int], qtbot: Any
) -> None:
    from ledger.people.entering import add_households
    from ledger.people.fields import NewHousehold, NewResident

    hands.write("3-2-601 赵国强 没事")
    assert written.paper.marks.in_question == {1}
    home = NewHousehold(estate["3-2-601"], (NewResident("赵国强", relation="户主"),))
    workspace.write(add_households, [home], since=None, today=date(2026, 11, 23))
    qtbot.waitUntil(lambda: written.paper.marks.in_question == frozenset())
    assert written.foot.counts.text().startswith("1 户走访")


def test_a_long_page_takes_a_new_name_in_without_holding_the_window_up(
    written: Desk, workspace: Workspace, estate: dict[str, int], qtbot: Any
) -> None:
    from ledger.people.entering import add_households
    from ledger.people.fields import NewHousehold, NewResident

    lines = ["3-2-601 赵国强 没事", *(f"3-2-501 许敏 漏水，第{n}回说了" for n in range(600))]
    written.paper.insertPlainText("\n".join(lines))
    qtbot.waitUntil(lambda: written.understanding.is_current, timeout=20_000)
    home = NewHousehold(estate["3-2-601"], (NewResident("赵国强", relation="户主"),))
    workspace.write(add_households, [home], since=None, today=date(2026, 11, 23))
    qtbot.waitUntil(lambda: not written.understanding.is_current)
    assert len(written.understanding.proposals) == 601
    qtbot.waitUntil(lambda: written.understanding.is_current, timeout=20_000)
    assert written.understanding.proposals[0].entry.ask is None


def test_another_worker_s_visits_are_theirs(
    written: Desk, hands: Keyboard, workspace: Workspace, ledger: Ledger
) -> None:
    workspace.write(staff.add_worker, name="李强")
    hands.write("3号楼2单元\n501 许敏 没事")
    workspace.work_as(next(worker for worker in workspace.workers if worker.name == "李强"))
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter(since=date(2026, 11, 23)))
    assert visit.worker == "李强"


def test_the_page_is_there_again_after_a_start_with_its_day_and_corrections(
    written: Desk, hands: Keyboard, window: MainWindow, workspace: Workspace, qtbot: Any
) -> None:
    hands.write("3号楼2单元\n501 许敏 没事\n今天 502 没人")
    written.cards.corrected.emit(written.understanding.proposals[0].key, {"outcome": VisitOutcome.REFUSED})
    window.frame.leave()
    workspace._today = lambda: date(2026, 11, 24)
    window.show_frame(Frame(workspace))
    window.frame.go(Target("today"))
    window.do("notebook")
    again = window.frame.page().desk  # type: ignore[attr-defined]
    assert again.paper.text() == "3号楼2单元\n501 许敏 没事\n今天 502 没人"
    assert [p.entry.outcome for p in again.understanding.proposals] == [VisitOutcome.REFUSED, VisitOutcome.NO_ANSWER]
    assert {p.entry.on for p in again.understanding.proposals} == {date(2026, 11, 23)}
    assert again.heading.day.day() == date(2026, 11, 23)


def test_an_empty_page_turns_to_the_new_day(written: Desk, window: MainWindow, workspace: Workspace) -> None:
    workspace._today = lambda: date(2026, 11, 23) + timedelta(days=1)
    window.frame.go(Target("today"))
    window.do("notebook")
    assert written.heading.day.day() == date(2026, 11, 24)


def test_a_click_beside_a_line_in_question_leads_to_its_card(written: Desk, hands: Keyboard) -> None:
    hands.write(MORNING + TWO_OF_HER)
    block = written.paper.document().findBlockByNumber(4)
    top = written.paper.blockBoundingGeometry(block).translated(written.paper.contentOffset()).top()
    place = QPointF(10, top + written.paper.pitch / 2).toPoint()
    QTest.mouseClick(written.paper.margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert written.cards.column.focused() == written.understanding.proposals[3].key


def test_nothing_written_is_said_so(written: Desk, hands: Keyboard, window: MainWindow, ledger: Ledger) -> None:
    hands.send()
    assert window.frame.toast.text() == "还没写下可以记入的走访。"
    assert kept_pages(ledger) == ()


def test_every_text_size_has_its_rows(written: Desk, hands: Keyboard, window: MainWindow) -> None:
    hands.write(MORNING + "501 许敏 " + "这是很长的一行" * 12)
    paper = written.paper
    for scale in (100, 125, 150):
        window.set_text_scale(scale)
        for block, _top, high in paper.rows():
            layout = block.layout()
            assert high == layout.lineCount() * paper.pitch
            for row in range(layout.lineCount()):
                line = layout.lineAt(row)
                assert line.y() + line.height() == (row + 1) * paper.pitch
    assert paper.document().findBlockByNumber(4).layout().lineCount() > 1
