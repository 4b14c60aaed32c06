"""Two entries of one resident are merged in the window: found, compared, merged, and parted again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledger.errors import InputProblem
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.life_events import record_event
from ledger.people.merge_fields import MergeField, Side
from ledger.people.reading import household, resident
from ledger.people.residents import withdraw_resident
from ledger.people.withdrawn import list_withdrawn
from ledger.records.people import Household, LifeEventKind, Phone, Presence
from ledger.store import Ledger
from ui.residents.merge_sheet import MergeSheet
from ui.residents.page import ResidentsPage
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.widgets import Label

TODAY = date(2026, 11, 23)
Sheet = Callable[[type], Any]
Family = Callable[[], Household]


@pytest.fixture
def twin(ledger: Ledger, homes: tuple[int, int]) -> int:
    """A second entry of 许敏, in the household of 王兰."""
    new = NewResident("许敏", birth="1979-03", phones=(Phone("19000009999"),), note="在菜场见到")
    return add_resident(ledger, new, household_id=homes[1], since=None, today=TODAY).id


def opened(page: ResidentsPage, resident_id: int, sheet: Sheet) -> MergeSheet:
    """The sheet, as the menu of the resident's card opens it."""
    page.go("residents", "resident", resident_id)
    menu = page.household.person.menu()
    next(action for action in menu.actions() if action.text() == "合并重复的人……").trigger()
    return sheet(MergeSheet)


def said(sheet: MergeSheet) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in sheet.findChildren(Label) if label.isVisible())


