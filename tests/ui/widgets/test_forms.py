from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ledger.errors import FieldProblem, InputProblem
from ui.widgets import ChoiceField, Form, FormSheet, ReasonSheet


@pytest.fixture
def form(qtbot: Any) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("name", "姓名", QLineEdit())
    made.add("kind", "类别", ChoiceField([(1, "设施维修"), (2, "邻里纠纷")]))
    made.add("note", "经过", QPlainTextEdit(), hint="可不填")
    made.show()
    qtbot.waitExposed(made)
    return made


def test_each_problem_stands_under_its_field_and_the_first_is_gone_to(form: Form, qtbot: Any) -> None:
    form.activateWindow()
    form.show_problems(InputProblem(FieldProblem("note", "empty"), FieldProblem("elsewhere", "empty")))
    assert form.problems() == {"note": "请填写。", "": "请填写。"}
    assert form.focusWidget() is form.rows["note"].field
    form.clear_problems()
    assert form.problems() == {}
    assert form.rows["note"].field.property("wrong") == "false"


def test_enter_goes_to_the_next_field_and_ctrl_enter_sends(form: Form, qtbot: Any) -> None:
    name, kind = form.rows["name"].field, form.rows["kind"].field
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert form.focusWidget() is kind
    qtbot.keyClick(kind, Qt.Key.Key_Return)
    assert form.focusWidget() is form.rows["note"].field
    with qtbot.waitSignal(form.sent):
        qtbot.keyClick(form.rows["note"].field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_note_takes_enter_as_a_new_line(form: Form, qtbot: Any, write_in: Any) -> None:
    note = form.rows["note"].field
    write_in(note, "一")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    write_in(note, "二")
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "一\n二"


def test_fields_are_called_by_their_labels(form: Form) -> None:
    assert [row.field.accessibleName() for row in form.rows.values()] == ["姓名", "类别", "经过"]


def test_a_choice_keeps_its_value_when_the_options_change(qtbot: Any) -> None:
    choice = ChoiceField([("a", "甲"), ("b", "乙")])
    qtbot.addWidget(choice)
    choice.set_value("b")
    choice.set_options([("c", "丙"), ("b", "乙")])
    assert choice.value() == "b"
    choice.set_options([("c", "丙")])
    assert choice.value() == "c"
    choice.set_options([])
    assert choice.value() is None


def test_a_sheet_closes_only_when_what_it_holds_was_accepted(qtbot: Any, form: Form) -> None:
    answers = [False, True]
    sheet = FormSheet(form, "添加网格", act=lambda: answers.pop(0))
    field = QLineEdit()
    sheet.form.add("name", "名称", field)
    sheet.open()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.accepted):
        qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)


def test_a_withdrawal_asks_for_its_reason(qtbot: Any, form: Form, write_in: Any) -> None:
    reasons: list[str] = []
    sheet = ReasonSheet(form, "作废", lambda reason: bool(reasons.append(reason)) or True)
    sheet.open()
    write_in(sheet.reason, "录重了")
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    assert reasons == ["录重了"]
