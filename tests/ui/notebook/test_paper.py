"""The ruled paper by itself: its rows, what can be pasted, the input method, and any text whatever."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ledger.records.notebook import Reminder
from ui.notebook.marks import LineMarks, characters_before, units_before
from ui.notebook.paper import Paper
from ui.notebook.plain_words import plain_words

HINT = "接着写……"


@pytest.fixture
def paper(qtbot: Any) -> Iterator[Paper]:
    """A paper in a window of its own."""
    window = QWidget()
    column = QVBoxLayout(window)
    made = Paper()
    made.hint, made.first_hint = HINT, "501 许敏\n502 没人"
    column.addWidget(made)
    qtbot.addWidget(window)
    window.resize(640, 520)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    yield made
    window.close()


def _paste(paper: Paper, text: str) -> str:
    """Paste, and return what the clipboard made of it: halves of characters do not get through."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(f"<b>{text}</b>")
    paper.insertFromMimeData(data)
    return data.text()


def test_rows_are_even_whatever_stands_in_them(paper: Paper) -> None:
    paper.show_text("501 许敏\n\n😀 abc " + "很长的一行" * 40 + "\n" + "a" * 200)
    tops = [top for _block, top, _high in paper.rows()]
    highs = [high for _block, _top, high in paper.rows()]
    assert all(high % paper.pitch == 0 for high in highs)
    assert tops[1:] == [top + high for top, high in zip(tops, highs, strict=True)][:-1]
    assert highs[0] == highs[1] == paper.pitch
    assert highs[2] > paper.pitch
    assert paper.cursorRect(QTextCursor(paper.document().findBlockByNumber(1))).bottom() < 2 * paper.pitch


def test_rows_follow_as_a_line_grows_and_shrinks(paper: Paper) -> None:
    paper.show_text("501 许敏\n502")
    paper.go_to_line(1)
    for _more in range(60):
        paper.insertPlainText("水")
    first = paper.document().findBlockByNumber(0)
    assert paper.rows()[0][2] == first.layout().lineCount() * paper.pitch > paper.pitch
    for _less in range(60):
        QTest.keyClick(paper, Qt.Key.Key_Backspace)
    assert paper.rows()[0][2] == paper.pitch


def test_only_words_are_pasted_one_line_each(paper: Paper) -> None:
    _paste(paper, "501\t许敏\r\n502\u2028503\u2029504\x0b505\r506\x00")
    assert paper.text() == "501 许敏\n502\n503\n504\n505\n506 "
    assert paper.document().blockCount() == 6
    assert not paper.textCursor().charFormat().font().bold()


def test_shift_enter_is_a_line_like_every_other(paper: Paper) -> None:
    paper.show_text("501")
    paper.go_to_end()
    QTest.keyClick(paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (paper.text(), paper.line) == ("501\n", 2)


def test_the_caret_s_line_is_told_once(paper: Paper) -> None:
    paper.show_text("501\n502\n503")
    told: list[int] = []
    paper.line_changed.connect(told.append)
    paper.go_to_line(3)
    QTest.keyClick(paper, Qt.Key.Key_Home)
    QTest.keyClick(paper, Qt.Key.Key_Up)
    assert told == [3, 2]


def test_showing_another_text_is_no_writing(paper: Paper) -> None:
    told: list[int] = []
    paper.written.connect(lambda: told.append(1))
    paper.show_text("501 许敏\n")
    paper.show_marks(LineMarks(frozenset({1}), frozenset({1}), {1: (Reminder(0, 3, "501", "other"),)}))
    assert told == []
    paper.insertPlainText("x")
    assert told == [1]


def test_the_input_method_composes_on_the_paper(paper: Paper) -> None:
    told: list[str] = []
    paper.written.connect(lambda: told.append(paper.text()))
    QApplication.sendEvent(paper, QInputMethodEvent("loushui", []))
    assert (paper.text(), told) == ("", [])
    assert paper._hint_now() is None
    done = QInputMethodEvent()
    done.setCommitString("漏水")
    QApplication.sendEvent(paper, done)
    assert told == ["漏水"]
    assert paper._hint_now() == HINT
    assert paper.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).bottom() <= paper.pitch


def test_the_hint_is_an_example_on_an_empty_page(paper: Paper) -> None:
    assert paper._hint_now() == paper.first_hint
    paper.insertPlainText("5")
    assert paper._hint_now() == HINT


def test_a_click_on_the_next_free_row_begins_it(paper: Paper) -> None:
    paper.show_text("501")
    place = QPoint(60, paper.pitch + paper.pitch // 2)
    QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert (paper.text(), paper.line) == ("501\n", 2)
    QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 400))
    assert paper.text() == "501\n"


def test_the_menu_s_undo_is_the_page_s(paper: Paper) -> None:
    from ui.notebook.paper_menu import paper_menu

    told: list[str] = []
    paper.undo_wanted.connect(lambda: told.append("undo"))
    paper.redo_wanted.connect(lambda: told.append("redo"))
    menu = paper_menu(paper, QPoint(5, 5))
    actions = {action.objectName(): action for action in menu.actions()}
    actions["edit-undo"].trigger()
    actions["edit-redo"].trigger()
    assert told == ["undo", "redo"]
    menu.actions()[-1].trigger()
    assert paper.margin.numbers
    menu.deleteLater()


def test_a_read_only_page_can_be_walked_but_not_changed(qtbot: Any) -> None:
    made = Paper(read_only=True)
    qtbot.addWidget(made)
    made.show_text("501\n502")
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, "x")
    assert (made.text(), made.line) == ("501\n502", 2)
    assert made._hint_now() is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\t\x00\u2028\u200f\ud800😀")), max_size=200))
def test_any_text_stands_on_the_paper_as_it_was_cleaned(paper: Paper, text: str) -> None:
    clean = plain_words(text)
    assert plain_words(clean) == clean
    paper.show_text(text)
    assert paper.text() == clean
    paper.show_text("")
    pasted = plain_words(_paste(paper, text))
    assert paper.text() == pasted
    assert paper.document().blockCount() == pasted.count("\n") + 1


@given(st.text(alphabet="ab漏😀𠮷", max_size=20), st.integers(0, 20))
def test_places_are_counted_as_qt_does(text: str, at: int) -> None:
    at = min(at, len(text))
    assert units_before(text, at) == len(text[:at].encode("utf-16-le")) // 2
    assert characters_before(text, units_before(text, at)) == at
