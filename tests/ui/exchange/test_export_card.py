from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ledger.people.editing import add_household_at
from ledger.people.fields import NewResident
from ledger.records.people import HouseholdStatus, Phone
from ledger.records.places import Address, DwellingUse
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit
from ui.exchange.page import ImportPage
from ui.shell.page import Target
from ui.shell.window import MainWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(window: MainWindow, ledger: Ledger) -> ImportPage:
    add_household_at(
        ledger,
        address=Address("银苑小区", "3", "2", "501"),
        use=DwellingUse.OWNER,
        member=NewResident("许敏", relation="户主", phones=(Phone("19000001001"),)),
        status=HouseholdStatus.RESIDENT,
        since=None,
        today=TODAY,
    )
    for day in (date(2026, 10, 9), date(2026, 11, 9)):
        draft = VisitDraft(
            day, VisitMode.HOME, VisitOutcome.MET, 1, dwelling_id=1, household_id=1, names=("许敏",), note="好"
        )
        record_visit(ledger, draft, today=TODAY, next_step="跟进")
    window.frame.go(Target("exchange"))
    shown = window.frame.page()
    assert isinstance(shown, ImportPage)
    return shown


def cells(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def export(page: ImportPage, path: Path, qtbot: Any) -> list[list[Any]]:
    page.export_card.export(path)
    qtbot.waitUntil(page.export_card.button.isEnabled, timeout=10_000)
    return cells(path)


def test_residents_go_out_masked(page: ImportPage, window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    rows = export(page, tmp_path / "居民.xlsx", qtbot)
    assert any("190****1001" in row for row in rows)
    assert not any("19000001001" in row for row in rows)
    assert "居民.xlsx" in window.frame.toast.text()


def test_whole_numbers_are_asked_for(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    page.export_card.whole.setChecked(True)
    assert any("19000001001" in row for row in export(page, tmp_path / "居民.xlsx", qtbot))


def test_visits_of_a_month(page: ImportPage, tmp_path: Path, qtbot: Any, window: MainWindow) -> None:
    window.frame.go(Target("exchange", "export", detail={"kind": "visits", "month": "2026-10"}))
    assert page.export_card.file_name() == "2026年10月走访台账.xlsx"
    rows = export(page, tmp_path / "走访.xlsx", qtbot)
    assert [str(row[0]) for row in rows[1:]] == ["2026-10-09"]


def test_a_folder_that_cannot_be_written_is_said(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    said: list[Any] = []
    page.workspace.notices.listen(said.append)
    page.export_card.export(tmp_path / "nowhere" / "居民.xlsx")
    qtbot.waitUntil(lambda: bool(said))
    assert "居民.xlsx" in said[0].text
