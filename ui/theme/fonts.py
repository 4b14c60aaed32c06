"""The fonts of the screen: the bundled ones first, for a bare Linux has no Chinese font at all."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FONT_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"

# What the first window needs; the rest (rare characters, Song) is loaded once it stands.
_FIRST = ("Hei-Regular", "Hei-Bold")
_FALLBACK = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC", "sans-serif")


def font_files() -> tuple[list[Path], list[Path]]:
    """The bundled font files: those the first window needs, and those that can wait."""
    files = sorted(FONT_FOLDER.glob("*.ttf"))
    first = [file for file in files if any(mark in file.stem for mark in _FIRST)]
    return first, [file for file in files if file not in first]


def load_fonts(files: list[Path]) -> list[str]:
    """Load font files into Qt and return their families, in the order of the files, each once."""
    families: list[str] = []
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        for family in QFontDatabase.applicationFontFamilies(number) if number >= 0 else ():
            if family not in families:
                families.append(family)
    return families


def screen_font(families: list[str], pixels: int) -> QFont:
    """The font of the desktop: `families` first, then what Chinese systems bring."""
    font = QFont()
    font.setFamilies([*families, *_FALLBACK])
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
