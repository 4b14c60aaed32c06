"""A working day in the window, by keyboard: a new ledger, visits with matters, one settled, the month on paper.

The ledger is new and knows nobody, so the visits are noted in the form; a morning on the notebook's page has a journey
of its own.
"""

import io
from pathlib import Path
from typing import Any

import pypdfium2
from keyboard import ALT, CTRL, SHIFT, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from ledger.accounts.balance import month_account
from ledger.checks.checking import findings
from ledger.matters.listing import MatterFilter, list_matters
from ledger.records.matters import MatterStatus, Outcome
from ledger.records.visits import VisitOutcome
from ledger.visits.history import VisitFilter, list_visits
from ui.accounts.page import AccountsPage
from ui.matters.page import MattersPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.today.page import TodayPage
from ui.visits.page import VisitsPage
from ui.workspace import Workspace


def test_a_working_day(window: MainWindow, workspace: Workspace, qtbot: Any) -> None:
    hands = Keyboard(window)
    window.frame.go(Target("today"))
    hands.press(Qt.Key.Key_N, modifier=CTRL | SHIFT)
    page = window.frame.page()
    assert isinstance(page, VisitsPage)

    # The ledger is empty: doors come with their first visits, people by name.
    hands.write("3-2-501")
    hands.enter()
    hands.write("许敏")
    _to_note(page, hands)
    hands.write("卫生间漏水，楼上不配合，急。物业下周来看。")
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    hands.send()
    hands.write("502")
    hands.enter(2)
    hands.write("3")
    hands.send()
    hands.write("402")
    hands.enter()
    hands.write("李梅")
    _to_note(page, hands)
    hands.write("楼道照明不亮。孩子想参加书法班。")
    hands.press(Qt.Key.Key_M, Qt.Key.Key_M, modifier=CTRL)
    hands.press(Qt.Key.Key_Tab)
    hands.write("wthd")
    hands.enter()
    hands.send()

    visits = list_visits(workspace.ledger, VisitFilter())
    assert [visit.address for visit in visits] == ["3-2-402", "3-2-502", "3-2-501"]
    assert [visit.outcome for visit in visits] == [VisitOutcome.MET, VisitOutcome.NO_ANSWER, VisitOutcome.MET]
    assert {matter.title for matter in list_matters(workspace.ledger, MatterFilter(open=True))} == {
        "卫生间漏水，楼上不配合，急",
        "楼道照明不亮",
        "孩子想参加书法班",
    }

    _settle(window, workspace, hands, qtbot, "楼道照明不亮")
    _look_at_today(window, hands)
    _print_the_month(window, workspace, hands, qtbot)
    assert list(findings(workspace.ledger)) == []


def _to_note(page: VisitsPage, hands: Keyboard) -> None:
    hands.enter(2)
    assert isinstance(hands.at, QPlainTextEdit)
    assert hands.at is page.entry.form.note


def _settle(window: MainWindow, workspace: Workspace, hands: Keyboard, qtbot: Any, title: str) -> None:
    hands.press(Qt.Key.Key_3, modifier=CTRL)
    page = window.frame.page()
    assert isinstance(page, MattersPage)
    (wanted,) = list_matters(workspace.ledger, MatterFilter(text=title))
    while page.list.table.current() is None or page.list.table.current().id != wanted.id:
        hands.press(Qt.Key.Key_Down)
    hands.enter()
    hands.press(Qt.Key.Key_J, modifier=ALT)
    qtbot.waitUntil(lambda: page.detail.sheet is not None and page.detail.sheet.isActiveWindow())
    sheet = page.detail.sheet
    assert sheet is not None
    if isinstance(hands.at, QComboBox):
        hands.press(Qt.Key.Key_Down)
    sheet.field("text").setFocus()
    hands.write("物业已换灯泡")
    hands.send()
    # On a real desktop the window manager does this when the sheet is gone.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (settled,) = list_matters(workspace.ledger, MatterFilter(text=title))
    assert (settled.status, settled.outcome) == (MatterStatus.SETTLED, Outcome.SOLVED)


def _look_at_today(window: MainWindow, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_1, modifier=CTRL)
    page = window.frame.page()
    assert isinstance(page, TodayPage)
    spoken = page.board.account._equation.accessibleName()
    assert ("上月结转 0" in spoken, "本月新增 3" in spoken, "本月办结 1" in spoken) == (True, True, True)
    assert [row.line.title for row in page.board.matters.rows()] == ["楼道照明不亮（今天 办结）"]
    assert len(page.board.visits.rows()) == 3


def _print_the_month(window: MainWindow, workspace: Workspace, hands: Keyboard, qtbot: Any) -> None:
    hands.press(Qt.Key.Key_6, modifier=CTRL)
    page = window.frame.page()
    assert isinstance(page, AccountsPage)
    total = month_account(workspace.ledger, "2026-11").total
    assert (total.opening, total.new, total.settled, total.closing) == (0, 3, 1, 2)
    window.frame.go(Target("accounts", "preview", detail={"month": "2026-11"}))
    contents: list[bytes] = []
    page.desk.print(lambda printed: contents.append(printed.content))
    qtbot.waitUntil(lambda: bool(contents), timeout=20000)
    text = _text_of(contents[0])
    for words in ("银苑社区", "卫生间漏水，楼上不配合", "3-2-501", "楼道照明不亮", "许敏", "3-2-502"):
        assert words in text.replace("\r\n", "").replace("\n", "")


def _text_of(content: bytes | Path) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content) if isinstance(content, bytes) else content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
