from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from keyboard import Keyboard
from PySide6.QtCore import Qt

from ledger.accounts.balance import month_account
from ledger.accounts.glance import quarter_coverage, satisfaction_course
from ledger.language import in_language
from ledger.matters import steps
from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke
from ledger.people.care_groups import care_groups
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.places.staff import add_grid, add_worker, assign_building
from ledger.records.accounts import Balance
from ledger.records.matters import Outcome, Satisfaction
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.drafts import VISIT_DRAFT, save_draft
from ledger.visits.recording import VisitDraft, record_visit
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.today.page import TodayPage
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
MET = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1, names=("许敏",), note="血压高")


@pytest.fixture
def doors(ledger: Ledger) -> list[int]:
    """Four doors with one resident each; the last is one who lives alone."""
    addresses = [Address("银苑小区", "3", "2", room) for room in ("501", "502", "601", "602")]
    found = find_or_make_dwellings(ledger, addresses)
    alone = next(group.id for group in care_groups(ledger) if group.name == "独居老人")
    people = [NewResident(name, relation="户主", birth="1944-05-05") for name in ("许敏", "孙立", "冯凯", "周秀英")]
    people[3] = replace(people[3], care_group_ids=(alone,))
    homes = [
        NewHousehold(dwelling_id=found[address], members=(person,))
        for address, person in zip(addresses, people, strict=True)
    ]
    add_households(ledger, homes, since=None, today=TODAY)
    return list(found.values())


@pytest.fixture
def busy(ledger: Ledger, doors: list[int]) -> list[int]:
    """A visit in July with three matters: one overdue, one due today, one settled; a door missed twice."""
    matters = (
        MatterDraft("卫生间漏水", 2, next_on=TODAY - timedelta(days=3)),
        MatterDraft("老年餐桌送餐", 2, next_on=TODAY, due_on=TODAY + timedelta(days=9)),
        MatterDraft("楼道灯不亮", 2),
    )
    july = replace(MET, on=date(2026, 7, 1), dwelling_id=doors[0])
    record_visit(ledger, july, today=TODAY, next_step="跟进")
    found = record_visit(
        ledger,
        replace(MET, on=TODAY - timedelta(days=12), dwelling_id=doors[0], at_time="09:30", matters=matters),
        today=TODAY,
        next_step="跟进",
    )
    for day in (5, 2):
        missed = replace(
            MET, on=TODAY - timedelta(days=day), dwelling_id=doors[3], outcome=VisitOutcome.NO_ANSWER, names=(), note=""
        )
        record_visit(ledger, missed, today=TODAY, next_step="跟进")
    settled = Stroke(on=TODAY - timedelta(days=3), today=TODAY, worker_id=1, text="换了灯泡")
    steps.settle(ledger, found.matter_ids[2], settled, outcome=Outcome.SOLVED)
    return list(found.matter_ids)


def _page(window: MainWindow) -> TodayPage:
    window.frame.go(Target("today"))
    page = window.frame.page()
    assert isinstance(page, TodayPage)
    return page


def _asked(page: TodayPage) -> list[Target]:
    asked: list[Target] = []
    page.navigate.disconnect()
    page.navigate.connect(asked.append)
    return asked


def test_an_empty_ledger_shows_how_to_begin(window: MainWindow) -> None:
    page = _page(window)
    assert page.beginning.isVisible()
    asked = _asked(page)
    page.beginning.import_button.click()
    page.beginning.visit_button.click()
    assert [(target.page, target.what) for target in asked] == [("exchange", ""), ("notebook", "")]


def test_a_ledger_with_people_only_asks_for_visits(window: MainWindow, doors: list[int]) -> None:
    page = _page(window)
    assert not page.beginning.isVisible()
    assert page.board.matters.rows() == []
    assert page.board.coverage._ring.accessibleName() == "0%"
    assert page.board.satisfaction._none.isVisible()


def test_figures_are_those_of_the_library(window: MainWindow, busy: list[int], ledger: Ledger) -> None:
    page = _page(window)
    total = month_account(ledger, "2026-11").total
    spoken = page.board.account._equation.accessibleName()
    assert f"本月新增 {total.new}" in spoken
    assert f"本月办结 {total.settled}" in spoken
    assert f"未结（超期 1） {total.closing}" in spoken
    coverage = quarter_coverage(ledger, today=TODAY)
    assert (coverage.reached.part, coverage.reached.whole, coverage.missed) == (1, 4, 1)
    assert (coverage.key_people.part, coverage.key_people.whole) == (0, 1)
    assert [line.text() for line in page.board.coverage._lines] == [
        "已访 1 / 4 户",
        "重点人群 0 / 1 人",
        "入户未遇 1 户",
    ]


def test_what_must_not_be_dropped_stands_in_order(window: MainWindow, busy: list[int]) -> None:
    page = _page(window)
    lines = [(row.line.mark, row.line.title, row.line.action) for row in page.board.matters.rows()]
    assert lines == [
        ("超 3 天", "卫生间漏水", "催办"),
        ("今天到期", "老年餐桌送餐", "办结"),
        ("待回访", "楼道灯不亮（11-20 办结）", "回访"),
    ]
    assert page.board.matters.chip.text() == "1 件超期"
    assert page.heading.note.text() == "全社区 · 今天有 2 件要办、3 户该上门"


