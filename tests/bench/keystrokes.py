"""One morning, eight households with five matters, written three ways: how many keys each takes.

    python tests/bench/keystrokes.py

The same morning is entered into two new ledgers by driving the real window: as a page of the notebook, and through the
visit form. The third way is a row for each household in an Excel sheet, counted from what stands in its cells and one
key to go on from each. A chord such as Ctrl+Enter counts as two keys. A Chinese character counts as one key in the
first column; in the second as its pinyin, without tones, and half a key for choosing it among words.
What is in the two ledgers afterwards must be the same visits and matters, or the script says so and fails.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from keyboard import CTRL, SHIFT, Keyboard  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from ledger.language import in_language  # noqa: E402
from ledger.matters.categories import categories  # noqa: E402
from ledger.matters.listing import MatterFilter, list_matters  # noqa: E402
from ledger.people.entering import add_households  # noqa: E402
from ledger.people.fields import NewHousehold, NewResident  # noqa: E402
from ledger.people.pinyin import pinyin_columns  # noqa: E402
from ledger.places.doors import find_or_make_dwellings  # noqa: E402
from ledger.records.places import Address  # noqa: E402
from ledger.store import Ledger, create_ledger  # noqa: E402
from ledger.visits.history import VisitFilter, list_visits  # noqa: E402

TODAY = date(2026, 11, 23)
NOBODY = "没人"
Entered = tuple[list[tuple[str, str, tuple[str, ...]]], list[tuple[str, str]]]


@dataclass(frozen=True)
class Call:
    """One door of the morning: who lives there, what is noted, and the matter's category where there is one."""

    room: str
    people: tuple[str, ...]
    met: str
    note: str
    category: str = ""


MORNING = (
    Call("501", ("许敏", "李强"), "许敏", "卫生间漏水，楼上不配合，急", "邻里纠纷"),
    Call("502", ("孙立",), "", NOBODY),
    Call("402", ("李梅", "周明"), "李梅", "孩子放寒假想参加书法班", "教育文体"),
    Call("401", ("周秀英",), "周秀英", "没事，血压稳定"),
    Call("302", ("马建国",), "马建国", "暖气不热，测了16度", "水电气暖"),
    Call("301", ("田小军", "王晓燕"), "", NOBODY),
    Call("202", ("金凤英",), "金凤英", "想申请低保", "民政救助"),
    Call("201", ("何海军", "米雪"), "米雪", "楼道灯坏了三天", "设施维修"),
)
SHEET = ("日期", "走访人", "楼栋", "单元", "房号", "姓名", "方式", "结果", "记录", "诉求", "类别", "紧急")


class CountedKeyboard(Keyboard):
    """Hands that count: `keys` with a Chinese character as one, `spelt` with its pinyin instead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.keys = 0
        self.spelt = 0.0

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, and count them with what is held down."""
        each = 1 + bin(modifier.value).count("1")
        self.keys += each * len(keys)
        self.spelt += each * len(keys)
        super().press(*keys, modifier=modifier)
        QTest.qWait(1)

    def write(self, text: str) -> None:
        """Type, and count."""
        self.keys += len(text)
        self.spelt += spelt(text)
        super().write(text)
        QTest.qWait(1)


def spelt(text: str) -> float:
    """The keys for a text with its characters spelt in pinyin."""
    chinese = [c for c in text if "一" <= c <= "鿿"]
    return len(text) - len(chinese) + sum(len(pinyin_columns(c)[0].split(" ")[0]) + 0.5 for c in chinese)


def main() -> None:
    """Enter the morning in all three ways and print what each took."""
    from ui.theme import STYLE_ARGUMENTS, apply_theme

    app = QApplication(["keystrokes", *STYLE_ARGUMENTS])
    apply_theme(app)
    with tempfile.TemporaryDirectory() as folder, in_language("zh_CN"):
        page = in_window(Path(folder), "page", write_page)
        form = in_window(Path(folder), "form", fill_form)
    cells = [cell for call in MORNING for cell in row(call)]
    sheet = sum(len(cell) for cell in cells) + len(cells), sum(spelt(cell) for cell in cells) + len(cells)
    if page[2] != form[2]:
        sys.exit(f"not the same morning:\n{page[2]}\n{form[2]}")
    visits, matters = page[2]
    print(f"{len(visits)} households, {len(matters)} matters     keys   with pinyin spelt   beside the page")
    for name, (keys, pinyin) in (("a page", page[:2]), ("the visit form", form[:2]), ("rows of a sheet", sheet)):
        print(f"{name:28}{keys:7}{pinyin:20.0f}{keys / page[0]:14.2f} ×")


