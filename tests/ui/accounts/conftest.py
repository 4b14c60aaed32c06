"""A ledger with two months of matters."""

from datetime import date
from typing import Any

import pytest

from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke, settle
from ledger.records.matters import Outcome
from ledger.store import Ledger

TODAY = date(2026, 11, 23)


@pytest.fixture
def matters(ledger: Ledger) -> list[int]:
    """Three matters of October, one of them settled then; one of November."""
    made = []
    for title, on in (
        ("漏水", date(2026, 10, 5)),
        ("路灯不亮", date(2026, 10, 20)),
        ("暖气不热", date(2026, 10, 28)),
        ("堵塞", date(2026, 11, 3)),
    ):
        draft = MatterDraft(title, 1, place="北门")
        made.append(register_matter(ledger, draft, worker_id=1, on=on, today=TODAY, next_step="跟进").matter_id)
    stroke = Stroke(on=date(2026, 10, 12), today=TODAY, worker_id=1, text="已修好")
    settle(ledger, made[0], stroke, outcome=Outcome.SOLVED)
    return made


@pytest.fixture
def accounts(window: Any, qtbot: Any) -> Any:
    """Opens a month and waits until everything of it is shown; returns the page."""

    def show(month: str = "2026-10") -> Any:
        from ui.shell.page import Target

        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.frame.go(Target("accounts", "month", detail={"month": month}))
        page = window.frame.page()
        qtbot.waitUntil(lambda: page.desk.report is not None and page.desk.report.month == month)
        return page

    return show
