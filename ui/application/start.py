"""From the command line to the open window."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.language import _
from ui.application.environment import choose_input_method, trouble_before_start, trouble_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAILED, BAD_INPUT = 1, 2
APPLICATION = "minqing-ledger"


def start_desktop(arguments: Sequence[str]) -> int:
    """Open the desktop, with the ledger named in `arguments` or the last one; returns the exit status.

    Where it cannot open, one sentence on standard error says what to install or do instead, and the status is 1.
    """
    if arguments and not (arguments[0].endswith(".mqzb") or Path(arguments[0]).is_file()):
        sentence = _("“%(word)s” is neither a command nor a ledger; see --help.") % {"word": arguments[0]}
        print(sentence, file=sys.stderr)
        return BAD_INPUT
    # Nothing made before the window stands is garbage; looking for some would cost a tenth of the start.
    gc.disable()
    if trouble := trouble_before_start():
        print(trouble, file=sys.stderr)
        return FAILED
    return _run(Path(arguments[0]).resolve() if arguments else None)


def _run(ledger: Path | None) -> int:
    from PySide6.QtCore import QLibraryInfo, QTimer
    from PySide6.QtGui import QIcon

    from ui.application.instance import Door, knock

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    choose_input_method(plugins=plugins)
    app = make_application()
    if knock(str(ledger or "")):
        return 0
    from ui.application.crash import report_crashes
    from ui.application.desktop import Desktop
    from ui.settings.preferences import TEXT_SCALE, Preferences
    from ui.theme import apply_theme
    from ui.theme.icons import ICON_FOLDER

    preferences = Preferences()
    apply_theme(app, scale=preferences.get(TEXT_SCALE))
    desktop = Desktop(app, preferences)
    report_crashes(desktop.workspace.notices)
    desktop.start(ledger)
    QTimer.singleShot(0, desktop, gc.enable)
    QTimer.singleShot(0, app, lambda: app.setWindowIcon(QIcon(str(ICON_FOLDER / "app.svg"))))
    door = Door(app)
    door.knocked.connect(lambda text: desktop.raise_window(Path(text) if text else None))
    QTimer.singleShot(0, door, door.open)
    status = app.exec()
    desktop.close()
    return status


def make_application() -> "QApplication":
    """The application object. Qt's own way to say that it cannot start, an abort, is turned into our sentence."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from ui.theme import STYLE_ARGUMENTS

    heard: list[str] = []

    def listen(kind: QtMsgType, _context: Any, text: str) -> None:
        heard.append(text)
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(trouble_of(" ".join(heard)) + "\n")
            sys.stderr.flush()
            # Qt would abort the process next, with a core dump for a missing package.
            os._exit(FAILED)

    before: Callable[..., Any] | None = qInstallMessageHandler(listen)
    app = QApplication([APPLICATION, *STYLE_ARGUMENTS])
    qInstallMessageHandler(before)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName(_("Minqing Ledger"))
    app.setDesktopFileName(APPLICATION)
    return app
