"""How the desktop looks: named colours given to roles, one text scale, one style sheet, tinted icons."""

from ui.theme.colours import Role, Tone
from ui.theme.theme import STYLE_ARGUMENTS, TEXT_SCALES, Theme, apply_theme, theme

__all__ = ["STYLE_ARGUMENTS", "TEXT_SCALES", "Role", "Theme", "Tone", "apply_theme", "theme"]
