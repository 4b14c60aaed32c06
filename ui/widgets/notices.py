"""What the program tells: a toast for what is done, a banner for what failed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ledger.language import _
from ui.theme import Role, Tone, theme
from ui.widgets.buttons import GhostButton, IconButton, PrimaryButton
from ui.widgets.cards import Label, reveal

TOAST_MILLISECONDS = 6000


class Banner(QFrame):
    """A sentence with its next step across the page: closable, its details copied by one click."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.RED,
        *,
        details: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone.value)
        self.details = details
        self._on_action = on_action
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        icon = QLabel()
        name = "info" if tone in (Tone.BLUE, Tone.GREEN, Tone.GREY) else "triangle-alert"
        icon.setPixmap(theme().pixmap(name, tone.text, 18, self.devicePixelRatioF()))
        self.words = Label(text, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(icon)
        row.addWidget(self.words, 1)
        if action and on_action:
            row.addWidget(self._button(action, self._act))
        if details:
            row.addWidget(self._button(_("Copy details"), self._copy))
        if closable:
            close = IconButton("x", _("Close"))
            close.clicked.connect(self.dismiss)
            row.addWidget(close)
        self.setAccessibleName(text)

    def dismiss(self) -> None:
        """Take the banner away."""
        self.hide()
        self.deleteLater()

    def _button(self, text: str, slot: Callable[[], object]) -> GhostButton:
        button = GhostButton(text)
        button.clicked.connect(lambda: slot())
        return button

    def _act(self) -> None:
        self.dismiss()
        if self._on_action:
            self._on_action()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.words.text()}\n\n{self.details}")


class Toast(QFrame):
    """A short note at the foot of its parent that goes by itself; with a button such as 撤销."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(14)
        self._icon = QLabel()
        self._words = Label()
        self.button = GhostButton("")
        self.button.clicked.connect(self._act)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self.button)
        self._on_action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show `text` for six seconds, with a button named `action` where there is something to do about it."""
        self._words.setText(text)
        self._on_action = on_action
        self.button.setText(action)
        reveal(self.button, bool(action))
        self._icon.setPixmap(theme().pixmap("check", Role.SIDEBAR_BRIGHT, 16, self.devicePixelRatioF()))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self._timer.start(TOAST_MILLISECONDS)

    def text(self) -> str:
        """What is said now, "" when nothing is."""
        return self._words.text() if self.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent when it is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _act(self) -> None:
        self.hide()
        if self._on_action:
            self._on_action()

    def _place(self) -> None:
        self.adjustSize()
        gap = theme().size(22)
        place = QRect(QPoint((self._parent.width() - self.width()) // 2, 0), self.size())
        place.moveBottom(self._parent.height() - gap)
        # What the page is there for must not be covered by what is said of it.
        for button in self._parent.findChildren(PrimaryButton):
            covered = QRect(button.mapTo(self._parent, QPoint(0, 0)), button.size())
            if button.isVisible() and covered.intersects(place):
                place.moveBottom(covered.top() - theme().size(8))
        self.move(place.topLeft())
