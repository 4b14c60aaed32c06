"""A desktop of its own: types a visit letter by letter on a real ledger, and says so, until somebody kills it.

usage: python typing_until_killed.py LEDGER PREFERENCES
"""

import sys
from datetime import date
from pathlib import Path

from keyboard import CTRL, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ledger.store import open_ledger
from ui.settings.preferences import Preferences
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import apply_theme
from ui.workspace import Workspace

PAUSE = 500


def main(ledger: Path, preferences: Path) -> None:
    app = QApplication([])
    apply_theme(app)
    workspace = Workspace(Preferences(preferences), today=lambda: date(2026, 11, 23))
    workspace.adopt(open_ledger(ledger))
    window = MainWindow(workspace)
    window.show_frame(Frame(workspace))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.frame.go(Target("today"))
    hands = Keyboard(window)
    window.do("visits.new")
    hands.write("3-2-501")
    hands.enter()
    hands.write("2")
    hands.enter(2)
    hands.write("卫生间漏水，楼上不配合。")
    hands.press(Qt.Key.Key_M, modifier=CTRL)
    # Half a second after a key it is on disk.
    QTest.qWait(PAUSE)
    print("typed", flush=True)
    window.frame.page().entry.form.note.setFocus()  # type: ignore[attr-defined]
    while True:
        hands.write("水")
        QTest.qWait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
