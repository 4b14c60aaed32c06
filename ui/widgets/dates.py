"""A date, typed as people write it (11.20, 昨天, 20261120) or picked from a calendar."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from ledger.language import _
from ui.theme import Role, theme

_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_FULL = re.compile(r"^(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号]?$")
_SHORT = re.compile(r"^(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号]?$")
_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
# Beside the day: the frame, a little air, and the icon.
_BESIDE = 52
_CALENDAR_WIDTH, _CALENDAR_HEIGHT = 300, 260
_AHEAD = re.compile(r"^(?:\+(\d{1,3})|(\d{1,3})\s*天后)$")


def read_date(text: str, today: date) -> date | None:
    """The day `text` names, or None. Without a year it is the nearest such day, before or after `today`."""
    text = text.strip()
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    if ahead := _AHEAD.match(text):
        return today + timedelta(days=int(ahead[1] or ahead[2]))
    if full := _FULL.match(text) or _DIGITS.match(text):
        return _day(int(full[1]), int(full[2]), int(full[3]))
    if short := _SHORT.match(text):
        days = [_day(today.year + step, int(short[1]), int(short[2])) for step in (-1, 0, 1)]
        known = [day for day in days if day is not None]
        return min(known, key=lambda day: abs(day - today)) if known else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateField(QLineEdit):
    """A line for a date, with a calendar behind its icon (Alt+Down or F4).

    `day()` is None while it is empty or cannot be read; `is_readable` tells the two apart.
    """

    day_changed = Signal(object)

    def __init__(
        self,
        day: date | None = None,
        *,
        today: Callable[[], date] = date.today,
        name: str = "",
        ahead: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`ahead` is for a day to come, and gives such a one as the example."""
        super().__init__(parent)
        self._today = today
        self._day = day
        self.setAccessibleName(name)
        self.setPlaceholderText(_("e.g. 11.20 or 明天") if ahead else _("e.g. 11.20 or 昨天"))
        self._icon = self.addAction(theme().icon("calendar", Role.MUTED), QLineEdit.ActionPosition.TrailingPosition)
        self._icon.setToolTip(_("Calendar"))
        self._icon.triggered.connect(self.open_calendar)
        self._calendar: QCalendarWidget | None = None
        self.editingFinished.connect(self._read)
        self.set_day(day)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a whole day and the icon."""
        whole = self.fontMetrics().horizontalAdvance("2026-12-28") + theme().size(_BESIDE)
        return QSize(whole, super().minimumSizeHint().height())

    def day(self) -> date | None:
        """The day that stands in the line now."""
        return read_date(self.text(), self._today())

    def is_readable(self) -> bool:
        """Whether the line is empty or names a day."""
        return not self.text().strip() or self.day() is not None

    def set_day(self, day: date | None) -> None:
        """Put a day into the line."""
        self.setText(day.isoformat() if day else "")
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    def calendar(self) -> QCalendarWidget | None:
        """The calendar, once it has been opened."""
        return self._calendar

    def open_calendar(self) -> None:
        """Show the calendar under the line."""
        calendar = self._calendar or self._make_calendar()
        shown = self.day() or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.setMinimumSize(theme().size(_CALENDAR_WIDTH), theme().size(_CALENDAR_HEIGHT))
        calendar.adjustSize()
        calendar.move(self._place_for(calendar))
        calendar.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the calendar; Up and Down step by a day."""
        down = event.key() == Qt.Key.Key_Down
        if event.key() == Qt.Key.Key_F4 or (down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.set_day((self.day() or self._today()) + timedelta(days=-1 if down else 1))
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        day = self.day()
        if day is not None:
            self.set_day(day)
        elif not self.text().strip():
            self.set_day(None)

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        self._calendar = calendar
        return calendar

    def _picked(self, day: QDate) -> None:
        if self._calendar:
            self._calendar.hide()
        self.set_day(date(day.year(), day.month(), day.day()))
        self.setFocus()

    def _place_for(self, calendar: QWidget) -> QPoint:
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        area = self.screen().availableGeometry()
        if below.y() + calendar.height() > area.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - calendar.height() - 2)
        below.setX(max(area.left(), min(below.x(), area.right() - calendar.width())))
        return below
