"""走访路线单 in the window: chosen, counted while choosing, drawn up, looked at, saved, printed again."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ledger.places.doors import buildings
from ledger.records.routes import RouteKind
from ledger.store import Ledger
from ledger.visits.route import route_sheets
from ui.settings.preferences import LAST_FOLDER
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.visits.page import VisitsPage
from ui.visits.route_choice import RouteChoiceSheet
from ui.visits.routes import RoutesView
from ui.workspace import Workspace


@pytest.fixture
def routes(page: VisitsPage, window: MainWindow) -> RoutesView:
    """The view of route sheets, where none is yet; the sheet that asks for the first is open."""
    window.frame.go(Target("visits", "routes"))
    return page.routes


def asked(routes: RoutesView, qtbot: Any) -> RouteChoiceSheet:
    assert isinstance(routes.sheet, RouteChoiceSheet)
    qtbot.waitUntil(routes.sheet.isVisible)
    return routes.sheet


def draw_up_all(routes: RoutesView, qtbot: Any) -> None:
    sheet = asked(routes, qtbot)
    sheet.kind.set_value(RouteKind.ALL)
    sheet.send()
    qtbot.waitUntil(lambda: routes.printed is not None, timeout=20000)


def text_of(content: bytes | Path) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_list_of_visits_leads_to_the_sheets_and_back(page: VisitsPage, window: MainWindow, qtbot: Any) -> None:
    window.frame.go(Target("visits", "list"))
    page.list.routes.click()
    asked(page.routes, qtbot).reject()
    assert page.routes.isVisible()
    assert not page.routes.print_button.isEnabled()
    page.routes.left.emit()
    assert page.list.isVisible()


def test_how_many_households_stands_there_while_one_chooses(
    routes: RoutesView, ledger: Ledger, workspace: Workspace, qtbot: Any
) -> None:
    sheet = asked(routes, qtbot)
    # Nobody was ever met there, so all three are due.
    assert sheet.count.text() == "3 户"
    sheet.kind.set_value(RouteKind.OPEN)
    sheet.kind.chosen.emit(RouteKind.OPEN)
    qtbot.waitUntil(lambda: "没有符合条件的住户" in sheet.count.text())
    sheet.send()
    assert set(sheet.form.problems()) == {"kind"}
    assert route_sheets(ledger) == ()
    sheet.kind.set_value(RouteKind.ALL)
    sheet.buildings.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: sheet.count.text() == "3 户")
    assert sheet.choice().building_ids == (buildings(ledger)[0].id,)
    sheet.on.clear()
    sheet.send()
    assert set(sheet.form.problems()) == {"on"}


def test_a_sheet_is_drawn_up_looked_at_and_taken_back(
    routes: RoutesView, ledger: Ledger, workspace: Workspace, qtbot: Any
) -> None:
    draw_up_all(routes, qtbot)
    assert [(line.number, line.stops, line.title) for line in route_sheets(ledger)] == [(1, 3, "全部住户")]
    assert routes.printed is not None
    assert routes.printed.name == "走访路线单1 2026-11-23.pdf"
    assert routes.preview.paper.page_count == 1
    text = text_of(routes.printed.content)
    assert text.index("3-2-402") < text.index("3-2-501") < text.index("3-2-502")
    workspace.undo_last()
    assert route_sheets(ledger) == ()
    qtbot.waitUntil(lambda: routes.preview.paper.page_count == 0)
    assert not routes.save_button.isEnabled()


def test_phones_are_printed_only_when_asked_for(routes: RoutesView, ledger: Ledger, qtbot: Any) -> None:
    somebody = ledger.value("select min(id) from resident")
    with ledger.write("phone") as write:
        write.insert("phone", resident_id=somebody, number="19000001003")
    draw_up_all(routes, qtbot)
    assert routes.printed is not None
    assert "190" not in text_of(routes.printed.content)
    routes.phones.set_value("masked")
    routes.phones.chosen.emit("masked")
    qtbot.waitUntil(lambda: routes.printed is not None, timeout=20000)
    assert "190****1003" in text_of(routes.printed.content)


def test_an_earlier_sheet_is_opened_and_saved_again(
    routes: RoutesView, window: MainWindow, workspace: Workspace, qtbot: Any, tmp_path: Path
) -> None:
    draw_up_all(routes, qtbot)
    routes.new_button.click()
    draw_up_all(routes, qtbot)
    qtbot.waitUntil(lambda: routes.printed is not None and routes.printed.name.startswith("走访路线单2"), timeout=20000)
    folder = tmp_path / "单子"
    folder.mkdir()
    workspace.preferences.set(LAST_FOLDER, str(folder))
    window.frame.go(Target("visits", "routes", 1))
    assert routes.table.current().number == 1
    window.do("save")
    qtbot.waitUntil(lambda: bool(routes.findChildren(QFileDialog)), timeout=20000)
    routes.findChildren(QFileDialog)[0].accept()
    saved = folder / "走访路线单1 2026-11-23.pdf"
    qtbot.waitUntil(lambda: saved.exists() and routes.preview.saved.isVisible(), timeout=20000)
    assert "第1号" in text_of(saved)


def test_without_a_printer_a_sentence_says_what_to_do(routes: RoutesView, window: MainWindow, qtbot: Any) -> None:
    draw_up_all(routes, qtbot)
    window.do("print")
    qtbot.waitUntil(lambda: bool(window.frame.banners()))
    assert "保存 PDF" in window.frame.banners()[0].words.text()
