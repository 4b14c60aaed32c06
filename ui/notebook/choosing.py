"""The list under a chip: the likely values first, then all; arrows, digits, a few letters, or the mouse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QWidget

from ui.notebook.card_content import Press
from ui.theme import theme
from ui.widgets import DateField, Label
from ui.widgets.drop_list import DropLine, DropList

_LINE, _FIELD, _HINT, _AROUND = 32, 40, 26, 12
_MOST_SHOWN = 11
_NARROWEST, _TO_SEARCH, _WIDEST = 200, 320, 460
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Option:
    """A line of the list: its words, what is said of them in grey, a mark at the end, and what choosing it does.

    `is_now` marks what holds now.
    """

    title: str
    press: Press
    text: str = ""
    mark: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list offers. `look(words)` answers what is typed into its line; `dated` makes a Press of a day.

    `picked` makes one Press of the options ticked with the space bar, None where only one can be chosen.
    `counted`: a digit takes the line of that number, rather than being typed. `example` stands in the empty line,
    `hint` under the list.
    """

    title: str
    look: Callable[[str], Sequence[Option]]
    searches: bool = False
    dated: Callable[[date], Press] | None = None
    day: date | None = None
    today: Callable[[], date] = field(default=date.today)
    picked: Callable[[Sequence[Option]], Press] | None = None
    counted: bool = True
    example: str = ""
    hint: str = ""


