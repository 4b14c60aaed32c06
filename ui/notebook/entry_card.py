"""One card: the parts of an entry in lines, walked with the arrows, each changed where it stands."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.notebook.card_content import Act, CardContent, Look, Part, Press
from ui.notebook.part_chip import PartChip
from ui.theme import Role, theme
from ui.widgets import reveal

_SIDE, _TOP, _GAP, _LINE_GAP = 16, 13, 8, 6
_BAR = 3
_MENU_ROOM = 14
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4})
_DROPS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_Row = list[tuple[PartChip, int, int]]  # a part, where it begins, its width
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EntryCard(QWidget):
    """Shows a CardContent. `pressed(chip, Press)` follows a chip, `stepped(±1)` a wish for the card above or below,
    `picked` a click on the card itself.
    """

    pressed = Signal(object, object)
    stepped = Signal(int)
    picked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.content = CardContent(())
        self._chips: dict[str, PartChip] = {}
        self._here = ""
        self._is_lifted = False
        self._laid_out: tuple[int, int] | None = None
        # A card that has no chip to stand on takes the keyboard itself.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Reading

    def chip(self, name: str) -> PartChip | None:
        """The chip of a part, or None."""
        return self._chips.get(name)

    def chips(self) -> list[PartChip]:
        """All of them, in order."""
        return [self._chips[part.name] for line in self.content.lines for part in line]

    def stops(self) -> list[PartChip]:
        """Those the keyboard can stand on, in order."""
        return [chip for chip in self.chips() if chip.part.is_stop]

    def here(self) -> PartChip | None:
        """Where the keyboard stands, or would stand."""
        stops = self.stops()
        return next((chip for chip in stops if chip.part.name == self._here), stops[0] if stops else None)

    # Showing

    def show_content(self, content: CardContent) -> bool:
        """Show this, changing only what differs; returns whether the card must be laid out again."""
        if content == self.content:
            return False
        before, self.content = self.content, content
        resized = [[part.name for part in line] for line in content.lines] != [
            [part.name for part in line] for line in before.lines
        ]
        # As far as this window is concerned: a sheet over it may have the keyboard for now.
        focus = self.window().focusWidget()
        had_focus = next((name for name, chip in self._chips.items() if chip is focus), "")
        kept: dict[str, PartChip] = {}
        for line in content.lines:
            for part in line:
                chip = self._chips.pop(part.name, None) or self._make()
                resized = chip.show_part(part) or resized
                kept[part.name] = chip
        gone, self._chips = self._chips, kept
        self._drop(gone, had_focus)
        if content.spoken != before.spoken:
            self.setAccessibleName(content.spoken)
        if resized:
            self._laid_out = None
        self._show_menu()
        self.update()
        return resized

    def lift(self, lifted: bool) -> None:
        """Show that this is the card of the line being written."""
        if lifted != self._is_lifted:
            self._is_lifted = lifted
            self._show_menu()
            self.update()

    def rest(self) -> None:
        """Be out of sight, and forget where the keyboard stood."""
        self._here = ""
        self.hide()

    def restyle(self) -> None:
        """Measure again: the text size has changed."""
        for chip in self._chips.values():
            chip.restyle()
        self._laid_out = None

    def take_keyboard(self, name: str = "") -> None:
        """Put the keyboard on a part: the one named, else the first answer to a question, else where it was."""
        chip = self._chips.get(name) if name else None
        if chip is None and self.content.asks and not self._here:
            chip = next((each for each in self.stops() if each.part.name.startswith("answer.")), None)
        chip = chip or self.here()
        if chip is not None:
            self._go(chip)

    def height_for(self, width: int) -> int:
        """Put every part into its place in `width` pixels; returns the card's height."""
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, self._lay_out(width))
        return self._laid_out[1]

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and Space press, Delete drops; the rest is for the column."""
        chip = next((each for each in self.stops() if each.hasFocus()), None)
        key = Qt.Key(event.key())
        if chip is None or event.modifiers() & ~_KEYPAD:
            event.ignore()
        elif key in _STEPS:
            self._step(chip, _STEPS[key])
        elif key in _PRESSES:
            self._press(chip)
        elif key in _DROPS and chip.part.drops is not None:
            self.pressed.emit(chip, chip.part.drops)
        elif key == Qt.Key.Key_Menu:
            self._open_menu()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the parts goes to the line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button opens what else can be done with the card."""
        self._open_menu()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the menu's dots under the mouse."""
        self._show_menu()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide them again."""
        self._show_menu()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet of paper; red round a question, with a bar where the line is being written."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lifted = self._is_lifted
        line = Role.ACCENT_LINE if self.content.asks else Role.LINE_STRONG if lifted else Role.LINE
        painter.setPen(QPen(look.colour(line), 1))
        painter.setBrush(look.colour(Role.PAGE if self.content.faint else Role.CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if lifted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(Role.ACCENT))
            painter.drawRoundedRect(QRectF(0, 8, look.size(_BAR), self.height() - 16), 1.5, 1.5)
        painter.end()

    # Internals

    def _make(self) -> PartChip:
        chip = PartChip(self)
        chip.clicked.connect(lambda: self._clicked(chip))
        chip.show()
        return chip

    def _drop(self, gone: dict[str, PartChip], had_focus: str) -> None:
        for chip in gone.values():
            chip.hide()
            chip.deleteLater()
        # Whoever stood on a part that is gone stands on what took its place.
        if had_focus in gone and (here := self.here()) is not None:
            self._go(here)

    def _clicked(self, chip: PartChip) -> None:
        self._here = chip.part.name
        self._press(chip)

    def _press(self, chip: PartChip) -> None:
        if chip.part.press is not None:
            self.pressed.emit(chip, chip.part.press)

    def _open_menu(self) -> None:
        if (menu := self._chips.get("menu")) is not None:
            self.pressed.emit(menu, Press(Act.OPEN, "menu"))

    def _step(self, chip: PartChip, by: int) -> None:
        stops = self.stops()
        at = stops.index(chip) + by
        if 0 <= at < len(stops):
            self._go(stops[at])

    def _go(self, chip: PartChip) -> None:
        self._here = chip.part.name
        chip.show()
        chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self) -> None:
        menu = self._chips.get("menu")
        if menu is not None:
            reveal(menu, self._is_lifted or self.underMouse() or menu.hasFocus())

    def _lay_out(self, width: int) -> int:
        look = theme()
        side, top = look.size(_SIDE), look.size(_TOP)
        area = QRect(side, top, max(width - 2 * side, 1), 0)
        y = top
        for line in self.content.lines:
            y += self._place_line(line, area, y) + look.size(_LINE_GAP)
        return y - look.size(_LINE_GAP) + top if self.content.lines else 2 * top

    def _place_line(self, line: tuple[Part, ...], area: QRect, y: int) -> int:
        at_end = [part for part in line if part.at_end and part.look is not Look.MENU]
        bottom = y
        first_height = 0
        for number, row in enumerate(self._rows(line, at_end, area)):
            bottom += theme().size(_LINE_GAP) if number else 0
            height = self._settle(row, bottom)
            bottom += height
            first_height = first_height or height
        self._place_end(line, at_end, area, y, first_height)
        return bottom - y

    def _rows(self, line: tuple[Part, ...], at_end: list[Part], area: QRect) -> list[_Row]:
        """The parts of a line in rows; the first leaves room for what stands at its end."""
        gap = theme().size(_GAP)
        rows: list[_Row] = [[]]
        x, room = 0, area.width() - sum(self._chips[part.name].wanted_width() + gap for part in at_end)
        for part in line:
            if part.at_end:
                continue
            chip = self._chips[part.name]
            # Words begin at the edge where the ground of a chip begins.
            x = x or -chip.overhang
            width = self._width_in(chip, room - x, room, is_first=not rows[-1])
            if width == 0:
                rows.append([])
                x, room = -chip.overhang, area.width()
                width = min(chip.wanted_width(), room)
            rows[-1].append((chip, area.left() + x, width))
            x += width + gap
        return rows

    @staticmethod
    def _width_in(chip: PartChip, left: int, room: int, *, is_first: bool) -> int:
        """The width a part takes of what is left of its row; 0 where it goes to the next."""
        wanted = chip.wanted_width()
        if wanted <= left:
            return wanted
        # A title breaks into lines beside the chips where there is room enough for that.
        if chip.part.look in (Look.TITLE, Look.NOTE) and left >= room * 0.45:
            return left
        return min(wanted, left) if is_first else 0

    @staticmethod
    def _settle(row: _Row, y: int) -> int:
        heights = [chip.wanted_height(width) for chip, _x, width in row]
        one_line = min(heights, default=0)
        tallest = max(heights, default=0)
        for (chip, x, width), height in zip(row, heights, strict=True):
            # Beside a title of several lines the chips stand at its first.
            shift = (tallest - height) // 2 if tallest < 2 * one_line else (0 if height == tallest else 1)
            chip.setGeometry(x, y + shift, width, height)
        return tallest

    def _place_end(self, line: tuple[Part, ...], at_end: list[Part], area: QRect, y: int, height: int) -> None:
        gap = theme().size(_GAP) // 2
        right = area.right() + 1
        for part in reversed(at_end):
            chip = self._chips[part.name]
            width = chip.wanted_width()
            tall = chip.wanted_height(width)
            right -= width
            chip.setGeometry(right, y + max(0, (height - tall) // 2), width, tall)
            right -= gap
        menu = next((self._chips[part.name] for part in line if part.look is Look.MENU), None)
        if menu is not None:
            wide = theme().size(_MENU_ROOM)
            corner = QPoint(area.right() + 1 + (theme().size(_SIDE) - wide) // 2, y)
            menu.setGeometry(corner.x(), corner.y(), wide, max(menu.wanted_height(wide), 1))
