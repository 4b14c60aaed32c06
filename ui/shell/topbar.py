"""The bar above every page: search, whose ledger this is, and 记一笔."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from ledger.language import _
from ui.shell.search import SearchBox
from ui.theme import theme
from ui.widgets import IconButton, Label, LinkButton, PrimaryButton, reveal
from ui.workspace import Workspace


class TopBar(QFrame):
    """`noted` follows 记一笔, `help_wanted` the question mark."""

    noted = Signal()
    help_wanted = Signal()

    def __init__(self, workspace: Workspace, *, can_note: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._workspace = workspace
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(14)
        self.search = SearchBox(workspace)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        self._community = Label("", "muted")
        self._worker = LinkButton("")
        self._worker.setToolTip(_("Who is writing"))
        row.addWidget(self._community)
        row.addWidget(self._worker)
        keys = IconButton("circle-help", _("Keys") + "  F1")
        keys.clicked.connect(lambda: self.help_wanted.emit())
        row.addWidget(keys)
        if can_note:
            note = PrimaryButton(_("Note a visit") + "  Ctrl N")
            note.setAccessibleName(_("Note a visit"))
            note.clicked.connect(lambda: self.noted.emit())
            row.addWidget(note)
        self._fit()
        theme().changed.connect(self._fit)
        workspace.opened.connect(self.show_names)
        workspace.worker_changed.connect(self.show_names)
        self.show_names()

    def begin_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.begin()

    def words(self) -> str:
        """What the bar says of community and worker."""
        return f"{self._community.text()} {self._worker.text()}"

    def show_names(self) -> None:
        """Show the community and who is writing; the others are offered where there are any."""
        workspace = self._workspace
        if not workspace.is_open:
            reveal(self._worker, False)
            return
        known, here = workspace.workers, workspace.worker
        several = len(known) > 1
        self._community.setText(workspace.community.name + ("" if several else f" • {here.name}"))
        reveal(self._worker, several)
        self._worker.setText(here.name)
        menu = QMenu(self._worker)
        for worker in known:
            action = menu.addAction(worker.name)
            action.setCheckable(True)
            action.setChecked(worker.uid == here.uid)
            action.triggered.connect(lambda _checked=False, chosen=worker: workspace.work_as(chosen))
        self._worker.setMenu(menu)

    def _fit(self) -> None:
        self.setFixedHeight(theme().size(56))
