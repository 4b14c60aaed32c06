"""Lines of text at an even distance, so that ruled paper fits them: wrapped, in any size, in mixed fonts."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class RuledLayout(QPlainTextDocumentLayout):
    """Lays a document out in rows of `pitch` pixels, every line standing at the bottom of its row.

    Qt breaks the lines; only their places are changed, when a block's place is asked for: before it is drawn.
    """

    def __init__(self, document: QTextDocument, pitch: int) -> None:
        super().__init__(document)
        self._pitch = pitch

    @property
    def pitch(self) -> int:
        """The height of a row in pixels."""
        return self._pitch

    def set_pitch(self, pitch: int) -> None:
        """Change the height of a row; what is laid out already follows when it is next asked for."""
        self._pitch = pitch
        self.requestUpdate()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The room a block takes: its rows."""
        # The base lays out what is not laid out yet.
        room = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return room
        pitch, last = self._pitch, layout.lineAt(count - 1)
        # Every row of a block is placed at once, so its last tells whether that was done.
        if last.y() != count * pitch - last.height():
            for row in range(count):
                line = layout.lineAt(row)
                line.setPosition(QPointF(line.x(), (row + 1) * pitch - line.height()))
        room.setHeight(count * pitch)
        return room
