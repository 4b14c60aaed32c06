from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from ui.theme import Role, theme
from ui.theme.icons import ICON_FOLDER
from ui.widgets import Label


def test_text_follows_the_scale_at_once(qtbot: Any) -> None:
    title, body = Label("民情账本", "title"), QPushButton("办结")
    for widget in (title, body):
        qtbot.addWidget(widget)
        widget.show()
    sizes = {}
    for scale in (100, 125, 150):
        theme().set_scale(scale)
        sizes[scale] = (title.font().pixelSize(), body.font().pixelSize())
    assert sizes[100] == (21, 14)
    assert sizes[150] == (32, 21)
    assert sizes[100] < sizes[125] < sizes[150]


def test_a_scale_nobody_offers_is_left_alone(qapp: Any) -> None:
    theme().set_scale(999)
    assert theme().scale == 100


def test_icons_take_the_colour_of_their_role(qapp: Any) -> None:
    image = theme().pixmap("square", Role.ACCENT, 24).toImage()
    colours = {image.pixelColor(x, 12).name() for x in range(24) if image.pixelColor(x, 12).alpha() == 255}
    assert colours == {theme().hex(Role.ACCENT).lower()}


def test_an_icon_that_is_not_there_is_an_error(qapp: Any) -> None:
    with pytest.raises(FileNotFoundError):
        theme().icon("no-such-icon")


def test_the_icons_licence_lies_beside_them() -> None:
    assert "ISC License" in (ICON_FOLDER / "LICENSE-lucide.txt").read_text(encoding="utf-8")