def row(call: Call) -> tuple[str, ...]:
    """The cells of one household's row."""
    matter = call.note if call.category else ""
    urgent = "急" if "急" in call.note else ""
    outcome = "见到" if call.met else "没人"
    door = ("2026-11-23", "王书记", "3", "2", call.room)
    return (*door, call.met, "入户", outcome, "" if matter else call.note, matter, call.category, urgent)


def in_window(folder: Path, name: str, enter: Callable[[CountedKeyboard], None]) -> tuple[int, float, Entered]:
    """Enter the morning in a window on a new ledger; keys, keys spelt, and what is in the ledger afterwards."""
    from ui.settings.preferences import Preferences
    from ui.shell.frame import Frame
    from ui.shell.page import Target
    from ui.shell.window import MainWindow
    from ui.workspace import Workspace

    workspace = Workspace(Preferences(folder / f"{name}.ini"), today=lambda: TODAY)
    workspace.adopt(community(folder / f"{name}.mqzb"))
    window = MainWindow(workspace)
    window.resize(1366, 768)
    window.show_frame(Frame(workspace))
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.frame.go(Target("today"))
    hands = CountedKeyboard(window)
    enter(hands)
    found = entered(workspace.ledger)
    window.close()
    workspace.close()
    return hands.keys, hands.spelt, found


def community(path: Path) -> Ledger:
    """A new ledger with the eight households."""
    ledger = create_ledger(path, community="银苑社区", worker="王书记")
    doors = find_or_make_dwellings(ledger, [Address("银苑小区", "3", "2", call.room) for call in MORNING])
    homes = [
        NewHousehold(doors[Address("银苑小区", "3", "2", call.room)], tuple(NewResident(name) for name in call.people))
        for call in MORNING
    ]
    add_households(ledger, homes, since=None, today=TODAY)
    return ledger


def write_page(hands: CountedKeyboard) -> None:
    """The morning as a page of the notebook."""
    hands.press(Qt.Key.Key_N, modifier=CTRL)
    QTest.qWait(300)
    hands.write("3号楼2单元")
    for call in MORNING:
        hands.enter()
        who = f"{call.met} " if call.met and len(call.people) > 1 else ""
        hands.write(f"{call.room} {who}{call.note}")
    QTest.qWait(300)
    hands.send()
    QTest.qWait(300)


def fill_form(hands: CountedKeyboard) -> None:
    """The morning through the visit form, by its shortest ways."""
    hands.press(Qt.Key.Key_N, modifier=CTRL | SHIFT)
    for number, call in enumerate(MORNING):
        hands.write(call.room if number else f"3-2-{call.room}")
        hands.enter()
        if len(call.people) > 1 and call.met:
            hands.write(str(list(call.people).index(call.met) + 1))
        hands.enter()
        if not call.met:
            hands.write("3")
            hands.send()
            continue
        hands.enter()
        hands.write(call.note)
        if call.category:
            hands.press(Qt.Key.Key_M, modifier=CTRL)
            choose_category(hands, call.category)
        hands.send()


def choose_category(hands: CountedKeyboard, category: str) -> None:
    """Where the form proposes another category, choose the right one by its initials."""
    block = hands.at.window().frame.page().entry.form.blocks[-1]
    if block.category.text().split(" ")[0].split("/")[0].strip() == category:
        return
    hands.press(Qt.Key.Key_Tab)
    hands.write("".join(pinyin_columns(c)[1][:1] for c in category))
    hands.enter()


def entered(ledger: Ledger) -> Entered:
    """What the ledger holds: visits by door with whoever was met, and matters by door with their main category."""
    known = {category.id: category for category in categories(ledger)}
    visits = sorted((v.address, str(v.outcome), v.people) for v in list_visits(ledger, VisitFilter()))
    found = [(m.address, known[m.category_id]) for m in list_matters(ledger, MatterFilter())]
    return visits, sorted((where, known[c.parent_id].name if c.parent_id else c.name) for where, c in found)


if __name__ == "__main__":
    main()
