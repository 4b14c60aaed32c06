"""A list as long as the ledger, on the real window."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from long_lists import shown, wait_for
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from ledger.places.doors import find_or_make_dwelling
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit
from ui.settings.preferences import Preferences
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.tables.long_table import LongTable
from ui.visits.listing import VisitsList
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
COUNT = 700
MET = VisitDraft(on=TODAY, mode=VisitMode.HOME, outcome=VisitOutcome.MET, worker_id=1, names=("许敏",))
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def many(ledger: Ledger) -> list[int]:
    """Seven hundred visits, at ten doors, in some outcomes."""
    chance = random.Random(7)
    doors = [find_or_make_dwelling(ledger, Address("", str(n), "", "101")) for n in (1, 2, 3, 10, 11)]
    outcomes = (VisitOutcome.MET, VisitOutcome.NO_ANSWER, VisitOutcome.REFUSED)
    with ledger.write("visits.many"):
        return [
            record_visit(
                ledger,
                replace(
                    MET,
                    on=date(2026, chance.randint(1, 11), chance.randint(1, 20)),
                    dwelling_id=chance.choice(doors),
                    outcome=chance.choice(outcomes),
                    note=f"第{number}次",
                ),
                today=TODAY,
                next_step="",
            ).visit_id
            for number in range(COUNT)
        ]


@pytest.fixture
def visits(window: MainWindow, many: list[int]) -> VisitsList:
    window.frame.go(Target("visits"))
    listed: VisitsList = window.frame.page().list  # type: ignore[attr-defined]
    wait_for(listed.table)
    return listed


def _sort(table: LongTable, key: str, order: Qt.SortOrder = ASCENDING) -> None:
    keys = [column.key for column in table.model().columns]  # type: ignore[attr-defined]
    table.sortByColumn(keys.index(key), order)
    wait_for(table)


def _read(table: LongTable) -> int:
    return len(table.model().records_read())  # type: ignore[attr-defined]


def test_only_what_is_seen_is_read(visits: VisitsList, qtbot: Any) -> None:
    table = visits.table
    assert table.count() == COUNT
    assert visits.heading.note.text() == f"{COUNT} 次"
    assert _read(table) <= 128
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == COUNT - 1
    assert table.current() is not None
    table.grab()
    assert _read(table) <= 256
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_any_column_sorts_and_what_is_alike_stays_newest_first(visits: VisitsList) -> None:
    newest = shown(visits.table)
    assert newest == sorted(newest, key=lambda v: (v.on, v.time, v.id), reverse=True)
    outcomes = list(VisitOutcome)
    for order in (ASCENDING, DESCENDING):
        _sort(visits.table, "outcome", order)
        found = shown(visits.table)
        # Python's own sorting keeps what is alike as it was, also backwards.
        assert found == sorted(newest, key=lambda v: outcomes.index(v.outcome), reverse=order == DESCENDING)
    _sort(visits.table, "where")
    numbers = [int(visit.address.split("-")[0]) for visit in shown(visits.table)]
    assert numbers == sorted(numbers)


def test_everything_is_selected_without_being_read(visits: VisitsList, qtbot: Any) -> None:
    table = visits.table
    before = _read(table)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_count() == COUNT
    assert visits.heading.note.text() == f"{COUNT} 次 · 选中 {COUNT} 行"
    assert len(table.ids(selected=True)) == COUNT
    assert _read(table) == before
    _sort(table, "where")
    assert table.chosen_count() == COUNT
    # Qt takes the keys of the last press for held.
    qtbot.keyClick(table, Qt.Key.Key_Home)


def test_cursor_and_selection_stay_with_their_rows(visits: VisitsList, many: list[int]) -> None:
    table = visits.table
    table.selectRow(300)
    chosen = table.current()
    _sort(table, "note")
    assert table.current() == chosen
    assert [visit.id for visit in table.selected()] == [chosen.id]
    table.sortByColumn(-1, ASCENDING)
    wait_for(table)
    assert table.currentIndex().row() == 300


def test_a_write_changes_the_list_in_place(visits: VisitsList, workspace: Workspace, qtbot: Any) -> None:
    table = visits.table
    table.selectRow(200)
    chosen = table.current()
    bar = table.verticalScrollBar()
    at = bar.value()
    assert at > 0
    door = chosen.dwelling_id
    workspace.write(record_visit, replace(MET, on=date(2026, 1, 1), dwelling_id=door), today=TODAY, next_step="")
    qtbot.waitUntil(lambda: table.count() == COUNT + 1, timeout=10_000)
    assert table.current() == chosen
    assert bar.value() == at


def test_typing_jumps_in_the_sorted_column(visits: VisitsList, qtbot: Any) -> None:
    table = visits.table
    table.setFocus()
    _sort(table, "where")
    for key in (Qt.Key.Key_1, Qt.Key.Key_0):
        qtbot.keyClick(table, key)
    row = table.currentIndex().row()
    assert table.current().address == "10-101"
    table.setCurrentIndex(table.model().index(row - 1, 0))
    assert table.current().address == "3-101"


def test_shift_end_selects_to_the_last_row(visits: VisitsList, qtbot: Any) -> None:
    table = visits.table
    table.setFocus()
    table.selectRow(650)
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_spans() == [(650, COUNT - 1)]
    qtbot.keyClick(table, Qt.Key.Key_Home)


def test_selected_rows_are_copied_as_they_are_seen(visits: VisitsList) -> None:
    table = visits.table
    _sort(table, "note")
    for key in ("time", "mode", "outcome", "matters", "worker", "who"):
        keys = [column.key for column in table.model().columns]  # type: ignore[attr-defined]
        table.columns.choose(keys.index(key), shown=False)
    table.selectRow(0)
    table.copy_rows()
    first = table.current()
    assert QGuiApplication.clipboard().text() == f"{first.on}\t{first.address}\t第0次"


def test_columns_their_order_and_the_sorting_are_remembered(
    visits: VisitsList, workspace: Workspace, tmp_path: Path
) -> None:
    table = visits.table
    keys = [column.key for column in table.model().columns]  # type: ignore[attr-defined]
    table.columns.choose(keys.index("revisit"), shown=True)
    table.columns.choose(keys.index("time"), shown=False)
    table.horizontalHeader().moveSection(keys.index("note"), 0)
    _sort(table, "worker", DESCENDING)
    again = VisitsList(workspace)
    seen = [column.key for column in again.table.columns.seen()]
    assert seen == ["note", "on", "where", "who", "mode", "outcome", "matters", "worker", "revisit"]
    assert again.table.sorted_by() == ("worker", True)
    again.table.columns.reset()
    assert [column.key for column in again.table.columns.seen()] == keys[:-1]
    assert Preferences(tmp_path / "preferences.ini").arrangement("visits.list") == ([], [])
    again.deleteLater()


def test_the_last_column_cannot_be_put_aside(visits: VisitsList) -> None:
    columns = visits.table.columns
    for at in range(1, 9):
        columns.choose(at, shown=False)
    actions = columns.menu().actions()
    assert not actions[0].isEnabled()
    assert actions[1].isEnabled()


def test_selected_rows_go_into_a_workbook(
    visits: VisitsList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    table = visits.table
    _sort(table, "note")
    table.selectRow(1)
    target = tmp_path / "选中.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    table.export_wanted.emit(True)
    qtbot.waitUntil(target.exists, timeout=10_000)
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert rows[1][6] == table.current().note


def test_a_question_no_longer_asked_is_not_answered(visits: VisitsList, qtbot: Any) -> None:
    visits.text.setText("第1")
    visits._changed()
    visits.text.setText("第12次")
    visits._changed()
    assert [visit.note for visit in shown(visits.table)] == ["第12次"]


def test_the_ledger_is_let_go_of(visits: VisitsList, workspace: Workspace) -> None:
    visits.table.sortByColumn(3, ASCENDING)
    workspace.close()
    assert not visits.table.is_busy
