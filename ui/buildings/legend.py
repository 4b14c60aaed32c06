"""What the colours of the plan mean, in one line."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ledger.language import _
from ui.buildings.last_visit import LastVisit
from ui.theme import Role, theme


class Legend(QWidget):
    """A swatch and its words for every colour, and the dot of what is overdue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Colours by last visit") + ": " + ", ".join(seen.words for seen in LastVisit))
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        look = theme()
        words = [*(seen.words for seen in LastVisit), _("Overdue")]
        metrics = self._metrics()
        width = sum(look.size(18) + metrics.horizontalAdvance(each) + look.size(14) for each in words)
        return QSize(width, look.size(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint swatches and words from left to right."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        swatch = look.size(13)
        left, top = 0, (self.height() - swatch) // 2
        for seen in LastVisit:
            never = seen is LastVisit.NEVER
            painter.setPen(QPen(look.colour(Role.LINE_STRONG), 1) if never else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(seen.fill))
            painter.drawRoundedRect(QRect(left, top, swatch, swatch), 3, 3)
            left = self._words(painter, seen.words, left)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(Role.ACCENT))
        painter.drawEllipse(QPointF(left + swatch / 2, self.height() / 2), look.size(4), look.size(4))
        self._words(painter, _("Overdue"), left)
        painter.end()

    def _words(self, painter: QPainter, words: str, left: int) -> int:
        look = theme()
        painter.setPen(look.colour(Role.MUTED))
        begin = left + look.size(18)
        width = painter.fontMetrics().horizontalAdvance(words)
        area = QRect(begin, 0, width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return begin + width + look.size(14)

    @staticmethod
    def _metrics() -> QFontMetrics:

        return QFontMetrics(theme().font("small"))