class ChoiceList(DropList):
    """One list for all chips of a window. `chosen(Press)` follows a choice, `closed` every end of it."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        line = _OptionLine()
        super().__init__(window, line)
        line.list = self
        self._window = window
        self._under: QWidget | None = None
        self._choice: Choice | None = None
        self._line: QLineEdit | None = None
        self._ticked: list[Option] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.taken.connect(self._take)
        self.column.setSpacing(4)
        self._hint = Label("", "muted")
        self._hint.setContentsMargins(8, 0, 8, 4)
        self._hint.hide()
        self.column.addWidget(self._hint)
        window.installEventFilter(self)

    @property
    def line(self) -> QLineEdit | None:
        """The line to type into, where there is one."""
        return self._line

    def open_under(self, chip: QWidget, choice: Choice) -> None:
        """Show what can be chosen, under a chip, and take the keyboard."""
        self.close_list()
        self._under, self._choice, self._ticked = chip, choice, None
        self.setAccessibleName(choice.title)
        self.lines.setAccessibleName(choice.title)
        self._make_line(choice)
        self._hint.setText(choice.hint)
        self._hint.setVisible(bool(choice.hint))
        self._offer("")
        (self._line or self).setFocus()

    def close_list(self, *, give_back: bool = False) -> None:
        """Take the list away; `give_back` puts the keyboard back on the chip."""
        if self._choice is None:
            return
        under, self._under, self._choice = self._under, None, None
        if give_back and under is not None:
            under.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        if self._line is not None:
            self._line.removeEventFilter(self)
            self._line.hide()
            self._line.deleteLater()
            self._line = None
        self.closed.emit()

    def is_open_under(self, chip: QWidget) -> bool:
        """Whether this is the chip's list."""
        return self._choice is not None and self._under is chip

    def options(self) -> list[Option]:
        """What is shown now."""
        return self.records() if self._choice is not None else []

    def step(self, by: int) -> None:
        """Walk the list, and say what is stood on."""
        super().step(by)
        option = self.current()
        (self._line or self).setAccessibleDescription(option.title if option is not None else "")

    def sign_of(self, option: Option, row: int) -> str:
        """What stands before an option: a tick where it is marked or holds now, else the digit that takes it."""
        if option.is_now if self._ticked is None else option in self._ticked:
            return "✓"
        return str(row + 1) if row < 9 and self._is_counted else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list, where it has no line of its own."""
        if not self._key(event):
            event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list while its line has the keyboard; the window's changes close it."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close_list()
        elif watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif watched is self._line and event.type() == QEvent.Type.FocusOut:
            self._leave_soon()
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self._leave_soon()

    # Internals

    def _leave_soon(self) -> None:
        now = QApplication.focusWidget()
        while now is not None:
            if now is self:
                return
            now = now.parentWidget()
        if QApplication.activePopupWidget() is None:
            # Whoever clicks elsewhere meant the ticks.
            press = self._ticked_press()
            self.close_list()
            if press is not None:
                self.chosen.emit(press)

    def _key(self, event: QKeyEvent) -> bool:
        key, several = Qt.Key(event.key()), self._choice is not None and self._choice.picked is not None
        text = self._line.text() if self._line else ""
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step(_STEPS[key])
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_list(give_back=True)
        elif several and key == Qt.Key.Key_Space and not text:
            self._tick(self.current())
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self._is_counted and not text:
            self._take_number(key - Qt.Key.Key_1)
        else:
            return False
        return True

    @property
    def _is_counted(self) -> bool:
        choice = self._choice
        return choice is not None and choice.counted and choice.dated is None

    def _enter(self) -> None:
        choice = self._choice
        if choice is None:
            return
        if (press := self._ticked_press()) is not None:
            self._finish(press)
        elif (option := self.current()) is not None:
            self._finish(option.press)
        elif isinstance(self._line, DateField) and choice.dated is not None and (day := self._line.day()) is not None:
            self._finish(choice.dated(day))

    def _take(self, option: Option) -> None:
        several = self._choice is not None and self._choice.picked is not None
        if several and QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tick(option)
        else:
            self._finish(option.press)

    def _take_number(self, place: int) -> None:
        records = self.options()
        if place < len(records):
            self._finish(records[place].press)

    def _tick(self, option: Option | None) -> None:
        """Tick an option, or take its tick away; those that hold now begin with theirs."""
        if option is None or not option.press.fields:
            return
        ticked = self._ticked if self._ticked is not None else [each for each in self.options() if each.is_now]
        self._ticked = [each for each in ticked if each != option] if option in ticked else [*ticked, option]
        self.lines.viewport().update()

    def _ticked_press(self) -> Press | None:
        """What the ticks decide, None where none was touched."""
        choice = self._choice
        if choice is None or choice.picked is None or self._ticked is None:
            return None
        return choice.picked([each for each in self.options() if each in self._ticked])

    def _finish(self, press: Press) -> None:
        self.close_list(give_back=True)
        self.chosen.emit(press)

    def _make_line(self, choice: Choice) -> None:
        if choice.dated is not None:
            self._line = DateField(choice.day, today=choice.today, name=choice.title, ahead=False)
            self._line.selectAll()
            self._line.day_changed.connect(self._day_picked)
            self._line.textEdited.connect(lambda _text: self.lines.setCurrentRow(-1))
        elif choice.searches:
            self._line = QLineEdit()
            self._line.setPlaceholderText(choice.example)
            self._line.setAccessibleName(choice.title)
            self._line.textEdited.connect(self._offer)
        if self._line is not None:
            self.column.insertWidget(0, self._line)
            self._line.installEventFilter(self)

    def _day_picked(self, day: date | None) -> None:
        # A day picked in the calendar, which closes with it, is meant; one that is being typed waits for Enter.
        line, choice = self._line, self._choice
        if isinstance(line, DateField) and choice is not None and choice.dated is not None and day is not None:
            calendar = line.calendar()
            if calendar is not None and not calendar.isVisible():
                self._finish(choice.dated(day))

    def _offer(self, words: str) -> None:
        if self._choice is not None:
            found = list(self._choice.look(words.strip()))
            self.offer(found, self._place(found))
            if self._choice.dated is not None:
                # Enter takes the day that stands in the line, until the list is walked.
                self.lines.setCurrentRow(-1)

    def _place(self, found: Sequence[Option]) -> QRect:
        look, window, under = theme(), self._window, self._under
        assert under is not None
        small, body = QFontMetrics(look.font("small")), QFontMetrics(look.font())
        widths = [
            body.horizontalAdvance(each.title) + small.horizontalAdvance(each.text + each.mark) + look.size(88)
            for each in found
        ]
        least = _TO_SEARCH if self._choice is not None and self._choice.searches else _NARROWEST
        width = max(look.size(least), min(max(widths, default=0), look.size(_WIDEST)))
        head = look.size(_FIELD) if self._line is not None else 0
        head += look.size(_HINT) if not self._hint.isHidden() else 0
        high = look.size(_LINE) * min(max(len(found), 1), _MOST_SHOWN) + head + _AROUND
        corner = under.mapTo(window, QPoint(0, under.height() + 4))
        below, above = window.height() - corner.y() - 8, corner.y() - under.height() - 16
        if high > below and above > below:
            high = min(high, above)
            corner.setY(corner.y() - under.height() - 8 - high)
        else:
            high = min(high, below)
        corner.setX(max(8, min(corner.x(), window.width() - width - 8)))
        return QRect(corner, QSize(width, high))


class _OptionLine(DropLine):
    """One option: its number, a mark where it holds now, its words."""

    list: ChoiceList
    _row = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().size(_LINE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._row = index.row()
        super().paint(painter, option, index)

    def paint_record(self, painter: QPainter, area: QRect, record: Option) -> None:
        look = theme()
        inner = area.adjusted(look.size(8), 0, -look.size(10), 0)
        self.muted(painter)
        place = QRect(inner.left(), inner.top(), look.size(16), inner.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.list.sign_of(record, self._row))
        inner.adjust(look.size(24), 0, 0, 0)
        mark = self.paint_right(painter, inner, record.mark)
        inner.adjust(0, 0, -mark - look.size(10), 0)
        self.ordinary(painter)
        used = self.paint_left(painter, inner, record.title)
        self.muted(painter)
        self.paint_left(painter, inner.adjusted(used + look.size(10), 0, 0, 0), record.text)
