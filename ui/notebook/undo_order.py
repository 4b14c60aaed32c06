"""One way back through what was typed and what was corrected, in the order it was done."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from ui.notebook.understanding import Understanding


class UndoOrder(QObject):
    """A correction is noted with the number of changes that could be taken back of the words at that moment."""

    def __init__(self, document: QTextDocument, understanding: Understanding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._understanding = document, understanding
        self._done: list[int] = []
        self._undone: list[int] = []
        document.undoCommandAdded.connect(self._typed)

    @property
    def can_undo(self) -> bool:
        """Whether anything on the page can be taken back."""
        return bool(self._done) or self._document.isUndoAvailable()

    @property
    def can_redo(self) -> bool:
        """Whether anything taken back can be done again."""
        return bool(self._undone) or self._document.isRedoAvailable()

    def note_correction(self) -> None:
        """Something was corrected just now."""
        self._done.append(self._document.availableUndoSteps())
        self._undone.clear()
        self._document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
        # What is typed from here on is a step of its own: Qt adds letters to the last one only while it is "modified".
        self._document.setModified(False)

    def undo(self) -> None:
        """Take the last thing back, be it words or a correction."""
        if self._done and self._done[-1] >= self._document.availableUndoSteps():
            self._undone.append(self._done.pop())
            self._understanding.decide(lambda written: written.undo())
        else:
            self._document.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone and self._undone[-1] <= self._document.availableUndoSteps():
            self._done.append(self._undone.pop())
            self._understanding.decide(lambda written: written.redo())
        else:
            self._document.redo()

    def forget(self) -> None:
        """There is no way back from here: it is another page."""
        self._done.clear()
        self._undone.clear()
        self._document.clearUndoRedoStacks()

    def _typed(self) -> None:
        self._undone.clear()
