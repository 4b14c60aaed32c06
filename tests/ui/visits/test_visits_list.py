from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from keyboard import Keyboard
from long_lists import shown, wait_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPlainTextEdit
from python_calamine import CalamineWorkbook

from ledger.matters.listing import MatterFilter, list_matters
from ledger.matters.registering import MatterDraft
from ledger.places.staff import add_worker
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.history import VisitFilter, list_visits
from ledger.visits.recording import VisitDraft, record_visit
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.page import VisitsPage
from ui.widgets import FormSheet, ReasonSheet

TODAY = date(2026, 11, 23)
MET = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1, names=("许敏",), note="血压高")


@pytest.fixture
def visits(ledger: Ledger, doors: dict[str, int]) -> list[int]:
    """Three visits: 501 in October, 502 with a matter and a patrol in November."""
    other = add_worker(ledger, name="李强").id
    drafts = (
        replace(MET, on=date(2026, 10, 5), dwelling_id=doors["501"], at_time="09:30"),
        replace(
            MET,
            dwelling_id=doors["502"],
            worker_id=other,
            note="楼道灯不亮",
            names=("孙立",),
            matters=(MatterDraft("楼道灯不亮", 2),),
        ),
        replace(
            MET,
            mode=VisitMode.PATROL,
            outcome=VisitOutcome.NONE,
            place="停车棚",
            names=(),
            note="",
        ),
    )
    return [record_visit(ledger, draft, today=TODAY, next_step="跟进").visit_id for draft in drafts]


def _page(window: MainWindow, what: str = "", id_: int | None = None, **detail: Any) -> VisitsPage:
    window.frame.go(Target("visits", what, id_, detail))
    page = window.frame.page()
    assert isinstance(page, VisitsPage)
    return page


def _shown(page: VisitsPage) -> list[str]:
    return [visit.address or visit.place for visit in shown(page.list.table)]


def test_the_list_shows_the_newest_first(window: MainWindow, visits: list[int]) -> None:
    page = _page(window)
    assert _shown(page) == ["停车棚", "3-2-502", "3-2-501"]
    assert page.list.heading.note.text() == "3 次"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("month", "2026-10", ["3-2-501"]),
        ("worker", 2, ["3-2-502"]),
        ("mode", VisitMode.PATROL, ["停车棚"]),
        ("outcome", VisitOutcome.MET, ["3-2-502", "3-2-501"]),
        ("outcome", VisitOutcome.REFUSED, []),
    ],
)
def test_filters_narrow_the_list(
    window: MainWindow, visits: list[int], field: str, value: object, expected: list[str]
) -> None:
    page = _page(window)
    choice = getattr(page.list, field)
    choice.set_value(value)
    choice.chosen.emit(value)
    assert _shown(page) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("灯不亮", ["3-2-502"]), ("许敏", ["3-2-501"]), ("2-502", ["3-2-502"]), ("车棚", ["停车棚"])],
)
def test_words_are_looked_for_in_notes_names_doors_and_places(
    window: MainWindow, visits: list[int], words: str, expected: list[str], qtbot: Any
) -> None:
    page = _page(window)
    page.list.text.setText(words)
    qtbot.waitUntil(lambda: _shown(page) == expected)


def test_another_page_can_ask_for_a_month(window: MainWindow, visits: list[int]) -> None:
    assert _shown(_page(window, "list", month="2026-10")) == ["3-2-501"]


def test_ctrl_e_writes_the_visits_seen(
    window: MainWindow, visits: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    page = _page(window, "list", month="2026-11")
    page.list.table.columns.choose(6, shown=False)
    page.list.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    target = tmp_path / "走访.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.do("export")
    qtbot.waitUntil(target.exists, timeout=10_000)
    head, *rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert head == ["日期", "时间", "门户", "问到谁", "方式", "结果", "事项", "走访人"]
    assert [(row[0], row[2], row[3], row[6]) for row in rows] == [
        (TODAY, "3-2-502", "孙立", 1.0),
        (TODAY, "停车棚", "", 0.0),
    ]


def test_enter_opens_a_visit_and_back_leads_to_the_list(window: MainWindow, visits: list[int], hands: Keyboard) -> None:
    page = _page(window)
    wait_for(page.list.table)
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    hands.enter()
    assert page.record.isVisible()
    assert page.record.heading.title.text() in ("3-2-502", "3-2-501")
    hands.enter()
    hands.press(Qt.Key.Key_Space)
    assert page.list.isVisible()


def test_a_note_is_corrected(
    window: MainWindow, visits: list[int], ledger: Ledger, hands: Keyboard, qtbot: Any
) -> None:
    page = _page(window, "visit", visits[0])
    page.record.correct.click()
    sheet = page.record.findChild(FormSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: isinstance(hands.at, QPlainTextEdit))
    hands.write("，已联系卫生站")
    hands.send()
    assert list_visits(ledger, VisitFilter(text="卫生站"))[0].id == visits[0]
    assert window.frame.toast.text() == "记录已更正"


def test_a_visit_is_withdrawn_with_its_matter_and_a_reason(
    window: MainWindow, visits: list[int], ledger: Ledger
) -> None:
    page = _page(window, "visit", visits[1])
    page.record.withdraw.click()
    sheet = page.record.findChild(ReasonSheet)
    assert sheet is not None
    sheet.send()
    assert set(sheet.form.problems()) == {"reason"}
    assert len(list_visits(ledger, VisitFilter())) == 3
    sheet.reason.setText("记错了门牌")
    sheet.send()
    assert page.list.isVisible()
    assert _shown(page) == ["停车棚", "3-2-501"]
    assert list_matters(ledger, MatterFilter()) == ()
    window.frame.toast.button.click()
    assert len(list_visits(ledger, VisitFilter())) == 3
    assert len(list_matters(ledger, MatterFilter())) == 1


def test_a_matter_may_stay_only_where_it_is_settled_otherwise(
    window: MainWindow, visits: list[int], ledger: Ledger
) -> None:
    page = _page(window, "visit", visits[1])
    page.record.withdraw.click()
    sheet = page.record.findChild(ReasonSheet)
    assert sheet is not None
    box = sheet.findChild(QCheckBox)
    assert box is not None
    assert box.text() == "连同 1 件事项一起作废"
    box.setChecked(False)
    sheet.reason.setText("记错了门牌")
    sheet.send()
    assert "1 件事项" in sheet.form.problems()[""]
    sheet.reject()
    assert len(list_visits(ledger, VisitFilter())) == 3


def test_a_withdrawn_visit_is_shown_as_such(window: MainWindow, visits: list[int], ledger: Ledger) -> None:
    from ledger.visits.recording import withdraw_visit

    withdraw_visit(ledger, visit_id=visits[0], reason="记错", today=TODAY)
    page = _page(window, "visit", visits[0])
    assert page.record.withdrawn.text() == "已作废"
    assert page.record.withdraw.isHidden()
    assert page.record.correct.isHidden()


def test_a_long_place_does_not_widen_the_window(window: MainWindow, doors: dict[str, int], ledger: Ledger) -> None:
    place = "清和街与银苑路口东北角公交站台后面的临时停车场" * 4
    patrol = replace(MET, mode=VisitMode.PATROL, outcome=VisitOutcome.NONE, place=place, names=())
    window.set_text_scale(150)
    page = _page(window, "visit", record_visit(ledger, patrol, today=TODAY, next_step="跟进").visit_id)
    assert page.record.heading.title.text().endswith("…")
    assert window.minimumSizeHint().width() <= 1366
    assert place in {label.text() for label in page.record.findChildren(QLabel)}


def test_a_visit_that_is_not_there_is_said_so(window: MainWindow, doors: dict[str, int]) -> None:
    page = _page(window, "visit", 99)
    assert page.record.gone.isVisible()
    page.record.gone.acted.emit()
    assert page.list.isVisible()
