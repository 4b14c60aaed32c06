"""The visit form: one door, who was asked, what was said, and any number of matters. Keyboard only."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from ledger.errors import FieldProblem, InputProblem
from ledger.language import _
from ledger.records.people import Household
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import ASKED
from ledger.wording import label
from ui.entering.doors import Door, chosen_door, door_candidates, door_of
from ui.theme import theme
from ui.visits.asked import AskedField, members_at, options_of
from ui.visits.chips import ChipChoice, Option
from ui.visits.matter_block import MatterBlock, Offers
from ui.visits.sentences import read_time
from ui.widgets import CandidateField, ChoiceField, DateField, Form, GhostButton, Rule

# Where nobody opened, somebody should go again soon; the day is shown and can be changed.
_AGAIN_SOON = {VisitOutcome.NO_ANSWER: 3, VisitOutcome.POSTPONED: 3}
# Somebody may have been there, and then it is worth knowing who.
NAMED = ASKED | {VisitOutcome.REFUSED, VisitOutcome.POSTPONED}
_OUTCOMES = tuple(outcome for outcome in VisitOutcome if outcome is not VisitOutcome.NONE)


class VisitForm(Form):
    """The fields of a visit. `edited` follows every change by hand, `door_changed` every other door."""

    edited = Signal()
    door_changed = Signal()

    def __init__(self, ledger: Ledger, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._offers = offers
        self.chosen: Door | None = None
        self.near: Door | None = None
        self.homes: tuple[Household, ...] = ()
        self.blocks: list[MatterBlock] = []
        self._revisit_touched = self._time_touched = False
        self._make_context()
        self._make_fields()
        self._make_matters()
        self._connect()
        self._fit()
        theme().changed.connect(self._fit)
        self.start(None)

    # Reading

    @property
    def is_patrol(self) -> bool:
        """Whether this is a walk through public places rather than a visit to a door."""
        return self.mode.value() is VisitMode.PATROL

    def outcome_value(self) -> VisitOutcome:
        """What came of it."""
        return VisitOutcome.NONE if self.is_patrol else VisitOutcome(self.outcome.value())

    def home(self) -> Household | None:
        """The household visited: that of whoever was asked, else the first behind the door."""
        asked = {*self.asked.resident_ids(), *self.subjects.resident_ids()}
        for home in self.homes:
            if asked & {person.id for person in home.members}:
                return home
        return self.homes[0] if self.homes else None

    def is_untouched(self) -> bool:
        """Whether nothing at all stands here that a draft would keep."""
        return self.is_blank() and not self.door.text().strip()

    def is_blank(self) -> bool:
        """Whether nothing stands here that would be missed: a door alone is quickly chosen again."""
        if self.note.toPlainText() or self.place.text() or self.asked.others.text() or self.blocks:
            return False
        several = sum(len(home.members) for home in self.homes) > 1
        return self.outcome.value() is VisitOutcome.MET and not (several and self.asked.resident_ids())

    # Editing

    def start(self, near: Door | None) -> None:
        """Be ready for a door; day and way of visiting stay as they were, so does the unit (`near`)."""
        self.near = near or self.near
        self.clear_problems()
        self._time_touched = self._revisit_touched = False
        for line in (self.door, self.place, self.asked.others):
            # Not clear(): Ctrl+Z in the empty line is meant for the visit just entered.
            line.setText("")
        self.note.clear()
        self.asked.set_resident_ids(())
        self.subjects.set_resident_ids(())
        self.outcome.set_values([VisitOutcome.MET])
        self.revisit.set_day(None)
        for block in list(self.blocks):
            self._drop(block)
        self.set_door(None)
        self._day_changed()
        where = f"{self.near.title.rpartition('-')[0]}-" if self.near and "-" in self.near.title else ""
        self.door.setPlaceholderText(
            _("Still in %(unit)s: the room number is enough; ↓ shows the next doors") % {"unit": where}
            if where
            else _("3-2-501, a name, or its initials")
        )

    def set_mode(self, mode: VisitMode) -> None:
        """Choose the way of visiting."""
        self.mode.set_value(mode)
        self._show_fitting()
        self.door_changed.emit()

    def set_door(self, door: Door | None) -> None:
        """Choose a door, or none; who lives there can then be chosen."""
        self.chosen = door
        if door is not None:
            self.door.setText(door.title)
        self.homes = members_at(self._ledger, door.dwelling_id) if door else ()
        options = options_of(self.homes, self._offers.today())
        self.asked.set_options(options)
        self.subjects.set_options(options)
        known = [option.value for option in options]
        named = door.resident_id if door is not None else None
        if named is not None and named in known:
            self.asked.suggest([named])
        elif len(known) == 1:
            self.asked.suggest(known)
        self._show_fitting()
        self.door_changed.emit()

    def reread(self) -> None:
        """Look again who lives behind the door; what was chosen stays."""
        if self.chosen is not None and self.chosen.dwelling_id is not None:
            asked, subjects = self.asked.resident_ids(), self.subjects.resident_ids()
            try:
                door = door_of(self._ledger, self.chosen.dwelling_id)
            except InputProblem:
                door = None
            self.set_door(door)
            if asked or subjects:
                self.asked.set_resident_ids(asked)
                self.subjects.set_resident_ids(subjects)

    def set_offers(self, offers: Offers) -> None:
        """Know the categories and workers as they are now."""
        self._offers = offers

    def add_matter(self) -> MatterBlock:
        """Add a matter below the others, with what the note suggests, and put the keyboard there."""
        block = MatterBlock(self._offers, number=len(self.blocks))
        self.blocks.append(block)
        self._matters.addWidget(block)
        block.show()
        block.edited.connect(lambda: self.edited.emit())
        block.removed.connect(lambda: self._remove(block))
        block.sent.connect(lambda: self.sent.emit())
        block.set_day(self.day(), self.at_time())
        block.suggest(self.note.toPlainText())
        self._fit()
        self._chain_tabs()
        block.title.setFocus()
        block.title.selectAll()
        self.edited.emit()
        return block

    def day(self) -> date:
        """The day of the visit; today while none can be read."""
        return self.on.day() or self._offers.today()

    def at_time(self) -> str:
        """The time as HH:MM where it can be read."""
        return read_time(self.time.text())

    # Problems

    def show_problems(self, problems: InputProblem | Sequence[FieldProblem]) -> None:  # type: ignore[override]
        """Show each problem under its field, those of a matter in its own block; go to the first."""
        listed = problems.problems if isinstance(problems, InputProblem) else tuple(problems)
        super().show_problems([problem for problem in listed if not problem.field.startswith("matters.")])
        for number, block in reversed(list(enumerate(self.blocks))):
            mark = f"matters.{number}."
            inside = [
                FieldProblem(problem.field.removeprefix(mark), problem.code, problem.values)
                for problem in listed
                # A matter without a place is a visit without a door, and said there.
                if problem.field.startswith(mark) and problem.field != f"{mark}place"
            ]
            if inside:
                block.show_problems(inside)
        if first := next((row for row in self.rows.values() if row.problem()), None):
            first.field.setFocus()

    def clear_problems(self) -> None:
        """Forget every problem shown."""
        super().clear_problems()
        for block in self.blocks:
            block.clear_problems()

    def show_unreadable(self) -> bool:
        """Say which dates cannot be read, and whether there are any."""
        fields = [(self, "on", self.on), (self, "revisit_on", self.revisit)]
        fields += [(block, "next_on", block.next_on) for block in self.blocks]  # type: ignore[misc]
        wrong = [(form.rows[name], field) for form, name, field in fields if not field.is_readable()]
        if not self.on.text().strip():
            self.rows["on"].show_problem(_("Please fill this in."))
            wrong.append((self.rows["on"], self.on))
        for row, field in wrong:
            if field.text().strip():
                row.show_problem(_("This is no date; write it as 11.20 or 2026-11-20."))
        if wrong:
            wrong[0][1].setFocus()
        return bool(wrong)

    # Making

    def _make_context(self) -> None:
        self.on = DateField(self._offers.today(), today=self._offers.today)
        self.time = QLineEdit()
        self.time.setPlaceholderText("09:30")
        self.mode = ChoiceField([(mode, label(mode)) for mode in VisitMode])
        line = QHBoxLayout()
        line.setSpacing(14)
        self.add("on", _("Date"), self.on, into=line)
        self.add("at_time", _("Time"), self.time, into=line, narrow=True)
        self.add("mode", _("How"), self.mode, into=line, narrow=True)
        for at, stretch in enumerate((4, 2, 3)):
            line.setStretch(at, stretch)
        self.column.addLayout(line)

    def _make_fields(self) -> None:
        self.door = CandidateField(lambda text: door_candidates(self._ledger, text, self.near))
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("Bicycle shed, east gate…"))
        self.asked = AskedField(name=_("Who was asked"))
        self.subjects = AskedField(name=_("For whom"), with_others=False)
        self.outcome = ChipChoice(several=False, name=_("Outcome"))
        self.outcome.set_options(Option(outcome, label(outcome)) for outcome in _OUTCOMES)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(_("What was said and seen; Tab goes on"))
        self.revisit = DateField(today=self._offers.today, ahead=True)
        self.add("dwelling_id", _("Door"), self.door)
        self.add("place", _("Place"), self.place)
        self.add("resident_ids", _("Who was asked"), self.asked)
        self.add("outcome", _("Outcome"), self.outcome)
        self.add("subjects", _("For whom"), self.subjects)
        self.add("note", _("Noted down"), self.note)
        self.add("revisit_on", _("Go again on"), self.revisit)

    def _make_matters(self) -> None:
        self._matters = QHBoxLayout()
        self._matters.setDirection(QHBoxLayout.Direction.TopToBottom)
        self._matters.setSpacing(14)
        self.column.setStretchFactor(self.rows["note"], 1)
        self.column.addWidget(Rule())
        self.column.addLayout(self._matters)
        self.more = GhostButton(_("Add a matter") + "  Ctrl M", "plus")
        self.more.setAccessibleName(_("Add a matter"))
        self.more.clicked.connect(self.add_matter)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.door.typed.connect(self._door_typed)
        self.door.taken.connect(self._door_taken)
        self.asked.done.connect(lambda: self.outcome.setFocus())
        self.outcome.done.connect(self._after_outcome)
        self.subjects.done.connect(lambda: self.note.setFocus())
        for line in (self.on, self.place, self.revisit, self.time):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.time.textEdited.connect(lambda _text: self._touch_time())
        self.on.day_changed.connect(lambda _day: self._day_changed())
        self.revisit.textEdited.connect(lambda _text: self._touch_revisit())
        self.revisit.day_changed.connect(lambda _day: self.edited.emit())
        self.mode.chosen.connect(lambda _mode: self._mode_chosen())
        self.outcome.changed.connect(self._outcome_chosen)
        for asked in (self.asked, self.subjects):
            asked.changed.connect(lambda: self.edited.emit())
        self.note.textChanged.connect(self._note_changed)

    # Reacting

    def _door_typed(self) -> None:
        if self.chosen is not None:
            text = self.door.text()
            self.set_door(None)
            self.door.setText(text)
        self.edited.emit()

    def _door_taken(self, value: object) -> None:
        door = chosen_door(self._ledger, value) if value is not None else self.chosen
        if door is None:
            self.rows["dwelling_id"].show_problem(_("Nothing found; type the whole door, such as 3-2-501."))
            return
        self.rows["dwelling_id"].show_problem("")
        if door is not self.chosen:
            self.set_door(door)
        self.edited.emit()
        self.asked.setFocus()

    def _mode_chosen(self) -> None:
        self.set_mode(self.mode.value())
        self.edited.emit()

    def _outcome_chosen(self) -> None:
        if not self._revisit_touched:
            days = _AGAIN_SOON.get(self.outcome_value())
            self.revisit.set_day(self.day() + timedelta(days=days) if days else None)
        self._show_fitting()
        self.edited.emit()

    def _after_outcome(self) -> None:
        (self.subjects if self.rows["subjects"].isVisibleTo(self) else self.note).setFocus()

    def _show_fitting(self) -> None:
        patrol, outcome = self.is_patrol, self.outcome_value()
        self.rows["place"].setVisible(patrol)
        for name in ("dwelling_id", "outcome"):
            self.rows[name].setVisible(not patrol)
        self.rows["resident_ids"].setVisible(not patrol and outcome in NAMED)
        self.rows["subjects"].setVisible(outcome is VisitOutcome.PROXY and bool(self.homes))

    def _note_changed(self) -> None:
        for block in self.blocks:
            block.suggest(self.note.toPlainText())
        self.edited.emit()

    def _touch_time(self) -> None:
        self._time_touched = True
        self._tell_blocks()

    def _touch_revisit(self) -> None:
        self._revisit_touched = True

    def _day_changed(self) -> None:
        # The clock says nothing of a visit that was on another day.
        if not self._time_touched:
            is_today = self.day() == self._offers.today()
            self.time.setText(datetime.now().strftime("%H:%M") if is_today else "")
        self._tell_blocks()
        self.edited.emit()

    def _tell_blocks(self) -> None:
        for block in self.blocks:
            block.set_day(self.day(), self.at_time())

    def _remove(self, block: MatterBlock) -> None:
        self._drop(block)
        for number, left in enumerate(self.blocks):
            left.set_number(number)
        self._chain_tabs()
        self.more.setFocus()
        self.edited.emit()

    def _drop(self, block: MatterBlock) -> None:
        self.blocks.remove(block)
        self._matters.removeWidget(block)
        block.hide()
        block.deleteLater()
        self._fit()

    def _chain_tabs(self) -> None:
        before: QWidget = self.revisit
        for block in self.blocks:
            for row in block.rows.values():
                QWidget.setTabOrder(before, row.field)
                before = row.field
        QWidget.setTabOrder(before, self.more)

    def _fit(self) -> None:
        # Alone the note takes the room there is; matters push it together.
        self.note.setMinimumHeight(theme().size(104))
        self.note.setMaximumHeight(theme().size(104 if self.blocks else 240))
