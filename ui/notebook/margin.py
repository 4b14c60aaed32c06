"""The margin of the paper: the red line, a dot beside what is in question, and the number of the line if wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ledger.language import _
from ui.theme import Role, theme

if TYPE_CHECKING:
    from ui.notebook.paper import Paper

_LINE, _AIR, _DOT = 35, 4, 3.5


class Margin(QWidget):
    """Stands left of the words and scrolls with them. A click puts the caret on its line."""

    def __init__(self, paper: "Paper") -> None:
        super().__init__(paper)
        self._paper = paper
        self.numbers = False
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def show_numbers(self, shown: bool) -> None:
        """Number the lines, or not."""
        self.numbers = shown
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what a dot means."""
        if isinstance(event, QHelpEvent):
            words = _("In question: click to see what") if self._line_at(event.pos().y()) in self._asked() else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret on the line; a line in question is answered in its card."""
        line = self._line_at(round(event.position().y()))
        if line:
            self._paper.go_to_line(line)
            self._paper.setFocus()
            if line in self._asked():
                self._paper.line_asked.emit(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows on, the red line, and beside each line what there is to say."""
        look, paper = theme(), self._paper
        painter = QPainter(self)
        paper.draw_rows(painter, self.width())
        red = QRect(look.size(_LINE), 0, look.size(1.5), self.height())
        painter.fillRect(red, look.colour(Role.ACCENT_LINE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, top, _high in paper.rows():
            line = block.blockNumber() + 1
            if self.numbers and (block.text() or line == paper.line):
                self._draw_number(painter, line, top)
            if line in self._asked():
                self._draw_dot(painter, top)
        painter.end()

    def _draw_number(self, painter: QPainter, line: int, top: int) -> None:
        look = theme()
        painter.setFont(look.font("small"))
        painter.setPen(look.colour(Role.LINE_STRONG))
        room = QRect(0, top + look.size(_AIR), look.size(_LINE - 5), self._paper.pitch)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(line))

    def _draw_dot(self, painter: QPainter, top: int) -> None:
        look = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(Role.BAD))
        middle = top + self._paper.pitch - self._paper.fontMetrics().height() / 2
        size = look.size(_DOT * 2) / 2
        painter.drawEllipse(QPointF(look.size(_LINE + 10.5), middle), size, size)

    def _asked(self) -> frozenset[int]:
        return self._paper.marks.in_question

    def _line_at(self, y: int) -> int:
        for block, top, high in self._paper.rows():
            if top <= y < top + high:
                return int(block.blockNumber()) + 1
        return 0


class Edge(QWidget):
    """What is left of the paper beyond the words: only its rows go on there."""

    def __init__(self, paper: "Paper") -> None:
        super().__init__(paper)
        self._paper = paper

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows on."""
        painter = QPainter(self)
        self._paper.draw_rows(painter, self.width())
        painter.end()
