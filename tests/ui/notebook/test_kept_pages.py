"""写过的页: every page as it was written, with the way to its visits and back."""

from datetime import date
from typing import Any

from keyboard import Keyboard
from PySide6.QtWidgets import QApplication, QPushButton

from ledger.store import Ledger
from ledger.visits.history import VisitFilter, list_visits
from ledger.visits.recording import withdraw_visit
from ui.notebook.desk import Desk
from ui.notebook.page import NotebookPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.page import VisitsPage
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
FIRST = "今天上午 3号楼2单元\n501 许敏 没事\n502 没人"
SECOND = "3-2-402 李梅 没事"


def _links_to_the_page(visits: VisitsPage) -> list[QPushButton]:
    # What was just laid out is shown with the next events; what was there before goes with them.
    QApplication.processEvents()
    buttons = visits.record.findChildren(QPushButton)
    return [button for button in buttons if button.isVisible() and button.text() == "本子原页"]


def _enter_two(written: Desk, hands: Keyboard) -> None:
    for text in (FIRST, SECOND):
        written.paper.setFocus()
        hands.write(text)
        hands.send()


def test_the_pages_are_listed_the_newest_first(
    page: NotebookPage, written: Desk, hands: Keyboard, window: MainWindow
) -> None:
    _enter_two(written, hands)
    link = next(button for button in page.desk.heading.findChildren(QPushButton) if button.text() == "写过的页")
    link.click()
    assert window.frame.here == Target("notebook", "pages")
    table = page.pages.table
    newest, oldest = table.records()
    assert [newest.text, oldest.text] == [SECOND, FIRST]
    assert (oldest.worker, oldest.visits.keys()) == ("王书记", {2, 3})
    table.opened.emit(oldest)
    assert window.frame.here == Target("notebook", "page", oldest.id)
    assert page.kept.paper.text() == FIRST
    assert page.kept.heading.title.text() == "11月23日 星期一 的一页"
    assert [link.text() for links in page.kept.links.values() for link in links] == [
        "3-2-501 · 许敏 · 面谈",
        "3-2-502 · 无人",
    ]


def test_a_visit_leads_to_its_line_and_the_line_to_its_visit(
    page: NotebookPage, written: Desk, hands: Keyboard, window: MainWindow, ledger: Ledger
) -> None:
    _enter_two(written, hands)
    visit = next(v for v in list_visits(ledger, VisitFilter(since=TODAY)) if v.address == "3-2-502")
    window.frame.go(Target("visits", "visit", visit.id))
    visits = window.frame.page()
    assert isinstance(visits, VisitsPage)
    (link,) = _links_to_the_page(visits)
    link.click()
    assert page.kept.isVisible()
    assert page.kept.paper.line == 3
    page.kept.links[3][0].click()
    assert window.frame.here == Target("visits", "visit", visit.id)
    # A visit from the form has no page.
    window.frame.go(Target("visits", "visit", 1))
    assert _links_to_the_page(visits) == []


def test_a_page_taken_back_is_said_to_be_gone(
    page: NotebookPage, written: Desk, hands: Keyboard, window: MainWindow, workspace: Workspace, qtbot: Any
) -> None:
    hands.write(SECOND)
    hands.send()
    window.frame.go(Target("notebook", "page", 1))
    assert page.kept.paper.isVisible()
    workspace.undo_last()
    qtbot.waitUntil(page.kept.gone.isVisible)
    page.kept.gone.acted.emit()
    assert window.frame.here == Target("notebook", "pages")
    assert page.pages.table.records() == []
    page.pages.left.emit()
    assert written.paper.text() == SECOND


def test_withdrawn_visits_leave_the_page_as_it_was_written(
    page: NotebookPage, written: Desk, hands: Keyboard, window: MainWindow, workspace: Workspace, ledger: Ledger
) -> None:
    hands.write(SECOND)
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter(since=TODAY))
    workspace.write(withdraw_visit, visit_id=visit.id, reason="记错", today=TODAY)
    window.frame.go(Target("notebook", "page", 1))
    assert page.kept.paper.text() == SECOND
    assert page.kept.links == {}
