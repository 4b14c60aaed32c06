"""The sheet one writes on: ruled lines, a red margin, plain text, and marks beside the lines."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ledger.language import _
from ledger.records.notebook import Reminder
from ui.notebook.margin import Edge, Margin
from ui.notebook.marks import LineMarks, characters_before
from ui.notebook.plain_words import plain_words
from ui.notebook.ruled import RuledLayout
from ui.notebook.underlines import underlines
from ui.theme import Role, theme

ROW, AIR, MARGIN, GAP, EDGE = 26, 4, 35, 21, 14
_EVEN = 14
_TO_CARDS = ((Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Paper(QPlainTextEdit):
    """`written` follows every change of the words, `line_changed(line)` the caret (from 1).

    `cards_wanted` is the keyboard leaving for the cards, `line_asked(line)` a click beside a line in question,
    `need_clicked(line, Reminder, place)` one on underlined words. Undo and redo are the page's: it
    is told by `undo_wanted` and `redo_wanted`. `numbered(shown)` follows a choice in the menu.
    """

    written = Signal()
    line_changed = Signal(int)
    cards_wanted = Signal()
    line_asked = Signal(int)
    need_clicked = Signal(int, object, object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    numbered = Signal(bool)

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("paper", "true")
        self.setAccessibleName(_("The page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.marks = LineMarks()
        self.hint = self.first_hint = ""
        self._known = ""
        self._line = 1
        self._tinted: frozenset[int] = frozenset()
        document = self.document()
        document.setDocumentMargin(0)
        self._rows = RuledLayout(document, ROW)
        document.setDocumentLayout(self._rows)
        self.margin, self._edge = Margin(self), Edge(self)
        if read_only:
            self.setReadOnly(True)
            keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
            self.setTextInteractionFlags(keys)
        self._connect()
        self._fit()

    # The words

    def text(self) -> str:
        """The words, one block a line."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Show other words; there is no way back to the ones before by undo."""
        self._known = plain_words(text)
        self.setPlainText(self._known)
        self._caret_moved()

    @property
    def line(self) -> int:
        """The line the caret is on, from 1."""
        return int(self.textCursor().blockNumber()) + 1

    @property
    def pitch(self) -> int:
        """The height of a row in pixels."""
        return self._rows.pitch

    def go_to_line(self, line: int) -> None:
        """Put the caret at the end of a line, and show it."""
        block = self.document().findBlockByNumber(max(0, min(line - 1, self.document().blockCount() - 1)))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def go_to_end(self) -> None:
        """Put the caret behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.ensureCursorVisible()

    # What is shown beside them

    def show_marks(self, marks: LineMarks) -> None:
        """Show which lines are in question, left out, or say more than was read."""
        if marks != self.marks:
            self.marks = marks
            self._underline()
            self._redraw()

    def number_lines(self, shown: bool) -> None:
        """Number the lines in the margin, or not."""
        self.margin.show_numbers(shown)
        self.numbered.emit(shown)

    def tint(self, lines: frozenset[int]) -> None:
        """Mark these lines as the ones that were looked for."""
        self._tinted = lines
        self._redraw()

    # Qt asks

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the page, which knows more to take back than letters."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab, F6 and Alt+→ go to the cards; Shift+Enter is Enter: there are no other lines than lines."""
        pressed = (event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        if pressed in _TO_CARDS or pressed == (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier):
            self.cards_wanted.emit()
        elif pressed[0] in _ENTER and pressed[1] == Qt.KeyboardModifier.ShiftModifier and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif _is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take only the words of what is pasted or dropped."""
        if source.hasText():
            self.textCursor().insertText(plain_words(source.text()))
            self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, its undo and redo being the page's."""
        from ui.notebook.paper_menu import paper_menu

        menu = paper_menu(self, event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the next free row begins it."""
        if self._is_free_row(event.position()) and event.button() == Qt.MouseButton.LeftButton:
            self.go_to_end()
            self.textCursor().insertBlock()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on underlined words asks what to make of them."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            line, need = self.need_at(event.position())
            if need is not None:
                self.need_clicked.emit(line, need, self.viewport().mapToGlobal(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click does something."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor if self.need_at(event.position())[1] else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins as high as the paper."""
        super().resizeEvent(event)
        room = self.viewport().geometry()
        left, right = theme().size(MARGIN + GAP), theme().size(EDGE)
        self.margin.setGeometry(QRect(room.left() - left, room.top(), left, room.height()))
        self._edge.setGeometry(QRect(room.right() + 1, room.top(), right, room.height()))
        self._underline()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the words, then the hint."""
        painter = QPainter(self.viewport())
        self.draw_rows(painter, self.viewport().width())
        painter.end()
        super().paintEvent(event)
        if (words := self._hint_now()) is not None:
            painter = QPainter(self.viewport())
            self._draw_hint(painter, words)
            painter.end()

    # Places

    def need_at(self, place: QPointF | QPoint) -> tuple[int, Reminder | None]:
        """The line at a place of the viewport, and the underlined words there, if any."""
        point = place.toPoint() if isinstance(place, QPointF) else place
        cursor = self.cursorForPosition(point)
        line, text = cursor.blockNumber() + 1, cursor.block().text()
        found = self.marks.reminders.get(line, ())
        if not found or abs(self.cursorRect(cursor).center().x() - point.x()) > theme().size(20):
            return line, None
        at = characters_before(text, cursor.positionInBlock())
        return line, next((need for need in found if need.start <= at <= need.end), None)

    def rows(self) -> list[tuple[QTextBlock, int, int]]:
        """The blocks that are seen, each with the top of its first row and its height."""
        seen = []
        block, top = self.firstVisibleBlock(), self._top()
        while block.isValid() and top < self.viewport().height():
            high = round(self.blockBoundingRect(block).height())
            seen.append((block, top, high))
            top += high
            block = block.next()
        return seen

    def draw_rows(self, painter: QPainter, width: int) -> None:
        """Draw the ruled lines from the left over `width` pixels, and what lifts some of them."""
        look = theme()
        air, below = look.size(AIR), self.viewport().height()
        for block, top, high in self.rows():
            line = block.blockNumber() + 1
            if line in self._tinted:
                painter.fillRect(0, top + air, width, high, look.colour(Role.AMBER_BACK))
            elif line == self.line and (self.hasFocus() or not self.isReadOnly()):
                painter.fillRect(0, top + air, width, high, look.colour(Role.PAGE))
        painter.setPen(look.colour(Role.LINE))
        at = self._top() % self.pitch or self.pitch
        while at <= below:
            painter.drawLine(0, at + air - 1, width, at + air - 1)
            at += self.pitch

    def _top(self) -> int:
        first = self.firstVisibleBlock()
        return round(self.blockBoundingGeometry(first).translated(self.contentOffset()).top())

    def _end(self) -> int:
        """The bottom of the last line, in pixels of the viewport; below it where the last line is not seen."""
        seen = self.rows()
        if not seen or seen[-1][0].next().isValid():
            return self.viewport().height() + 1
        return seen[-1][1] + seen[-1][2]

    def _is_free_row(self, place: QPointF) -> bool:
        last = self.document().lastBlock()
        if self.isReadOnly() or not last.text():
            return False
        end = self._end() + theme().size(AIR)
        return end < place.y() <= end + self.pitch

    # Drawing

    def _hint_now(self) -> str | None:
        last = self.document().lastBlock()
        if self.isReadOnly() or last.layout().preeditAreaText():
            return None
        return self.hint if self.document().blockCount() > 1 or last.text() else self.first_hint

    def _draw_hint(self, painter: QPainter, words: str) -> None:
        top = self._end() - (0 if self.document().lastBlock().text() else self.pitch)
        colour = theme().colour(Role.MUTED)
        colour.setAlpha(150)
        painter.setPen(colour)
        painter.setFont(self.font())
        metrics, room = self.fontMetrics(), self.viewport().width() - theme().size(4)
        for line in words.split("\n"):
            top += self.pitch
            if top <= self.viewport().height():
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
                painter.drawText(theme().size(4), top - metrics.descent(), shown)

    def _underline(self) -> None:
        # Only what is seen: a long page may have hundreds.
        self.setExtraSelections(underlines([block for block, _top, _high in self.rows()], self.marks))

    # Reacting

    def _connect(self) -> None:
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.updateRequest.connect(self._scrolled)
        theme().changed.connect(self._fit)

    def _text_changed(self) -> None:
        # Also sent when only the look of something changed.
        if (text := self.text()) != self._known:
            self._known = text
            self.written.emit()
            self._caret_moved()

    def _caret_moved(self) -> None:
        if self.line != self._line:
            self._line = self.line
            self._redraw()
            self.line_changed.emit(self._line)

    def _scrolled(self, _rect: QRect, by: int) -> None:
        self.margin.update()
        self._edge.update()
        if by:
            self._underline()

    def _redraw(self) -> None:
        for part in (self.viewport(), self.margin, self._edge):
            part.update()

    def _fit(self) -> None:
        look = theme()
        self.setFont(look.font("writing"))
        self.document().setDefaultFont(look.font("writing"))
        self._rows.set_pitch(look.size(ROW) + _EVEN)
        self.setViewportMargins(look.size(MARGIN + GAP), 0, look.size(EDGE), 0)
        self._redraw()


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
