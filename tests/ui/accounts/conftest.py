"""A ledger with two months of matters."""

from datetime import date
from typing import Any

import pytest
from entries import register, stroke

from ledger.matters.steps import settle
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
        made.append(register(ledger, title, on=on, today=TODAY))
    settle(ledger, made[0], stroke(date(2026, 10, 12), today=TODAY), outcome=Outcome.SOLVED)
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
