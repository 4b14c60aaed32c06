import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from ledger.exchange.fields import Field
from ledger.people.listing import ResidentFilter, count_residents, list_residents
from ledger.store import Ledger
from ui.exchange.page import ImportPage
from ui.jobs import Task
from ui.shell.page import Target
from ui.shell.window import MainWindow

ROSTERS = Path(__file__).resolve().parents[2] / "data" / "roster"
AS_PRINTED, PLAIN = ROSTERS / "as_printed.xlsx", ROSTERS / "plain.xlsx"

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    window.frame.go(Target("exchange"))
    shown = window.frame.page()
    assert isinstance(shown, ImportPage)
    return shown


@pytest.fixture
def settle(page: ImportPage, qtbot: Any) -> Settle:
    """Waits until the page is neither reading nor writing."""
    return lambda: qtbot.waitUntil(lambda: not page.is_busy, timeout=10_000)


def residents(ledger: Ledger) -> list[str]:
    return [row.name for row in list_residents(ledger, ResidentFilter())]


def figures(page: ImportPage) -> list[str]:
    return [page.check.tabs.tabText(place) for place in range(page.check.tabs.count())]


def problems(page: ImportPage) -> int:
    assert page.reading is not None
    return len(page.reading.plan.problems)


def journal_rows(ledger: Ledger) -> int:
    return int(ledger.value("select count(*) from journal"))


def test_a_roster_as_printed_comes_in(page: ImportPage, settle: Settle) -> None:
    page.read_file(AS_PRINTED)
    settle()
    assert page.view is page.check
    assert figures(page) == ["栏目", f"待核对 {problems(page)}", "新增 7", "变更 0", "不在表中 0"]
    assert problems(page) >= 6
    page.run_import()
    settle()
    assert page.view is page.result
    assert "新增 7 人" in page.result.title.text()
    assert count_residents(page.workspace.ledger, ResidentFilter()) == 7
    assert len(page.result.problems.table.records()) >= 6


def test_reading_writes_nothing(page: ImportPage, settle: Settle) -> None:
    before = journal_rows(page.workspace.ledger)
    page.read_file(AS_PRINTED)
    settle()
    assert journal_rows(page.workspace.ledger) == before


def test_a_corrected_column_is_read_again(page: ImportPage, settle: Settle, qtbot: Any) -> None:
    page.read_file(AS_PRINTED)
    settle()
    assert page.reading is not None
    before = problems(page)
    columns = next(iter(page.reading.columns.values()))
    phone = next(column.index for column in columns if column.field is Field.PHONE)
    choice = page.check.mapping.choices[phone]
    choice.setFocus()
    choice.set_value(Field.IGNORED)
    choice.chosen.emit(Field.IGNORED)
    settle()
    assert problems(page) == before - 1
    assert page.check.mapping.choices[phone].value() is Field.IGNORED
    page.run_import()
    settle()
    rows = list_residents(page.workspace.ledger, ResidentFilter())
    assert len(rows) == 7
    assert not any(row.phone for row in rows)


def test_the_same_file_again_changes_nothing(page: ImportPage, settle: Settle) -> None:
    page.read_file(AS_PRINTED)
    settle()
    page.run_import()
    settle()
    before = journal_rows(page.workspace.ledger)
    page.read_file(AS_PRINTED)
    settle()
    assert figures(page)[2:] == ["新增 0", "变更 0", "不在表中 0"]
    assert not page.check.import_button.isEnabled()
    page.run_import()
    settle()
    assert journal_rows(page.workspace.ledger) == before


def test_cancelling_on_the_way_changes_nothing(
    page: ImportPage, settle: Settle, window: MainWindow, tmp_path: Path
) -> None:
    doors = [f"{building}-{unit}-{floor}0{door}" for building in range(1, 7) for unit in (1, 2, 3)
             for floor in range(1, 7) for door in range(1, 9)]  # fmt: skip
    page.read_file(_csv(tmp_path / "large.csv", *(f"{door},许敏,1979-03-04" for door in doors)))
    settle()
    before = journal_rows(page.workspace.ledger)

    def cancel_on_the_way(task: Task) -> None:
        task.progressed.connect(task.cancel)

    page.workspace.jobs.started.connect(cancel_on_the_way)
    page.run_import()
    settle()
    page.workspace.jobs.started.disconnect(cancel_on_the_way)
    assert journal_rows(page.workspace.ledger) == before
    assert residents(page.workspace.ledger) == []
    assert page.view is page.check
    assert window.frame.toast.text()
    page.run_import()
    settle()
    assert page.view is page.result


def test_an_import_is_undone(page: ImportPage, settle: Settle) -> None:
    page.read_file(PLAIN)
    settle()
    page.run_import()
    settle()
    assert len(residents(page.workspace.ledger)) == 5
    page.result.undo_button.click()
    settle()
    assert residents(page.workspace.ledger) == []
    assert not page.result.undo_button.isEnabled()


