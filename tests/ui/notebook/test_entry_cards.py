"""The cards beside the page: what they say, and everything that can be decided on them with mouse and keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from card_desk import CardDesk, settle_estate
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ledger.errors import FieldProblem, InputProblem
from ledger.records.matters import Level, Urgency
from ledger.records.notebook import Ask
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ui.notebook.card_content import Standing
from ui.notebook.creating import AddDoorSheet, AddPersonSheet
from ui.theme import theme
from ui.widgets import DateField
from ui.workspace import Workspace

Key = Qt.Key
LEAK = "3号楼2单元\n501 许敏 卫生间漏水，楼上不配合，急"


@pytest.fixture
def doors(ledger: Ledger) -> dict[str, int]:
    return settle_estate(ledger)


@pytest.fixture
def desk(doors: dict[str, int], workspace: Workspace, qtbot: Any) -> Iterator[CardDesk]:
    made = CardDesk(workspace)
    qtbot.addWidget(made)
    made.resize(580, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def test_a_card_says_who_was_met_what_for_and_how_soon(desk: CardDesk) -> None:
    desk.write(LEAK)
    head, matter, *_rest = desk.words()
    assert head == "3-2-501 许敏 户主 · 47 岁 面谈 11-23 入户"
    assert matter.startswith("邻里纠纷 · 房屋漏水 急 · ") or "漏水 急 · " in matter
    assert "网格内办" in matter
    assert "卫生间漏水" in matter
    assert not desk.card().content.asks


def test_a_time_told_stands_beside_the_day(desk: CardDesk) -> None:
    desk.write("下午2点半 3-2-501 许敏 没事")
    assert desk.words()[0].startswith("3-2-501 许敏 户主 · 47 岁 面谈 11-23 14:30 入户")


def test_nobody_there_for_the_second_time(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n502 没人")
    assert desk.words() == ["3-2-502 孙立 无人（第 2 次） 3 天内再访？ 11-23 入户 上次 11-10 无人"]
    desk.click(desk.chip("again"))
    assert desk.chip("revisit_on").part.words == "11-26 周四再访"


def test_a_promise_stands_with_its_weekday_and_delete_takes_it_away(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n402 李梅 没事，下周三再去")
    assert desk.chip("revisit_on").part.words == "12-02 周三再访"
    desk.card().take_keyboard("revisit_on")
    desk.press(Key.Key_Delete)
    assert desk.proposal().entry.revisit_on is None
    assert desk.card().chip("revisit_on") is None


def test_the_same_card_stays_while_its_line_is_written(desk: CardDesk) -> None:
    desk.write(LEAK)
    card, chip = desk.card(), desk.chip("people.0")
    desk.write(LEAK + "\n502 没人")
    assert desk.card() is card
    desk.write(LEAK.replace("急", "马上来人"))
    assert desk.card() is card
    assert desk.chip("people.0") is chip


def test_a_name_borne_twice_is_asked_and_answered_by_one_click(desk: CardDesk) -> None:
    desk.write("周秀英 血压160，下周三再去")
    assert desk.card().content.asks
    head, answers, *_rest = desk.words()
    assert head.startswith("周秀英 本社区有 2 位，请选")
    assert answers.startswith("2-1-301 · 82 岁 · 独居长者 9-4-502 · 35 岁")
    desk.click(desk.chip("answer.0"))
    entry = desk.proposal().entry
    assert entry.ask is None
    assert [person.birth for person in entry.people] == ["1944-05-05"]
    assert desk.words()[0].startswith("2-1-301 周秀英 户主 · 82 岁 面谈")
    assert desk.chip("people.0").part.standing is Standing.DECIDED


def test_who_was_met_is_asked_and_a_name_can_be_written(desk: CardDesk, write_in: Any) -> None:
    desk.write("3号楼2单元\n402 见到人，说一切都好")
    assert "见到的是谁？" in desk.words()[0]
    desk.click(desk.chip_saying("写一个名字"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    write_in(line, "李奶奶")
    QTest.keyClick(line, Key.Key_Return)
    assert desk.proposal().names == ("李奶奶",)
    assert not desk.card().content.asks
    assert desk.words()[0].startswith("3-2-402 李奶奶 未登记 面谈")


def test_a_member_answers_who_was_met(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n402 见到人，说一切都好")
    desk.click(desk.chip_saying("周明"))
    assert [person.name for person in desk.proposal().entry.people] == ["周明"]


def test_somebody_unknown_is_registered_from_the_card(desk: CardDesk, ledger: Ledger, qtbot: Any) -> None:
    desk.write("3号楼2单元\n501 王小红 说物业费太高，要求公示")
    assert desk.proposal().entry.ask is Ask.UNKNOWN_PERSON
    desk.click(desk.chip_saying("登记为这户的人"))
    (sheet,) = desk.findChildren(AddPersonSheet)
    assert sheet.name.text() == "王小红"
    sheet.relation.setCurrentText("租客")
    sheet.phone.setText("190-0000-1234")
    sheet.send()
    entry = desk.proposal().entry
    assert [person.name for person in entry.people] == ["王小红"]
    assert entry.ask is None
    assert ledger.value("select number from phone") == "19000001234"


def test_somebody_unknown_is_noted_by_name_only(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n501 王小红 说物业费太高，要求公示")
    desk.click(desk.chip_saying("只记名字"))
    assert desk.proposal().names == ("王小红",)
    assert desk.proposal().entry.ask is None


def test_a_neighbour_of_that_name_may_have_been_met_here(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n501 孙立 说楼道灯不亮")
    assert desk.proposal().entry.ask is Ask.UNKNOWN_PERSON
    desk.click(desk.chip_saying("孙立 · 3-2-502"))
    assert desk.words()[0].startswith("3-2-501 孙立")
    assert not desk.card().content.asks


def test_the_first_resident_behind_a_door_founds_its_household(desk: CardDesk, ledger: Ledger) -> None:
    desk.write("3号楼2单元\n601 新来的租户张伟 说水压太低")
    desk.cards.column.focus_key(desk.key())
    desk.click(desk.chip_saying("登记为这户的人"))
    (sheet,) = desk.findChildren(AddPersonSheet)
    sheet.name.setText("张伟")
    sheet.send()
    assert [person.name for person in desk.proposal().entry.people] == ["张伟"]


def test_an_unknown_door_is_registered_from_the_card(desk: CardDesk, ledger: Ledger) -> None:
    desk.write("3号楼2单元\n509 没人")
    assert desk.proposal().entry.ask is Ask.UNKNOWN_HOUSEHOLD
    assert "账本里没有这个门" in desk.words()[0]
    desk.click(desk.chip_saying("登记这个门"))
    (sheet,) = desk.findChildren(AddDoorSheet)
    assert (sheet.building.text(), sheet.unit.text(), sheet.room.text()) == ("3", "2", "509")
    sheet.send()
    assert desk.words()[0].startswith("3-2-509 无人")
    assert desk.proposal().entry.ask is None


def test_another_door_is_found_by_typing(desk: CardDesk, doors: dict[str, int]) -> None:
    desk.write("3号楼2单元\n509 没人")
    desk.click(desk.chip_saying("找别的门"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "9-4-502")
    assert desk.offered()[0] == "9-4-502"
    QTest.keyClick(line, Key.Key_Return)
    household = desk.proposal().entry.household
    assert household is not None
    assert household.dwelling_id == doors["9-4-502"]


def test_a_near_door_answers_by_one_click(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n509 没人")
    near = desk.chip("answer.0")
    door = near.part.words.split(" · ")[0]
    desk.click(near)
    assert desk.words()[0].startswith(door)


def test_the_category_is_chosen_by_its_initials(desk: CardDesk, ledger: Ledger) -> None:
    desk.write(LEAK)
    desk.card().take_keyboard("matters.0.category")
    desk.press(Key.Key_Return)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "wyfw")
    assert desk.offered()[0] == "物业服务"
    QTest.keyClick(line, Key.Key_Return)
    assert desk.chip("matters.0.category").part.words == "物业服务"
    assert desk.chip("matters.0.category").part.standing is Standing.DECIDED
    assert desk.chip("matters.0.category").hasFocus()


def test_a_digit_chooses_in_the_list_and_the_likely_come_first(desk: CardDesk) -> None:
    desk.write(LEAK)
    (matter,) = desk.proposal().matters
    desk.card().take_keyboard("matters.0.category")
    desk.press(Key.Key_F4)
    assert matter.alternatives
    desk.press(Key.Key_1)
    assert desk.proposal().matters[0].category_id == matter.alternatives[0]


def test_urgency_level_outcome_and_mode_are_chosen_with_the_arrows(desk: CardDesk) -> None:
    desk.write(LEAK)
    for name, keys in (
        ("matters.0.urgency", (Key.Key_Space, Key.Key_1)),
        ("matters.0.level", (Key.Key_Space, Key.Key_3)),
        ("mode", (Key.Key_Space, Key.Key_Down, Key.Key_Return)),
    ):
        desk.card().take_keyboard(name)
        desk.press(*keys)
        assert desk.chip(name).hasFocus()
    (matter,) = desk.proposal().matters
    assert (matter.urgency, matter.level) == (Urgency.DANGER, Level.STREET)
    assert desk.proposal().entry.mode is VisitMode.PHONE
    desk.click(desk.chip("outcome"))
    desk.choose("拒访")
    assert desk.proposal().entry.outcome is VisitOutcome.REFUSED


def test_esc_leaves_the_list_then_the_card(desk: CardDesk, qtbot: Any) -> None:
    desk.write(LEAK)
    desk.cards.begin(desk.key())
    desk.press(Key.Key_Return)
    assert desk.offered()
    desk.press(Key.Key_Escape)
    assert not desk.offered()
    with qtbot.waitSignal(desk.cards.left):
        desk.press(Key.Key_Escape)
    desk.cards.begin(desk.key())
    with qtbot.waitSignal(desk.cards.left):
        desk.press(Key.Key_Left, with_=Qt.KeyboardModifier.AltModifier)


def test_a_title_is_written_anew_in_place(desk: CardDesk, write_in: Any) -> None:
    desk.write(LEAK)
    desk.click(desk.chip("matters.0.title"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    write_in(line, "主管道渗水")
    QTest.keyClick(line, Key.Key_Return)
    assert desk.proposal().matters[0].title == "主管道渗水"
    assert desk.chip("matters.0.title").hasFocus()
    desk.press(Key.Key_Return)
    line = QApplication.focusWidget()
    write_in(line, "别的")
    QTest.keyClick(line, Key.Key_Escape)
    assert desk.proposal().matters[0].title == "主管道渗水"


def test_a_matter_is_dropped_and_another_added_from_the_menu(desk: CardDesk, write_in: Any) -> None:
    desk.write(LEAK)
    desk.card().take_keyboard("matters.0.urgency")
    desk.press(Key.Key_Delete)
    assert desk.proposal().matters == ()
    desk.card().take_keyboard("menu")
    desk.press(Key.Key_Return)
    assert desk.offered()[0] == "加一件事项"
    desk.press(Key.Key_1)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    write_in(line, "查漏水点")
    QTest.keyClick(line, Key.Key_Return)
    assert [matter.title for matter in desk.proposal().matters] == ["查漏水点"]


def test_the_menu_brings_back_what_was_read_and_leaves_a_line_out(desk: CardDesk) -> None:
    desk.write(LEAK)
    desk.card().take_keyboard("outcome")
    desk.press(Key.Key_Return)
    desk.choose("拒访")
    assert desk.proposal().entry.outcome is VisitOutcome.REFUSED
    _choose_in_menu(desk, "恢复为读出的样子")
    assert desk.proposal().entry.outcome is VisitOutcome.MET
    _choose_in_menu(desk, "这一行不记")
    assert desk.proposal().left_out
    assert desk.words() == ["501 许敏 卫生间漏水，楼上不配合，急 不记 还是记上"]
    desk.click(desk.chip("take_in"))
    assert not desk.proposal().left_out


def _choose_in_menu(desk: CardDesk, words: str) -> None:
    desk.card().take_keyboard("menu")
    desk.press(Key.Key_Return)
    desk.choose(words)


def test_the_menu_opens_the_household(desk: CardDesk, qtbot: Any) -> None:
    desk.write(LEAK)
    household = desk.proposal().entry.household
    assert household is not None
    with qtbot.waitSignal(desk.cards.wanted) as heard:
        _choose_in_menu(desk, "打开这户")
    assert heard.args == ["residents", "household", household.household_id, {}]


def test_the_same_said_before_is_offered_and_joined(desk: CardDesk, ledger: Ledger) -> None:
    desk.write(LEAK)
    assert any(line.startswith("这户 8 月有过一次同类诉求“厨房漏水”（已办结）") for line in desk.words())
    desk.click(desk.chip("matters.0.join"))
    (matter,) = desk.proposal().matters
    assert matter.joins == ledger.value("select id from matter")
    assert desk.chip("matters.0.joins").part.words == "重复诉求 · 8 月“厨房漏水”"
    desk.card().take_keyboard("matters.0.joins")
    desk.press(Key.Key_Delete)
    assert desk.proposal().matters[0].joins is None


def test_what_was_overlooked_is_offered_as_a_matter(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n502 没人，门口堆着纸箱")
    assert desk.words()[-1] == "“门口堆着纸箱”还没立事项—— 记为事项？"
    desk.click(desk.chip("reminder.0.take"))
    (matter,) = desk.proposal().matters
    assert (matter.title, matter.words) == ("门口堆着纸箱", "门口堆着纸箱")
    assert desk.chip("matters.0.category").part.words == "环境卫生"
    assert desk.card().chip("reminder.0.take") is None


def test_days_are_chosen_typed_or_taken_from_the_calendar(desk: CardDesk) -> None:
    desk.write(LEAK)
    desk.click(desk.chip("on"))
    assert desk.offered() == ["今天", "昨天", "前天"]
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "11.20")
    QTest.keyClick(line, Key.Key_Return)
    assert str(desk.proposal().entry.on) == "2026-11-20"
    desk.press(Key.Key_Return, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert str(desk.proposal().entry.on) == "2026-11-22"


def test_several_are_marked_with_the_space_bar(desk: CardDesk) -> None:
    desk.write(LEAK)
    desk.card().take_keyboard("people.0")
    desk.press(Key.Key_Return, Key.Key_Down, Key.Key_Space, Key.Key_Return)
    assert [person.name for person in desk.proposal().entry.people] == ["许敏", "李强"]
    desk.press(Key.Key_Return, Key.Key_Space, Key.Key_Return)
    assert [person.name for person in desk.proposal().entry.people] == ["李强"]


def test_tab_goes_from_card_to_card_and_arrows_within(desk: CardDesk) -> None:
    desk.write(LEAK + "\n502 没人\n402 李梅 没事")
    desk.cards.begin(desk.key(0))
    assert desk.chip("door", 0).hasFocus()
    desk.press(Key.Key_Right)
    assert desk.chip("people.0", 0).hasFocus()
    desk.press(Key.Key_Tab)
    assert desk.chip("door", 1).hasFocus()
    desk.press(Key.Key_Down)
    assert desk.chip("door", 2).hasFocus()
    desk.press(Key.Key_Up, Key.Key_Up)
    assert desk.chip("people.0", 0).hasFocus()


def test_the_next_question_is_found_from_anywhere(desk: CardDesk) -> None:
    desk.write(LEAK + "\n402 见到人\n502 没人\n周秀英 血压160")
    desk.cards.show_line(2)
    assert desk.cards.next_question()
    assert desk.chip("answer.0", 1).hasFocus()
    assert desk.cards.next_question()
    assert desk.chip("answer.0", 3).hasFocus()
    assert desk.cards.next_question()
    assert desk.chip("answer.0", 1).hasFocus()


def test_problems_stand_on_the_card_until_it_changes(desk: CardDesk) -> None:
    desk.write(LEAK + "\n502 没人")
    line, nth = desk.key(1)
    desk.cards.show_problems(InputProblem(FieldProblem(f"entries.{line}.{nth}.on", "who_was_asked")))
    assert desk.card(1).content.asks
    assert desk.words(1)[-1] == "请选问到了谁；没问到人请选原因。"
    assert not desk.card(0).content.asks
    desk.write(LEAK + "\n502 没人，明天再去")
    assert not desk.card(1).content.asks


def test_every_chip_has_a_name_to_be_read_aloud(desk: CardDesk) -> None:
    desk.write(LEAK + "\n502 没人\n周秀英 血压160\n509 没人\n北门路灯不亮")
    for nth in range(len(desk.manuscript.proposals)):
        desk.cards.column.show_key(desk.key(nth))
        for chip in desk.card(nth).stops():
            assert chip.accessibleName(), chip.part
    assert desk.chip("menu").accessibleName() == "这张卡片的更多操作"


def test_a_card_breaks_its_lines_where_it_is_narrow(desk: CardDesk) -> None:
    desk.write(LEAK)
    wide = desk.card().height()
    desk.resize(300, 640)
    assert desk.card().height() > wide
    for chip in desk.card().chips():
        if not chip.isHidden():
            assert chip.geometry().right() <= desk.card().width(), chip.part


def test_a_click_beside_the_parts_goes_to_the_line(desk: CardDesk, qtbot: Any) -> None:
    desk.write(LEAK)
    with qtbot.waitSignal(desk.cards.line_wanted) as heard:
        QTest.mouseClick(desk.card(), Qt.MouseButton.LeftButton, pos=desk.card().rect().bottomLeft())
    assert heard.args == [desk.key()]


def test_a_patrol_has_a_place_that_can_be_written_anew(desk: CardDesk, write_in: Any) -> None:
    desk.write("北门路灯不亮，晚上看不见")
    desk.click(desk.chip("place"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    write_in(line, "小区北门")
    QTest.keyClick(line, Key.Key_Return)
    assert desk.proposal().entry.place == "小区北门"


def test_deciding_on_a_card_does_not_scroll_to_the_line_being_written(desk: CardDesk) -> None:
    desk.write("\n".join([LEAK, *["402 李梅 没事，孩子想参加书法班"] * 20]))
    desk.cards.show_line(2)
    desk.cards.begin(desk.key(15))
    top = desk.card(15).y()
    desk.press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    desk.choose("拒访")
    desk.cards.show_line(2)
    assert desk.card(15).y() == top
    assert desk.proposal(15).entry.outcome is VisitOutcome.REFUSED


def test_ctrl_enter_takes_the_title_being_written_along(desk: CardDesk, write_in: Any) -> None:
    entered = []
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), desk)
    shortcut.activated.connect(lambda: entered.append(desk.proposal().matters[0].title))
    desk.write(LEAK)
    desk.click(desk.chip("matters.0.title"))
    write_in(QApplication.focusWidget(), "主管道渗水")
    desk.press(Key.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert entered == ["主管道渗水"]


def test_a_day_is_picked_in_the_calendar(desk: CardDesk) -> None:
    desk.write(LEAK)
    desk.click(desk.chip("on"))
    line = QApplication.focusWidget()
    assert isinstance(line, DateField)
    QTest.keyClick(line, Key.Key_F4)
    calendar = line.calendar()
    assert calendar is not None
    assert calendar.isVisible()
    assert desk.offered()
    calendar.clicked.emit(QDate(2026, 11, 19))
    assert str(desk.proposal().entry.on) == "2026-11-19"
    assert not desk.offered()


def test_a_click_chooses_one_and_ctrl_click_ticks_several(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n402 李梅 没事")
    for words, modifier in (("周明", Qt.KeyboardModifier.NoModifier), ("李梅", Qt.KeyboardModifier.ControlModifier)):
        desk.click(desk.chip("people.0"))
        offers = desk.cards.choices
        assert offers is not None
        place = offers.lines.visualItemRect(offers.lines.item(desk.offered().index(words))).center()
        QTest.mouseClick(offers.lines.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    desk.cards.column.setFocus()
    assert {person.name for person in desk.proposal().entry.people} == {"周明", "李梅"}


def test_the_right_button_opens_the_menu(desk: CardDesk) -> None:
    desk.write(LEAK)
    card = desk.card()
    at = card.rect().center()
    QApplication.sendEvent(card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, card.mapToGlobal(at)))
    assert "这一行不记" in desk.offered()


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_reaches_out_of_a_card(desk: CardDesk, scale: int) -> None:
    theme().set_scale(scale)
    desk.write(f"{LEAK}，{'还有很多很多别的话要说' * 8}\n周秀英 血压160，下周三再去\n509 张三 灯坏了\n402 见到人")
    desk.resize(420, 640)
    for nth in range(len(desk.manuscript.proposals)):
        desk.cards.column.show_key(desk.key(nth))
        card = desk.card(nth)
        shown = [chip for chip in card.chips() if chip.part.name != "menu"]
        for chip in shown:
            assert card.rect().contains(chip.geometry()), chip.part
        for one in shown:
            for other in shown:
                assert one is other or not one.geometry().intersects(other.geometry()), (one.part, other.part)


def test_what_belongs_to_no_household_becomes_a_public_place(desk: CardDesk) -> None:
    desk.write("3号楼2单元\n水管坏了半天没人管")
    assert desk.words()[0].startswith("3号楼2单元 是哪一户？")
    desk.click(desk.chip("answer.public"))
    assert desk.proposal().entry.mode is VisitMode.PATROL
    assert not desk.card().content.asks
    assert desk.words()[0].startswith("水管坏了半天没人管")
