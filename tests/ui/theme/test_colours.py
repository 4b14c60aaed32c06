import tomllib
from pathlib import Path

import pytest

from ui.theme.colours import THEME_FOLDER, Role, Tone, read_colours


def _brightness(colour: str) -> float:
    """Relative luminance of #RRGGBB, by WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_brightness(one), _brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("file", sorted(THEME_FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_words_can_be_read_in_every_theme(file: Path) -> None:
    colours = read_colours(file)
    pairs = [(tone.text, tone.back) for tone in Tone]
    pairs += [(Role.TEXT, tone.fill) for tone in Tone]
    pairs += [(tone.text, Role.CARD) for tone in Tone]
    pairs += [(Role.TEXT, ground) for ground in (Role.PAGE, Role.CARD, Role.FIELD, Role.SELECTION, Role.HOVER)]
    pairs += [(Role.MUTED, ground) for ground in (Role.PAGE, Role.CARD, Role.FIELD, Role.FIELD_OFF)]
    pairs += [(Role.ON_ACCENT, Role.ACCENT), (Role.SIDEBAR_TEXT, Role.SIDEBAR), (Role.LINK, Role.CARD)]
    weak = [
        (text, ground, round(contrast(colours[text], colours[ground]), 2))
        for text, ground in pairs
        if contrast(colours[text], colours[ground]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("file", sorted(THEME_FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_a_theme_is_read_as_the_toml_it_is(file: Path) -> None:
    with file.open("rb") as opened:
        data = tomllib.load(opened)
    colours = {Role(role): data["colours"][name] for role, name in data["roles"].items()}
    assert read_colours(file) == colours


def test_a_role_without_a_colour_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "bare.toml"
    file.write_text('[colours]\npaper = "#FFFFFF"\n[roles]\npage = "paper"\n', encoding="utf-8")
    with pytest.raises(KeyError):
        read_colours(file)
