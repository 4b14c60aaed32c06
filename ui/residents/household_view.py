"""一户一档, 一人一档: a household and its people, everything that happened over the years, and what can be done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ledger.errors import InputProblem
from ledger.language import _, pgettext
from ledger.people.duplicates import Candidate
from ledger.people.reading import household, households_at, resident
from ledger.places.doors import building, dwelling
from ledger.records.people import Household, HouseholdStatus, Presence, Resident
from ledger.rules.masking import masked_phone
from ledger.wording import label
from ui.residents.adding import AddResidentSheet
from ui.residents.belonging import HouseholdSheet, RelationsSheet
from ui.residents.inner_view import InnerView
from ui.residents.moving import MoveBackSheet, MoveHouseholdSheet, MoveOutSheet, MoveResidentSheet, SplitSheet
from ui.residents.person_card import PersonCard
from ui.residents.time_line import HOUSEHOLD, RESIDENT, TimeLine
from ui.residents.withdrawing import WithdrawHouseholdSheet
from ui.residents.words import (
    age_of,
    count_words,
    family_name,
    has_several_estates,
    presence_tone,
    presence_words,
    short_sex,
)
from ui.theme import Tone, theme
from ui.widgets import (
    Column,
    FormSheet,
    GhostButton,
    Label,
    LinkButton,
    PrimaryButton,
    RecordTable,
    clear_layout,
)
from ui.workspace import Workspace

_SHORTEST_TABLE, _LONGEST_TABLE = 3, 7


class HouseholdView(InnerView):
    """Shows a household, or one resident who has none.

    `visit_wanted(dwelling id, resident id or None)` asks for a visit, `matter_wanted` for one that brings a matter,
    `print_wanted` for the file on paper, `gone_to(household id)` for another household, `resident_opened` for a
    resident's file, `visit_opened` and `matter_opened` for the pages of these.
    """

    visit_wanted = Signal(int, object)
    matter_wanted = Signal(int, object)
    print_wanted = Signal()
    resident_opened = Signal(int)
    gone_to = Signal(int)
    door_wanted = Signal(int)
    visit_opened = Signal(int)
    matter_opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent=parent)
        self._household: Household | None = None
        self._alone: int | None = None
        self._household_changes = False
        self._make_heading()
        self.column.addLayout(self._make_body(), 1)
        self.setFocusProxy(self.members)

    @property
    def household(self) -> Household | None:
        """The household shown, None for a resident without one."""
        return self._household

    def show_household(self, household_id: int, resident_id: int | None = None) -> None:
        """Show a household, with the cursor on a member."""
        self._alone = None
        self._show(household(self._workspace.ledger, household_id, with_gone=True), resident_id, scope=HOUSEHOLD)

    def show_resident(self, resident_id: int) -> None:
        """Show the household of a resident with the cursor on him or her, or the resident alone."""
        found = resident(self._workspace.ledger, resident_id)
        if found.household_id is not None:
            self._alone = None
            home = household(self._workspace.ledger, found.household_id, with_gone=True)
            self._show(home, found.id, scope=RESIDENT)
        else:
            self._show_alone(found)

    @property
    def file_of(self) -> tuple[str, int] | None:
        """Whose file is shown: (HOUSEHOLD or RESIDENT, id); None where nothing is shown."""
        if self.time_line.of_resident:
            who = self.time_line.resident
            return (RESIDENT, who.id) if who is not None else None
        return (HOUSEHOLD, self._household.id) if self._household is not None else None

    def refresh(self) -> bool:
        """Read again what is shown; False where it is no longer there."""
        try:
            if self._household is not None:
                self._show(household(self._workspace.ledger, self._household.id, with_gone=True))
            elif self._alone is not None:
                self.show_resident(self._alone)
        except InputProblem:
            return False
        return True

    def _make_heading(self) -> None:
        self._others = QHBoxLayout()
        self.other_links: list[LinkButton] = []
        self.heading.row.insertLayout(3, self._others)
        self.visit_button = PrimaryButton(pgettext("file", "Note a visit"), "footprints")
        self.visit_button.clicked.connect(lambda: self._begin(self.visit_wanted))
        self.matter_button = GhostButton(_("Register a matter"), "list-checks")
        self.matter_button.clicked.connect(lambda: self._begin(self.matter_wanted))
        self.print_button = GhostButton(_("Print the file"), "printer")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(lambda: self.print_wanted.emit())
        self.add_button = GhostButton(_("Add a resident"), "user-plus")
        self.add_button.clicked.connect(self.add_resident)
        self.more_button = GhostButton(_("Household") + "…")
        self.more_button.clicked.connect(self._open_menu)
        for button in (self.more_button, self.print_button, self.matter_button, self.visit_button):
            self.heading.row.addWidget(button)

    def _make_body(self) -> QHBoxLayout:
        self.members = RecordTable(
            self._columns(),
            name="household.members",
            title=_("Members"),
            memory=self._workspace.preferences,
            empty=_("Nobody is registered in this household yet."),
        )
        self.person = PersonCard(self._workspace)
        self.note = Label("", "muted", wrap=True)
        self.time_line = TimeLine(self._workspace)
        self.members.picked.connect(self._picked)
        self.members.opened.connect(lambda _member: self.person.correct())
        self.person.relations_wanted.connect(self.change_relations)
        self.time_line.visit_opened.connect(self.visit_opened)
        self.time_line.matter_opened.connect(self.matter_opened)
        self.time_line.household_opened.connect(self.gone_to)
        self.time_line.resident_opened.connect(self.resident_opened)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.note)
        left.addWidget(self.members)
        left.addLayout(self._make_foot())
        left.addWidget(self.person, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(left, 5)
        body.addWidget(self.time_line, 7)
        theme().changed.connect(self._fit_table)
        return body

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        return foot

    def _columns(self) -> list[Column]:
        today = self._workspace.today
        return [
            Column("name", pgettext("person", "Name"), lambda m: m.name, width=84, wide=True, tip=lambda m: m.name),
            Column("relation", pgettext("column", "Relation"), lambda m: m.relation, width=62),
            Column("age", _("Sex, age"), lambda m: _age(m, today()), sort=lambda m: age_of(m.birth, today()), width=70),
            Column("phone", _("Phone"), lambda m: masked_phone(m.phones[0].number) if m.phones else "", width=118),
            Column("mark", _("Groups"), _mark, width=88, tone=_mark_tone),
        ]

    def _show(self, home: Household, resident_id: int | None = None, *, scope: str | None = None) -> None:
        self._household, self._alone = home, None
        ledger = self._workspace.ledger
        title, notes = family_name(home) or _("Nobody registered"), []
        if home.dwelling_id is not None:
            door = dwelling(ledger, home.dwelling_id)
            title = f"{door.address.short}  {family_name(home)}".strip()
            estate = door.address.estate if has_several_estates(ledger) else ""
            notes = [estate, building(ledger, door.building_id).grid, label(door.use)]
        here = [member for member in home.members if presence_tone(member.presence) is not Tone.GREY]
        notes += [label(home.status), count_words(here)]
        self.heading.say(title, " • ".join(note for note in notes if note))
        self._show_others(home)
        self.note.setText(home.note)
        self.note.setVisible(bool(home.note))
        gone_out = home.status is HouseholdStatus.MOVED_OUT
        self._let_begin(home.dwelling_id is not None)
        self.add_button.setEnabled(not gone_out)
        self.more_button.show()
        self._show_members(home.members, resident_id)
        self.time_line.show_file(home, self.person.resident, scope=scope)

    def _show_alone(self, found: Resident) -> None:
        self._household, self._alone = None, found.id
        self.heading.say(found.name, _("belongs to no household"))
        self._show_others(None)
        self.note.hide()
        self._let_begin(False)
        self.add_button.setEnabled(False)
        self.more_button.hide()
        self._show_members((found,))
        self.time_line.show_file(None, found)

    def _show_others(self, home: Household | None) -> None:
        clear_layout(self._others)
        self.other_links.clear()
        if home is None or home.dwelling_id is None:
            return
        for other in households_at(self._workspace.ledger, home.dwelling_id):
            if other.id != home.id:
                link = LinkButton(_("also here: %(name)s") % {"name": family_name(other) or "—"})
                link.clicked.connect(lambda _checked=False, to=other.id: self.gone_to.emit(to))
                self._others.addWidget(link)
                self.other_links.append(link)

    def _show_members(self, members: tuple[Resident, ...], resident_id: int | None = None) -> None:
        shown = self.person.resident.id if self.person.resident else None
        self._household_changes = True
        self.members.show_records(members)
        kept = shown if any(member.id == shown for member in members) else None
        self._go_to(resident_id if resident_id is not None else kept)
        self._household_changes = False
        self._fit_table()

    def _go_to(self, resident_id: int | None) -> None:
        records = self.members.records()
        place = next((row for row, member in enumerate(records) if member.id == resident_id), 0)
        if records:
            self.members.setCurrentIndex(self.members.model().index(place, 0))
        self.person.show_resident(records[place] if records else None)

    def _picked(self, member: Resident | None) -> None:
        self.person.show_resident(member)
        if not self._household_changes:
            self.time_line.pick_resident(member)

    def _let_begin(self, possible: bool) -> None:
        for button in (self.visit_button, self.matter_button):
            button.setEnabled(possible)

    def _fit_table(self) -> None:
        rows = max(_SHORTEST_TABLE, min(len(self.members.records()), _LONGEST_TABLE))
        header = self.members.horizontalHeader().sizeHint().height()
        section = self.members.verticalHeader().defaultSectionSize()
        self.members.setFixedHeight(rows * section + header + 2 * theme().size(4))

    def menu(self) -> QMenu:
        """What can be done with the household as a whole."""
        menu = QMenu(self)
        home = self._household
        if home is None:
            return menu
        menu.addAction(_("Status, use, note…"), lambda: self._sheet(HouseholdSheet))
        menu.addAction(_("Head and relations…"), self.change_relations)
        menu.addSeparator()
        if home.status is HouseholdStatus.MOVED_OUT:
            menu.addAction(_("Moves back in…"), lambda: self._sheet(MoveBackSheet))
        else:
            menu.addAction(_("Move behind another door…"), lambda: self._sheet(MoveHouseholdSheet))
            menu.addAction(_("Split…"), self.split)
            menu.addAction(_("Moves out…"), lambda: self._sheet(MoveOutSheet))
        if home.dwelling_id is not None:
            menu.addSeparator()
            menu.addAction(_("Show in the building"), lambda: self.door_wanted.emit(home.dwelling_id))
        menu.addSeparator()
        menu.addAction(_("Withdraw this household…"), lambda: self._sheet(WithdrawHouseholdSheet))
        return menu

    def change_relations(self) -> None:
        """Correct who is head, and what the others are to the head."""
        self._sheet(RelationsSheet)

    def split(self) -> None:
        """Let some members form a household of their own, and go there."""
        if self._household is None:
            return
        sheet = SplitSheet(self.window(), self._workspace, self._household.id)
        sheet.accepted.connect(lambda: self.gone_to.emit(sheet.moved.id))
        sheet.open()

    def add_resident(self) -> None:
        """Add a resident to this household."""
        if self._household is not None and self.add_button.isEnabled():
            sheet = AddResidentSheet(self.window(), self._workspace, self._household.id)
            sheet.same_one.connect(self.take_in)
            sheet.open()

    def take_in(self, candidate: Candidate) -> None:
        """Somebody known was meant: go there if it is a member here, else offer to move him or her here."""
        home = self._household
        if home is None:
            return
        if candidate.household_id == home.id:
            self._go_to(candidate.resident_id)
        else:
            MoveResidentSheet(self.window(), self._workspace, candidate.resident_id, home.id).open()

    def _sheet(self, kind: Callable[[QWidget, Workspace, int], FormSheet]) -> None:
        if self._household is not None:
            kind(self.window(), self._workspace, self._household.id).open()

    def _open_menu(self) -> None:
        self.menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 2)))

    def _begin(self, wanted: SignalInstance) -> None:
        """Begin the next visit, with whoever the file is of as the one asked."""
        if self._household is not None and self._household.dwelling_id is not None:
            who = self.time_line.resident if self.time_line.of_resident else None
            wanted.emit(self._household.dwelling_id, who.id if who is not None else None)


def _age(member: Resident, today: date) -> str:
    age = age_of(member.birth, today)
    words = "" if age is None or member.presence is Presence.DEAD else str(age)
    return f"{short_sex(member.sex)} {words}".strip()


def _mark(member: Resident) -> str:
    """What stands out: that somebody is away or gone, else the care groups."""
    return presence_words(member.presence) or "、".join(member.care_groups)


def _mark_tone(member: Resident) -> Tone | None:
    return presence_tone(member.presence) or (Tone.AMBER if member.care_groups else None)
