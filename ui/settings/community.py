"""社区与账本: what the community is called, where the ledger lies, and other ledgers."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ledger.language import _
from ledger.places import staff
from ui.settings.section import Section
from ui.setup.first_run import ask_for_ledger
from ui.setup.places import warning_about
from ui.shell.page import Target
from ui.widgets import Card, Form, GhostButton, Label, LinkButton, PrimaryButton, ScrollColumn, clear_layout, reveal
from ui.workspace import Workspace


class CommunitySection(Section):
    """Two cards: the community, and the ledger's file."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        scroll = ScrollColumn()
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._community_card(), 1)
        row.addWidget(self._file_card(), 1)
        scroll.column.addLayout(row)
        self.column.addWidget(scroll)

    def refresh(self) -> None:
        """Read the community's names; what is being typed is left alone."""
        community = self.workspace.community
        for field, text in (
            (self.name, community.name),
            (self.street, community.street),
            (self.district, community.district),
        ):
            if not field.isModified():
                field.setText(text)
        path = self.workspace.ledger.path
        self._path.setText(str(path))
        warning = warning_about(path.parent)
        self._warning.setText(warning)
        reveal(self._warning, bool(warning))
        self._list_recent(path)

    def save(self) -> None:
        """Keep the community's names."""
        written = self.workspace.write(
            staff.update_community,
            name=self.name.text(),
            street=self.street.text(),
            district=self.district.text(),
            said=_("Community changed"),
            form=self.form,
        )
        if written is not None:
            for field in (self.name, self.street, self.district):
                field.setModified(False)

    def _community_card(self) -> Card:
        card = Card(_("Community"))
        self.form = Form()
        self.name, self.street, self.district = QLineEdit(), QLineEdit(), QLineEdit()
        self.form.add("name", _("Community"), self.name)
        self.form.add("street", _("Street office"), self.street)
        self.form.add("district", _("District"), self.district, hint=_("These names stand on printed reports."))
        self.form.sent.connect(self.save)
        card.add(self.form)
        self.save_button = PrimaryButton(_("Save"))
        self.save_button.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        return card

    def _file_card(self) -> Card:
        card = Card(_("Ledger"))
        self._path = Label("", wrap=True)
        self._warning = Label("", "problem", wrap=True)
        show = GhostButton(_("Open its folder"), "folder-open")
        show.clicked.connect(self._open_folder)
        other = GhostButton(_("Open another ledger…"))
        other.clicked.connect(self._ask)
        new = GhostButton(_("Begin a new ledger"))
        new.clicked.connect(lambda: self.wanted.emit(Target("setup")))
        card.add(self._path)
        card.add(self._warning)
        row = QHBoxLayout()
        for button in (show, other, new):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        self._recent_title = Label(_("Opened before"), "muted")
        card.add(self._recent_title)
        self._recent_list = Card()
        self._recent_list.setProperty("card", "")
        self._recent_list.body.setContentsMargins(0, 0, 0, 0)
        card.add(self._recent_list)
        card.body.addStretch(1)
        return card

    def _list_recent(self, here: Path) -> None:
        column = self._recent_list.body
        clear_layout(column)
        others = [path for path in self.workspace.preferences.recent_ledgers() if path != here and path.is_file()]
        reveal(self._recent_title, bool(others))
        for path in others[:5]:
            link = LinkButton(str(path))
            link.clicked.connect(lambda _checked=False, chosen=path: self._want(chosen))
            column.addWidget(link)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.ledger.path.parent)))

    def _ask(self) -> None:
        if path := ask_for_ledger(self, self.workspace.ledger.path.parent):
            self._want(path)

    def _want(self, path: Path) -> None:
        self.wanted.emit(Target("ledger", detail={"path": path}))
