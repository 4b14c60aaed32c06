"""一户一档, 一人一档 in the window: walked, narrowed down, opened, printed, and the next visit begun from it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lives import TODAY, Lives, build_lives
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ledger.records.dossiers import EntryKind, Opens
from ledger.reports.audience import Audience
from ledger.store import Ledger
from ui.residents.page import ResidentsPage
from ui.residents.time_line import HOUSEHOLD, RESIDENT, TimeLine
from ui.shell.page import Target
from ui.shell.window import MainWindow


@pytest.fixture
def lives(ledger: Ledger) -> Lives:
    return build_lives(ledger)


@pytest.fixture
def file(lives: Lives, window: MainWindow) -> ResidentsPage:
    """The page, showing the file of the family's household."""
    window.frame.go(Target("residents", "household", lives.home))
    shown = window.frame.page()
    assert isinstance(shown, ResidentsPage)
    return shown


@pytest.fixture
def asked(file: ResidentsPage) -> list[Target]:
    """Where the page asks to go, instead of going there."""
    targets: list[Target] = []
    file.navigate.disconnect()
    file.navigate.connect(targets.append)
    return targets


def choose(line: TimeLine, at: int) -> None:
    line.list.setFocus()
    line.list.go_to(at)


def test_the_household_shows_its_file_and_the_counts_of_each_kind(file: ResidentsPage) -> None:
    line = file.household.time_line
    assert len(line.rows.entries) == 15
    assert [line.kind.words(kind) for kind in (None, EntryKind.VISIT, EntryKind.MATTER)] == [
        "全部",
        "走访 3",
        "事项 5",
    ]
    assert line.count.text() == "15 条"


def test_chips_words_and_years_narrow_it_down(file: ResidentsPage, qtbot: Any, write_in: Any) -> None:
    line = file.household.time_line
    line.kind.set_value(EntryKind.PROMISE)
    line.kind.chosen.emit(EntryKind.PROMISE)
    assert {entry.kind for entry in line.rows.entries} == {EntryKind.PROMISE}
    line.kind.set_value(None)
    line.kind.chosen.emit(None)
    write_in(line.text, "漏")
    qtbot.waitUntil(lambda: len(line.rows.entries) == 7)
    line.text.clear()
    qtbot.waitUntil(lambda: len(line.rows.entries) == 15)
    line.jump_to(2024)
    current = line.list.current()
    assert current is not None
    assert current.on.year == 2024
    assert line.rows.entries[line.rows.entries.index(current) - 1].on.year == 2025


def test_keys_walk_and_enter_opens_the_visit_or_matter(file: ResidentsPage, qtbot: Any, asked: list[Target]) -> None:
    line = file.household.time_line
    at = next(n for n, entry in enumerate(line.rows.entries) if entry.opens and entry.opens[0] is Opens.MATTER)
    choose(line, at)
    qtbot.keyClick(line.list, Qt.Key.Key_Return)
    qtbot.keyClick(line.list, Qt.Key.Key_End)
    qtbot.keyClick(line.list, Qt.Key.Key_Return)
    assert [target.page for target in asked] == ["matters", "visits"]
    qtbot.keyClick(line.list, Qt.Key.Key_Up)
    current = line.list.current()
    assert current is not None
    assert current.kind is EntryKind.MATTER


def test_a_member_has_a_file_of_his_own(file: ResidentsPage, lives: Lives, window: MainWindow) -> None:
    window.frame.go(Target("residents", "resident", lives.min))
    view = file.household
    assert view.file_of == (RESIDENT, lives.min)
    assert view.time_line.scope.words(RESIDENT) == "许敏"
    view.time_line.scope.set_value(HOUSEHOLD)
    view.time_line.scope.chosen.emit(HOUSEHOLD)
    assert view.file_of == (HOUSEHOLD, lives.home)
    assert len(view.time_line.rows.entries) == 15
    # The son founded a household of his own: his file leads to the one he left.
    window.frame.go(Target("residents", "resident", lives.son))
    assert [entry.other for entry in view.time_line.rows.entries] == ["3-2-502 许敏", "3-2-501"]
    assert (
        view.time_line.lived.text() == "住过：3-2-503 户主（2025-06-07 – 至今）；3-2-502 儿子（建账以前 – 2025-06-07）"
    )


