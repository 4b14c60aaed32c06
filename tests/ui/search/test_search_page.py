"""The page of hits: kinds, filters to take away, the way back, what is kept at hand, printed and exported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyboard import CTRL, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from ledger.reports.audience import Audience
from ledger.search.hits import HitKind
from ledger.search.saved import save_search, saved_searches
from ledger.store import Ledger
from ui.finding.lines import GroupLine, HitLine, NearLine
from ui.finding.saved import rename, saved_menu
from ui.search.filter_row import without_filter
from ui.search.page import SearchPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.widgets import FormSheet
from ui.workspace import Workspace

Search = Callable[..., SearchPage]


def test_everything_found_stands_by_kinds(search: Search) -> None:
    page = search("漏水")
    groups = {line.group.kind for line in page.list.lines() if isinstance(line, GroupLine)}
    assert groups == {HitKind.MATTER, HitKind.VISIT}
    assert page.kinds.words("matter") == "事项 1"
    assert page.kinds.words("resident") == "居民 0"


def test_one_kind_alone_can_be_seen(search: Search) -> None:
    page = search("漏水", kind="visit")
    assert {hit.kind for hit in page.hits()} == {HitKind.VISIT}
    page.kinds.set_value("resident")
    page.kinds.chosen.emit("resident")
    assert page.hits() == []


def test_enter_opens_and_alt_left_comes_back_to_the_same_line(
    window: MainWindow, search: Search, hands: Keyboard, qtbot: Any
) -> None:
    page = search("许", kind="resident")
    hands.press(Qt.Key.Key_Down)
    line = page.list.current()
    assert isinstance(line, HitLine)
    hands.enter()
    assert (window.frame.here.page, window.frame.here.id) == ("residents", line.hit.id)
    window.do("back")
    assert window.frame.page() is page
    assert page.list.current() == line


def test_esc_goes_back_where_we_came_from(window: MainWindow, search: Search, hands: Keyboard) -> None:
    search("许")
    hands.press(Qt.Key.Key_Escape)
    assert window.frame.here.page == "matters"


def test_the_words_can_be_changed_here(search: Search, hands: Keyboard, qtbot: Any) -> None:
    page = search("许")
    page.words.setFocus()
    page.words.selectAll()
    hands.write("李")
    hands.enter()
    qtbot.waitUntil(page.list.hasFocus)
    assert "李强" in [hit.title for hit in page.hits()]


def test_a_filter_can_be_taken_away(search: Search, hands: Keyboard, qtbot: Any) -> None:
    page = search("漏水 状态：不受理")
    assert page.hits() == []
    (chip,) = [each for each in page.filters.findChildren(type(page.keep).__bases__[0]) if "×" in each.text()]
    chip.setFocus()
    hands.enter()
    qtbot.waitUntil(lambda: page.is_answered)
    assert page.words.text() == "漏水"
    assert page.hits()


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("漏水 上月", "上月", "漏水"),
        ("类别： 邻里 漏水", "类别：邻里", "漏水"),
        ("状态:未结 许 状态:超期", "状态:未结 状态:超期", "许"),
        ("上月上月 上月", "上月", "上月上月"),
    ],
)
def test_only_the_filter_goes(text: str, said: str, left: str) -> None:
    assert without_filter(text, said) == left


def test_nothing_found_offers_the_nearest(search: Search, hands: Keyboard, qtbot: Any) -> None:
    page = search("徐敏")
    assert isinstance(page.list.current(), NearLine)
    hands.enter()
    qtbot.waitUntil(lambda: page.words.text() == "许敏" and page.is_answered)
    assert page.hits()[0].title == "许敏"


def test_a_search_is_kept_at_hand_and_leads_there(
    window: MainWindow, search: Search, hands: Keyboard, ledger: Ledger, qtbot: Any
) -> None:
    page = search("漏水 超期")
    page.keep.click()
    sheet = window.findChild(FormSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.isAncestorOf(hands.at))
    hands.press(Qt.Key.Key_A, modifier=CTRL)
    hands.write("漏水没修")
    hands.send()
    (kept,) = saved_searches(ledger)
    assert (kept.name, kept.words) == ("漏水没修", "漏水 超期")
    bar = window.frame.sidebar.saved
    qtbot.waitUntil(lambda: [each.accessibleName() for each in bar.buttons] == ["漏水没修"])
    qtbot.waitUntil(lambda: page.keep.text() == "常用：漏水没修")
    window.frame.go(Target("matters"))
    bar.buttons[0].click()
    assert window.frame.here.detail == {"words": "漏水 超期", "saved": kept.id}
    assert bar.buttons[0].isChecked()
    hands.press(Qt.Key.Key_Z, modifier=CTRL)
    page.list.setFocus()
    hands.press(Qt.Key.Key_Z, modifier=CTRL)
    qtbot.waitUntil(lambda: bar.buttons == [])


def test_what_was_searched_is_noted_when_the_page_is_left(
    window: MainWindow, search: Search, ledger: Ledger, qtbot: Any
) -> None:
    page = search("漏水")
    page.words.setText("换管")
    page.words.textEdited.emit("换管")
    qtbot.waitUntil(lambda: page.is_answered)
    window.frame.go(Target("matters"))
    # The first words were noted by whoever led here.
    sql = "select action, subject from access_log"
    qtbot.waitUntil(lambda: [tuple(row) for row in ledger.rows(sql)] == [("search", "换管")])


def test_what_was_found_is_drawn_for_whom_it_is_meant(search: Search, hands: Keyboard, qtbot: Any) -> None:
    page = search("漏水")
    hands.press(Qt.Key.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: page.paper.printed is not None, timeout=20_000)
    assert page.paper.printed is not None
    assert page.paper.printed.name == "搜索结果 漏水.pdf"
    page.paper.audience.set_value(Audience.DEPARTMENT)
    page.paper.draw()
    qtbot.waitUntil(lambda: page.paper.printed is not None, timeout=20_000)
    assert "漏水" not in page.paper.printed.name
    hands.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_what_was_found_becomes_a_workbook(
    search: Search, hands: Keyboard, window: MainWindow, ledger: Ledger, tmp_path: Path, qtbot: Any
) -> None:
    search("漏水")
    hands.press(Qt.Key.Key_E, modifier=CTRL)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "漏水.xlsx"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(target.exists, timeout=20_000)
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert rows[0] == ["种类", "结果", "内容", "日期"]
    assert {row[0] for row in rows[1:]} == {"事项", "走访"}
    logged = lambda: ledger.value("select subject from access_log where action = 'export.search'")  # noqa: E731
    qtbot.waitUntil(lambda: logged() == "漏水")


@pytest.mark.parametrize("scale", [100, 150])
def test_many_kept_searches_never_push_a_page_out_of_the_side_bar(
    window: MainWindow, hands: Keyboard, ledger: Ledger, scale: int, qtbot: Any
) -> None:
    for number in range(30):
        save_search(ledger, name=f"要看的第{number}类事项和走访", words=str(number))
    window.set_text_scale(scale)
    bar = window.frame.sidebar.saved
    bar.refresh()
    qtbot.waitUntil(lambda: bar.menu_button.isVisible() == (scale == 150))
    foot = window.frame.sidebar.buttons["settings"]
    assert window.height() <= 768
    assert foot.geometry().bottom() < window.frame.sidebar.height()
    assert bar.geometry().bottom() <= foot.geometry().top()
    if scale == 150:
        menu = bar.offer()
        assert len(menu.actions()) == 30
        menu.actions()[7].trigger()
        menu.close()
    else:
        bar.buttons[7].click()
    assert window.frame.here.detail["words"] == "7"
    window.set_text_scale(100)


def test_a_kept_search_is_renamed_moved_and_removed_by_its_menu(
    window: MainWindow, hands: Keyboard, workspace: Workspace, qtbot: Any
) -> None:
    for name in ("漏水", "超期"):
        workspace.write(save_search, name=name, words=name)
    bar = window.frame.sidebar.saved
    named = lambda: [each.accessibleName() for each in bar.buttons]  # noqa: E731
    qtbot.waitUntil(lambda: named() == ["漏水", "超期"])
    saved_menu(bar, workspace, bar.searches[1]).actions()[1].trigger()
    qtbot.waitUntil(lambda: named() == ["超期", "漏水"])
    saved_menu(bar, workspace, bar.searches[0]).actions()[-1].trigger()
    qtbot.waitUntil(lambda: named() == ["漏水"])
    sheet = rename(window, workspace, bar.searches[0])
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.isAncestorOf(hands.at))
    hands.press(Qt.Key.Key_A, modifier=CTRL)
    hands.write("渗水")
    hands.send()
    qtbot.waitUntil(lambda: named() == ["渗水"])
