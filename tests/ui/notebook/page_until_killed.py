"""A desktop of its own: writes a page letter by letter on a real ledger, corrects a line, and says so, until killed.

usage: python page_until_killed.py LEDGER PREFERENCES
"""

import sys
from datetime import date
from pathlib import Path

from keyboard import Keyboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ledger.records.visits import VisitOutcome
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
    window.do("notebook")
    desk = window.frame.page().desk  # type: ignore[attr-defined]
    while desk.understanding.manuscript is None:
        QTest.qWait(10)
    hands = Keyboard(window)
    hands.write("3号楼2单元\n501 许敏 没事\n502 没人")
    first = desk.understanding.proposals[0]
    desk.cards.corrected.emit(first.key, {"outcome": VisitOutcome.REFUSED})
    # Half a second after a key it is on disk.
    QTest.qWait(PAUSE)
    print("written", flush=True)
    while True:
        hands.write("水")
        QTest.qWait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
