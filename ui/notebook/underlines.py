"""How words are set off on the paper without being changed: muted lines, and needs that opened no matter."""

from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.notebook.marks import LineMarks, units_before
from ui.theme import Role, theme


def underlines(blocks: Iterable[QTextBlock], marks: LineMarks) -> list[QTextEdit.ExtraSelection]:
    """What sets off words of these blocks."""
    muted, waved = QTextCharFormat(), QTextCharFormat()
    muted.setForeground(theme().colour(Role.MUTED))
    waved.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    waved.setUnderlineColor(theme().colour(Role.AMBER_TEXT))
    found = []
    for block in blocks:
        line, text = block.blockNumber() + 1, block.text()
        if line in marks.muted:
            found.append(_over(block, 0, block.length() - 1, muted))
        for need in marks.reminders.get(line, ()):
            found.append(_over(block, units_before(text, need.start), units_before(text, need.end), waved))
    return found


def _over(block: QTextBlock, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(block)
    last = block.length() - 1
    cursor.setPosition(block.position() + min(start, last))
    cursor.setPosition(block.position() + min(end, last), QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection
