"""The month account on the real window, its PDF read back."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ledger.accounts.closing import closings
from ledger.matters.withdrawing import withdraw_last_step
from ledger.places.staff import add_grid
from ledger.records.matters import MatterStatus
from ledger.reports.audience import Audience
from ledger.store import Ledger
from ui.settings.preferences import LAST_FOLDER
from ui.shell.window import MainWindow
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def _text(content: bytes | Path) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def _page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _previewed(page: Any, qtbot: Any) -> Any:
    page.view.set_value("account")
    page._choose_view("preview")
    qtbot.waitUntil(lambda: page.desk.printed is not None)
    return page.desk.printed


@pytest.fixture
def told(workspace: Workspace, window: MainWindow) -> list[Any]:
    """Everything the program tells from now on."""
    said: list[Any] = []
    workspace.notices.said.connect(said.append)
    return said


def test_the_month_is_shown_as_an_equation(accounts: Any, matters: Any, ledger: Ledger) -> None:
    page = accounts("2026-10")
    assert page.heading.title.text() == "2026年10月"
    assert page.account.equation.accessibleName() == " 上月结转 0 + 本月新增 3 − 本月办结 1 = 未结（超期 1） 2"
    assert "已解决 1" in page.account.breakdown.text()
    assert page.account.quality.facts()["按期办结"].startswith("1 / 1")
    assert [row[1:] for row in page.account.slices.rows()] == [["0", "3", "1", "2"]]
    page = accounts("2026-11")
    assert page.account.equation.accessibleName() == " 上月结转 2 + 本月新增 1 − 本月办结 0 = 未结（超期 3） 3"


def test_slices_change_with_a_key(accounts: Any, matters: Any, qtbot: Any) -> None:
    page = accounts()
    page.account.kind.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert page.account.slices.rows() == [["网格", "0", "3", "1", "2"]]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert page.account.slices.rows() == [["未分网格", "0", "3", "1", "2"]]


def test_months_are_walked_by_keyboard(accounts: Any, matters: Any, qtbot: Any) -> None:
    page = accounts("2026-11")
    qtbot.keyClick(page.months.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.desk.report is not None and page.desk.report.month == "2026-10")
    assert page.heading.title.text() == "2026年10月"


def test_an_empty_ledger_shows_its_present_month(accounts: Any, qtbot: Any) -> None:
    page = accounts("2026-11")
    assert page.account.equation.accessibleName() == " 上月结转 0 + 本月新增 0 − 本月办结 0 = 期末未结 0"
    assert not page.close_button.isVisible()
    _previewed(page, qtbot)
    assert page.preview.paper.page_count == 1


def test_the_preview_is_the_file(accounts: Any, matters: Any, qtbot: Any, tmp_path: Path) -> None:
    page = accounts("2026-10")
    printed = _previewed(page, qtbot)
    assert printed.name == "2026年10月民情账本月报.pdf"
    assert page.preview.not_closed.isVisible()
    path = tmp_path / printed.name
    page.save_to(path, printed)
    qtbot.waitUntil(lambda: page.preview.saved.isVisible())
    assert page.preview.paper.page_count == _page_count(path) > 1
    assert page.preview.pages.text() == f"第 1 页 / 共 {_page_count(path)} 页"
    assert "路灯不亮" in _text(path)
    assert "未结账" in _text(path)


def test_pages_are_turned_and_enlarged_by_keyboard(accounts: Any, matters: Any, qtbot: Any) -> None:
    page = accounts("2026-10")
    _previewed(page, qtbot)
    paper = page.preview.paper
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert paper.page == 2
    qtbot.keyClick(paper, Qt.Key.Key_Home)
    assert paper.page == 1
    before = paper.enlargement
    qtbot.keyClick(paper, Qt.Key.Key_Plus)
    assert paper.enlargement > before
    qtbot.keyClick(paper, Qt.Key.Key_0)
    assert paper.enlargement == before


def test_what_is_drawn_is_paper_with_ink(accounts: Any, matters: Any, qtbot: Any) -> None:
    page = accounts("2026-10")
    _previewed(page, qtbot)
    image = page.preview.paper.viewport().grab().toImage()
    middle = image.width() // 2
    colours = {image.pixelColor(middle, y).name() for y in range(image.height())}
    assert "#ffffff" in colours
    assert len(colours) > 5


def test_a_copy_for_others_is_drawn_anew(accounts: Any, matters: Any, qtbot: Any) -> None:
    page = accounts("2026-10")
    _previewed(page, qtbot)
    page.preview.audience.setCurrentIndex(2)
    page.preview.audience.chosen.emit(Audience.PUBLIC)
    qtbot.waitUntil(lambda: page.desk.printed is not None)
    assert page.desk.printed.name == "2026年10月民情账本月报（公示）.pdf"
    assert "路灯不亮" not in _text(page.desk.printed.content)


def test_one_grid_is_printed_alone(accounts: Any, matters: Any, ledger: Ledger, qtbot: Any, workspace: Any) -> None:
    page = accounts("2026-10")
    workspace.write(add_grid, name="第一网格")
    qtbot.waitUntil(lambda: page.grid.count() == 2)
    page.grid.set_value("第一网格")
    page.grid.chosen.emit("第一网格")
    qtbot.waitUntil(lambda: page.desk.report is not None and page.desk.report.grid == "第一网格")
    printed = _previewed(page, qtbot)
    assert printed.name == "2026年10月第一网格民情账本月报.pdf"
    assert "第一网格" in _text(printed.content)


def test_the_pdf_is_saved_through_the_dialog(
    accounts: Any, matters: Any, qtbot: Any, tmp_path: Path, window: MainWindow, workspace: Workspace
) -> None:
    folder = tmp_path / "月报"
    folder.mkdir()
    workspace.preferences.set(LAST_FOLDER, str(folder))
    page = accounts("2026-10")
    window.do("save")
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[0]
    assert Path(dialog.selectedFiles()[0]) == folder / "2026年10月民情账本月报.pdf"
    dialog.accept()
    qtbot.waitUntil(lambda: "已保存" in window.frame.toast.text())
    assert "民情账本月报" in _text(folder / "2026年10月民情账本月报.pdf")
    assert [path.name for path in folder.iterdir()] == ["2026年10月民情账本月报.pdf"]


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    accounts: Any, matters: Any, qtbot: Any, tmp_path: Path, window: MainWindow, told: list[Any]
) -> None:
    page = accounts("2026-10")
    printed = _previewed(page, qtbot)
    blocked = tmp_path / "no-folder"
    blocked.write_text("a file, no folder")
    before = sorted(tmp_path.rglob("*"))
    page.save_to(blocked / "月报.pdf", printed)
    qtbot.waitUntil(lambda: bool(window.frame.banners()))
    words = window.frame.banners()[0].words.text()
    assert "月报.pdf" in words
    assert "请换一个文件夹或文件名" in words
    assert sorted(tmp_path.rglob("*")) == before
    assert not page.preview.saved.isVisible()


def test_an_existing_file_stays_where_the_new_one_fails(
    accounts: Any, matters: Any, qtbot: Any, tmp_path: Path, window: MainWindow
) -> None:
    page = accounts("2026-10")
    printed = _previewed(page, qtbot)
    target = tmp_path / "月报.pdf"
    target.mkdir()
    (target / "别的.txt").write_text("这里原来就有")
    page.save_to(target, printed)
    qtbot.waitUntil(lambda: bool(window.frame.banners()))
    assert [path.name for path in target.iterdir()] == ["别的.txt"]
    assert not list(tmp_path.glob(".*part"))


def test_without_a_printer_a_sentence_says_what_to_do(
    accounts: Any, matters: Any, qtbot: Any, window: MainWindow
) -> None:
    accounts("2026-10")
    window.do("print")
    qtbot.waitUntil(lambda: bool(window.frame.banners()))
    assert "保存 PDF" in window.frame.banners()[0].words.text()


def test_pages_reach_the_printer(accounts: Any, matters: Any, qtbot: Any, tmp_path: Path, workspace: Any) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from ui.paper.pictures import PagePictures
    from ui.paper.printing import PrintRun

    page = accounts("2026-10")
    printed = _previewed(page, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    run = PrintRun(printer, PagePictures(printed.content), workspace.notices, page)
    with qtbot.waitSignal(run.finished) as finished:
        run.start()
    assert finished.args == [page.preview.paper.page_count]
    assert _page_count(tmp_path / "printed.pdf") == page.preview.paper.page_count


def test_a_month_is_closed_and_a_later_withdrawal_is_an_adjustment(
    accounts: Any, matters: Any, qtbot: Any, ledger: Ledger, workspace: Workspace
) -> None:
    page = accounts("2026-10")
    page.close_button.click()
    qtbot.waitUntil(page.sheet.isActiveWindow)
    page.sheet.button.click()
    qtbot.waitUntil(lambda: [closing.month for closing in closings(ledger)] == ["2026-10"])
    qtbot.waitUntil(lambda: page.state.text() == "已结账")
    qtbot.waitUntil(lambda: page.desk.report is not None)
    assert not page.close_button.isVisible()
    printed = _previewed(page, qtbot)
    assert "未结账" not in _text(printed.content)
    assert not page.preview.not_closed.isVisible()
    reason = {"matter_id": matters[0], "reason": "记错了", "today": workspace.today()}
    workspace.write(withdraw_last_step, **reason)
    page = accounts("2026-11")
    qtbot.waitUntil(lambda: bool(page.account.adjustments.lines()))
    line = page.account.adjustments.lines()[0]
    assert (line.corrects_month, line.effect, line.reason) == ("2026-10", 1, "记错了")
    assert "+ 调整 1" in page.account.equation.accessibleName()
    assert "记错了" in _text(_previewed(page, qtbot).content)
    assert "记错了" not in _text(_previewed(accounts("2026-10"), qtbot).content)


def test_the_last_closing_is_taken_back_with_a_reason(
    accounts: Any, matters: Any, qtbot: Any, ledger: Ledger, workspace: Workspace, write_in: Any
) -> None:
    from ledger.accounts.closing import close_month

    for month in ("2026-09", "2026-10"):
        workspace.write(close_month, month, worker_id=1, today=workspace.today())
    page = accounts("2026-10")
    page.reopen_button.click()
    qtbot.waitUntil(page.sheet.isActiveWindow)
    qtbot.keyClick(page.sheet.reason, Qt.Key.Key_Return, CTRL)
    assert set(page.sheet.form.problems()) == {"reason"}
    write_in(page.sheet.reason, "漏记一件")
    qtbot.keyClick(page.sheet.reason, Qt.Key.Key_Return, CTRL)
    assert [closing.month for closing in closings(ledger)] == ["2026-09"]
    qtbot.waitUntil(lambda: page.state.text() == "未结账")


def test_the_page_follows_a_write_elsewhere(accounts: Any, matters: Any, qtbot: Any, workspace: Workspace) -> None:
    page = accounts("2026-10")
    _previewed(page, qtbot)
    done = workspace.write(withdraw_last_step, matter_id=matters[0], reason="记错了", today=workspace.today())
    assert done is not None
    qtbot.waitUntil(lambda: "本月办结 0" in page.account.equation.accessibleName())
    qtbot.waitUntil(lambda: page.desk.printed is not None)
    assert MatterStatus.REGISTERED.is_open
