"""The theme in force: colours, text scale, fonts and icons of the running application."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme.colours import THEME_FOLDER, Role, read_colours
from ui.theme.fonts import font_files, load_fonts, screen_font
from ui.theme.icons import ICON_FOLDER, tinted_icon, tinted_pixmap
from ui.theme.sheet import TEXT_SIZES, style_sheet

# The style is named when the application is made: asking for it later would first wrap all of QStyle.
STYLE_ARGUMENTS = ("-style", "fusion")

# Text at 100, 125 and 150 %: what Ctrl+= and Ctrl+- step through.
TEXT_SCALES = (100, 125, 150)

_PALETTE = {
    QPalette.ColorRole.Window: Role.PAGE,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.FIELD,
    QPalette.ColorRole.AlternateBase: Role.CARD,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.Button: Role.CARD,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.ToolTipBase: Role.SIDEBAR,
    QPalette.ColorRole.ToolTipText: Role.SIDEBAR_BRIGHT,
    QPalette.ColorRole.Highlight: Role.FOCUS,
    QPalette.ColorRole.HighlightedText: Role.ON_ACCENT,
    QPalette.ColorRole.Link: Role.LINK,
    QPalette.ColorRole.PlaceholderText: Role.MUTED,
    QPalette.ColorRole.Accent: Role.FOCUS,
}


class Theme(QObject):
    """Colours by role and sizes by scale. `changed` follows every change of the text scale."""

    changed = Signal()

    def __init__(self, file: Path, scale: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = read_colours(file)
        self._scale = scale if scale in TEXT_SCALES else 100
        first, self._later = font_files()
        self._families = load_fonts(first)

    @property
    def scale(self) -> int:
        """The text scale in per cent: one of TEXT_SCALES."""
        return self._scale

    def hex(self, role: Role) -> str:
        """The colour of a role as #RRGGBB."""
        return self._colours[role]

    def colour(self, role: Role) -> QColor:
        """The colour of a role."""
        return QColor(self._colours[role])

    def size(self, pixels: float) -> int:
        """`pixels` at 100 %, in the scale in force."""
        return round(pixels * self._scale / 100)

    def font(self, name: str = "body", *, bold: bool = False) -> QFont:
        """The screen font in a named size of the scale (small, body, nav, section, writing, title, figure)."""
        font = screen_font(self._families, self.size(TEXT_SIZES[name]))
        font.setBold(bold)
        return font

    def icon(self, name: str, role: Role = Role.TEXT, pixels: float = 18, air: float = 0) -> QIcon:
        """A vendored icon in the colour of a role, with `air` room to its right (pixels at 100 %)."""
        return tinted_icon(name, self.hex(role), self.size(pixels), self.size(air))

    def pixmap(self, name: str, role: Role = Role.TEXT, pixels: float = 18, ratio: float = 1.0) -> QPixmap:
        """A vendored icon as a picture, for labels and painters."""
        return tinted_pixmap(name, self.hex(role), self.size(pixels), ratio)

    def set_scale(self, scale: int) -> None:
        """Change the text scale now, in every open window."""
        if scale != self._scale and scale in TEXT_SCALES:
            self._scale = scale
            self.dress(cast(QApplication, QApplication.instance()))
            self.changed.emit()

    def dress(self, app: QApplication) -> None:
        """Give the application its palette, font and style sheet."""
        app.setPalette(self._palette())
        app.setFont(self.font())
        app.setStyleSheet(style_sheet(self._colours, self.size, ICON_FOLDER.as_posix()))

    def load_later_fonts(self) -> None:
        """Load the fonts the first window could do without: rare characters of names, Song."""
        self._families += [name for name in load_fonts(self._later) if name not in self._families]
        self._later = []
        cast(QApplication, QApplication.instance()).setFont(self.font())

    def _palette(self) -> QPalette:
        palette = QPalette()
        for place, role in _PALETTE.items():
            palette.setColor(place, self.colour(role))
        for place in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, self.colour(Role.LINE_STRONG))
        return palette


def apply_theme(app: QApplication, name: str = "paper", scale: int = 100) -> Theme:
    """Dress an application made with STYLE_ARGUMENTS in a theme of resources/themes and return it.

    `theme()` finds it from then on.
    """
    dressed = Theme(THEME_FOLDER / f"{name}.toml", scale, app)
    dressed.dress(app)
    app.setProperty("theme", dressed)
    QTimer.singleShot(0, dressed, dressed.load_later_fonts)
    return dressed


def theme() -> Theme:
    """The theme of the running application."""
    app = QApplication.instance()
    assert app is not None, "a theme belongs to a running application"
    return cast(Theme, app.property("theme"))
