"""The ink sidebar: one button a page, settings at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ledger.language import _
from ui.shell.actions import page_keys
from ui.shell.page import PageSpec, page_title
from ui.shell.saved_bar import SavedBar
from ui.theme import Role, theme
from ui.workspace import Workspace

_AT_FOOT = "settings"


class Sidebar(QFrame):
    """`chosen(key)` follows a click; `show_current` marks where we are. Searches kept at hand stand below the pages."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not "sidebar": Qt's file dialog calls its own list so, and would wear our colours.
        self.setObjectName("pages_bar")
        self.buttons: dict[str, QToolButton] = {}
        self._icons = {spec.key: spec.icon for spec in pages}
        self._group = QButtonGroup(self)
        self.saved = SavedBar(workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 6)
        column.setSpacing(0)
        name = QLabel(_("Ledger\nof needs"))
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(name)
        column.addSpacing(10)
        for position, spec in enumerate(pages):
            if spec.key == _AT_FOOT:
                column.addWidget(self.saved, 1)
            column.addWidget(self._button(spec, page_keys(position)))
        if _AT_FOOT not in self.buttons:
            column.addWidget(self.saved, 1)
        self._fit()
        theme().changed.connect(self._fit)

    def show_current(self, key: str, *, saved: int = 0) -> None:
        """Mark the page, or the kept search, that is seen; nothing for one that is not in the sidebar."""
        self.saved.show_current(saved)
        self._group.setExclusive(False)
        for known, button in self.buttons.items():
            button.setChecked(known == key)
            self._draw_icon(known)
        self._group.setExclusive(True)

    def _button(self, spec: PageSpec, keys: str) -> QToolButton:
        button = QToolButton()
        button.setText(page_title(spec))
        button.setToolTip(f"{page_title(spec)}  {keys}")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(spec.key))
        self._group.addButton(button)
        self.buttons[spec.key] = button
        return button

    def _fit(self) -> None:
        look = theme()
        self.setFixedWidth(look.size(84))
        for key, button in self.buttons.items():
            self._draw_icon(key)
            button.setIconSize(QSize(look.size(21), look.size(21)))
            # At 150 % seven pages must still stand in 768 pixels.
            button.setFixedHeight(look.size(62 if look.scale < 150 else 52))

    def _draw_icon(self, key: str) -> None:
        button = self.buttons[key]
        role = Role.SIDEBAR_BRIGHT if button.isChecked() else Role.SIDEBAR_TEXT
        button.setIcon(theme().icon(self._icons[key], role, 21))
