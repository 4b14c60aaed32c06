"""常用: the searches kept at hand, in the side bar; one button with a menu where there is no room for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ledger.language import _
from ui.theme import theme
from ui.widgets import clear_layout, reveal
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.saved import SavedSearch
    from ledger.store import Changed

_LINE, _HEADING, _FEWEST = 30, 22, 4


class SavedBar(QWidget):
    """`chosen(SavedSearch)` follows a click. It takes what room is left and never asks for more."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.searches: tuple[SavedSearch, ...] = ()
        self.buttons: list[SavedButton] = []
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.heading = QLabel(_("At hand"))
        self.heading.setProperty("saved", "heading")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.menu_button = QToolButton()
        self.menu_button.setText(_("At hand") + " ›")
        self.menu_button.setProperty("saved", "true")
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu_button.clicked.connect(self.offer)
        inner = QWidget()
        inner.setObjectName("saved")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("saved")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        for widget in (self.heading, self.menu_button, self._scroll):
            column.addWidget(widget)
        column.addStretch(1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)
        workspace.opened.connect(self._soon.start)
        workspace.changed.connect(self._note_change)
        theme().changed.connect(self._fit)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Room for the one button."""
        return QSize(0, theme().size(_LINE) + 12 if self.searches else 0)

    def sizeHint(self) -> QSize:
        """No more than that: what is left over is taken anyway."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as lines what there is room for."""
        super().resizeEvent(event)
        # Not now: what is shown and hidden resizes it again, in the middle of being resized.
        self._fit_soon.start()

    def refresh(self) -> None:
        """Read what is kept."""
        self.searches = self._read()
        clear_layout(self._lines)
        self.buttons = [self._button(each) for each in self.searches]
        for button in self.buttons:
            self._lines.addWidget(button)
        self._lines.addStretch(1)
        self.show_current(self._here)
        self._fit()
        self.updateGeometry()

    def show_current(self, id_: int) -> None:
        """Mark the search that is seen; 0 for none of them."""
        self._here = id_
        for button in self.buttons:
            button.setChecked(button.kept.id == id_)

    def offer(self) -> QMenu:
        """Show all of them as a menu."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for each in self.searches:
            menu.addAction(each.name).triggered.connect(lambda _on=False, kept=each: self.chosen.emit(kept))
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().topRight()))
        return menu

    def _note_change(self, changed: "Changed") -> None:
        if "setting" in changed.tables:
            self._soon.start()

    def _read(self) -> "tuple[SavedSearch, ...]":
        if not self._workspace.is_open:
            return ()
        from ledger.search.saved import saved_searches

        return saved_searches(self._workspace.ledger)

    def _button(self, kept: "SavedSearch") -> "SavedButton":
        button = SavedButton(self._workspace, kept)
        button.clicked.connect(lambda: self.chosen.emit(kept))
        return button

    def _fit(self) -> None:
        look = theme()
        line, heading = look.size(_LINE), look.size(_HEADING)
        room = self.height() - 12 - heading
        as_lines = room >= line * min(_FEWEST, max(1, len(self.searches)))
        reveal(self.heading, bool(self.searches) and as_lines)
        reveal(self._scroll, bool(self.searches) and as_lines)
        reveal(self.menu_button, bool(self.searches) and not as_lines)
        self.heading.setFixedHeight(heading)
        self.menu_button.setFixedHeight(line)
        self._scroll.setFixedHeight(max(line, min(room, line * len(self.searches))))
        for button in self.buttons:
            button.setFixedHeight(line)
            button.show_name(look.size(84) - 16)


class SavedButton(QToolButton):
    """One search: its name as far as it fits, the words and the rest of the name in the tooltip."""

    def __init__(self, workspace: Workspace, kept: "SavedSearch", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.kept = kept
        self.setProperty("saved", "true")
        self.setCheckable(True)
        self.setAccessibleName(kept.name)
        self.setToolTip(f"{kept.name}\n{kept.words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_name(self, width: int) -> None:
        """Write the name into so many pixels."""
        self.ensurePolished()
        self.setText(self.fontMetrics().elidedText(self.kept.name, Qt.TextElideMode.ElideRight, width))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Rename it, move it, keep it no longer: by the right button or the menu key."""
        from ui.finding.saved import saved_menu

        saved_menu(self, self._workspace, self.kept).popup(event.globalPos())
