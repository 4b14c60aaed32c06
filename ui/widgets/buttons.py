"""Buttons: one primary a page, quiet ones beside it, links in running text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import Role, theme

_SHORTCUT_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Button(QPushButton):
    kind = ""

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        if self.kind:
            self.setProperty("kind", self.kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Only the form decides what Enter does, not the first button of a dialog.
        self.setAutoDefault(False)
        if icon:
            self._draw_icon()
            theme().changed.connect(self._draw_icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as everybody expects; Qt wants the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _SHORTCUT_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def _draw_icon(self) -> None:
        look = theme()
        role = Role.ON_ACCENT if self.kind == "primary" else Role.TEXT
        # A little air belongs to the icon: the style puts none between it and the words.
        self.setIcon(look.icon(self._icon_name, role, 16, air=6))
        self.setIconSize(QSize(look.size(22), look.size(16)))


class PrimaryButton(_Button):
    """The one thing this page is for."""

    kind = "primary"


class GhostButton(_Button):
    """Everything else one can do here."""


class LinkButton(_Button):
    """A word in running text that leads somewhere."""

    kind = "link"


class IconButton(QToolButton):
    """A button that is only an icon; `name` is what it is called aloud and in its tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw_icon()
        theme().changed.connect(self._draw_icon)

    def _draw_icon(self) -> None:
        look = theme()
        self.setIcon(look.icon(self._icon_name, Role.MUTED, 18))
        self.setIconSize(QSize(look.size(18), look.size(18)))
