"""A morning on the notebook's page in the window: from Ctrl+N to the month's account, and from a visit to its line."""

from datetime import date
from typing import Any

import pytest
from keyboard import CTRL, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ledger.accounts.balance import month_account
from ledger.checks.checking import findings
from ledger.matters.listing import MatterFilter, list_matters
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.visits.history import VisitFilter, list_visits
from ui.notebook.page import NotebookPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.today.page import TodayPage
from ui.visits.page import VisitsPage
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
HOMES = {
    ("3", "2", "501"): "许敏",
    ("3", "2", "502"): "孙立",
    ("3", "2", "402"): "李梅",
    ("2", "1", "301"): "周秀英",
    ("9", "4", "502"): "周秀英",
}
LINES = (
    "今天上午 3号楼2单元",
    "501 许敏 卫生间漏水，楼上不配合，急",
    "502 没人",
    "402 李梅 没事，孩子放寒假想参加书法班",
    "周秀英 没事，下周三再去",
)


@pytest.fixture
def estate(ledger: Ledger) -> None:
    """Five homes, two of them with a 周秀英."""
    doors = find_or_make_dwellings(ledger, [Address("银苑小区", *parts) for parts in HOMES])
    homes = [
        NewHousehold(doors[Address("银苑小区", *parts)], (NewResident(name, relation="户主"),))
        for parts, name in HOMES.items()
    ]
    add_households(ledger, homes, since=None, today=TODAY)


def test_a_morning_on_the_page(
    window: MainWindow, workspace: Workspace, ledger: Ledger, estate: None, qtbot: Any
) -> None:
    hands = Keyboard(window)
    window.frame.go(Target("today"))
    hands.press(Qt.Key.Key_N, modifier=CTRL)
    page = window.frame.page()
    assert isinstance(page, NotebookPage)
    hands.write("\n".join(LINES))
    hands.send()
    assert len(list_visits(ledger, VisitFilter())) == 3

    # What was asked for is answered on the card, and goes in too.
    hands.send()
    assert page.desk.cards.isAncestorOf(hands.at)
    (card,) = page.desk.cards.column.cards()
    answer = next(chip for chip in card.chips() if chip.part.words.startswith("2-1-301"))
    answer.click()
    hands.send()
    assert page.desk.paper.text().strip() == ""
    visits = {visit.address: visit for visit in list_visits(ledger, VisitFilter())}
    assert set(visits) == {"3-2-501", "3-2-502", "3-2-402", "2-1-301"}
    assert visits["2-1-301"].revisit_on == date(2026, 12, 2)
    assert month_account(ledger, "2026-11").total.new == len(list_matters(ledger, MatterFilter(open=True)))

    _look_at_today(window, hands)
    _find_the_line_again(window, page, visits["3-2-502"].id)
    assert list(findings(ledger)) == []


def _look_at_today(window: MainWindow, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_1, modifier=CTRL)
    today = window.frame.page()
    assert isinstance(today, TodayPage)
    assert len(today.board.visits.rows()) == 4


def _find_the_line_again(window: MainWindow, page: NotebookPage, visit_id: int) -> None:
    window.frame.go(Target("visits", "visit", visit_id))
    shown = window.frame.page()
    assert isinstance(shown, VisitsPage)
    link = next(button for button in shown.record.findChildren(QPushButton) if button.text() == "本子原页")
    link.click()
    assert window.frame.page() is page
    assert page.kept.paper.text() == "\n".join(LINES)
    assert page.kept.paper.line == 3
    page.kept.links[3][0].click()
    assert window.frame.here == Target("visits", "visit", visit_id)
    window.do("back")
    assert page.kept.isVisible()
