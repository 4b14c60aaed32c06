from typing import Any

import pytest
from shell_pages import AllPage, GridsPage

from ledger.errors import WorldProblem
from ledger.places import staff
from ui.notices import Notice
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import Tone
from ui.workspace import Workspace


def _page(window: MainWindow) -> GridsPage:
    page = window.frame.page()
    assert isinstance(page, GridsPage)
    return page


def test_a_page_is_made_when_it_is_first_shown_and_kept(window: MainWindow) -> None:
    first = _page(window)
    assert window.frame.findChildren(AllPage) == []
    window.frame.go(Target("all"))
    window.frame.go(Target("grids", "grid", 3))
    assert window.frame.page() is first
    assert first.opened[-1] == Target("grids", "grid", 3)
    assert (first.refreshed, first.left) == (1, 1)


def test_only_what_watches_the_change_is_read_again(window: MainWindow, workspace: Workspace, qtbot: Any) -> None:
    grids = _page(window)
    window.frame.go(Target("all"))
    everything = _page(window)
    workspace.write(staff.add_worker, name="李强")
    qtbot.waitUntil(lambda: everything.refreshed == 2)
    workspace.write(staff.add_grid, name="第一网格")
    qtbot.waitUntil(lambda: everything.refreshed == 3)
    assert grids.refreshed == 1
    window.frame.go(Target("grids"))
    assert grids.refreshed == 2


def test_many_writes_in_a_row_are_one_reading(window: MainWindow, workspace: Workspace, qtbot: Any) -> None:
    for name in ("第一网格", "第二网格", "第三网格"):
        workspace.write(staff.add_grid, name=name)
    qtbot.waitUntil(lambda: _page(window).refreshed == 2)


def test_back_goes_where_we_came_from(window: MainWindow) -> None:
    window.frame.go(Target("all", "matter", 5))
    window.frame.go(Target("grids"))
    window.do("back")
    assert window.frame.here == Target("all", "matter", 5)
    window.do("back")
    window.do("back")
    assert window.frame.here.page == "grids"


def test_a_page_that_is_not_there_is_an_error(window: MainWindow) -> None:
    with pytest.raises(LookupError):
        window.frame.go(Target("nowhere"))


def test_pages_lead_to_each_other_through_the_shell(window: MainWindow, qtbot: Any) -> None:
    _page(window).go("all", "household", 12, tab="visits")
    assert window.frame.here == Target("all", "household", 12, {"tab": "visits"})
    with qtbot.waitSignal(window.frame.language_wanted) as wanted:
        _page(window).go("language", "en")
    assert wanted.args == ["en"]


def test_the_sidebar_marks_where_we_are(window: MainWindow) -> None:
    buttons = window.frame.sidebar.buttons
    buttons["all"].click()
    assert window.frame.here.page == "all"
    assert [key for key, button in buttons.items() if button.isChecked()] == ["all"]
    window.frame.go(Target("exchange"))
    assert not any(button.isChecked() for button in buttons.values())


def test_notices_stand_above_the_page_once_each(window: MainWindow, workspace: Workspace) -> None:
    for _again in range(2):
        workspace.notices.say(Notice("磁盘已满", Tone.RED, details="ENOSPC"))
    assert [banner.words.text() for banner in window.frame.banners()] == ["磁盘已满"]
    workspace.notices.toast("已保存")
    assert window.frame.toast.text() == "已保存"


def test_what_was_said_before_there_was_a_window_is_told(workspace: Workspace, qtbot: Any) -> None:
    from shell_pages import PAGES

    from ui.shell.frame import Frame

    workspace.notices.explain(ValueError("before"))
    frame = Frame(workspace, pages=PAGES)
    qtbot.addWidget(frame)
    assert len(frame.banners()) == 1
    assert "ValueError: before" in frame.banners()[0].details


def test_the_top_bar_follows_the_names(window: MainWindow, workspace: Workspace, qtbot: Any) -> None:
    assert "银苑社区" in window.frame.topbar.words()
    workspace.write(staff.update_community, name="金苑社区")
    qtbot.waitUntil(lambda: "金苑社区" in window.frame.topbar.words())
    assert "王书记" in window.frame.topbar.words()


def test_a_refusal_is_over_once_something_is_written(window: MainWindow, workspace: Workspace) -> None:
    workspace.notices.explain(WorldProblem("disk_full", "账本.mqzb"))
    workspace.notices.say(Notice("没有打印机", Tone.AMBER))
    assert len(window.frame.banners()) == 2
    workspace.write(staff.add_worker, name="李强")
    assert [banner.words.text() for banner in window.frame.banners()] == ["没有打印机"]
