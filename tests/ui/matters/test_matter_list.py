"""The list of matters on the real window: filters, keyboard, many rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from entries import stroke
from long_lists import shown, wait_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledger.matters.steps import escalate, settle
from ledger.places.staff import add_grid
from ledger.records.matters import Level, Outcome
from ledger.store import Ledger
from ui.matters.filters import View
from ui.shell.page import Target
from ui.shell.window import MainWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def listed(window: MainWindow) -> Callable[..., Any]:
    """Opens the list and returns it."""

    def show(**detail: Any) -> Any:
        window.frame.go(Target("matters", "list", detail=detail))
        return window.frame.page().list

    return show


def _titles(view: Any) -> list[str]:
    return [matter.title for matter in shown(view.table)]


def test_an_empty_ledger_says_where_matters_come_from(listed: Any) -> None:
    view = listed()
    assert shown(view.table) == []
    assert "Ctrl+N" in view.table._empty


def test_overdue_matters_are_listed_apart(listed: Any, register: Any, qtbot: Any) -> None:
    register("漏水", days_ago=30)
    register("路灯不亮")
    view = listed(filter="overdue")
    assert _titles(view) == ["漏水"]
    qtbot.waitUntil(lambda: view.filters.view.words(View.OVERDUE) == "超期 1")
    assert view.filters.view.words(View.OPEN) == "未结 2"


def test_views_follow_the_keyboard(listed: Any, register: Any, ledger: Ledger, qtbot: Any) -> None:
    done, open_ = register("漏水"), register("路灯不亮")
    settle(ledger, done, stroke(TODAY), outcome=Outcome.SOLVED)
    view = listed()
    assert [matter.id for matter in shown(view.table)] == [open_]
    view.filters.view.setFocus()
    for titles in ([], ["漏水"], ["漏水"], ["路灯不亮", "漏水"]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert _titles(view) == titles, view.filters.view.value()


def test_filters_narrow_the_list(listed: Any, register: Any, ledger: Ledger) -> None:
    grid = add_grid(ledger, name="第三网格")
    register("漏水", grid_id=grid.id, place="北门")
    up = register("路灯不亮", days_ago=40)
    escalate(ledger, up, stroke(TODAY), level=Level.STREET)
    assert _titles(listed(grid=grid.id)) == ["漏水"]
    assert _titles(listed(level=Level.STREET)) == ["路灯不亮"]
    assert _titles(listed(month="2026-10")) == ["路灯不亮"]
    assert _titles(listed(worker=1)) == ["路灯不亮", "漏水"]


def test_typing_finds_and_enter_goes_on_to_the_list(
    listed: Any, register: Any, qtbot: Any, write_in: Any, window: MainWindow
) -> None:
    register("漏水")
    register("路灯不亮")
    view = listed()
    write_in(view.filters.text, "路灯")
    qtbot.waitUntil(lambda: _titles(view) == ["路灯不亮"])
    qtbot.keyClick(view.filters.text, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view.table
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert window.frame.here.what == "matter"
    assert window.frame.page().detail.heading.title.text() == "路灯不亮"
    window.frame.back()
    assert _titles(view) == ["路灯不亮"]


def test_many_matters_are_all_there_and_few_are_read(listed: Any, register: Any, ledger: Ledger) -> None:
    with ledger.write("matters.many"):
        for number in range(450):
            register(f"第 {number} 件")
    view = listed()
    wait_for(view.table)
    assert view.table.count() == 450
    assert view.heading.note.text() == "450 件"
    assert len(view.table.model().records_read()) < 200


def test_the_list_follows_a_write_made_while_it_was_hidden(
    listed: Any, register: Any, ledger: Ledger, window: MainWindow, workspace: Any
) -> None:
    number = register("漏水")
    view = listed()
    window.frame.go(Target("matters", "matter", number))
    workspace.write(settle, number, stroke(TODAY), outcome=Outcome.SOLVED)
    window.frame.back()
    assert _titles(view) == []
