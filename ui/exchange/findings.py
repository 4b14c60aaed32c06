"""What a dry run found, as tables: problems, who is new, what changes, who is no longer in the file."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.exchange.in_words import field_label, problem_label, value_label
from ledger.exchange.plan import Fate, FieldChange, Gone, HouseholdPlan, Plan, ResidentPlan
from ledger.exchange.roster import RosterProblem
from ledger.language import _, pgettext
from ledger.records.places import Address
from ledger.rules.finding import Severity
from ledger.wording.places import address_label
from ui.exchange.reading import Reading
from ui.theme import Tone
from ui.widgets import Column, Label, RecordTable
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _New:
    """A resident of the file whom the ledger does not have."""

    plan: ResidentPlan
    address: Address | None


@dataclass(frozen=True, slots=True)
class _Change:
    """One field that would change: whose, where, what."""

    who: str
    address: Address | None
    change: FieldChange


class ProblemsView(QWidget):
    """The problems, and below them the whole sentence of the one the cursor is on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable(
            [
                Column("kind", pgettext("problem", "Kind"), _severity, width=72, tone=_severity_tone),
                Column("sheet", _("Sheet"), lambda p: p.sheet, width=90),
                Column("row", _("Row"), lambda p: str(p.row), sort=lambda p: p.row, width=58, right=True),
                Column("column", _("Column"), lambda p: p.column, width=110),
                Column("text", _("What was found"), problem_label, width=300, wide=True, tip=problem_label),
            ],
            name="import.problems",
            title=_("Problems"),
            memory=workspace.preferences,
            empty=_("Nothing to look at: every row was understood."),
        )
        self._sentence = Label("", wrap=True)
        self.table.picked.connect(lambda problem: self._sentence.setText(problem_label(problem) if problem else ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._sentence)

    def show_reading(self, reading: Reading) -> None:
        """Show the problems, errors first."""
        self.table.setColumnHidden(1, len(reading.read_sheets) < 2)
        errors_first = sorted(reading.plan.problems, key=lambda problem: problem.severity is not Severity.ERROR)
        self.table.show_records(errors_first)
        self._sentence.setText("")


class ChangesView(QWidget):
    """Who is new, and what would change from what to what."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        memory = workspace.preferences
        name, door = pgettext("person", "Name"), pgettext("column", "Door")
        self.new = RecordTable(
            [
                Column("name", name, lambda n: n.plan.roster.name, width=120),
                Column("address", door, lambda n: _short(n.address), width=140),
                Column("relation", pgettext("column", "Relation"), lambda n: n.plan.roster.relation, width=90),
                Column("birth", _("Born"), lambda n: n.plan.roster.birth, width=110),
                Column("groups", _("Groups"), lambda n: "、".join(n.plan.groups), width=120),
                Column("note", _("Note"), lambda n: n.plan.roster.note, width=120, wide=True),
            ],
            name="import.new",
            title=_("New residents"),
            memory=memory,
            empty=_("Nobody new."),
        )
        self.changes = RecordTable(
            [
                Column("who", name, lambda c: c.who, width=120),
                Column("address", door, lambda c: _short(c.address), width=140),
                Column("field", _("Field"), lambda c: field_label(c.change.field), width=110),
                Column("before", _("Ledger now"), lambda c: value_label(c.change.field, c.change.before), width=180),
                Column(
                    "after",
                    _("After the import"),
                    lambda c: value_label(c.change.field, c.change.after),
                    width=180,
                    wide=True,
                ),
            ],
            name="import.changes",
            title=_("Changes"),
            memory=memory,
            empty=_("Nothing that is in the ledger would change."),
        )

    def show_plan(self, plan: Plan) -> None:
        """Show who is new and what changes."""
        new, changes = [], []
        for household in plan.households:
            changes += _household_changes(household)
            for resident in household.residents:
                if resident.fate is Fate.NEW:
                    new.append(_New(resident, household.address))
                changes += [_Change(resident.roster.name, household.address, each) for each in resident.changes]
        self.new.show_records(new)
        self.changes.show_records(changes)


class GoneView(QWidget):
    """Whom the file does not name; nothing is done about them. `opened(resident id)` leads there."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable(
            [
                Column("name", pgettext("person", "Name"), lambda g: g.name, width=140),
                Column("address", pgettext("column", "Door"), lambda g: _short(g.address), width=160),
                Column("relation", pgettext("column", "Relation"), lambda g: g.relation, width=100, wide=True),
            ],
            name="import.gone",
            title=_("No longer in the file"),
            memory=workspace.preferences,
            empty=_("Everybody of these buildings is in the file."),
        )
        self.table.opened.connect(self._open)
        note = Label(
            _("Nothing is done about them: who moved out or died is entered as a life event on the resident's page."),
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(note)
        column.addWidget(self.table, 1)

    def _open(self, gone: Gone) -> None:
        self.opened.emit(gone.resident_id)


def _household_changes(household: HouseholdPlan) -> list[_Change]:
    heads = [resident.roster.name for resident in household.residents]
    whose = heads[household.roster.head or 0] if heads else ""
    who = _("%(name)s's household") % {"name": whose} if whose else _("the household")
    return [_Change(who, household.address, each) for each in household.changes]


def _short(address: Address | None) -> str:
    return address_label(address, with_estate=True) or "—"


def _severity(problem: RosterProblem) -> str:
    return pgettext("problem", "Error") if problem.severity is Severity.ERROR else pgettext("problem", "Note")


def _severity_tone(problem: RosterProblem) -> Tone:
    return Tone.RED if problem.severity is Severity.ERROR else Tone.AMBER
