from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ledger.people.editing import add_household_at
from ledger.people.fields import NewResident
from ledger.records.people import HouseholdStatus
from ledger.records.places import Address, DwellingUse
from ledger.search.hits import HitKind
from ledger.store import Ledger
from ui.search.page import SearchPage
from ui.shell.page import Target
from ui.shell.window import MainWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def ledger_with_people(ledger: Ledger) -> Ledger:
    for room, name in (("501", "许敏"), ("502", "许兰"), ("503", "李强")):
        add_household_at(
            ledger,
            address=Address("银苑小区", "3", "2", room),
            use=DwellingUse.OWNER,
            member=NewResident(name, relation="户主"),
            status=HouseholdStatus.RESIDENT,
            since=None,
            today=TODAY,
        )
    return ledger


def page(window: MainWindow, words: str) -> SearchPage:
    window.frame.go(Target("search", "words", detail={"words": words}))
    shown = window.frame.page()
    assert isinstance(shown, SearchPage)
    return shown


def test_every_hit_is_listed(window: MainWindow, ledger_with_people: Ledger) -> None:
    shown = page(window, "许")
    assert {hit.title for hit in shown.table.records()} == {"许敏", "许兰"}
    assert shown.heading.note.text() == "2 条"


def test_enter_opens_the_hit(window: MainWindow, ledger_with_people: Ledger, qtbot: Any) -> None:
    shown = page(window, "3-2-502")
    gone: list[Target] = []
    shown.navigate.disconnect()
    shown.navigate.connect(gone.append)
    assert shown.table.current().kind is HitKind.DWELLING
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert (gone[0].page, gone[0].what) == ("residents", "dwelling")


def test_the_words_can_be_changed_here(
    window: MainWindow, ledger_with_people: Ledger, qtbot: Any, write_in: Any
) -> None:
    shown = page(window, "许")
    shown.words.clear()
    write_in(shown.words, "李")
    qtbot.keyClick(shown.words, Qt.Key.Key_Return)
    assert [hit.title for hit in shown.table.records()] == ["李强"]


def test_nothing_found_says_what_to_try(window: MainWindow, ledger_with_people: Ledger) -> None:
    shown = page(window, "漏水")
    assert shown.table.records() == []
    assert shown.heading.note.text() == "0 条"
