"""The help sheet (F1): every key, made from the same data as the shortcuts."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ui.shell.actions import ACTIONS, FIELD_KEYS, page_keys
from ui.shell.page import PageSpec, page_title
from ui.widgets import GhostButton, Label, ScrollColumn


def key_rows(pages: Sequence[PageSpec]) -> dict[str, list[tuple[str, str]]]:
    """What the sheet tells, by group: (what it does, its keys), in the language in force."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in ACTIONS:
        keys = " / ".join(_shown(key) for key in action.keys)
        groups.setdefault(_(action.group), []).append((_(action.title), keys))
    for position, spec in enumerate(pages):
        groups.setdefault(_("Go to"), []).append((page_title(spec), page_keys(position)))
    groups[_("In fields and tables")] = [(_(what), keys) for what, keys in FIELD_KEYS]
    return groups


class HelpSheet(QDialog):
    """The keys, in two columns."""

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        scroll = ScrollColumn()
        columns = QHBoxLayout()
        columns.setSpacing(36)
        sides = (QVBoxLayout(), QVBoxLayout())
        for number, (group, rows) in enumerate(key_rows(pages).items()):
            sides[number % 2].addLayout(self._group(group, rows))
        for side in sides:
            side.setSpacing(18)
            side.addStretch(1)
            columns.addLayout(side)
        scroll.column.addLayout(columns)
        outer.addWidget(scroll, 1)
        close = GhostButton(_("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        outer.addLayout(foot)
        inner = scroll.column.sizeHint()
        self.resize(inner.width() + 80, min(inner.height() + 110, 680))

    @staticmethod
    def _group(title: str, rows: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(title, "section"), 0, 0, 1, 2)
        for row, (what, keys) in enumerate(rows, 1):
            grid.addWidget(Label(what), row, 0)
            grid.addWidget(Label(keys, "key"), row, 1)
        return grid


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
