"""A matter's life on the real window, by keyboard."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from entries import stroke
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledger.accounts.balance import month_account
from ledger.matters.listing import matter, steps
from ledger.matters.steps import settle
from ledger.places.staff import add_grid, add_worker
from ledger.records.matters import Level, MatterStatus, Outcome, Satisfaction, StepKind
from ledger.store import Ledger
from ui.shell.page import Target
from ui.shell.window import MainWindow

TODAY = date(2026, 11, 23)
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(window: MainWindow, qtbot: Any) -> Callable[[int], Any]:
    """Opens one matter and returns its view."""

    def open_matter(number: int) -> Any:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.frame.go(Target("matters", "matter", number))
        return window.frame.page().detail

    return open_matter


def _settle(ledger: Ledger, number: int) -> None:
    settle(ledger, number, stroke(TODAY), outcome=Outcome.SOLVED)


def _sheet(detail: Any, qtbot: Any, key: Any) -> Any:
    detail.window().activateWindow()
    qtbot.waitUntil(detail.window().isActiveWindow)
    qtbot.keyClick(detail.window(), key, ALT)
    sheet = detail.sheet
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def _send(sheet: Any, qtbot: Any) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)


def test_a_matter_is_settled_by_keyboard(show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any) -> None:
    number = register()
    detail = show(number)
    sheet = _sheet(detail, qtbot, Qt.Key.Key_J)
    _send(sheet, qtbot)
    assert set(sheet.form.problems()) == {"outcome", "text"}
    assert QApplication.focusWidget() is sheet.field("outcome")
    qtbot.keyClick(sheet.field("outcome"), Qt.Key.Key_Down)
    qtbot.keyClick(sheet.field("outcome"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is sheet.field("text")
    write_in(sheet.field("text"), "换了阀门，住户看过。")
    _send(sheet, qtbot)
    settled = matter(ledger, number)
    assert settled is not None
    assert (settled.status, settled.outcome) == (MatterStatus.SETTLED, Outcome.SOLVED)
    qtbot.waitUntil(lambda: "办结待回访" in detail.heading.status.text())
    assert "换了阀门，住户看过。" in detail.time_line.lines()[0]
    assert not detail.compose.isVisible()


def test_the_toast_takes_a_settlement_back(
    show: Any, register: Any, ledger: Ledger, window: MainWindow, qtbot: Any, write_in: Any
) -> None:
    number = register()
    sheet = _sheet(show(number), qtbot, Qt.Key.Key_J)
    sheet.field("outcome").set_value(Outcome.PARTLY_SOLVED)
    write_in(sheet.field("text"), "先堵上了")
    _send(sheet, qtbot)
    assert "办结" in window.frame.toast.text()
    window.frame.toast.button.click()
    assert matter(ledger, number).status is MatterStatus.REGISTERED
    assert month_account(ledger, "2026-11").total.settled == 0


def test_a_settled_matter_is_followed_up_and_reopened(
    show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any
) -> None:
    number = register()
    _settle(ledger, number)
    detail = show(number)
    assert detail.heading.buttons()[-1] == "回访"
    sheet = _sheet(detail, qtbot, Qt.Key.Key_H)
    sheet.field("satisfaction").set_value(Satisfaction.DISSATISFIED)
    write_in(sheet.field("text"), "又漏了")
    _send(sheet, qtbot)
    qtbot.waitUntil(lambda: detail.heading.satisfaction.text() == "不满意")
    sheet = _sheet(detail, qtbot, Qt.Key.Key_R)
    _send(sheet, qtbot)
    assert set(sheet.form.problems()) == {"text", "next_step", "next_on"}
    write_in(sheet.field("text"), "住户要求重办")
    write_in(sheet.field("next_step"), "请物业再看")
    sheet.field("next_on").setText("11.26")
    _send(sheet, qtbot)
    again = matter(ledger, number)
    assert again is not None
    assert (again.status, again.next_on) == (MatterStatus.IN_PROGRESS, date(2026, 11, 26))
    assert month_account(ledger, "2026-11").total.reopened == 1


def test_a_line_is_noted_with_enter(show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any) -> None:
    number = register()
    detail = show(number)
    assert QApplication.focusWidget() is detail.compose.text
    qtbot.keyClick(detail.compose.text, Qt.Key.Key_Return)
    assert detail.compose.problem() == "请填写。"
    write_in(detail.compose.text, "楼上同意查漏")
    write_in(detail.compose.next_step, "三方到场")
    detail.compose.next_on.setText("11.25")
    qtbot.keyClick(detail.compose.text, Qt.Key.Key_Return)
    last = steps(ledger, number)[-1]
    assert (last.kind, last.text, last.next_step) == (StepKind.PROGRESS, "楼上同意查漏", "三方到场")
    assert last.next_on == date(2026, 11, 25)
    assert detail.compose.text.text() == ""
    qtbot.waitUntil(lambda: "三方到场" in detail.time_line.lines()[0])


def test_a_date_nobody_can_read_is_named(show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any) -> None:
    number = register()
    detail = show(number)
    write_in(detail.compose.text, "楼上同意查漏")
    detail.compose.next_on.setText("下周吧")
    qtbot.keyClick(detail.compose.text, Qt.Key.Key_Return)
    assert "下周吧" in detail.compose.problem()
    assert len(steps(ledger, number)) == 1


def test_a_line_begun_stands_there_again(show: Any, register: Any, window: MainWindow, write_in: Any) -> None:
    first, second = register(), register("路灯不亮")
    detail = show(first)
    write_in(detail.compose.text, "写了一半")
    show(second)
    assert detail.compose.text.text() == ""
    show(first)
    assert detail.compose.text.text() == "写了一半"


def test_a_move_to_another_level_shows(show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any) -> None:
    number = register(days_ago=6)
    detail = show(number)
    sheet = _sheet(detail, qtbot, Qt.Key.Key_L)
    assert sheet.field("level").value() is Level.COMMUNITY
    sheet.field("level").set_value(Level.STREET)
    write_in(sheet.field("text"), "网格协调不成")
    _send(sheet, qtbot)
    qtbot.waitUntil(lambda: "网格 → 街道" in detail.time_line.lines()[0])
    assert detail.aside.path.accessibleName() == "网格 6 天 → 社区 → 街道 0 天 → 部门"
    assert matter(ledger, number).level is Level.STREET


def test_a_matter_is_handed_over(show: Any, register: Any, ledger: Ledger, qtbot: Any) -> None:
    worker = add_worker(ledger, name="李强")
    detail = show(register())
    sheet = _sheet(detail, qtbot, Qt.Key.Key_Z)
    sheet.field("responsible_id").set_value(worker.id)
    _send(sheet, qtbot)
    qtbot.waitUntil(lambda: "王书记 → 李强" in detail.time_line.lines()[0])
    assert "李强" in detail.aside.facts()


def test_grid_and_urgency_are_corrected(show: Any, register: Any, ledger: Ledger, qtbot: Any) -> None:
    grid = add_grid(ledger, name="第三网格")
    number = register()
    before = matter(ledger, number)
    detail = show(number)
    sheet = _sheet(detail, qtbot, Qt.Key.Key_G)
    sheet.field("grid_id").set_value(grid.id)
    qtbot.keyClick(sheet.field("urgency"), Qt.Key.Key_Down)
    _send(sheet, qtbot)
    after = matter(ledger, number)
    assert after.grid == "第三网格"
    assert after.due_on > before.due_on
    assert steps(ledger, number)[-1].kind is StepKind.RECLASSIFIED


def test_one_matter_is_merged_into_another(show: Any, register: Any, home: Any, ledger: Ledger, qtbot: Any) -> None:
    into, number = register("楼上漏水", **home), register("卫生间漏水", **home)
    register("路灯不亮")
    sheet = _sheet(show(number), qtbot, Qt.Key.Key_B)
    assert sheet.field("into_id").value() == into
    _send(sheet, qtbot)
    assert matter(ledger, number).status is MatterStatus.MERGED
    assert matter(ledger, into).status.is_open


def test_a_step_and_a_matter_are_withdrawn_with_a_reason(
    show: Any, register: Any, ledger: Ledger, qtbot: Any, write_in: Any
) -> None:
    number = register()
    _settle(ledger, number)
    detail = show(number)
    sheet = _choose(detail, qtbot, "作废上一条经过")
    _send(sheet, qtbot)
    assert set(sheet.form.problems()) == {"reason"}
    write_in(sheet.field("reason"), "记错了人家")
    _send(sheet, qtbot)
    assert matter(ledger, number).status is MatterStatus.REGISTERED
    qtbot.waitUntil(lambda: "作废上一条经过" not in detail.heading.menu_lines())
    sheet = _choose(detail, qtbot, "作废事项")
    write_in(sheet.field("reason"), "记重了")
    _send(sheet, qtbot)
    assert steps(ledger, number) == ()
    qtbot.waitUntil(lambda: not detail.heading.isVisible())


def _choose(detail: Any, qtbot: Any, title: str) -> Any:
    next(action for action in detail.heading.actions() if action.text() == title).trigger()
    qtbot.waitUntil(detail.sheet.isActiveWindow)
    return detail.sheet


def test_another_page_may_ask_for_the_sheet_at_once(register: Any, window: MainWindow) -> None:
    number = register()
    window.frame.go(Target("matters", "matter", number, {"do": "remind"}))
    detail = window.frame.page().detail
    assert detail.sheet.action.key == "remind"
    detail.sheet.reject()
    window.frame.go(Target("matters", "matter", number, {"do": "follow_up"}))
    assert detail.sheet is None


def test_only_what_the_status_allows_is_offered(show: Any, register: Any, ledger: Ledger) -> None:
    number = register()
    detail = show(number)
    assert detail.heading.buttons()[0] == "受理"
    assert "重办" not in detail.heading.menu_lines()
    _settle(ledger, number)
    detail = show(number)
    assert set(detail.heading.menu_lines()) == {"重办", "回访", "修改事由", "作废上一条经过", "作废事项"}


def test_beside_the_course_stand_the_facts(show: Any, register: Any, home: Any, ledger: Ledger) -> None:
    earlier = register("暖气不热", days_ago=40, **home)
    _settle(ledger, earlier)
    detail = show(register(days_ago=20, **home))
    assert "超期" in detail.heading.urgent.text()
    assert "3-2-501 许敏" in detail.aside.facts()
    assert "190****2210" in detail.aside.facts()
    assert detail.aside.others() == ["2026-10 暖气不热", "办结待回访 · 已解决"]


def test_a_matter_of_a_public_place_has_no_household(show: Any, register: Any) -> None:
    detail = show(register("路面塌陷", place="清和街"))
    assert "清和街" in detail.aside.facts()
    assert detail.aside.others() == []
