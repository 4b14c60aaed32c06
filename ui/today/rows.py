"""One line of today's lists: a chip, what it is, where it stands, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Role, Tone, theme
from ui.widgets import Chip, Label, LinkButton


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `mark` stands in a chip before it, `action` as a link at its end; both may be ""."""

    title: str
    text: str
    open: Callable[[], object]
    mark: str = ""
    tone: Tone = Tone.GREY
    action: str = ""
    act: Callable[[], object] | None = None


class OneLine(Label):
    """A label on one line, shortened to the room there is; the whole stands in its accessible name."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text, role)
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may be shortened to almost nothing."""
        return QSize(theme().size(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another length."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.updateGeometry()
            self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)


class LineRow(QWidget):
    """A line to be clicked, or opened with Enter."""

    opened = Signal()

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._lit = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(" ".join(part for part in (line.mark, line.title, line.text) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 7, 6, 7)
        row.setSpacing(10)
        if line.mark:
            row.addWidget(Chip(line.mark, line.tone))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(OneLine(line.title))
        if line.text:
            words.addWidget(OneLine(line.text, "muted"))
        row.addLayout(words, 1)
        self.action: LinkButton | None = None
        if line.action:
            self.action = LinkButton(line.action)
            self.action.clicked.connect(lambda: (line.act or line.open)())
            row.addWidget(self.action)
        self.opened.connect(lambda: line.open())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open it, Up and Down go to its neighbours."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self._lit = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Calm down again."""
        self._lit = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under the mouse and the frame of the keyboard."""
        if not (self._lit or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour(Role.FOCUS), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(Role.HOVER) if self._lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _step(self, by: int) -> None:
        around = self.parentWidget()
        siblings = [each for each in around.findChildren(LineRow) if each.isVisible()] if around else [self]
        at = siblings.index(self) + by
        if 0 <= at < len(siblings):
            siblings[at].setFocus()
