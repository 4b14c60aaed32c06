from pathlib import Path

import pytest

from ui.application.environment import choose_input_method, trouble_before_start, trouble_of


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "apt install libglib2.0-0 libegl1"),
        ('Could not load the Qt platform plugin "xcb"; xcb-cursor0 or libxcb-cursor0 is needed', "libxcb-cursor0"),
        ("could not connect to display :9", "main.py report"),
        ("No module named 'PySide6'", "pip install"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(reason: str, told: str) -> None:
    sentence = trouble_of(reason)
    assert told in sentence
    assert "\n" not in sentence


def test_without_a_screen_the_commands_are_named() -> None:
    assert "main.py report" in trouble_before_start({}, "linux")
    assert trouble_before_start({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert trouble_before_start({"WAYLAND_DISPLAY": "wayland-0"}, "linux") == ""
    assert trouble_before_start({}, "win32") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, None),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, "compose"),
        ({"QT_IM_MODULES": "wayland;fcitx", "XMODIFIERS": "@im=fcitx"}, None),
    ],
)
def test_chinese_can_be_typed_where_fcitx_runs(before: dict[str, str], after: str | None, tmp_path: Path) -> None:
    environ = dict(before)
    choose_input_method(environ, tmp_path)
    assert environ.get("QT_IM_MODULE") == after


def test_a_plugin_of_the_system_s_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "libfcitx5platforminputcontextplugin.so").touch()
    environ = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environ, tmp_path)
    assert environ["QT_IM_MODULE"] == "fcitx"
