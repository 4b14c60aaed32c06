"""Cards, chips, labels and the empty state: what stands still on a page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, theme
from ui.widgets.buttons import GhostButton


class Label(QLabel):
    """Plain text in a role of the sheet: title, section, strong, muted, figure, problem, good, bad or ""."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Names and notes are shown as typed: "<b>" from a roster is no markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)

    def set_role(self, role: str) -> None:
        """Change the role and be redrawn in it."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line that gives way where there is too little room: it ends in …, and the tooltip has the whole of it."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), theme().size(48)), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        words, area = self.text(), self.contentsRect()
        fits = self.fontMetrics().horizontalAdvance(words) <= area.width()
        self.setToolTip("" if fits else words)
        if fits:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        self.style().drawItemText(painter, area, int(self.alignment().value), self.palette(), True, shown)
        painter.end()


class Chip(QLabel):
    """A few words on a soft ground, in a tone."""

    def __init__(self, text: str = "", tone: Tone = Tone.GREY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("chip", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def show_text(self, text: str, tone: Tone) -> None:
        """Say something else, perhaps in another tone; hidden while there is nothing to say."""
        self.setText(text)
        reveal(self, bool(text))
        if self.property("chip") != tone.value:
            self.setProperty("chip", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)


class Rule(QFrame):
    """A hairline between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", "true")


class SectionTitle(QWidget):
    """A bold title with a quiet note beside it, and room for chips and buttons at its end (`row`)."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.title = Label(title, "section")
        self.note = Label(note, "muted")
        self.row.addWidget(self.title)
        self.row.addWidget(self.note)
        self.row.addStretch(1)

    def show_note(self, note: str) -> None:
        """Change the quiet note."""
        self.note.setText(note)


class Card(QFrame):
    """A sheet of paper on the page: a title (if any) and whatever is added to `body`."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.heading = SectionTitle(title, note)
        self.body.addWidget(self.heading)
        reveal(self.heading, bool(title))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget below what is there."""
        self.body.addWidget(widget, stretch)


class EmptyState(QWidget):
    """What a page says while there is nothing to show, and the one thing to do about it."""

    acted = Signal()

    def __init__(self, text: str, action: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        self._icon_name = icon
        self._icon = QLabel()
        reveal(self._icon, bool(icon))
        self._text = Label(text, "muted", wrap=True)
        self._button = GhostButton(action)
        reveal(self._button, bool(action))
        self._button.clicked.connect(lambda: self.acted.emit())
        for widget in (self._icon, self._text, self._button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        self._fit()
        theme().changed.connect(self._fit)

    def say(self, text: str, action: str = "") -> None:
        """Change the sentence and the action."""
        self._text.setText(text)
        self._button.setText(action)
        reveal(self._button, bool(action))
        self._fit()

    def _fit(self) -> None:
        # A wrapped label asks for the height of some other width; here it is told both.
        self._text.ensurePolished()
        width = theme().size(440)
        self._text.setFixedSize(width, self._text.heightForWidth(width))
        if self._icon_name:
            from ui.theme import Role

            pixmap = theme().pixmap(self._icon_name, Role.LINE_STRONG, 44, self.devicePixelRatioF())
            self._icon.setPixmap(pixmap)


class ScrollColumn(QScrollArea):
    """A column of widgets (`column`) that scrolls when it is higher than its place. Nothing is drawn round it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)


def reveal(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget. One that has no place yet is not shown: it would be a window of its own."""
    if not shown:
        widget.hide()
    elif widget.parent() is not None:
        widget.show()
    else:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)


def clear_layout(layout: QLayout) -> None:
    """Remove and delete everything in a layout, before it is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
            inner.deleteLater()