def test_the_likely_entry_is_chosen_compared_and_merged(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger, qtbot: Any
) -> None:
    kept = family().members[0].id
    form = opened(page, kept, sheet)
    assert form.preview is None
    assert not form.button.isEnabled()
    qtbot.waitUntil(lambda: form.chooser.buttons[0].hasFocus())
    qtbot.keyClick(form.chooser.buttons[0], Qt.Key.Key_Return)
    assert form.preview is not None
    shown = said(form)
    for words in ("3-2-501 户主", "3-2-502", "1979-03-04", "在菜场见到", "190****9999", "只并人，不并户：3-2-502"):
        assert words in shown
    qtbot.keyClick(form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = resident(ledger, kept)
    assert (now.birth, now.note, len(now.phones)) == ("1979-03-04", "在菜场见到", 3)
    assert [member.name for member in household(ledger, now.household_id or 0).members] == ["许敏", "李强", "许小山"]
    assert page.household.file_of == ("resident", kept)
    assert [entry.reason for entry in list_withdrawn(ledger)] == ["与许敏（3-2-501）合并"]


def test_undone_at_once_both_are_there_again(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger
) -> None:
    form = opened(page, family().members[0].id, sheet)
    form.take(twin)
    form.send()
    assert resident(ledger, twin).id == family().members[0].id
    page.workspace.undo_last()
    assert resident(ledger, twin).id == twin
    assert [phone.number for phone in resident(ledger, twin).phones] == ["19000009999"]


def test_values_are_chosen_by_the_keyboard_and_by_a_click(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger, qtbot: Any
) -> None:
    kept = family().members[0].id
    form = opened(page, kept, sheet)
    form.take(twin)
    birth, note = form.pairs[MergeField.BIRTH], form.pairs[MergeField.NOTE]
    assert birth.value() is Side.KEPT
    assert note.value() is Side.OTHER
    # The keyboard stands on the first choice there is.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is birth.focusProxy())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert birth.value() is Side.OTHER
    words = next(label for label in note.findChildren(Label) if label.text() == "未填")
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert note.value() is Side.KEPT
    form.send()
    assert (resident(ledger, kept).birth, resident(ledger, kept).note) == ("1979-03", "")


def test_any_other_entry_is_found_by_what_is_typed(
    page: ResidentsPage, sheet: Sheet, family: Family, write_in: Any, qtbot: Any
) -> None:
    form = opened(page, family().members[1].id, sheet)
    line = form.chooser.line
    assert form.chooser.buttons == []
    qtbot.waitUntil(line.hasFocus)
    write_in(line, "王兰")
    qtbot.waitUntil(lambda: [each.title for each in line.candidates()] == ["王兰"])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.preview is not None
    assert form.preview.other.name == "王兰"
    assert "户内没有人了" in said(form)


def test_the_other_one_may_be_kept(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger
) -> None:
    kept = family().members[0].id
    form = opened(page, kept, sheet)
    form.take(twin)
    form.swap_button.click()
    assert "还有 2 人。\n这一户没有户主了。" in said(form)
    form.send()
    assert resident(ledger, kept).id == twin
    assert (family().head_id, [member.name for member in family().members]) == (None, ["李强", "许小山"])
    assert page.household.file_of == ("resident", twin)


def test_a_doubt_is_confirmed_before_anything_is_written(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger, qtbot: Any
) -> None:
    record_event(ledger, twin, kind=LifeEventKind.DIED, on=date(2026, 3, 1), today=TODAY)
    kept = family().members[0].id
    form = opened(page, kept, sheet)
    form.take(twin)
    assert "一条已故，另一条没有。" in said(form)
    assert "2026-03-01 死亡" in said(form)
    form.send()
    assert form.form.problems() == {"confirmed": "请先核对，确认两条记录是同一个人。"}
    assert form.confirmed.hasFocus()
    qtbot.keyClick(form.confirmed, Qt.Key.Key_Space)
    form.pairs[MergeField.PRESENCE].choose(Side.KEPT)
    assert "对不上，作废" in said(form)
    form.send()
    assert resident(ledger, kept).presence is Presence.PRESENT


def test_numbers_are_masked_until_asked_for(
    page: ResidentsPage, sheet: Sheet, family: Family, ledger: Ledger, homes: tuple[int, int]
) -> None:
    new = NewResident("许小山", id_number="440524188001010014", phones=(Phone("19000009999"),))
    other = add_resident(ledger, new, household_id=None, since=None, today=TODAY).id
    form = opened(page, family().members[2].id, sheet)
    form.take(other)
    assert "11010519491231002X" not in said(form)
    form.numbers_button.click()
    for number in ("11010519491231002X", "440524188001010014", "19000009999"):
        assert number in said(form)
    assert "身份证号不同。" in said(form)
    form.numbers_button.click()
    assert "19000009999" not in said(form)


def test_an_entry_withdrawn_meanwhile_is_said(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, ledger: Ledger
) -> None:
    form = opened(page, family().members[0].id, sheet)
    form.take(twin)
    withdraw_resident(ledger, twin, reason="录错了")
    form.send()
    assert "" in form.form.problems()
    with pytest.raises(InputProblem):
        resident(ledger, twin)


def test_pairs_are_listed_merged_and_kept_apart(
    page: ResidentsPage, twin: int, sheet: Sheet, ledger: Ledger, homes: tuple[int, int], qtbot: Any
) -> None:
    third = add_resident(ledger, NewResident("李强", birth="1978-05-09"), household_id=None, since=None, today=TODAY).id
    page.go("residents")
    page.duplicates_button.click()
    view = page.duplicates
    assert page.view is view
    qtbot.waitUntil(lambda: len(view.table.records()) == 2)
    assert view.heading.note.text() == "2 对"
    model = view.table.model()
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert cells[0] == ["姓名、出生日期相同", "许敏 · 1979-03-04 · 3-2-501", "许敏 · 1979-03 · 3-2-502"]
    qtbot.waitUntil(view.table.hasFocus)
    view.table.selectRow(1)
    view.apart_button.click()
    qtbot.waitUntil(lambda: len(view.table.records()) == 1)
    page.workspace.undo_last()
    qtbot.waitUntil(lambda: len(view.table.records()) == 2)
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    sheet(MergeSheet).send()
    qtbot.waitUntil(lambda: [pair.second.id for pair in view.table.records()] == [third])
    assert resident(ledger, twin).household_id == homes[0]
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert page.view is page.list_view


def test_what_leads_to_the_other_entry_leads_to_the_kept_one(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family
) -> None:
    kept = family().members[0].id
    form = opened(page, kept, sheet)
    form.take(twin)
    form.send()
    page.go("residents", "resident", twin)
    assert page.household.file_of == ("resident", kept)


@pytest.mark.parametrize("scale", [100, 150])
def test_it_fits_the_office_laptop(
    page: ResidentsPage, twin: int, sheet: Sheet, family: Family, window: MainWindow, qtbot: Any, scale: int
) -> None:
    theme().set_scale(scale)
    try:
        form = opened(page, family().members[0].id, sheet)
        form.take(twin)
        qtbot.waitUntil(lambda: form.height() <= window.height())
        assert form.width() <= window.width()
        page.go("residents", "duplicates")
        assert window.minimumSizeHint().width() <= 1366
    finally:
        theme().set_scale(100)


def test_the_page_of_duplicates_of_a_clean_ledger_says_so(page: ResidentsPage, qtbot: Any) -> None:
    page.open(Target("residents", "duplicates"))
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy)
    assert page.duplicates.table.records() == []
    assert not page.duplicates.merge_button.isEnabled()
