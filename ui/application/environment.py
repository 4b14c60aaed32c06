"""What the desktop needs of the machine, said in one sentence where it is missing. Imports no Qt at the top."""

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from ledger.language import _

# Debian's and Ubuntu's names, as tried on a bare Debian 12 (UOS and Kylin use the same).
QT_PACKAGES = "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
SCREEN_PACKAGES = (
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0"
    " libxcb-render-util0 libxcb-xkb1"
)
_NEEDS_NO_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs", "minimalegl")


def trouble_before_start(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why the desktop cannot start here, with what to do about it; "" where it can."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return trouble_of(str(error))
    if platform.startswith("linux") and not _has_screen(environ):
        return no_screen()
    return ""


def trouble_of(reason: str) -> str:
    """The sentence for what Python or Qt said when it could not be loaded."""
    if "PySide6" in reason and "No module" in reason:
        return _("The desktop needs PySide6; install the program's packages: pip install .")
    if "display" in reason:
        return no_screen()
    packages = QT_PACKAGES if ".so" in reason and "xcb" not in reason else f"{QT_PACKAGES} {SCREEN_PACKAGES}"
    return _("The desktop cannot start: a system library is missing. Please run: sudo apt install %(packages)s") % {
        "packages": packages
    }


def no_screen() -> str:
    """The sentence for a machine without a screen."""
    return _(
        "There is no screen here, so the desktop cannot open; the commands work without one, e.g. "
        "main.py report LEDGER --month 2026-10 -o REPORT.pdf (main.py --help lists them)."
    )


def choose_input_method(environ: MutableMapping[str, str] = os.environ, plugins: Path | None = None) -> None:
    """Let Chinese be typed where fcitx5 runs: Qt's wheel brings the ibus plugin only, and fcitx5 speaks ibus."""
    if environ.get("QT_IM_MODULES"):
        return
    asked = environ.get("QT_IM_MODULE", "")
    if asked.startswith("fcitx"):
        if plugins is None or not any(plugins.glob("*fcitx*")):
            environ["QT_IM_MODULE"] = "ibus"
    elif not asked and "fcitx" in environ.get("XMODIFIERS", "") + environ.get("GTK_IM_MODULE", ""):
        environ["QT_IM_MODULE"] = "ibus"


def _has_screen(environ: Mapping[str, str]) -> bool:
    asked = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if asked in _NEEDS_NO_SCREEN:
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
