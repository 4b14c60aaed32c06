"""One part of a card as a small button: a chip on its ground, a bold word, a title, a link."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ui.notebook.card_content import Look, Part, Standing
from ui.theme import Role, theme

_CHIP_AIR, _CHIP_RISE = 7, 3
_WORD_AIR, _WORD_RISE = 2, 3
_FONTS = {
    Look.STRONG: ("body", True),
    Look.CHIP: ("small", False),
    Look.QUIET: ("small", False),
    Look.TITLE: ("body", False),
    Look.NOTE: ("small", False),
    Look.LINK: ("small", False),
    Look.PROBLEM: ("small", False),
    Look.MENU: ("small", False),
}
_COLOURS = {
    Look.STRONG: Role.TEXT,
    Look.QUIET: Role.MUTED,
    Look.TITLE: Role.TEXT,
    Look.NOTE: Role.MUTED,
    Look.LINK: Role.LINK,
    Look.PROBLEM: Role.BAD,
    Look.MENU: Role.MUTED,
}
_WRAPPING = frozenset({Look.TITLE, Look.NOTE, Look.PROBLEM, Look.CHIP})
_BREAK = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MENU_WIDTH = 14


class PartChip(QPushButton):
    """Shows a Part, and another one in its place without being made anew. Its card decides where it stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = Part("", "")
        self._measured: tuple[object, QFont, QFontMetrics] | None = None
        # Tab stops once at every card, and the column knows where; a click brings the keyboard here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_part(self, part: Part) -> bool:
        """Show this part; returns whether it may take other room than the one before."""
        if part == self.part:
            return False
        before, self.part = self.part, part
        self.setAccessibleName(part.spoken or part.words)
        self.setToolTip(part.tip.replace("<", "‹"))
        if part.is_stop != before.is_stop or not before.name:
            self.setCursor(Qt.CursorShape.PointingHandCursor if part.is_stop else Qt.CursorShape.ArrowCursor)
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if part.is_stop else Qt.FocusPolicy.NoFocus)
            # What does nothing lets a click through to the card.
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not (part.is_stop or part.tip))
        self.update()
        return (part.words, part.look) != (before.words, before.look)

    def restyle(self) -> None:
        """Measure again: the text size has changed."""
        self._measured = None
        self.update()

    @property
    def wraps(self) -> bool:
        """Whether it may break into lines where it is too long."""
        return self.part.look in _WRAPPING

    @property
    def overhang(self) -> int:
        """How far it reaches out beyond its words where it stands at the edge."""
        return 0 if self.part.look is Look.CHIP else self._air()

    def wanted_width(self) -> int:
        """The width of everything in one line."""
        if self.part.look is Look.MENU:
            return theme().size(_MENU_WIDTH)
        return self._metrics().horizontalAdvance(self.part.words) + 2 * self._air() + 1

    def wanted_height(self, width: int) -> int:
        """The height in `width` pixels."""
        metrics = self._metrics()
        rise = theme().size(_CHIP_RISE if self.part.look is Look.CHIP else _WORD_RISE)
        if width >= self.wanted_width() or not self.wraps:
            return metrics.height() + 2 * rise
        inner = QRect(0, 0, max(width - 2 * self._air(), 1), 10000)
        return metrics.boundingRect(inner, _BREAK, self.part.words).height() + 2 * rise

    def sizeHint(self) -> QSize:
        """Room for one line."""
        width = self.wanted_width()
        return QSize(width, self.wanted_height(width))

    def minimumSizeHint(self) -> QSize:
        """Its card may make it narrower."""
        return QSize(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the card."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the card."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, words, and a frame where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._colour()
        self._paint_ground(painter, colour)
        if self.part.look is Look.MENU:
            self._paint_dots(painter, colour)
        else:
            self._paint_words(painter, colour)
        if self.hasFocus():
            self._frame(painter, theme().colour(Role.FOCUS), 2)
        painter.end()

    def _colour(self) -> QColor:
        if self.part.look is Look.CHIP:
            return theme().colour(self.part.tone.text)
        return theme().colour(_COLOURS[self.part.look])

    def _paint_ground(self, painter: QPainter, colour: QColor) -> None:
        part, look = self.part, theme()
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if part.look is Look.CHIP:
            if part.standing is not Standing.UNSURE:
                decided = part.standing is Standing.DECIDED
                painter.setBrush(look.colour(part.tone.fill if decided else part.tone.back))
                painter.drawRoundedRect(area, 4, 4)
            else:
                self._frame(painter, colour, 1, dashed=True)
        elif part.standing is Standing.UNSURE and part.look is not Look.MENU:
            self._frame(painter, look.colour(Role.MUTED), 1, dashed=True)
        if part.is_stop and self.underMouse() and not self.hasFocus():
            if part.look is Look.CHIP:
                self._frame(painter, colour, 1)
            elif part.look is not Look.LINK:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour(Role.HOVER))
                painter.drawRoundedRect(area, 4, 4)

    def _frame(self, painter: QPainter, colour: QColor, width: int, *, dashed: bool = False) -> None:
        pen = QPen(colour, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)

    def _paint_words(self, painter: QPainter, colour: QColor) -> None:
        font = self._font()
        if self.part.look is Look.LINK and self.underMouse():
            font = QFont(font)
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(colour)
        air = self._air()
        area = self.rect().adjusted(air, 0, -air, 0)
        if self.wraps and self.width() < self.wanted_width():
            painter.drawText(area, _BREAK, self.part.words)
            return
        shown = self._metrics().elidedText(self.part.words, Qt.TextElideMode.ElideRight, area.width() + 1)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_dots(self, painter: QPainter, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        centre, step = QRectF(self.rect()).center(), theme().size(5)
        for place in (-step, 0, step):
            painter.drawEllipse(QPointF(centre.x(), centre.y() + place), theme().size(15) / 10, theme().size(15) / 10)

    def _air(self) -> int:
        if self.part.look is Look.NOTE or self.part.look is Look.PROBLEM:
            return 0
        return theme().size(_CHIP_AIR if self.part.look is Look.CHIP else _WORD_AIR)

    def _font(self) -> QFont:
        return self._measure()[1]

    def _metrics(self) -> QFontMetrics:
        return self._measure()[2]

    def _measure(self) -> tuple[object, QFont, QFontMetrics]:
        key = (self.part.look, theme().scale)
        if self._measured is None or self._measured[0] != key:
            name, bold = _FONTS[self.part.look]
            font = theme().font(name, bold=bold)
            self._measured = (key, font, QFontMetrics(font))
        return self._measured
