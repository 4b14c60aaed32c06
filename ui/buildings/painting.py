"""How the plan looks: cards, floors and tiles in the theme's colours."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ledger.places.plan import Door
from ui.buildings.arrangement import Arrangement
from ui.buildings.door_words import count_words, group_mark
from ui.buildings.last_visit import LastVisit, last_visit
from ui.theme import Role, Tone, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# A tile of at least this height (at 100 %) has a line of its own for the name.
_THREE_LINES = 62


class PlanPainter:
    """Paints an arrangement onto a painter that is already open."""

    def __init__(self, painter: QPainter, today: date) -> None:
        look = theme()
        self._painter = painter
        self._today = today
        self._colours = {role: look.colour(role) for role in Role}
        self._bold = look.font(bold=True)
        self._small = look.font("small")
        self._section = look.font("section", bold=True)
        self._size = look.size

    @staticmethod
    def ring_role(focused: bool) -> Role:
        """The colour of the ring round the cursor's door."""
        return Role.FOCUS if focused else Role.LINE_STRONG

    def paint(self, laid: Arrangement, area: QRect) -> None:
        """Paint what of `laid` lies in `area`."""
        painter, colours, size = self._painter, self._colours, self._size
        for card in laid.cards:
            if card.area.intersects(area):
                painter.setPen(colours[Role.LINE])
                painter.setBrush(colours[Role.CARD])
                painter.drawRoundedRect(QRectF(card.area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
                painter.setPen(colours[Role.TEXT])
                painter.setFont(self._section)
                title = QRect(card.area.left() + size(16), card.area.top() + size(10), card.area.width(), size(30))
                painter.drawText(title, _LEFT, card.title)
        painter.setFont(self._small)
        painter.setPen(colours[Role.MUTED])
        for mark in laid.marks:
            if mark.area.intersects(area):
                painter.drawText(mark.area, _LEFT, mark.words)
        for tile in laid.tiles:
            if tile.area.intersects(area):
                self._tile(tile.door, tile.area)

    def _tile(self, door: Door, area: QRect) -> None:
        painter, colours, size = self._painter, self._colours, self._size
        seen = last_visit(door.met_on, self._today)
        never = seen is LastVisit.NEVER
        painter.setPen(QPen(colours[Role.LINE_STRONG], 1) if never else Qt.PenStyle.NoPen)
        painter.setBrush(colours[seen.fill])
        # A line of one pixel is sharp where it runs through the middle of pixels.
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5) if never else QRectF(area), 4, 4)
        lines = 3 if area.height() >= size(_THREE_LINES) else 2
        air = size(6) if lines == 3 else size(4)
        inner = area.adjusted(size(8), air, -size(7), -air)
        self._text(self._line(inner, 0, lines).adjusted(0, 0, -size(8), 0), door.room, Role.TEXT, self._bold)
        self._count_and_group(door, self._line(inner, 1, lines))
        if lines == 3:
            self._text(self._line(inner, 2, lines), door.head, Role.MUTED, self._small)
        if door.overdue:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours[Role.ACCENT])
            centre = QPointF(area.right() - size(7), area.top() + size(8))
            painter.drawEllipse(centre, size(4), size(4))

    def _count_and_group(self, door: Door, line: QRect) -> None:
        mark = group_mark(door)
        width = self._text(line, count_words(door), Role.MUTED, self._small)
        if mark:
            self._text(line.adjusted(width + self._size(5), 0, 0, 0), mark, Tone.AMBER.text, self._small)

    def _text(self, line: QRect, words: str, role: Role, font: QFont) -> int:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(self._colours[role])
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    @staticmethod
    def _line(inner: QRect, place: int, lines: int) -> QRect:
        height = inner.height() // lines
        return QRect(inner.left(), inner.top() + place * height, inner.width(), height)
