from datetime import date
from typing import Any

import pytest
from keyboard import ALT, CTRL, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ledger.matters.listing import MatterFilter, list_matters, steps
from ledger.places.doors import dwelling_at
from ledger.records.matters import Level, StepKind, Urgency
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.history import VisitFilter, list_visits
from ui.shell.window import MainWindow
from ui.visits.entry import VisitEntry

MONDAY = date(2026, 11, 23)


def test_a_morning_of_visits_by_keyboard_only(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-501")
    hands.enter()
    hands.write("2")
    hands.enter(2)
    hands.write("卫生间漏水，楼上不配合。下周物业来看。")
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    hands.send()
    # The unit is kept: the room number is enough for the next door.
    hands.write("502")
    hands.enter()
    hands.enter()
    hands.write("3")
    hands.send()
    hands.write("lm")
    hands.enter(3)
    hands.write("孩子放寒假想参加书法班")
    hands.send()

    third, second, first = list_visits(ledger, VisitFilter())
    assert [visit.address for visit in (first, second, third)] == ["3-2-501", "3-2-502", "3-2-402"]
    assert (first.people, first.outcome, first.matter_count) == (("李强",), VisitOutcome.MET, 1)
    assert (second.people, second.outcome, second.revisit_on) == ((), VisitOutcome.NO_ANSWER, date(2026, 11, 26))
    assert (third.people, third.note) == (("李梅",), "孩子放寒假想参加书法班")
    (matter,) = list_matters(ledger, MatterFilter())
    assert (matter.title, matter.resident, matter.category) == ("卫生间漏水，楼上不配合", "李强", "设施维修 / 房屋漏水")
    assert (matter.next_step, matter.next_on, matter.worker) == ("跟进", date(2026, 12, 2), "王书记")
    assert matter.detail == "卫生间漏水，楼上不配合。下周物业来看。"


def test_ctrl_s_enters_the_visit_too(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    _visit(hands, "3-2-502", "血压高", send=False)
    hands.press(Qt.Key.Key_S, modifier=CTRL)
    assert [visit.note for visit in list_visits(ledger, VisitFilter())] == ["血压高"]


def test_enter_in_the_list_of_candidates_does_not_send(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-50")
    hands.press(Qt.Key.Key_Down)
    assert [c.title for c in entry.form.door.candidates()][:2] == ["3-2-501", "3-2-502"]
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert entry.form.door.text() == "3-2-502"
    assert not entry.form.door.candidates()
    assert list_visits(ledger, VisitFilter()) == ()


def test_what_is_being_composed_is_not_looked_for(entry: VisitEntry, hands: Keyboard, qtbot: Any) -> None:
    hands.compose("xu'min")
    assert not entry.form.door.takes_enter()
    assert entry.form.door.text() == ""
    hands.write("许敏")
    qtbot.waitUntil(lambda: bool(entry.form.door.candidates()))
    assert entry.form.door.candidates()[0].title == "许敏"
    hands.enter()
    assert entry.form.door.text() == "3-2-501"
    assert entry.form.asked.resident_ids() == (_resident(entry, "许敏"),)


def test_escape_closes_the_list_first_and_then_the_form(
    entry: VisitEntry, hands: Keyboard, window: MainWindow, qtbot: Any
) -> None:
    hands.write("3-2")
    qtbot.waitUntil(lambda: bool(entry.form.door.candidates()))
    hands.press(Qt.Key.Key_Escape)
    assert not entry.form.door.candidates()
    assert entry.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert not entry.isVisible()


def test_the_only_one_at_home_is_suggested_and_the_number_agrees(entry: VisitEntry, hands: Keyboard) -> None:
    hands.write("3-2-502")
    hands.enter()
    assert entry.form.asked.resident_ids() == (_resident(entry, "孙立"),)
    hands.write("1")
    assert entry.form.asked.resident_ids() == (_resident(entry, "孙立"),)
    hands.write("1")
    assert entry.form.asked.resident_ids() == ()


def test_problems_stand_under_their_own_fields(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.send()
    assert set(entry.form.problems()) == {"dwelling_id", "resident_ids"}
    hands.write("3-2-501")
    hands.enter()
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    hands.send()
    assert set(entry.form.problems()) == {"resident_ids"}
    assert set(entry.form.blocks[0].problems()) == {"title", "category_id"}
    assert entry.form.asked.chips.hasFocus()
    assert list_visits(ledger, VisitFilter()) == ()


def test_a_door_that_may_be_several_is_asked_for(entry: VisitEntry, hands: Keyboard) -> None:
    hands.write("3-2-5")
    hands.send()
    assert set(entry.form.problems()) == {"dwelling_id"}
    assert len(entry.form.door.candidates()) > 1


def test_a_date_that_cannot_be_read_is_said_under_it(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-502")
    hands.enter()
    entry.form.revisit.setFocus()
    hands.write("soon")
    hands.send()
    assert set(entry.form.problems()) == {"revisit_on"}
    entry.form.revisit.clear()
    entry.form.on.setFocus()
    entry.form.on.selectAll()
    hands.write("2026-12-01")
    hands.send()
    assert set(entry.form.problems()) == {"on"}
    assert list_visits(ledger, VisitFilter()) == ()


def test_somebody_answers_for_another(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-402")
    hands.enter()
    hands.write("1")
    hands.enter()
    hands.write("2")
    hands.enter()
    hands.write("2")
    hands.enter()
    hands.write("老人午睡，女儿说血压稳定。")
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter())
    assert visit.outcome is VisitOutcome.PROXY
    parts = {row["name"]: row["part"] for row in ledger.rows("select name, part from visit_person")}
    assert parts == {"李梅": "answered", "周秀英": "subject"}


def test_somebody_not_registered_is_asked_by_name(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-601")
    hands.enter()
    hands.write("租客小陈、小赵")
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter())
    assert (visit.address, visit.people) == ("3-2-601", ("租客小陈", "小赵"))


def test_a_door_the_ledger_does_not_know_is_made_with_the_visit(
    entry: VisitEntry, hands: Keyboard, ledger: Ledger
) -> None:
    hands.write("3-2-701")
    hands.enter()
    hands.write("新搬来的孙女士")
    assert dwelling_at(ledger, Address("", "3", "2", "701")) is None
    hands.send()
    assert dwelling_at(ledger, Address("", "3", "2", "701")) is not None
    (visit,) = list_visits(ledger, VisitFilter())
    assert visit.address == "3-2-701"


def test_a_patrol_has_a_place_and_nobody_to_ask(window: MainWindow, entry: VisitEntry, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_Backtab)
    while entry.form.mode.value() is not VisitMode.PATROL:
        hands.press(Qt.Key.Key_Down)
    hands.enter()
    hands.write("停车棚")
    hands.enter()
    hands.write("充电桩跳闸")
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    hands.send()
    (visit,) = list_visits(window._workspace.ledger, VisitFilter())
    (matter,) = list_matters(window._workspace.ledger, MatterFilter())
    assert (visit.place, visit.outcome, matter.place) == ("停车棚", VisitOutcome.NONE, "停车棚")


def test_an_open_matter_is_reported_again_instead_of_a_second_one(
    entry: VisitEntry, hands: Keyboard, ledger: Ledger
) -> None:
    _visit(hands, "502", "楼道灯不亮", matter=True)
    (matter,) = list_matters(ledger, MatterFilter())
    hands.write("502")
    hands.enter(3)
    hands.write("灯还是不亮")
    hands.press(Qt.Key.Key_1, modifier=ALT)
    hands.send()
    assert len(list_matters(ledger, MatterFilter())) == 1
    last = steps(ledger, matter.id)[-1]
    assert (last.kind, last.text) == (StepKind.REPORTED_AGAIN, "灯还是不亮")
    assert last.visit_id == list_visits(ledger, VisitFilter())[0].id


def test_defaults_follow_until_they_are_touched(entry: VisitEntry, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    block = entry.form.blocks[0]
    block.title.setFocus()
    hands.write("今天供暖不热")
    assert block.draft().urgency is Urgency.ESSENTIAL
    assert block.next_on.day() == date(2026, 11, 24) or block.next_on.day() == date(2026, 11, 23)
    block.urgency.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert block.draft().urgency is Urgency.SIMPLE
    assert block.next_on.day() == date(2026, 11, 26)
    block.category.setFocus()
    hands.write("yljk")
    hands.enter()
    assert block.category.text() == "医疗健康"
    assert block.draft().urgency is Urgency.SIMPLE
    assert block.draft().level is Level.GRID


def test_several_matters_take_the_sentences_in_turn(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    hands.write("3-2-502")
    hands.enter(3)
    hands.write("楼道照明坏了。垃圾清运不及时！")
    hands.press(Qt.Key.Key_M, Qt.Key.Key_M, modifier=CTRL)
    assert [block.title.text() for block in entry.form.blocks] == ["楼道照明坏了", "垃圾清运不及时"]
    entry.form.blocks[0].removed.emit()
    assert [block.title.text() for block in entry.form.blocks] == ["垃圾清运不及时"]
    assert entry.form.blocks[0].heading.title.text() == "事项 1"
    hands.send()
    assert [matter.title for matter in list_matters(ledger, MatterFilter())] == ["垃圾清运不及时"]


def test_yesterdays_visits_are_entered_in_one_go(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    entry.form.on.setFocus()
    entry.form.on.selectAll()
    hands.write("昨天")
    hands.enter(3)
    assert entry.backdated.text() == "补记 11月22日 星期日"
    assert entry.form.time.text() == ""
    _visit(hands, "3-2-502", "")
    _visit(hands, "402", "", who="1")
    assert {visit.on for visit in list_visits(ledger, VisitFilter())} == {date(2026, 11, 22)}


def test_undo_takes_all_of_it_back_and_puts_it_on_the_form_again(
    entry: VisitEntry, hands: Keyboard, ledger: Ledger, window: MainWindow
) -> None:
    _visit(hands, "3-2-502", "楼道灯不亮", matter=True)
    assert window.frame.toast.text() == "已记入账本：3-2-502 · 1 件"
    hands.press(Qt.Key.Key_Z, modifier=CTRL)
    assert list_visits(ledger, VisitFilter()) == ()
    assert list_matters(ledger, MatterFilter()) == ()
    assert (entry.form.door.text(), entry.form.note.toPlainText()) == ("3-2-502", "楼道灯不亮")
    window.frame.toast.button.click()
    assert len(list_visits(ledger, VisitFilter())) == 1
    assert entry.form.is_untouched()


def test_who_lives_there_and_what_was_said_stands_beside(entry: VisitEntry, hands: Keyboard, qtbot: Any) -> None:
    _visit(hands, "3-2-502", "楼道灯不亮", matter=True)
    asked: list[Any] = []
    entry.wanted.connect(lambda *what: asked.append(what))
    hands.write("502")
    hands.enter()
    qtbot.waitUntil(lambda: {"孙立", "楼道灯不亮"} <= _words(entry.beside))
    assert "Alt 1" in next(iter(entry.beside._again.values())).text()
    entry.beside.matter_wanted.emit(1)
    assert asked == [("matters", "matter", 1, {})]


def test_a_long_name_and_a_long_note_fit(entry: VisitEntry, hands: Keyboard, ledger: Ledger) -> None:
    name, note = "阿" * 30, "水" * 3000
    hands.write("3-2-601")
    hands.enter()
    entry.form.asked.others.setText(name)
    entry.form.note.setPlainText(note)
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    block = entry.form.blocks[0]
    assert len(block.title.text()) <= 60
    block.category.setFocus()
    hands.write("qt")
    hands.enter()
    hands.send()
    (visit,) = list_visits(ledger, VisitFilter())
    assert (visit.people, visit.note) == ((name,), note)


@pytest.mark.parametrize("scale", [100, 150])
def test_everything_stays_within_the_window(entry: VisitEntry, hands: Keyboard, window: MainWindow, scale: int) -> None:
    window.set_text_scale(scale)
    _visit(hands, "3-2-501", "", send=False)
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    assert window.width() == 1366
    form = entry.form
    assert form.width() <= entry._scroll.viewport().width()
    for block in form.blocks:
        for row in block.rows.values():
            assert row.field.width() > 40
            assert row.field.mapTo(form, row.field.rect().topRight()).x() <= form.width()


def _visit(
    hands: Keyboard,
    door: Any,
    note: str,
    *,
    matter: bool = False,
    who: str = "",
    send: bool = True,
) -> None:
    hands.write(door)
    hands.enter()
    hands.write(who)
    hands.enter(2)
    hands.write(note)
    if matter:
        hands.press(Qt.Key.Key_M, modifier=CTRL)
        hands.press(Qt.Key.Key_Tab)
        hands.write("ldzm")
        hands.enter()
    if send:
        hands.send()


def _words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def _resident(entry: VisitEntry, name: str) -> int:
    return next(person.id for home in entry.form.homes for person in home.members if person.name == name)
