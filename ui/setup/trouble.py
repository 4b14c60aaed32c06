"""The ledger cannot be opened: what is wrong, and the ways on. A missing ledger is never replaced silently."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.errors import LedgerError, WorldProblem
from ledger.language import _
from ledger.sentences import explain
from ui.setup.first_run import ask_for_ledger
from ui.shell.alone import AlonePage
from ui.widgets import GhostButton, Label, LinkButton, PrimaryButton, Rule


class TroublePage(AlonePage):
    """`opened(Path)` for another ledger or the same once more, `new_wanted` for the first-run page."""

    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, path: Path, error: LedgerError, recent: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        missing = isinstance(error, WorldProblem) and error.code == "no_such_ledger"
        explanation = explain(error)
        self.card.add(
            Label(_("The ledger is not where it was") if missing else _("The ledger cannot be opened"), "title")
        )
        self.sentence = Label(explanation.what, wrap=True)
        self.card.add(self.sentence)
        self.card.add(Label(explanation.next_step, "strong", wrap=True))
        if missing:
            self.card.add(Label(_hints(), "muted", wrap=True))
        self._buttons(missing)
        self._others([known for known in recent if known != path and known.is_file()][:4])
        self.setFocusProxy(self.again)

    def _buttons(self, missing: bool) -> None:
        self.again = PrimaryButton(_("Try again"))
        self.again.clicked.connect(lambda: self.opened.emit(self._path))
        self.choose = GhostButton(_("It lies elsewhere now…") if missing else _("Open another ledger…"))
        self.choose.clicked.connect(self._ask)
        self.begin = GhostButton(_("Begin a new ledger"))
        self.begin.clicked.connect(lambda: self.new_wanted.emit())
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self.again, self.choose, self.begin):
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addSpacing(6)
        self.card.body.addLayout(row)

    def _others(self, recent: list[Path]) -> None:
        if not recent:
            return
        self.card.add(Rule())
        self.card.add(Label(_("Opened before"), "muted"))
        for path in recent:
            other = LinkButton(str(path))
            other.clicked.connect(lambda _checked=False, chosen=path: self.opened.emit(chosen))
            self.card.add(other)

    def _ask(self) -> None:
        if path := ask_for_ledger(self, self._path.parent):
            self.opened.emit(path)


def _hints() -> str:
    return _(
        "If it lies on a removable or network drive, connect that first. If it was moved, say where it lies"
        " now. If it is lost, open a copy you kept of it."
    )
