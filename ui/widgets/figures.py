"""Small pictures of figures: a ring for a share, a line for a course over months."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ledger.language import _
from ui.theme import Role, theme


class Ring(QWidget):
    """A share as a ring with its per cent inside; an empty ring and a dash where there is no whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percent: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_percent(self, percent: float | None) -> None:
        """Show a share in per cent, or None where there is nothing to share."""
        self._percent = percent
        self.setAccessibleName(self._words())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as three lines of text and a bit."""
        side = theme().size(80)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        look = theme()
        width = look.size(10)
        side = min(self.width(), self.height()) - width - 2
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour(Role.RING_REST), width))
        painter.drawEllipse(box)
        if self._percent:
            pen = QPen(look.colour(Role.RING), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(min(self._percent, 100) * 57.6))
        painter.setPen(look.colour(Role.TEXT))
        painter.setFont(look.font("section", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())
        painter.end()

    def _words(self) -> str:
        return "—" if self._percent is None else f"{self._percent:.0f}%"


class TrendLine(QWidget):
    """A course over months; the last value is written at its end. None is a month without a figure."""

    def __init__(self, suffix: str = "%", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suffix = suffix
        self._values: list[float | None] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.updateGeometry)

    def show_values(self, values: Sequence[float | None]) -> None:
        """Show one value a month, oldest first."""
        self._values = list(values)
        known = [value for value in self._values if value is not None]
        self.setAccessibleName(self._last_words() if known else _("no figures yet"))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(theme().size(220), theme().size(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, a dot at its end and the last value."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._points()
        painter.setFont(look.font("small"))
        if not points:
            painter.setPen(look.colour(Role.MUTED))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("no figures yet"))
            painter.end()
            return
        painter.setPen(QPen(look.colour(Role.RING), look.size(2.4)))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(look.colour(Role.RING))
        painter.drawEllipse(points[-1], look.size(3), look.size(3))
        painter.setPen(look.colour(Role.MUTED))
        beside = QRectF(points[-1].x() + look.size(8), points[-1].y() - look.size(10), self.width(), look.size(20))
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._last_words())
        painter.end()

    def _points(self) -> list[QPointF]:
        known = [(i, value) for i, value in enumerate(self._values) if value is not None]
        if not known:
            return []
        look = theme()
        edge = look.size(8)
        low, high = min(v for _i, v in known), max(v for _i, v in known)
        # A flat course is drawn as a flat line, not as noise blown up to the full height.
        span = max(high - low, 5.0)
        # The last value is written beside the line's end.
        words = QFontMetrics(look.font("small")).horizontalAdvance(self._last_words())
        width = self.width() - 2 * edge - words - look.size(6)
        height = self.height() - 2 * edge
        step = width / max(len(self._values) - 1, 1)
        return [QPointF(edge + i * step, edge + height * (1 - (v - low) / span)) for i, v in known]

    def _last_words(self) -> str:
        last = next(value for value in reversed(self._values) if value is not None)
        return f"{last:.1f}{self._suffix}"
