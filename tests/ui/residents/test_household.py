from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ledger.people.care_groups import care_groups
from ledger.people.life_events import life_events
from ledger.people.listing import ResidentFilter, list_residents
from ledger.people.reading import household, household_at, resident
from ledger.people.residents import correct_resident
from ledger.people.withdrawn import list_withdrawn
from ledger.records.people import Household, HouseholdStatus, LifeEventKind, Phone, Presence, Sex
from ledger.records.places import DwellingUse
from ledger.store import Ledger
from ui.residents.adding import AddResidentSheet, CorrectResidentSheet
from ui.residents.belonging import CareGroupsSheet, HouseholdSheet, RelationsSheet
from ui.residents.events import LifeEventSheet
from ui.residents.moving import (
    OWN_HOUSEHOLD,
    LeaveHouseholdSheet,
    MoveBackSheet,
    MoveHouseholdSheet,
    MoveOutSheet,
    MoveResidentSheet,
    SplitSheet,
)
from ui.residents.page import ResidentsPage
from ui.residents.withdrawing import WithdrawHouseholdSheet
from ui.shell.page import Target
from ui.widgets import ReasonSheet

Family = Callable[[], Household]
Sheet = Callable[[type], Any]
TODAY = date(2026, 11, 23)


def names(home: Household) -> list[str]:
    return [member.name for member in home.members]


def choose(page: ResidentsPage, name: str) -> int:
    """Put the cursor on a member."""
    records = page.household.members.records()
    row = next(row for row, member in enumerate(records) if member.name == name)
    page.household.members.selectRow(row)
    return int(records[row].id)


def menu(page: ResidentsPage, words: str) -> None:
    menus = [page.household.menu(), page.household.person.menu()]
    next(action for each in menus for action in each.actions() if words in action.text()).trigger()


def test_a_household_shows_who_lives_there(page: ResidentsPage) -> None:
    view = page.household
    assert view.heading.title.text() == "3-2-501  许敏"
    assert "自住" in view.heading.note.text()
    assert [member.name for member in view.members.records()] == ["许敏", "李强", "许小山"]
    assert view.person.name.text() == "许敏"


