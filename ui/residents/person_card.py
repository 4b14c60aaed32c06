"""One resident: what is known, what is masked, and everything that can be done from here."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from ledger.language import _
from ledger.people.residents import withdraw_resident
from ledger.records.people import Presence, Resident
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone
from ledger.rules.relation import HEAD
from ledger.wording import label
from ui.residents.adding import CorrectResidentSheet
from ui.residents.belonging import CareGroupsSheet
from ui.residents.events import LifeEventSheet
from ui.residents.merge_sheet import MergeSheet
from ui.residents.moving import LeaveHouseholdSheet, MoveResidentSheet
from ui.residents.secret import SecretLabel
from ui.residents.words import age_words, presence_tone, sex_words
from ui.theme import Tone
from ui.widgets import Card, Chip, FormSheet, GhostButton, IconButton, Label, ReasonSheet, clear_layout
from ui.widgets.flow import FlowLayout
from ui.workspace import Workspace


class PersonCard(Card):
    """Shows one resident. `relations_wanted` asks for the household's sheet of head and relations; `merged(id)`
    follows a merging of two entries, with the one that was kept.
    """

    relations_wanted = Signal()
    merged = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._resident: Resident | None = None
        self.secrets: list[SecretLabel] = []
        top = QHBoxLayout()
        top.setSpacing(10)
        self.name = Label("", "section")
        self.name.setMinimumWidth(40)
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        top.addWidget(self.name)
        top.addWidget(self._chips, 1)
        self.body.addLayout(top)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self.body.addLayout(self._facts)
        self.body.addStretch(1)
        self.body.addLayout(self._make_buttons())

    @property
    def resident(self) -> Resident | None:
        """Who is shown."""
        return self._resident

    def show_resident(self, resident: Resident | None) -> None:
        """Show somebody, or nobody; what was revealed of the one before is masked again."""
        self._resident = resident
        self.secrets.clear()
        clear_layout(self._facts)
        clear_layout(self._chip_flow)
        for button in self._buttons:
            button.setEnabled(resident is not None)
        self.name.setText(resident.name if resident else "")
        if resident is not None:
            self._show_chips(resident)
            self._show_facts(resident)

    def correct(self) -> None:
        """Correct what is written."""
        self._sheet(CorrectResidentSheet)

    def add_event(self) -> None:
        """Enter a life event."""
        self._sheet(LifeEventSheet)

    def change_groups(self) -> None:
        """Put into care groups, or take out."""
        self._sheet(CareGroupsSheet)

    def move_away(self) -> None:
        """Move to another household or a household of one's own."""
        self._sheet(MoveResidentSheet)

    def leave_household(self) -> None:
        """Take out of the household."""
        self._sheet(LeaveHouseholdSheet)

    def merge(self) -> None:
        """Merge a second entry of the same person into this one."""
        if self._resident is not None:
            sheet = MergeSheet(self.window(), self._workspace, self._resident.id)
            sheet.merged.connect(self.merged)
            sheet.open()

    def withdraw(self) -> None:
        """Withdraw an entry made in error, with a reason."""
        resident = self._resident
        if resident is None:
            return

        def act(reason: str) -> bool:
            said = _("%(name)s withdrawn") % {"name": resident.name}
            write = self._workspace.write
            return write(withdraw_resident, resident.id, reason=reason, form=sheet.form, said=said) is not None

        sheet = ReasonSheet(self.window(), _("Withdraw %(name)s") % {"name": resident.name}, act)
        sheet.open()

    def _show_chips(self, resident: Resident) -> None:
        tone = presence_tone(resident.presence)
        if resident.relation:
            self._chip_flow.addWidget(Chip(resident.relation, Tone.BLUE if resident.relation == HEAD else Tone.GREY))
        if tone is not None:
            self._chip_flow.addWidget(Chip(label(resident.presence), tone))
        for group in resident.care_groups:
            self._chip_flow.addWidget(Chip(group, Tone.AMBER))

    def _show_facts(self, resident: Resident) -> None:
        today = self._workspace.today()
        age = "" if resident.presence is Presence.DEAD else age_words(resident.birth, today)
        self._fact(_("Born"), " · ".join(part for part in (resident.birth, age, sex_words(resident.sex)) if part))
        if resident.id_number:
            self._secret(_("ID number"), resident.id_number, masked_id_number)
        for phone in resident.phones:
            self._secret(_("Phone"), phone.number, masked_phone, phone.note)
        self._fact(_("Note"), masked_text(resident.note))

    def _fact(self, title: str, words: str) -> None:
        if words:
            row = self._facts.rowCount()
            self._facts.addWidget(Label(title, "muted"), row, 0)
            self._facts.addWidget(Label(words, wrap=True), row, 1)

    def _secret(self, title: str, whole: str, mask: Callable[[str], str], note: str = "") -> None:
        row = self._facts.rowCount()
        secret = SecretLabel(whole, mask, note, name=title)
        self.secrets.append(secret)
        self._facts.addWidget(Label(title, "muted"), row, 0)
        self._facts.addWidget(secret, row, 1)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.correct_button = GhostButton(_("Correct"), "pencil")
        self.event_button = GhostButton(_("Life event"), "calendar")
        self.groups_button = GhostButton(_("Care groups"), "tag")
        self.more_button = IconButton("ellipsis", _("More about this resident"))
        self._buttons = (self.correct_button, self.event_button, self.groups_button, self.more_button)
        for button, act in zip(
            self._buttons, (self.correct, self.add_event, self.change_groups, self._menu), strict=True
        ):
            button.clicked.connect(lambda _checked=False, do=act: do())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu(self) -> QMenu:
        """What else can be done with whoever is shown."""
        menu = QMenu(self)
        in_household = self._resident is not None and self._resident.household_id is not None
        if in_household:
            menu.addAction(_("Head and relations…"), self.relations_wanted.emit)
            menu.addAction(_("Move to another household…"), self.move_away)
            menu.addAction(_("Take out of this household…"), self.leave_household)
        else:
            menu.addAction(_("Put into a household…"), self.move_away)
        menu.addSeparator()
        menu.addAction(_("Merge with another entry…"), self.merge)
        menu.addAction(_("Withdraw…"), self.withdraw)
        return menu

    def _sheet(self, kind: Callable[[QWidget, Workspace, int], FormSheet]) -> None:
        if self._resident is not None:
            kind(self.window(), self._workspace, self._resident.id).open()
