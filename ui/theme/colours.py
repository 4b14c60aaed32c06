"""Colours by role. A theme file names colours and gives them to roles; widgets ask for roles only."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

THEME_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "themes"


class Role(StrEnum):
    """What a colour is for. Every theme file gives a colour to each of these."""

    PAGE = "page"
    CARD = "card"
    FIELD = "field"
    FIELD_OFF = "field_off"
    LINE = "line"
    LINE_STRONG = "line_strong"
    TEXT = "text"
    MUTED = "muted"
    LINK = "link"
    SIDEBAR = "sidebar"
    SIDEBAR_HERE = "sidebar_here"
    SIDEBAR_TEXT = "sidebar_text"
    SIDEBAR_BRIGHT = "sidebar_bright"
    ACCENT = "accent"
    ACCENT_DEEP = "accent_deep"
    ACCENT_LINE = "accent_line"
    ON_ACCENT = "on_accent"
    SELECTION = "selection"
    HOVER = "hover"
    FOCUS = "focus"
    GOOD = "good"
    BAD = "bad"
    RING = "ring"
    RING_REST = "ring_rest"
    GREEN_BACK = "green_back"
    GREEN_TEXT = "green_text"
    GREEN_FILL = "green_fill"
    BLUE_BACK = "blue_back"
    BLUE_TEXT = "blue_text"
    BLUE_FILL = "blue_fill"
    AMBER_BACK = "amber_back"
    AMBER_TEXT = "amber_text"
    AMBER_FILL = "amber_fill"
    RED_BACK = "red_back"
    RED_TEXT = "red_text"
    RED_FILL = "red_fill"
    VIOLET_BACK = "violet_back"
    VIOLET_TEXT = "violet_text"
    VIOLET_FILL = "violet_fill"
    GREY_BACK = "grey_back"
    GREY_TEXT = "grey_text"
    GREY_FILL = "grey_fill"


class Tone(StrEnum):
    """The tone of a chip, a banner or a door: what it says before it is read."""

    GREEN = "green"  # done, met, fine
    BLUE = "blue"  # in hand, information
    AMBER = "amber"  # soon, take care
    RED = "red"  # overdue, wrong
    VIOLET = "violet"  # waiting for others
    GREY = "grey"  # neutral

    @property
    def back(self) -> Role:
        """The pale ground behind words in this tone."""
        return Role(f"{self.value}_back")

    @property
    def text(self) -> Role:
        """Words in this tone, readable on `back` and on a card."""
        return Role(f"{self.value}_text")

    @property
    def fill(self) -> Role:
        """A larger area in this tone (a door of the plan), under ordinary text."""
        return Role(f"{self.value}_fill")


def read_colours(path: Path) -> Mapping[Role, str]:
    """The colours of a theme file by role, as #RRGGBB. Raises KeyError where a role has no colour."""
    tables = _read_tables(path)
    named, roles = tables["colours"], tables["roles"]
    return {role: named[roles[role.value]] for role in Role}


def _read_tables(path: Path) -> dict[str, dict[str, str]]:
    # Tables of one-line strings are all a theme has; tomllib would cost as much as the whole of the theme.
    tables: dict[str, dict[str, str]] = {}
    table: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            table = tables.setdefault(line.strip()[1:-1], {})
        elif line and not line.startswith("#"):
            name, _equals, value = line.partition("=")
            table[name.strip()] = value.strip().strip('"')
    return tables
