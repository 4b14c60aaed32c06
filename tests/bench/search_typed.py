"""Typing into the search box of the real window: from each key to its answer on the screen, and what the window felt.

    python tests/bench/search_typed.py large.mqzb [pause in milliseconds]

The ledger is opened as the desktop opens it (an entry or two goes into its access log): give it a copy. Every key of
every query counts; a key whose answer is overtaken by the next key is counted as dropped, not as fast. Beside the times
to the answer stand how long the key itself held the window up, and the longest time the window did nothing else.
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from keyboard import Keyboard  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from ledger.language import set_language  # noqa: E402
from ui.application.start import make_application  # noqa: E402
from ui.settings.preferences import Preferences  # noqa: E402
from ui.shell.frame import Frame  # noqa: E402
from ui.shell.page import Target  # noqa: E402
from ui.shell.window import MainWindow  # noqa: E402
from ui.theme import apply_theme  # noqa: E402
from ui.workspace import Workspace  # noqa: E402

QUERIES = (
    "漏水", "许敏", "xumin", "xm", "3-2-501", "501", "1001", "电梯", "水", "王", "许敏 漏水", "暖气不热", "独居老人",
    "类别:邻里纠纷", "状态:未结 漏水", "上月 漏水", "MQ-2026-0052", "徐闽", "wangjianguo", "一个人", "广场舞", "超期",
)  # fmt: skip
PATIENCE = 3.0


class Hand:
    """Types, and writes down how long everything took (milliseconds)."""

    def __init__(self, window: MainWindow, pause: float) -> None:
        self.box = window.frame.topbar.search
        self.keyboard = Keyboard(window)
        self.pause = pause
        self.answers: list[float] = []
        self.keys: list[float] = []
        self.gaps: list[float] = []
        self.dropped = 0
        self._shown = 0.0
        self._beat = time.perf_counter()
        self.box.answers.answered.connect(self._answered)
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def write(self, words: str) -> None:
        """Type one query, and wait for the last answer only."""
        self.box.begin()
        self.box.clear()
        for at, letter in enumerate(words):
            self._shown, begun = 0.0, time.perf_counter()
            self.keyboard.write(letter)
            self.keys.append((time.perf_counter() - begun) * 1000)
            last = at == len(words) - 1
            until = begun + (PATIENCE if last else self.pause)
            while time.perf_counter() < until and not (last and self._shown):
                self._spin()
            if self._shown:
                self.answers.append((self._shown - begun) * 1000)
            else:
                self.dropped += 1

    def _spin(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(2, loop.quit)
        loop.exec()

    def _answered(self) -> None:
        # Shown means painted: the list has taken the answer already, now its lines are drawn.
        self.box.window().repaint()
        self._shown = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._beat) * 1000)
        self._beat = now


def told(name: str, times: list[float]) -> str:
    """One line of the table."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"{name:28} {len(times):5} {median(times):8.1f} {p95:8.1f} {ordered[-1]:8.1f}"


def main(path: Path, pause: float) -> None:
    """Open the ledger, type, tell."""
    set_language("zh_CN")
    app = make_application()
    apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Preferences(Path(folder) / "preferences.ini"), today=lambda: date(2026, 11, 23))
        window = MainWindow(workspace)
        window.resize(1366, 768)
        window.show_frame(Frame(workspace))
        window.show()
        window.activateWindow()
        workspace.open(path)
        window.frame.go(Target("settings"))
        hand = Hand(window, pause)
        hand.write("许")
        for each in (hand.answers, hand.keys, hand.gaps):
            each.clear()
        for words in QUERIES:
            hand.write(words)
        print(f"{'milliseconds':28} {'n':>5} {'p50':>8} {'p95':>8} {'max':>8}")
        print(told("key to answer on the screen", hand.answers))
        print(told("the key itself", hand.keys))
        print(told("between two beats (1 ms)", hand.gaps))
        print(f"{hand.dropped} answers were overtaken by the next key")
        workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0.15)
