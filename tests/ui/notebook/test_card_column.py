"""Eight hundred cards: only those in sight are there, they stay where they are, and the keyboard reaches all."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from card_desk import CardDesk, settle_estate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ledger.store import Ledger
from ui.theme import theme
from ui.workspace import Workspace

Key = Qt.Key
KINDS = ("501 许敏 卫生间漏水，楼上不配合，急", "502 没人", "402 李梅 没事，孩子放寒假想参加书法班", "周秀英 血压160")
MANY = ["3号楼2单元", *(KINDS[nth % 4] for nth in range(800))]


@pytest.fixture
def desk(ledger: Ledger, workspace: Workspace, qtbot: Any) -> Iterator[CardDesk]:
    settle_estate(ledger)
    made = CardDesk(workspace)
    qtbot.addWidget(made)
    made.resize(580, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def seen(desk: CardDesk) -> list[Any]:
    """The keys of the cards that can be seen, from the top."""
    high = desk.cards.column.viewport().height()
    column = desk.cards.column
    return [
        key
        for key in column.keys
        if (card := column.card(key)) is not None
        and card.isVisible()
        and card.y() < high
        and card.geometry().bottom() > 0
    ]


def stand_apart(desk: CardDesk) -> None:
    """Neighbouring cards neither overlap nor leave a hole."""
    cards = [card for card in desk.cards.column.cards() if card.isVisible()]
    for above, below in pairwise(cards):
        assert below.y() - above.geometry().bottom() - 1 == theme().size(10)


def test_of_many_cards_only_those_in_sight_are_there(desk: CardDesk) -> None:
    desk.write("\n".join(MANY))
    assert len(desk.cards.column.keys) == 800
    assert len(desk.cards.column.cards()) < 25
    for place in (799, 0, 400):
        desk.cards.show_line(place + 2)
        assert desk.key(place) in seen(desk)
        assert len(desk.cards.column.cards()) < 25
        stand_apart(desk)


def test_what_is_looked_at_stays_while_lines_come_above(desk: CardDesk) -> None:
    desk.write("\n".join(MANY))
    desk.cards.show_line(402)
    key = seen(desk)[1]
    before = desk.cards.column.card(key)
    assert before is not None
    top = before.y()
    desk.write("\n".join([MANY[0], "502 没人", "402 李梅 没事", *MANY[1:]]))
    after = desk.cards.column.card(key)
    assert after is before
    assert after.y() == top
    stand_apart(desk)


def test_the_wheel_passes_every_card_without_a_hole(desk: CardDesk) -> None:
    desk.write("\n".join(MANY[:60]))
    bar = desk.cards.column.verticalScrollBar()
    met = set()
    while True:
        met.update(seen(desk))
        stand_apart(desk)
        before = bar.value()
        bar.setValue(before + 50)
        if bar.value() == before:
            break
    assert met == set(desk.cards.column.keys)


def test_larger_text_measures_anew(desk: CardDesk) -> None:
    desk.write("\n".join(MANY[:30]))
    high = desk.card().height()
    theme().set_scale(150)
    assert desk.card().height() > high
    stand_apart(desk)


def test_the_keyboard_reaches_the_last_card_and_comes_back(desk: CardDesk) -> None:
    desk.write("\n".join(MANY))
    desk.cards.begin(desk.key(0))
    desk.press(Key.Key_End)
    assert desk.cards.column.focused() == desk.key(799)
    desk.press(Key.Key_Home)
    assert desk.cards.column.focused() == desk.key(0)
    desk.press(Key.Key_PageDown)
    assert desk.cards.column.focused() in seen(desk)
    assert desk.cards.column.focused() != desk.key(0)
    for _step in range(12):
        desk.press(Key.Key_Down)
        assert desk.cards.column.focused() in seen(desk)


def test_tab_enters_walks_and_leaves_the_cards(desk: CardDesk, qtbot: Any) -> None:
    before, after = QLineEdit(), QLineEdit()
    layout = desk.layout()
    assert layout is not None
    layout.insertWidget(0, before)  # type: ignore[attr-defined]
    layout.addWidget(after)
    desk.setTabOrder(before, desk.cards.column)
    desk.setTabOrder(desk.cards.column, after)
    desk.write("\n".join(MANY[:3]))
    qtbot.waitUntil(before.isVisible)
    before.setFocus()
    QTest.keyClick(before, Key.Key_Tab)
    assert desk.cards.column.focused() == desk.key(0)
    desk.press(Key.Key_Tab)
    assert desk.cards.column.focused() == desk.key(1)
    desk.press(Key.Key_Tab)
    assert QApplication.focusWidget() is after
    desk.press(Key.Key_Backtab, with_=Qt.KeyboardModifier.ShiftModifier)
    assert desk.cards.column.focused() == desk.key(1)
    desk.press(Key.Key_Backtab, with_=Qt.KeyboardModifier.ShiftModifier)
    desk.press(Key.Key_Backtab, with_=Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is before


def test_the_card_with_the_keyboard_stays_when_it_is_scrolled_away(desk: CardDesk) -> None:
    desk.write("\n".join(MANY))
    desk.cards.begin(desk.key(0))
    desk.cards.column.verticalScrollBar().setValue(20000)
    assert desk.cards.column.focused() == desk.key(0)
    desk.press(Key.Key_Down)
    assert desk.cards.column.focused() == desk.key(1)
    assert desk.key(1) in seen(desk)


def test_a_line_that_goes_gives_the_keyboard_back(desk: CardDesk, qtbot: Any) -> None:
    desk.write("\n".join(MANY[:3]))
    desk.cards.begin(desk.key(1))
    desk.press(Key.Key_Return)
    with qtbot.waitSignal(desk.cards.left):
        desk.write("\n".join(MANY[:2]))
    assert not desk.offered()


def test_the_list_of_a_chip_closes_when_the_cards_are_scrolled(desk: CardDesk) -> None:
    desk.write("\n".join(MANY))
    desk.click(desk.chip("outcome"))
    assert desk.offered()
    desk.cards.column.verticalScrollBar().setValue(300)
    assert not desk.offered()
