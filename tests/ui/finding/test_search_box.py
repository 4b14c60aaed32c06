"""Ctrl+K: every letter asked for, hits by kinds, offers, and nothing that is too late."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from keyboard import CTRL, Keyboard
from lives import TODAY
from PySide6.QtCore import Qt

from ledger.search.hits import HitKind
from ui.finding.asking import Answer, Asker, Question
from ui.finding.lines import GroupLine, HitLine, NearLine, SaidLine
from ui.shell.page import Target
from ui.shell.search import SearchBox
from ui.shell.window import MainWindow

Wait = Callable[[], None]
Accesses = Callable[[], list[tuple[str, str]]]


def search(hands: Keyboard, words: str, answered: Wait) -> None:
    hands.press(Qt.Key.Key_K, modifier=CTRL)
    hands.write(words)
    answered()


def test_hits_come_by_kinds_with_what_was_asked_for_marked(hands: Keyboard, box: SearchBox, answered: Wait) -> None:
    search(hands, "漏水", answered)
    groups = [line.group.kind for line in box.shown_lines() if isinstance(line, GroupLine)]
    assert groups[0] is HitKind.MATTER
    first = next(hit for hit in box.hits() if hit.kind is HitKind.MATTER)
    assert [first.title[start:end] for start, end in first.marks.title] == ["漏水"]


def test_arrows_walk_the_list_and_enter_opens(
    window: MainWindow, hands: Keyboard, box: SearchBox, answered: Wait
) -> None:
    search(hands, "许", answered)
    second = box.hits()[1]
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert (window.frame.here.page, window.frame.here.id) == ("residents", second.id)
    assert box.shown_lines() == []


def test_ctrl_f_searches_too(hands: Keyboard, box: SearchBox) -> None:
    hands.press(Qt.Key.Key_F, modifier=CTRL)
    assert box.hasFocus()


def test_enter_right_after_the_last_letter_waits_for_its_answer(
    window: MainWindow, hands: Keyboard, lives: Any, qtbot: Any
) -> None:
    hands.press(Qt.Key.Key_K, modifier=CTRL)
    hands.write("xumin")
    hands.enter()
    assert window.frame.here.page == "matters"
    qtbot.waitUntil(lambda: window.frame.here.page == "residents")
    assert window.frame.here.id == lives.min


def test_what_was_asked_before_the_next_letter_is_never_shown(
    hands: Keyboard, box: SearchBox, answered: Wait, qtbot: Any
) -> None:
    shown: list[str] = []
    box.answers.answered.connect(lambda answer: shown.append(answer.question.words))
    hands.press(Qt.Key.Key_K, modifier=CTRL)
    answered()
    shown.clear()
    hands.write("xumin")
    answered()
    qtbot.wait(50)
    assert shown == ["xumin"]


def test_what_is_being_composed_is_not_asked_for_and_not_lost(hands: Keyboard, box: SearchBox, answered: Wait) -> None:
    search(hands, "许", answered)
    asked: list[Answer] = []
    box.answers.answered.connect(asked.append)
    hands.compose("min")
    hands.press(Qt.Key.Key_Down)
    assert box.is_answered
    assert asked == []
    hands.write("敏")
    assert box.text() == "许敏"
    answered()
    assert next(hit.title for hit in box.hits()) == "许敏"


def test_esc_leaves_and_the_search_is_noted_once(
    hands: Keyboard, box: SearchBox, answered: Wait, accesses: Accesses, qtbot: Any
) -> None:
    search(hands, "漏水", answered)
    hands.press(Qt.Key.Key_Escape)
    assert (box.text(), box.shown_lines(), box.hasFocus()) == ("", [], False)
    qtbot.waitUntil(lambda: accesses() == [("search", "漏水")])


def test_what_is_opened_is_noted_with_the_search(
    window: MainWindow, hands: Keyboard, box: SearchBox, answered: Wait, accesses: Accesses, qtbot: Any
) -> None:
    search(hands, "漏水", answered)
    opened = box.marked()
    assert isinstance(opened, HitLine)
    hands.enter()
    assert window.frame.here == Target("matters", "matter", opened.hit.id)
    qtbot.waitUntil(lambda: accesses() == [("search", "漏水"), ("open.matter", opened.hit.uid)])


def test_tab_takes_the_filter_that_is_offered(hands: Keyboard, box: SearchBox, answered: Wait) -> None:
    search(hands, "漏水 weij", answered)
    assert box.offers()[0].word == "未结"
    hands.press(Qt.Key.Key_Tab)
    assert box.text() == "漏水 未结 "
    assert box.hasFocus()


def test_enter_goes_on_with_a_filter_that_wants_a_value(hands: Keyboard, box: SearchBox, answered: Wait) -> None:
    search(hands, "状态:", answered)
    hands.enter()
    answered()
    assert box.text() == f"状态:{'未结'} "


def test_up_from_the_first_hit_comes_to_the_offers(hands: Keyboard, box: SearchBox, answered: Wait) -> None:
    search(hands, "许 上", answered)
    offers = box.offers()
    assert offers
    hands.press(Qt.Key.Key_Tab)
    answered()
    assert box.text().endswith(offers[0].word + " ")


def test_enter_on_a_heading_leads_to_all_of_its_kind(
    window: MainWindow, hands: Keyboard, box: SearchBox, answered: Wait
) -> None:
    search(hands, "许", answered)
    hands.press(Qt.Key.Key_Up)
    heading = box.marked()
    assert isinstance(heading, GroupLine)
    hands.enter()
    assert window.frame.here == Target("search", "words", detail={"words": "许", "kind": heading.group.kind.value})


def test_nothing_found_says_what_was_tried_and_offers_the_nearest(
    hands: Keyboard, box: SearchBox, answered: Wait
) -> None:
    search(hands, "徐敏", answered)
    lines = box.shown_lines()
    assert isinstance(lines[0], SaidLine)
    assert "徐敏" in lines[0].title
    near = box.marked()
    assert isinstance(near, NearLine)
    assert near.near.words == "许敏"
    hands.enter()
    answered()
    assert next(hit.title for hit in box.hits()) == "许敏"


def test_a_ledger_that_is_closed_is_let_go_of(
    window: MainWindow, hands: Keyboard, box: SearchBox, answered: Wait, workspace: Any
) -> None:
    search(hands, "许", answered)
    path = workspace.ledger.path
    workspace.close()
    assert [each.name for each in path.parent.iterdir() if each.name.endswith(("-wal", "-shm"))] == []


def test_the_window_waits_for_nobody_who_writes(
    window: MainWindow, hands: Keyboard, box: SearchBox, answered: Wait, accesses: Accesses, ledger: Any, qtbot: Any
) -> None:
    other = ledger.companion()
    other.connection.execute("begin immediate")
    search(hands, "漏水", answered)
    begun = monotonic()
    hands.enter()
    assert window.frame.here.what == "matter"
    assert monotonic() - begun < 2
    hands.press(Qt.Key.Key_K, modifier=CTRL)
    assert accesses() == []
    other.connection.execute("rollback")
    other.close()
    qtbot.waitUntil(lambda: [action for action, _subject in accesses()] == ["search", "open.matter"])


def test_of_many_questions_only_the_last_is_answered(workspace: Any, lives: Any, qtbot: Any) -> None:
    asker = Asker(workspace)
    heard: list[str] = []
    asker.answered.connect(lambda answer: heard.append(answer.question.words))
    for number in range(200):
        asker.ask(Question(f"漏水{number}", TODAY))
    asker.ask(Question("漏水", TODAY))
    qtbot.waitUntil(lambda: bool(heard))
    asker.ask(Question("许敏", TODAY))
    asker.drop()
    qtbot.wait(100)
    assert heard == ["漏水"]