def test_lines_and_their_actions_lead_to_the_matter(window: MainWindow, busy: list[int], qtbot: Any) -> None:
    page = _page(window)
    hands = Keyboard(window)
    asked = _asked(page)
    first = page.board.matters.rows()[0]
    qtbot.waitUntil(first.isVisible)
    first.setFocus()
    hands.enter()
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert first.action is not None
    first.action.click()
    assert [(target.page, target.id, dict(target.detail)) for target in asked] == [
        ("matters", busy[0], {}),
        ("matters", busy[1], {}),
        ("matters", busy[0], {"do": "remind"}),
    ]


def test_a_door_to_call_at_starts_a_visit_there(window: MainWindow, busy: list[int], doors: list[int]) -> None:
    page = _page(window)
    lines = {row.line.title: row for row in page.board.doors.rows()}
    assert set(lines) == {"3-2-602 周秀英（82 岁）", "3-2-502 孙立（82 岁）", "3-2-601 冯凯（82 岁）"}
    due = lines["3-2-602 周秀英（82 岁）"].line
    assert (due.mark, due.text) == ("未遇 2 次", "独居老人 · 每月一访")
    asked = _asked(page)
    lines["3-2-602 周秀英（82 岁）"].opened.emit()
    assert asked == [Target("visits", "new", detail={"dwelling": doors[3]})]


def test_the_last_visits_lead_to_themselves(window: MainWindow, busy: list[int]) -> None:
    page = _page(window)
    titles = [row.line.title for row in page.board.visits.rows()]
    assert titles == ["11-21  3-2-602", "11-18  3-2-602", "11-11  3-2-501  许敏", "07-01  3-2-501  许敏"]
    asked = _asked(page)
    page.board.visits.rows()[2].opened.emit()
    assert (asked[0].page, asked[0].what, asked[0].id) == ("visits", "visit", 2)


def test_satisfaction_is_drawn_from_follow_ups(window: MainWindow, busy: list[int], ledger: Ledger) -> None:
    page = _page(window)
    stroke = Stroke(on=TODAY, today=TODAY, worker_id=1)
    page.workspace.write(steps.follow_up, busy[2], stroke, satisfaction=Satisfaction.SATISFIED)
    page.refresh()
    assert page.board.satisfaction._trend.isVisible()
    assert page.board.satisfaction._trend.accessibleName() == "100.0%"
    course = satisfaction_course(ledger, today=TODAY)
    assert len(course) == 12
    assert [share.whole for _month, share in course] == [0] * 11 + [1]


def test_a_worker_of_a_grid_sees_the_own_grid(window: MainWindow, busy: list[int], ledger: Ledger) -> None:
    for name in ("第一网格", "第二网格"):
        add_grid(ledger, name=name)
    assign_building(ledger, ledger.value("select min(id) from building"), grid_id=1)
    added = add_worker(ledger, name="赵敏", grid_id=2)
    page = _page(window)
    page.workspace.work_as(next(each for each in page.workspace.workers if each.id == added.id))
    assert page.heading.note.text() == "第二网格 · 今天没有要办的"
    assert page.board.doors.rows() == []
    assert page.board.coverage._lines[0].text() == "已访 0 / 0 户"


def test_a_write_is_seen_at_once_and_a_new_day_too(
    window: MainWindow, busy: list[int], doors: list[int], qtbot: Any
) -> None:
    page = _page(window)
    visit = replace(MET, dwelling_id=doors[1], names=("孙立",), note="")
    page.workspace.write(record_visit, visit, today=TODAY, next_step="跟进")
    qtbot.waitUntil(lambda: page.board.visits.rows()[0].line.title.endswith("孙立"))
    page.workspace._today = lambda: TODAY + timedelta(days=1)
    window.frame.go(Target("visits"))
    window.frame.go(Target("today"))
    assert page.heading.title.text() == "11月24日 星期二"
    assert page.board.matters.chip.text() == "2 件超期"


def test_an_unfinished_visit_is_offered(window: MainWindow, doors: list[int], ledger: Ledger) -> None:
    save_draft(ledger, kind=VISIT_DRAFT, key="1", content={"title": "3-2-501", "note": "卫生间漏水"})
    page = _page(window)
    assert page.unfinished.text() == "接着记没记完的：3-2-501"
    asked = _asked(page)
    page.unfinished.click()
    assert asked == [Target("visits", "new")]


def test_the_page_speaks_english_too(workspace: Workspace, qtbot: Any, busy: list[int]) -> None:
    with in_language("en"):
        page = TodayPage(workspace)
        qtbot.addWidget(page)
        page.refresh()
    assert page.board.matters.chip.text() == "1 overdue"
    assert page.heading.title.text() == "Mon 23 Nov"


def test_a_long_equation_takes_a_line_of_its_own(window: MainWindow, busy: list[int], qtbot: Any) -> None:
    board = _page(window).board
    window.set_text_scale(150)
    assert board.account.y() == board.coverage.y()
    long = Balance(opening=128, new=340, settled=310, adjustments=-2, transferred_in=11, transferred_out=10)
    board.account.show_balance("2026-11", long, overdue=12)
    qtbot.waitUntil(lambda: board.account.y() < board.coverage.y())
    assert board.account.minimumSizeHint().width() <= board.viewport().width()
    assert window.width() == 1366
