from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from ledger.errors import WorldProblem
from ui.setup.trouble import TroublePage


def _page(qtbot: Any, code: str) -> TroublePage:
    path = Path("/media/usb/账本.mqzb")
    page = TroublePage(path, WorldProblem(code, path), [])
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_missing_ledger_is_named_and_can_be_looked_for(qtbot: Any) -> None:
    page = _page(qtbot, "no_such_ledger")
    assert "/media/usb/账本.mqzb" in page.sentence.text()
    with qtbot.waitSignal(page.opened) as opened:
        page.again.click()
    assert opened.args[0] == Path("/media/usb/账本.mqzb")
    with qtbot.waitSignal(page.new_wanted):
        page.begin.click()


def test_every_trouble_has_its_sentence(qtbot: Any) -> None:
    for code in ("not_a_ledger", "ledger_newer", "ledger_in_use", "ledger_damaged", "ledger_cannot_be_opened"):
        page = _page(qtbot, code)
        assert code not in " ".join(label.text() for label in page.findChildren(QLabel))