def test_enter_on_a_member_corrects(page: ResidentsPage, qtbot: Any, sheet: Sheet, family: Family) -> None:
    choose(page, "李强")
    qtbot.keyClick(page.household.members, Qt.Key.Key_Return)
    form = sheet(CorrectResidentSheet)
    form.fields.name.setText(" ")
    form.fields.birth.setText("1978年13月")
    form.fields.phones.set_phones((Phone("1900000"),))
    qtbot.keyClick(form.fields.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert set(form.form.problems()) == {"name", "birth", "phones"}
    form.fields.name.setText("李强国")
    form.fields.birth.setText("1978年5月6日")
    form.fields.phones.set_phones((Phone("190 0000 1003", "本人"), Phone("19000001004")))
    form.send()
    found = family().members[1]
    assert (found.name, found.birth) == ("李强国", "1978-05-06")
    assert found.phones == (Phone("19000001003", "本人"), Phone("19000001004"))
    page.workspace.undo_last()
    assert family().members[1].name == "李强"
    qtbot.waitUntil(lambda: "李强" in [member.name for member in page.household.members.records()])


def test_an_id_number_fills_birth_and_sex(page: ResidentsPage, qtbot: Any, sheet: Sheet) -> None:
    page.household.add_resident()
    form = sheet(AddResidentSheet)
    form.fields.id_number.setText("11010519491231002x")
    form.fields.id_number.editingFinished.emit()
    assert (form.fields.birth.text(), form.fields.sex.value()) == ("1949-12-31", Sex.FEMALE)


def test_numbers_are_masked_until_asked_for_and_again_after_a_while(page: ResidentsPage, qtbot: Any) -> None:
    secrets = page.household.person.secrets
    assert [secret.label.text() for secret in secrets] == ["190****1001", "190****1002"]
    secrets[0].reveal()
    assert secrets[0].label.text() == "19000001001"
    secrets[0].conceal()
    assert secrets[0].label.text() == "190****1001"
    secrets[0].reveal()
    choose(page, "许小山")
    choose(page, "许敏")
    assert page.household.person.secrets[0].label.text() == "190****1001"


def test_a_member_is_added_and_taken_back(page: ResidentsPage, qtbot: Any, sheet: Sheet, family: Family) -> None:
    page.household.add_resident()
    form = sheet(AddResidentSheet)
    form.fields.name.setText("许小海")
    form.relation.setCurrentText("儿子")
    form.send()
    assert names(family()) == ["许敏", "李强", "许小山", "许小海"]
    assert family().members[3].relation == "儿子"
    page.workspace.undo_last()
    assert names(family()) == ["许敏", "李强", "许小山"]


def test_several_are_added_in_one_go(page: ResidentsPage, sheet: Sheet, family: Family) -> None:
    page.household.add_resident()
    form = sheet(AddResidentSheet)
    for name in ("许小海", "许小江"):
        form.fields.name.setText(name)
        form.again_button.click()
    assert form.isVisible()
    assert form.fields.name.text() == ""
    assert names(family())[3:] == ["许小海", "许小江"]


def test_somebody_known_is_noticed_and_taken_over(
    page: ResidentsPage, qtbot: Any, sheet: Sheet, homes: tuple[int, int], family: Family
) -> None:
    page.household.add_resident()
    form = sheet(AddResidentSheet)
    form.fields.name.setText("王兰")
    form.duplicates.look()
    assert form.duplicates.candidates == ()
    form.fields.phones.set_phones((Phone("19000001001"),))
    form.fields.name.setText("许敏")
    qtbot.waitUntil(lambda: len(form.duplicates.candidates) == 1)
    assert form.duplicates.isVisible()
    other = household(page.workspace.ledger, homes[1]).members[0]
    correct_resident(page.workspace.ledger, other.id, today=TODAY, birth="1960-01-02")
    form.fields.phones.set_phones(())
    form.fields.name.setText("王兰")
    form.fields.birth.setText("1960-01-02")
    form.duplicates.look()
    form.duplicates.same_one.emit(form.duplicates.candidates[0])
    move = sheet(MoveResidentSheet)
    assert move.target_household.value() == homes[0]
    move.relation.setCurrentText("母亲")
    move.send()
    assert names(family()) == ["许敏", "李强", "许小山", "王兰"]
    assert resident(page.workspace.ledger, other.id).relation == "母亲"


def test_a_member_of_this_household_is_only_shown(page: ResidentsPage, sheet: Sheet) -> None:
    page.household.add_resident()
    form = sheet(AddResidentSheet)
    form.fields.name.setText("李强")
    form.duplicates.look()
    form.duplicates.same_one.emit(form.duplicates.candidates[0])
    assert page.household.person.name.text() == "李强"


def test_the_head_changes_and_with_it_the_relations(page: ResidentsPage, sheet: Sheet, family: Family) -> None:
    menu(page, "户主与关系")
    form = sheet(RelationsSheet)
    first, second, _third = family().members
    form.head.set_value(second.id)
    form.head.chosen.emit(second.id)
    form.relations[first.id].setCurrentText("配偶")
    form.send()
    assert family().head_id == second.id
    assert {member.name: member.relation for member in family().members} == {
        "许敏": "配偶",
        "李强": "户主",
        "许小山": "儿子",
    }


def test_a_member_moves_to_another_household(
    page: ResidentsPage, sheet: Sheet, family: Family, homes: tuple[int, int], ledger: Ledger
) -> None:
    choose(page, "许小山")
    menu(page, "迁到别户")
    form = sheet(MoveResidentSheet)
    form.send()
    assert set(form.form.problems()) == {"dwelling_id"}
    form.door.set_text("3-2-502")
    assert form.target_household.value() == homes[1]
    form.relation.setCurrentText("孙子")
    form.reason.setText("照顾外婆")
    form.send()
    assert names(household(ledger, homes[1])) == ["王兰", "许小山"]
    page.workspace.undo_last()
    assert names(family()) == ["许敏", "李强", "许小山"]


def test_a_member_founds_a_household_behind_an_empty_door(
    page: ResidentsPage, sheet: Sheet, doors: tuple[int, ...], ledger: Ledger
) -> None:
    choose(page, "许小山")
    menu(page, "迁到别户")
    form = sheet(MoveResidentSheet)
    form.door.set_text("3号楼2单元503")
    assert form.target_household.value() == OWN_HOUSEHOLD
    form.on.set_day(date(2026, 11, 1))
    form.send()
    home = household_at(ledger, doors[2])
    assert home is not None
    assert (names(home), home.head_id) == (["许小山"], home.members[0].id)


def test_a_member_leaves_and_is_put_in_again(
    page: ResidentsPage, sheet: Sheet, family: Family, ledger: Ledger, homes: tuple[int, int], qtbot: Any
) -> None:
    son = choose(page, "许小山")
    menu(page, "移出本户")
    sheet(LeaveHouseholdSheet).send()
    assert resident(ledger, son).household_id is None
    page.open(Target("residents", "resident", son))
    assert page.household.household is None
    assert page.household.heading.title.text() == "许小山"
    menu(page, "归入一户")
    form = sheet(MoveResidentSheet)
    form.door.set_text("3-2-501")
    form.relation.setCurrentText("儿子")
    form.send()
    assert names(family()) == ["许敏", "李强", "许小山"]
    qtbot.waitUntil(lambda: page.household.household is not None)


def test_the_household_moves_and_back_by_undo(
    page: ResidentsPage, sheet: Sheet, family: Family, doors: tuple[int, ...]
) -> None:
    menu(page, "迁到别的房屋")
    form = sheet(MoveHouseholdSheet)
    form.door.set_text("3-2-503")
    form.on.setText("昨天")
    form.send()
    assert family().dwelling_id == doors[2]
    page.workspace.undo_last()
    assert family().dwelling_id == doors[0]


def test_the_household_moves_out_and_comes_back(
    page: ResidentsPage, sheet: Sheet, family: Family, doors: tuple[int, ...], qtbot: Any
) -> None:
    menu(page, "迁出")
    sheet(MoveOutSheet).send()
    assert family().status is HouseholdStatus.MOVED_OUT
    qtbot.waitUntil(lambda: not page.household.add_button.isEnabled())
    menu(page, "迁回")
    form = sheet(MoveBackSheet)
    form.door.set_text("3-2-503")
    form.send()
    assert (family().dwelling_id, family().status) == (doors[2], HouseholdStatus.RESIDENT)
    assert {member.presence for member in family().members} == {Presence.PRESENT}


def test_the_household_splits(page: ResidentsPage, sheet: Sheet, family: Family, ledger: Ledger) -> None:
    son = choose(page, "许小山")
    menu(page, "分户")
    form = sheet(SplitSheet)
    form.send()
    assert set(form.form.problems()) == {"resident_ids"}
    form.boxes[son].setChecked(True)
    assert form.head.value() == son
    form.send()
    new = household(ledger, form.moved.id)
    assert (names(new), new.dwelling_id) == (["许小山"], family().dwelling_id)
    assert page.household.household is not None
    assert page.household.household.id == new.id
    page.workspace.undo_last()
    assert names(family()) == ["许敏", "李强", "许小山"]


@pytest.mark.parametrize(
    ("kind", "presence"),
    [
        (LifeEventKind.AWAY, Presence.AWAY),
        (LifeEventKind.DIED, Presence.DEAD),
        (LifeEventKind.MOVED_OUT, Presence.MOVED_OUT),
        (LifeEventKind.LOST, Presence.LOST),
    ],
)
def test_a_life_event_is_entered_and_taken_back(
    page: ResidentsPage, sheet: Sheet, ledger: Ledger, kind: LifeEventKind, presence: Presence
) -> None:
    son = choose(page, "许小山")
    page.household.person.event_button.click()
    form = sheet(LifeEventSheet)
    form.kind.set_value(kind)
    form.on.set_day(date(2026, 11, 20))
    form.send()
    assert resident(ledger, son).presence is presence
    page.workspace.undo_last()
    assert resident(ledger, son).presence is Presence.PRESENT


def test_who_follows_a_head_is_asked(page: ResidentsPage, sheet: Sheet, family: Family) -> None:
    choose(page, "许敏")
    page.household.person.add_event()
    form = sheet(LifeEventSheet)
    form.kind.set_value(LifeEventKind.DIED)
    form.show_new_head()
    second = next(member for member in family().members if member.name == "李强")
    form.new_head.set_value(second.id)
    form.send()
    assert family().head_id == second.id


def test_an_event_is_withdrawn_with_a_reason(page: ResidentsPage, sheet: Sheet, ledger: Ledger, qtbot: Any) -> None:
    from ledger.people.life_events import record_event

    son = choose(page, "许小山")
    event = record_event(ledger, son, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    page.workspace.changed.emit(event.changed)
    line = page.household.time_line
    qtbot.waitUntil(lambda: len(line.rows.entries) == 1)
    line.list.go_to(0)
    line.withdraw_button.click()
    form = sheet(ReasonSheet)
    form.send()
    assert set(form.form.problems()) == {"reason"}
    form.reason.setText("记错人了")
    form.send()
    assert life_events(ledger, son) == ()
    assert resident(ledger, son).presence is Presence.PRESENT


def test_an_event_out_of_order_is_said_under_its_field(page: ResidentsPage, sheet: Sheet, ledger: Ledger) -> None:
    choose(page, "许小山")
    page.household.person.add_event()
    form = sheet(LifeEventSheet)
    form.kind.set_value(LifeEventKind.RESTORED)
    form.send()
    assert set(form.form.problems()) == {"kind"}
    form.on.setText("")
    form.send()
    assert set(form.form.problems()) == {"on"}


def test_care_groups_are_ticked(page: ResidentsPage, sheet: Sheet, ledger: Ledger, qtbot: Any) -> None:
    first = choose(page, "许敏")
    page.household.person.groups_button.click()
    form = sheet(CareGroupsSheet)
    chosen = care_groups(ledger)[:2]
    for group in chosen:
        form.boxes[group.id].setChecked(True)
    form.send()
    assert resident(ledger, first).care_groups == tuple(group.name for group in chosen)
    page.workspace.undo_last()
    assert resident(ledger, first).care_groups == ()


def test_status_use_and_note(page: ResidentsPage, sheet: Sheet, family: Family, qtbot: Any) -> None:
    menu(page, "状态、用途")
    form = sheet(HouseholdSheet)
    form.status.set_value(HouseholdStatus.AWAY)
    form.use.set_value(DwellingUse.RENTED)
    form.note.setPlainText("钥匙在楼下小卖部")
    form.send()
    assert (family().status, family().note) == (HouseholdStatus.AWAY, "钥匙在楼下小卖部")
    qtbot.waitUntil(lambda: page.household.note.isVisible())
    assert "租赁" in page.household.heading.note.text()


def test_a_resident_is_withdrawn_and_restored(page: ResidentsPage, sheet: Sheet, family: Family, qtbot: Any) -> None:
    choose(page, "许敏")
    menu(page, "作废……")
    form = sheet(ReasonSheet)
    form.reason.setText("重复录入")
    form.send()
    assert names(family()) == ["李强", "许小山"]
    page.open(Target("residents", "withdrawn"))
    page.withdrawn.table.selectRow(0)
    page.withdrawn.restore_button.click()
    assert names(family()) == ["许敏", "李强", "许小山"]
    qtbot.waitUntil(lambda: page.view is page.household)


def test_a_household_is_withdrawn_with_its_members(
    page: ResidentsPage, sheet: Sheet, ledger: Ledger, qtbot: Any
) -> None:
    menu(page, "作废本户")
    form = sheet(WithdrawHouseholdSheet)
    form.reason.setText("登记错了")
    form.send()
    assert "" in form.form.problems()
    form.with_residents.setChecked(True)
    form.send()
    assert [row.name for row in list_residents(ledger, ResidentFilter())] == ["王兰"]
    qtbot.waitUntil(lambda: page.view is page.list_view)
    assert [entry.name for entry in list_withdrawn(ledger)] == ["许敏"]
    page.workspace.undo_last()
    assert list_withdrawn(ledger) == ()


def test_a_visit_is_started_from_here(page: ResidentsPage, gone_to: list[Target], doors: tuple[int, ...]) -> None:
    page.household.visit_button.click()
    assert gone_to == [Target("visits", "new", detail={"dwelling": doors[0]})]


def test_shared_doors_lead_to_each_other(
    page: ResidentsPage, sheet: Sheet, gone_to: list[Target], family: Family, qtbot: Any
) -> None:
    from ledger.people.households import split_household

    son = family().members[2]
    split = page.workspace.write(
        split_household, family().id, resident_ids=[son.id], head_id=son.id, on=TODAY, today=TODAY
    )
    qtbot.waitUntil(lambda: len(page.household.other_links) == 1)
    page.household.other_links[0].click()
    assert gone_to == [Target("residents", "household", split.id)]


def test_escape_goes_back_to_the_list(page: ResidentsPage, qtbot: Any) -> None:
    page.household.members.setFocus()
    qtbot.keyClick(page.household.members, Qt.Key.Key_Escape)
    assert page.view is page.list_view
