"""What the sections of the settings page have in common: a table of entries with 添加, 修改, 作废."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ui.widgets import Column, GhostButton, Label, ReasonSheet, RecordTable
from ui.workspace import Workspace


class Section(QWidget):
    """One tab. `wanted(Target)` asks the shell for something."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 14, 2, 2)
        self.column.setSpacing(10)

    def refresh(self) -> None:
        """Read what is shown, again."""


class EntryList(QWidget):
    """A table of entries with its buttons. `edit(None)` is 添加, `edit(record)` 修改.

    `withdraw(record, reason)` returns whether it was accepted; what needs no reason is taken off by `remove(record)`.
    """

    def __init__(
        self,
        workspace: Workspace,
        columns: Sequence[Column],
        *,
        name: str,
        title: str,
        edit: Callable[[Any | None], object],
        called: Callable[[Any], str],
        withdraw: Callable[[Any, str], bool] | None = None,
        remove: Callable[[Any], object] | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._withdraw = withdraw
        self._remove = remove
        self._called = called
        self.table = RecordTable(columns, name=name, title=title, memory=workspace.preferences, empty=empty)
        self.add_button = GhostButton(_("Add…"))
        self.edit_button = GhostButton(_("Change…"))
        self.withdraw_button = GhostButton(_("Withdraw…") if withdraw is not None else _("Remove"))
        self.table.opened.connect(edit)
        self.table.picked.connect(self._enable)
        self.add_button.clicked.connect(lambda: edit(None))
        self.edit_button.clicked.connect(self._edit_current)
        self.withdraw_button.clicked.connect(self._withdraw_current)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(Label(title, "section"))
        self.head.addStretch(1)
        for button in (self.add_button, self.edit_button, self.withdraw_button):
            self.head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.head)
        column.addWidget(self.table, 1)
        self._enable(None)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these entries."""
        self.table.show_records(records)
        self._enable(self.table.current())

    def _enable(self, record: Any | None) -> None:
        self.edit_button.setEnabled(record is not None)
        self.withdraw_button.setEnabled(record is not None)

    def _edit_current(self) -> None:
        if (record := self.table.current()) is not None:
            self._edit(record)

    def _withdraw_current(self) -> None:
        record = self.table.current()
        if record is not None and self._remove is not None:
            self._remove(record)
        elif record is not None and self._withdraw is not None:
            self._ask_why(record, self._withdraw)

    def _ask_why(self, record: Any, withdraw: Callable[[Any, str], bool]) -> None:
        title = _("Withdraw “%(name)s”") % {"name": self._called(record)}
        self.sheet = ReasonSheet(self, title, lambda reason: withdraw(record, reason))
        self.sheet.open()