def test_the_next_visit_and_matter_begin_from_the_file(
    file: ResidentsPage, lives: Lives, asked: list[Target], ledger: Ledger
) -> None:
    door = ledger.value("select dwelling_id from occupancy where household_id = ? and until is null", (lives.home,))
    file.household.visit_button.click()
    file.household.time_line.scope.set_value(RESIDENT)
    file.household.matter_button.click()
    assert asked == [
        Target("visits", "new", detail={"dwelling": door}),
        Target("visits", "new", detail={"dwelling": door, "resident": lives.min, "matter": True}),
    ]


def test_a_matter_is_begun_on_the_form(file: ResidentsPage, window: MainWindow) -> None:
    file.household.matter_button.click()
    entry = window.frame.page().entry  # type: ignore[attr-defined]
    assert entry.form.chosen.title == "3-2-502"
    assert len(entry.form.blocks) == 1
    assert entry.form.blocks[0].title.hasFocus()


def test_withdrawn_entries_are_shown_when_asked_for(file: ResidentsPage, ledger: Ledger, qtbot: Any) -> None:
    from ledger.visits.recording import withdraw_visit

    line = file.household.time_line
    empty = next(entry for entry in line.rows.entries if entry.text == "敲门没人")
    changed = withdraw_visit(ledger, visit_id=empty.key.id, reason="写错户", today=TODAY)
    file.workspace.changed.emit(changed)
    qtbot.waitUntil(lambda: len(line.rows.entries) == 14)
    line.withdrawn.setChecked(True)
    assert [entry.withdrawn for entry in line.rows.entries if entry.withdrawn] == ["写错户"]


def test_opening_a_file_is_written_down_once(file: ResidentsPage, lives: Lives, window: MainWindow) -> None:
    window.frame.go(Target("residents", "resident", lives.son))
    file.household.refresh()
    rows = [tuple(row) for row in lives.ledger.rows("select action, subject from access_log order by id")]
    uids = {
        table: lives.ledger.value(f"select uid from {table} where id = ?", (id_,))
        for table, id_ in (("household", lives.home), ("resident", lives.son))
    }
    assert rows == [("open.household", uids["household"]), ("open.resident", uids["resident"])]


def test_the_file_is_looked_at_and_saved_for_whom_it_is_meant(
    file: ResidentsPage, lives: Lives, window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    window.do("print")
    paper = file.paper
    assert file.view is paper
    qtbot.waitUntil(lambda: paper.printed is not None, timeout=20_000)
    assert paper.preview.paper.page_count >= 2
    for number, (audience, name) in enumerate(
        (
            (Audience.INTERNAL, "一户一档 3-2-502 许敏.pdf"),
            (Audience.DEPARTMENT, "一户一档 3号楼（报送部门，姓名已隐去）.pdf"),
        ),
        1,
    ):
        paper.audience.set_value(audience)
        paper.audience.chosen.emit(audience)
        window.do("save")
        qtbot.waitUntil(lambda: len(file.findChildren(QFileDialog)) == 1, timeout=20_000)
        dialog = file.findChildren(QFileDialog)[0]
        assert Path(dialog.selectedFiles()[0]).name == name
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.reject()
        qtbot.waitUntil(lambda at=tmp_path / name: at.is_file(), timeout=20_000)
        qtbot.waitUntil(lambda: not file.findChildren(QFileDialog))
        noted = lives.ledger.rows("select action, result from access_log where action like 'save%' order by id")
        assert len(noted) == number
        assert tuple(noted[-1]) == ("save.household", audience.value)
    paper.left.emit()
    assert file.view is file.household


def test_twenty_years_are_read_as_one_scrolls(file: ResidentsPage, lives: Lives, qtbot: Any) -> None:
    first = TODAY - timedelta(days=7 * 1000)
    with lives.ledger.write("test.visits") as write:
        write.insert_many(
            "visit",
            [
                {
                    "household_id": lives.home,
                    "worker_id": 1,
                    "on_date": str(first + timedelta(days=7 * week)),
                    "mode": "home",
                    "outcome": "no_answer",
                    "booked_on": str(first + timedelta(days=7 * week)),
                    "note": "敲门没人" * (week % 40),
                }
                for week in range(1000)
            ],
        )
    file.household.refresh()
    line = file.household.time_line
    assert len(line.rows.entries) < 200
    assert line.count.text() == "1015 条"
    bar = line.list.verticalScrollBar()
    read = len(line.rows.entries)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(line.rows.entries) > read)
    line.jump_to(2010)
    current = line.list.current()
    assert current is not None
    assert current.on.year == 2010
    choose(line, 0)
    qtbot.keyClick(line.list, Qt.Key.Key_End)
    assert len(line.rows.entries) == 1015
