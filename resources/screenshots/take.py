"""Takes the README's pictures: the real window over a sample ledger, and the month as printed.

python resources/screenshots/take.py [--scale 100|125|150] [--folder FOLDER]
"""

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

TODAY = date(2026, 11, 23)
WIDTH, HEIGHT = 1366, 768


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=100, choices=(100, 125, 150))
    parser.add_argument("--folder", type=Path, default=HERE)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        from ledger.sample.making import make_sample

        sample = Path(folder) / "sample.mqzb"
        make_sample(sample, until=TODAY, seed=1)
        _print_month(sample, Path(folder) / "month.pdf", args.folder / "month.png")
        _photograph(sample, Path(folder), args.folder, args.scale)


def _photograph(sample: Path, work: Path, folder: Path, scale: int) -> None:
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QApplication

    from ledger.store import open_ledger
    from ui.settings.preferences import Preferences
    from ui.shell.frame import Frame
    from ui.shell.window import MainWindow
    from ui.theme import STYLE_ARGUMENTS, apply_theme
    from ui.workspace import Workspace

    app = QApplication(["minqing-ledger", *STYLE_ARGUMENTS])
    QStandardPaths.setTestModeEnabled(True)
    apply_theme(app, scale=scale)
    workspace = Workspace(Preferences(work / "preferences.ini"), today=lambda: TODAY)
    workspace.adopt(open_ledger(sample))
    window = MainWindow(workspace)
    window.resize(WIDTH, HEIGHT)
    window.show_frame(Frame(workspace))
    window.show()
    for name, target in _subjects(workspace.ledger).items():
        window.frame.go(target)
        _settle(app)
        if name == "notebook":
            _write_page(window, workspace.ledger)
            _settle(app)
        window.grab().save(str(folder / f"{name}.png"))
    window.close()
    workspace.close()


def _subjects(ledger: "Ledger") -> "dict[str, Target]":  # noqa: F821 - imported with Qt only
    from ledger.matters.listing import MatterFilter, list_matters
    from ledger.places.doors import buildings
    from ui.shell.page import Target

    overdue = list_matters(ledger, MatterFilter(overdue_on=TODAY), limit=1)
    matter = (overdue or list_matters(ledger, MatterFilter(), limit=1))[0]
    return {
        "today": Target("today"),
        "notebook": Target("notebook"),
        "file": Target("residents", "household", _busiest(ledger)),
        "search": Target("search", "words", detail={"words": "漏水"}),
        "matter": Target("matters", "matter", matter.id),
        "building": Target("buildings", "building", buildings(ledger)[0].id),
    }


def _busiest(ledger: "Ledger") -> int:  # noqa: F821 - imported with Qt only
    """The household with the most to tell: its matters count more than its visits."""
    found = ledger.value(
        "select v.household_id from visit v left join matter m on m.visit_id = v.id where v.household_id is not null"
        " group by 1 order by 10 * count(m.id) + count(*) desc, 1 limit 1"
    )
    return int(found)


def _write_page(window: "MainWindow", ledger: "Ledger") -> None:  # noqa: F821 - imported with Qt only
    """A morning in one unit, as somebody writes it down: met, not met, a need, a promise, a name that two have."""
    from PySide6.QtWidgets import QPlainTextEdit

    rows = ledger.rows(
        "select d.room as room, r.name as name from household h join occupancy o on o.household_id = h.id"
        " and o.until is null join dwelling d on d.id = o.dwelling_id join unit u on u.id = d.unit_id"
        " join building b on b.id = u.building_id join resident r on r.id = h.head_id"
        " where b.name = '3' and u.name = '2' order by d.room"
    )
    twice = ledger.value("select name from resident group by name having count(*) = 2 order by name limit 1")
    said = ("卫生间漏水，楼上不配合，急", "没人", "没事，孩子放寒假想参加书法班", "血压160，已联系卫生站，下周三再去")
    lines = ["今天上午 3号楼2单元"]
    for row, words in zip(rows[2:], said, strict=False):
        lines.append(f"{row['room']} {'' if words == '没人' else row['name'] + ' '}{words}")
    paper = window.frame.page().findChild(QPlainTextEdit)
    paper.setPlainText("\n".join([*lines, f"{twice} 问医保怎么交"]))


def _settle(app: "QApplication") -> None:  # noqa: F821 - imported with Qt only
    """Let background work and painting end: until nothing is left to do for a while."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThreadPool

    end = QDeadlineTimer(3000)
    while not end.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QThreadPool.globalInstance().waitForDone(10)


def _print_month(sample: Path, target: Path, picture: Path) -> None:
    import pypdfium2

    from ledger.accounts.gathering import gather_month
    from ledger.reports.month import draw_month
    from ledger.store import open_ledger

    with open_ledger(sample, read_only=True) as ledger:
        report = gather_month(ledger, "2026-10", prepared_by="社区书记", made_at=datetime(2026, 11, 2, 9, 12))
    draw_month(report, target)
    document = pypdfium2.PdfDocument(target)
    document[0].render(scale=1.6).to_pil().save(picture)
    document.close()


if __name__ == "__main__":
    main()
