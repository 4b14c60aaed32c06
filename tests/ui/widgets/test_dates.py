from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from ui.theme import apply_theme
from ui.widgets.dates import DateField, read_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026年11月20日", date(2026, 11, 20)),
        ("2026/1/5", date(2026, 1, 5)),
        ("20261120", date(2026, 11, 20)),
        ("11.20", date(2026, 11, 20)),
        ("11月20号", date(2026, 11, 20)),
        ("1.5", date(2027, 1, 5)),
        ("昨天", date(2026, 11, 22)),
        (" 今天 ", TODAY),
        ("后天", date(2026, 11, 25)),
        ("+3", date(2026, 11, 26)),
        ("3天后", date(2026, 11, 26)),
        ("2.30", None),
        ("13.1", None),
        ("下回", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


def test_typing_and_leaving_writes_the_whole_date(qtbot: Any, write_in: Any) -> None:
    field = DateField(today=lambda: TODAY, name="日期")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.day_changed) as changed:
        write_in(field, "昨天")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert changed.args == [date(2026, 11, 22)]
    assert field.text() == "2026-11-22"
    assert field.is_readable()


def test_what_cannot_be_read_stays_to_be_corrected(qtbot: Any, write_in: Any) -> None:
    field = DateField(today=lambda: TODAY)
    qtbot.addWidget(field)
    write_in(field, "下回")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day(), field.is_readable()) == ("下回", None, False)


def test_the_arrow_keys_step_by_a_day_and_f4_opens_the_calendar(qtbot: Any) -> None:
    field = DateField(TODAY, today=lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.day() == date(2026, 11, 22)
    qtbot.keyClick(field, Qt.Key.Key_F4)
    calendar = field.calendar()
    assert calendar is not None
    assert calendar.isVisible()
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Right)
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    assert not calendar.isVisible()
    assert field.day() == TODAY


def test_the_calendar_shows_every_day(qtbot: Any) -> None:
    apply_theme(QApplication.instance(), scale=100)
    field = DateField(TODAY, today=lambda: TODAY, name="日期")
    qtbot.addWidget(field)
    field.show()
    field.open_calendar()
    calendar = field.calendar()
    assert calendar is not None
    view = calendar.findChild(QTableView)
    assert view is not None
    for row in range(view.model().rowCount()):
        for column in range(view.model().columnCount()):
            index = view.model().index(row, column)
            # What has no room is left out, and the cell is of one colour.
            if index.data() and not view.visualRect(index).isEmpty():
                cell = view.viewport().grab(view.visualRect(index)).toImage()
                colours = {cell.pixel(x, y) for x in range(cell.width()) for y in range(cell.height())}
                assert len(colours) > 2, index.data()
    calendar.hide()
