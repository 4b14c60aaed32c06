"""One visit looked at: who was asked, what was noted, what came of it; corrected or withdrawn, never erased."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.matters.listing import MatterFilter, list_matters
from ledger.notebook.surroundings import page_of_visit
from ledger.records.matters import Matter
from ledger.records.visits import Visit
from ledger.visits.history import visit
from ledger.visits.recording import correct_visit_note, withdraw_visit
from ledger.wording import day_label, label, near_day_label
from ui.shell.page import Heading
from ui.theme import Tone
from ui.visits.outcomes import outcome_tone, shortened, where, who
from ui.widgets import (
    Card,
    Chip,
    EmptyState,
    FormSheet,
    GhostButton,
    Label,
    LinkButton,
    ReasonSheet,
    Rule,
    ScrollColumn,
    clear_layout,
)
from ui.workspace import Workspace

_LONGEST_TITLE = 22


class VisitRecord(QWidget):
    """`left` follows the way back; `wanted(page, what, id, detail)` asks for another page."""

    left = Signal()
    wanted = Signal(str, str, int, object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._visit: Visit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._make_heading(column)
        self.gone = EmptyState(_("This visit is not in the ledger."), _("All visits"))
        self.gone.acted.connect(lambda: self.left.emit())
        column.addWidget(self.gone, 1)
        self._body = ScrollColumn()
        row = QHBoxLayout()
        row.setSpacing(16)
        self._told, self._told_rows = _card(_("What was noted"))
        self._came, self._came_rows = _card(_("What came of it"))
        row.addWidget(self._told, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._came, 2, Qt.AlignmentFlag.AlignTop)
        self._body.column.addLayout(row)
        column.addWidget(self._body, 1)

    def show_visit(self, visit_id: int) -> None:
        """Show a visit; say so where there is none."""
        self._visit = visit(self._workspace.ledger, visit_id)
        found = self._visit is not None
        self.gone.setVisible(not found)
        self._body.setVisible(found)
        if self._visit is not None:
            self._show(self._visit)

    def refresh(self) -> None:
        """Read the visit again."""
        if self._visit is not None:
            self.show_visit(self._visit.id)

    def _make_heading(self, column: QVBoxLayout) -> None:
        self.heading = Heading("")
        self.mode, self.outcome, self.withdrawn = Chip(), Chip(), Chip()
        for place, chip in enumerate((self.mode, self.outcome, self.withdrawn), 1):
            self.heading.row.insertWidget(place, chip)
        self.back = GhostButton(_("All visits"), "chevron-left")
        self.back.clicked.connect(lambda: self.left.emit())
        self.correct = GhostButton(_("Correct the note"), "pencil")
        self.correct.clicked.connect(self._correct)
        self.withdraw = GhostButton(_("Withdraw…"))
        self.withdraw.clicked.connect(self._withdraw)
        for button in (self.back, self.correct, self.withdraw):
            self.heading.row.addWidget(button)
        column.addWidget(self.heading)

    def _show(self, shown: Visit) -> None:
        when = " ".join(part for part in (day_label(shown.on), shown.time) if part)
        if shown.on.year != self._workspace.today().year:
            when = f"{shown.on.year} · {when}"
        self.heading.say(shortened(where(shown), _LONGEST_TITLE), " · ".join((when, shown.worker)))
        self.mode.show_text(label(shown.mode), Tone.GREY)
        self.outcome.show_text(label(shown.outcome), outcome_tone(shown.outcome))
        self.withdrawn.show_text(_("Withdrawn") if shown.withdrawn else "", Tone.RED)
        self.correct.setVisible(not shown.withdrawn)
        self.withdraw.setVisible(not shown.withdrawn)
        clear_layout(self._told_rows)
        clear_layout(self._came_rows)
        self._show_told(shown)
        self._show_came(shown)

    def _show_told(self, shown: Visit) -> None:
        rows = self._told_rows
        if len(where(shown)) > _LONGEST_TITLE:
            rows.addWidget(Label(where(shown), "strong", wrap=True))
        if shown.people:
            rows.addWidget(Label(_("Who was asked"), "muted"))
            rows.addWidget(Label(who(shown), "strong", wrap=True))
        note = Label(shown.note or _("Nothing was written down."), "" if shown.note else "muted", wrap=True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows.addWidget(note)
        if shown.revisit_on is not None:
            again = near_day_label(shown.revisit_on, self._workspace.today())
            rows.addWidget(Label(_("To go again on %(day)s") % {"day": again}, "muted"))
        if (written := page_of_visit(self._workspace.ledger, shown.id)) is not None:
            page = LinkButton(_("The page of the notebook"))
            page.clicked.connect(lambda: self.wanted.emit("notebook", "page", written[0], {"line": written[1]}))
            rows.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        if shown.household_id is not None:
            home = LinkButton(_("The household"))
            home.clicked.connect(lambda: self.wanted.emit("residents", "household", shown.household_id, {}))
            rows.addWidget(home, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_came(self, shown: Visit) -> None:
        found = list_matters(self._workspace.ledger, MatterFilter(visit_id=shown.id))
        self._came.heading.show_note(ngettext("%d matter", "%d matters", len(found)) % len(found) if found else "")
        if not found:
            self._came_rows.addWidget(Label(_("No matter came of this visit."), "muted", wrap=True))
        for number, matter in enumerate(found):
            if number:
                self._came_rows.addWidget(Rule())
            self._came_rows.addWidget(self._matter_row(matter))

    def _matter_row(self, matter: Matter) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(matter.title, wrap=True))
        line = QHBoxLayout()
        line.addWidget(Chip(label(matter.status), Tone.BLUE if matter.status.is_open else Tone.GREEN))
        line.addWidget(Label(matter.number, "muted"))
        line.addStretch(1)
        see = LinkButton(_("Look at it"))
        see.clicked.connect(lambda: self.wanted.emit("matters", "matter", matter.id, {}))
        line.addWidget(see)
        column.addLayout(line)
        return row

    def _correct(self) -> None:
        if self._visit is None:
            return
        visit_id, field = self._visit.id, QPlainTextEdit(self._visit.note)
        field.setTabChangesFocus(True)
        field.moveCursor(QTextCursor.MoveOperation.End)

        def save() -> bool:
            text = field.toPlainText()
            return (
                self._workspace.write(
                    correct_visit_note, visit_id=visit_id, note=text, said=_("Note corrected"), form=sheet.form
                )
                is not None
            )

        sheet = FormSheet(self, _("Correct the note"), note=_("The journal keeps the words that stood here."), act=save)
        sheet.form.add("note", _("Noted down"), field)
        sheet.open()

    def _withdraw(self) -> None:
        if self._visit is None:
            return
        visit_id, count = self._visit.id, self._visit.matter_count
        words = ngettext("Withdraw its %d matter too", "Withdraw its %d matters too", count) % count
        with_matters = QCheckBox(words)
        with_matters.setChecked(True)

        def withdraw(reason: str) -> bool:
            written = self._workspace.write(
                withdraw_visit,
                visit_id=visit_id,
                reason=reason,
                today=self._workspace.today(),
                with_matters=bool(count) and with_matters.isChecked(),
                said=_("Visit withdrawn"),
                form=sheet.form,
            )
            if written is None:
                # The sentence under the field needs room too.
                sheet.fit()
                return False
            self.left.emit()
            return True

        sheet = ReasonSheet(self, _("Withdraw this visit"), withdraw)
        if count:
            sheet.column.addWidget(with_matters)
        sheet.open()


def _card(title: str) -> tuple[Card, QVBoxLayout]:
    card = Card(title)
    rows = QVBoxLayout()
    rows.setSpacing(10)
    card.body.addLayout(rows)
    return card, rows
