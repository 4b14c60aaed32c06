"""办理经过: the steps of a matter down a line, the newest on top."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ledger.language import _
from ledger.records.matters import Matter, StepKind
from ledger.wording import label
from ui.matters.course import Entry
from ui.matters.words import is_cut
from ui.theme import Role, Tone, theme
from ui.widgets import Chip, Label, LinkButton, ScrollColumn, clear_layout

_TONES = {
    StepKind.REPORTED_AGAIN: Tone.AMBER,
    StepKind.WAITING: Tone.VIOLET,
    StepKind.REMINDED: Tone.AMBER,
    StepKind.SETTLED: Tone.GREEN,
    StepKind.FOLLOWED_UP: Tone.GREEN,
    StepKind.REOPENED: Tone.RED,
}
_LEFT = 26


class TimeLine(ScrollColumn):
    """`visit_asked(visit_id)` follows the link of a step that a visit brought."""

    visit_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setSpacing(0)

    def show_course(self, matter: Matter, entries: Sequence[Entry], today: date) -> None:
        """Show the steps. The first one tells what the matter is about."""
        at = self.verticalScrollBar().value()
        clear_layout(self.column)
        for entry in entries:
            first = entry.step.kind is StepKind.REGISTERED
            row = _Row(entry, _what(matter) if first else "", today, self.visit_asked.emit)
            self.column.addWidget(row)
        self.verticalScrollBar().setValue(at)

    def lines(self) -> list[str]:
        """What is told, one text a step, newest first."""
        items = (self.column.itemAt(at) for at in range(self.column.count()))
        rows = (item.widget() for item in items if item is not None)
        return [row.words for row in rows if isinstance(row, _Row)]


class _Row(QWidget):
    """One step: when and what, its chips, the words, what comes next."""

    def __init__(self, entry: Entry, detail: str, today: date, visit_asked: Callable[[int], object]) -> None:
        super().__init__()
        self._entry = entry
        step = entry.step
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().size(_LEFT), 0, 8, theme().size(14))
        column.setSpacing(3)
        column.addLayout(self._head(today, visit_asked))
        parts = [part for part in (step.text, detail) if part]
        for part in parts:
            column.addWidget(_paragraph(part))
        if entry.next_line:
            column.addWidget(_paragraph(entry.next_line, "muted"))
        heads = (str(step.on), step.time, label(step.kind), *entry.changes, step.worker)
        self.words = " ".join(word for word in (*heads, *parts, entry.next_line) if word)
        self.setAccessibleName(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and this step's dot on it."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = look.size(9), look.size(11)
        painter.setPen(QPen(look.colour(Role.LINE_STRONG), 2))
        painter.drawLine(QPointF(x, y), QPointF(x, self.height() + y))
        tone = _TONES.get(self._entry.step.kind, Tone.BLUE)
        painter.setPen(QPen(look.colour(tone.text), 2))
        painter.setBrush(look.colour(tone.back))
        painter.drawEllipse(QPointF(x, y), look.size(4.5), look.size(4.5))
        painter.end()

    def _head(self, today: date, visit_asked: Callable[[int], object]) -> QHBoxLayout:
        step = self._entry.step
        day = step.on.strftime("%m-%d") if step.on.year == today.year else step.on.isoformat()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(f"{day} {step.time}".strip(), "strong"))
        row.addWidget(Label(label(step.kind), "strong"))
        for words in self._entry.changes:
            row.addWidget(Chip(words, _TONES.get(step.kind, Tone.BLUE)))
        if step.worker:
            row.addWidget(Chip(step.worker, Tone.GREY))
        if step.visit_id is not None:
            link = LinkButton(_("Visit ›"))
            link.clicked.connect(lambda _checked=False, id_=step.visit_id: visit_asked(id_))
            row.addWidget(link)
        row.addStretch(1)
        return row


def _what(matter: Matter) -> str:
    return f"{matter.title}\n{matter.detail}".strip() if is_cut(matter) else matter.detail


def _paragraph(text: str, role: str = "") -> Label:
    words = Label(text, role, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # A long number without a gap must not widen the whole column.
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return words
