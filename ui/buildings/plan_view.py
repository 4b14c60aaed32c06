"""The door plan, painted: every door a tile, walked by the arrow keys."""

import re
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ledger.places.plan import Door, DoorPlan
from ledger.wording.places import building_label, door_label
from ui.buildings.arrangement import Arrangement, Tile, arrange
from ui.buildings.door_words import door_sentence
from ui.buildings.painting import PlanPainter
from ui.theme import theme

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PATIENCE_MILLISECONDS = 1200
_TYPED = re.compile(r"[0-9A-Za-z-]")


class PlanView(QWidget):
    """`picked(Door)` follows the cursor, `opened(Door)` Space or a click, `visit_wanted(Door)` Enter.

    Typing a number goes to its door: 501, or 2-501 for one of the second unit.
    """

    picked = Signal(object)
    opened = Signal(object)
    visit_wanted = Signal(object)
    seen_wanted = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._plan: DoorPlan | None = None
        self._today = date.min
        self._room = QSize()
        self._laid = Arrangement()
        self._current: int | None = None
        self._pressed: Tile | None = None
        self._typed = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self._forget_typed)
        theme().changed.connect(self._arrange)

    @property
    def arrangement(self) -> Arrangement:
        """Where everything stands now."""
        return self._laid

    def current(self) -> Door | None:
        """The door the cursor is on, or None in an empty plan."""
        tile = self._tile()
        return tile.door if tile else None

    def show_plan(self, plan: DoorPlan, today: date) -> None:
        """Show a building as of `today`; the cursor stays on its door where that is still there."""
        self._plan, self._today = plan, today
        self.setAccessibleName(building_label(plan.building.name))
        self._arrange()

    def go_to(self, dwelling_id: int) -> None:
        """Put the cursor on a door, if it is here."""
        for place, tile in enumerate(self._laid.tiles):
            if tile.door.dwelling_id == dwelling_id:
                self._set_current(place)

    def fit(self, room: QSize) -> None:
        """Lay the plan out anew for the room there is."""
        if room != self._room:
            self._room = room
            self._arrange()

    def place_words(self, tile: Tile) -> str:
        """Where a door is, as one says it: 3号楼2单元501."""
        assert self._plan is not None, "a tile belongs to a plan"
        return door_label(self._plan.building.name, self._plan.units[tile.unit].name, tile.door.room)

    def sentence(self) -> str:
        """What is known of the door under the cursor."""
        tile = self._tile()
        return door_sentence(tile.door, self.place_words(tile), self._today) if tile else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the ends of the floor, Enter visits, Space opens, Esc forgets the typing."""
        key = event.key()
        tile = self._tile()
        if tile is None:
            super().keyPressEvent(event)
        elif key in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(tile, *_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_end(tile, last=key == Qt.Key.Key_End)
        elif key in _ENTER:
            self.visit_wanted.emit(tile.door)
        elif key == Qt.Key.Key_Space:
            self.opened.emit(tile.door)
        elif key == Qt.Key.Key_Escape and self._typed:
            self._forget_typed()
        elif _TYPED.fullmatch(event.text()) and not event.modifiers():
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor on the door under the mouse."""
        self._pressed = self._at(event.position().toPoint())
        if self._pressed is not None:
            self._set_current(self._laid.tiles.index(self._pressed))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the door that was clicked."""
        pressed, self._pressed = self._pressed, None
        released = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None and pressed is released:
            self.opened.emit(pressed.door)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over a door."""
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Tell the whole sentence of the door under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tile = self._at(event.pos())
            if tile is not None:
                QToolTip.showText(
                    event.globalPos(), door_sentence(tile.door, self.place_words(tile), self._today), self, tile.area
                )
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards and tiles that need it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        PlanPainter(painter, self._today).paint(self._laid, event.rect())
        if (tile := self._tile()) is not None:
            pen = QPen(theme().colour(PlanPainter.ring_role(self.hasFocus())), 2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile.area.adjusted(-1, -1, 1, 1), 5, 5)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the plan came out."""
        return QSize(self._room.width(), self._laid.height)

    def _arrange(self) -> None:
        if self._plan is None or self._room.isEmpty():
            return
        kept = self._current
        self._laid = arrange(self._plan, self._room.width(), self._room.height(), theme().size)
        self.setMinimumHeight(self._laid.height)
        self.updateGeometry()
        ids = [tile.door.dwelling_id for tile in self._laid.tiles]
        self._current = kept if kept in ids else next(iter(ids), None)
        self._tell()

    def _tile(self) -> Tile | None:
        return next((tile for tile in self._laid.tiles if tile.door.dwelling_id == self._current), None)

    def _at(self, point: QPoint) -> Tile | None:
        return next((tile for tile in self._laid.tiles if tile.area.contains(point)), None)

    def _set_current(self, place: int) -> None:
        tile = self._laid.tiles[place]
        self._current = tile.door.dwelling_id
        self._tell()
        self.seen_wanted.emit(tile.area)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.sentence())
        self.update()
        self.picked.emit(self.current())

    def _step(self, tile: Tile, across: int, down: int) -> None:
        """To the nearest door that way: along the floor through all units, or up and down within the unit first."""
        here = tile.area.center()

        def ahead(other: Tile) -> bool:
            there = other.area.center()
            if across:
                return there.y() == here.y() and (there.x() - here.x()) * across > 0
            return (there.y() - here.y()) * down > 0

        def far(other: Tile) -> tuple[bool, int, int]:
            there = other.area.center()
            elsewhere = bool(down) and other.unit != tile.unit
            return elsewhere, abs(there.y() - here.y()), abs(there.x() - here.x())

        nearest = min(filter(ahead, self._laid.tiles), key=far, default=None)
        if nearest is not None:
            self._set_current(self._laid.tiles.index(nearest))

    def _go_to_end(self, tile: Tile, *, last: bool) -> None:
        line = [each for each in self._laid.tiles if each.area.y() == tile.area.y()]
        chosen = max(line, key=lambda each: each.area.x() if last else -each.area.x())
        self._set_current(self._laid.tiles.index(chosen))

    def _type(self, text: str) -> None:
        self._typed += text.upper()
        self._patience.start()
        unit, _dash, room = self._typed.rpartition("-")
        tile = self._tile()
        here = tile.unit if tile else 0

        def fits(each: Tile) -> bool:
            assert self._plan is not None
            in_unit = not unit or self._plan.units[each.unit].name.upper() == unit
            return in_unit and each.door.room.upper().startswith(room)

        def rank(each: Tile) -> tuple[bool, bool, int]:
            return each.door.room.upper() != room, each.unit != here, each.unit

        best = min(filter(fits, self._laid.tiles), key=rank, default=None) if room or unit else None
        if best is not None:
            self._set_current(self._laid.tiles.index(best))

    def _forget_typed(self) -> None:
        self._typed = ""