def test_a_newer_file_shows_what_changes_field_by_field(page: ImportPage, settle: Settle, tmp_path: Path) -> None:
    page.read_file(_csv(tmp_path / "old.csv", "3-2-501,许敏,1979-03", "3-2-502,李强,1960-01-02"))
    settle()
    page.run_import()
    settle()
    page.read_file(_csv(tmp_path / "new.csv", "3-2-501,许敏,1979-03-04", "3-2-503,王兰,1990-05-06"))
    settle()
    assert figures(page)[2:] == ["新增 1", "变更 1", "不在表中 1"]
    change = page.check.changes.changes.records()[0].change
    assert (change.before, change.after) == ("1979-03", "1979-03-04")
    gone: list[Target] = []
    page.navigate.disconnect()
    page.navigate.connect(gone.append)
    page.check.gone.table.opened.emit(page.check.gone.table.records()[0])
    assert (gone[0].page, gone[0].what) == ("residents", "resident")


def test_another_write_compares_the_file_again(page: ImportPage, settle: Settle, tmp_path: Path, qtbot: Any) -> None:
    from ledger.places.staff import add_grid

    page.read_file(PLAIN)
    settle()
    before = page.reading
    page.workspace.write(add_grid, name="第一网格")
    qtbot.waitUntil(lambda: page.reading is not before)
    settle()
    assert page.view is page.check


@pytest.mark.parametrize(
    ("name", "content"),
    [("roster.xlsx", b""), ("roster.pdf", b"%PDF-1.7"), ("letter.txt", "各位居民：你们好".encode())],
)
def test_what_is_no_roster_is_said_in_a_sentence(
    page: ImportPage, settle: Settle, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    page.read_file(path)
    settle()
    assert page.view is not page.check
    assert name in page.troubles[0]
    page.read_file(PLAIN)
    settle()
    assert page.view is page.check


def test_ctrl_s_imports_and_coming_back_begins_anew(page: ImportPage, settle: Settle, window: MainWindow) -> None:
    page.read_file(PLAIN)
    settle()
    assert page.check.tabs.tabBar().hasFocus()
    window.do("save")
    settle()
    assert page.view is page.result
    window.frame.go(Target("residents"))
    window.frame.go(Target("exchange"))
    assert page.view not in (page.result, page.check)


def test_a_missing_file_is_said(page: ImportPage, settle: Settle, tmp_path: Path) -> None:
    page.read_file(tmp_path / "nowhere.xlsx")
    settle()
    assert "nowhere.xlsx" in page.troubles[0]


def test_a_bad_file_leaves_the_one_on_the_table(page: ImportPage, settle: Settle, tmp_path: Path) -> None:
    page.read_file(PLAIN)
    settle()
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"")
    page.read_file(bad)
    settle()
    assert page.view is page.check
    assert page.reading is not None
    assert page.reading.path == PLAIN


def test_a_file_is_dropped(page: ImportPage, settle: Settle, window: MainWindow) -> None:
    assert window.open_file(PLAIN)
    settle()
    assert page.view is page.check
    page.begin_again()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(AS_PRINTED))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.drop_zone.dropEvent(drop)
    settle()
    assert page.reading is not None
    assert page.reading.path == AS_PRINTED


def test_sheets_can_be_chosen(page: ImportPage, settle: Settle, tmp_path: Path) -> None:
    path = _two_sheets(tmp_path / "two.xlsx")
    page.read_file(path)
    settle()
    boxes = page.check.mapping.sheet_boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {"1号楼": True, "迁出": False}
    boxes["迁出"].click()
    settle()
    assert figures(page)[2] == "新增 2"
    boxes["迁出"].click()
    settle()
    boxes["1号楼"].click()
    settle()
    assert boxes["1号楼"].isChecked()
    assert figures(page)[2] == "新增 1"


def test_samples_show_no_whole_numbers(page: ImportPage, settle: Settle) -> None:
    page.read_file(AS_PRINTED)
    settle()
    assert page.reading is not None
    columns = next(iter(page.reading.columns.values()))
    phones = next(column for column in columns if column.field is Field.PHONE)
    assert phones.samples
    assert all("****" in sample for sample in phones.samples)


def test_a_copy_under_another_name_changes_nothing_either(page: ImportPage, settle: Settle, tmp_path: Path) -> None:
    page.read_file(AS_PRINTED)
    settle()
    page.run_import()
    settle()
    page.read_file(Path(shutil.copy(AS_PRINTED, tmp_path / "花名册（最新）.xlsx")))
    settle()
    assert not page.check.import_button.isEnabled()


def _csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["住址,姓名,出生日期", *rows]), encoding="utf-8")
    return path


def _two_sheets(path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for name, person in (("1号楼", "许敏"), ("迁出", "李强")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["单元", "房号", "姓名"])
            sheet.write_row(1, 0, ["1", "101" if name == "1号楼" else "102", person])
    return path


def test_cells_copied_in_excel_are_pasted(
    page: ImportPage, settle: Settle, ledger: Ledger, qtbot: Any, qapp: Any
) -> None:
    cells = (
        "小区\t楼栋\t单元\t房号\t姓名\t与户主关系\n银苑小区\t3\t2\t501\t许敏\t户主\n银苑小区\t3\t2\t501\t高宁\t配偶\n"
    )
    qapp.clipboard().setText(cells)
    qtbot.keyClick(page.drop_zone.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.view is page.check
    page.run_import()
    settle()
    assert residents(ledger) == ["许敏", "高宁"]


def test_a_clipboard_without_a_table_reads_nothing(page: ImportPage, qapp: Any) -> None:
    qapp.clipboard().setText("只是一句话")
    page.drop_zone.paste()
    assert page.view is not page.check
