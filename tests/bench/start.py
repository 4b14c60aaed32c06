"""How long the desktop takes to stand, beside a bare Qt window with a table of 200 × 8.

    python tests/bench/start.py [--runs 11] [--visits 100000] [--ledger FILE]

Each start is a process of its own, the kinds by turns; counted is the time from the spawn to the first painted
window, and for ours also to the first page painted in it. Without a screen both are drawn off it.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from big_ledger import big_ledger  # noqa: E402

TARGET = 1.5
PATIENCE_SECONDS = 60

_PAINTED = """
import sys, time, os
def painted():
    print(time.time(), flush=True)
    os._exit(0)
def watch(widget):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, painted)
            return False
    widget._watch = Watch()
    widget.installEventFilter(widget._watch)
"""
_BARE = (
    _PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
app = QApplication([])
window = QMainWindow()
table = QTableWidget(200, 8)
for row in range(200):
    for column in range(8):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
window.setCentralWidget(table)
window.resize(1366, 740)
watch(table.viewport())
window.show()
app.exec()
"""
)
_OURS = (
    _PAINTED
    + """
import ui.application.start as start
def watched(app):
    from ui.application.desktop import Desktop
    begin = Desktop.start
    def started(self, ledger=None):
        begin(self, ledger)
        watch(self.window.centralWidget())
    Desktop.start = started
    return app
make = start.make_application
start.make_application = lambda: watched(make())
import main
main.main(sys.argv[1:])
"""
)
_OUR_PAGE = _OURS.replace(
    "        watch(self.window.centralWidget())",
    "        frame = self.window.frame\n"
    "        go = frame.go\n"
    "        frame.go = lambda target: (go(target), watch(frame.page()))",
)


def seconds_to_stand(program: str, *arguments: str, settings: Path) -> float:
    """One start, in a process of its own, with settings of its own."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(settings),
        "HOME": str(settings),
        # A desktop that happens to run here must not answer the door.
        "XDG_RUNTIME_DIR": str(settings),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.time()
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    if not done.stdout.strip():
        raise SystemExit(f"the program did not stand:\n{done.stderr}")
    return float(done.stdout.split()[-1]) - began


def main() -> int:
    """Measure and print; exit status 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # A copy: another measurement may have the kept one open, and then it would not open here.
        ledger = Path(shutil.copy(args.ledger or big_ledger(visits=args.visits), place / "bench.mqzb"))
        # The first of each is thrown away: it fills the disk cache and writes the bytecode.
        times: tuple[list[float], ...] = ([], [], [])
        for _run in range(args.runs + 1):
            times[0].append(seconds_to_stand(_BARE, settings=place))
            times[1].append(seconds_to_stand(_OURS, str(ledger), settings=place))
            times[2].append(seconds_to_stand(_OUR_PAGE, str(ledger), settings=place))
    bare, ours, page = (statistics.median(kind[1:]) for kind in times)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"medians of {args.runs}: bare window {bare * 1000:.0f} ms, desktop {ours * 1000:.0f} ms,", end=" ")
    print(f"with its first page {page * 1000:.0f} ms")
    print(f"ratio {ours / bare:.2f} (target {TARGET}), with its first page {page / bare:.2f}")
    return 0 if ours / bare <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
