"""The right column of the page: a card for every entry, and everything that can be decided on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.errors import InputProblem
from ledger.language import _
from ledger.notebook.guessing import guess_category
from ledger.notebook.own_words import known_words
from ledger.records.proposals import EntryKey, Proposal
from ui.notebook.asking import is_asking
from ui.notebook.card_column import CardColumn
from ui.notebook.card_content import Act, CardContent, Press
from ui.notebook.choosing import ChoiceList
from ui.notebook.creating import AddDoorSheet, AddPersonSheet
from ui.notebook.describing import content_of
from ui.notebook.entry_card import EntryCard
from ui.notebook.inline import InlineLine
from ui.notebook.known import Known
from ui.notebook.options import choice_for
from ui.notebook.part_chip import PartChip
from ui.workspace import Workspace

_HEAD, _PER_LINE = 50, 28
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_PLACE = 60, 40, 60


class EntryCards(QWidget):
    """Cards of the page's proposals. Nothing is decided here: every decision is a signal, and the page comes back
    with other proposals.
    """

    corrected = Signal(object, object)
    matter_corrected = Signal(object, int, object)
    matter_added = Signal(object, object)
    cleared = Signal(object)
    line_wanted = Signal(object)
    wanted = Signal(str, str, object, object)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known = Known(workspace)
        self._proposals: dict[EntryKey, Proposal] = {}
        self._lines: Mapping[EntryKey, int] = {}
        self._problems: dict[EntryKey, tuple[Proposal, list[str]]] = {}
        self._line = 0
        self._list: ChoiceList | None = None
        self._opened: tuple[EntryKey, PartChip] | None = None
        self._rename: tuple[EntryKey, int] | None = None
        self.column = CardColumn(self._make_card, self._fill, self._estimate)
        self.column.setAccessibleName(_("What was understood"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.column)
        self.column.verticalScrollBar().valueChanged.connect(lambda _value: self._close_list())
        workspace.changed.connect(lambda _changed: self._reread())
        workspace.worker_changed.connect(self._reread)
        workspace.closed.connect(self._put_away)

    @property
    def choices(self) -> ChoiceList | None:
        """The list under a chip, once one has been opened."""
        return self._list

    # What the page asks for

    def show_proposals(self, proposals: Sequence[Proposal], lines: Mapping[EntryKey, int]) -> None:
        """Show these, in order; a card stays the same widget for as long as its key is there."""
        had_keyboard = self._in_hand()
        self._proposals = {proposal.key: proposal for proposal in proposals}
        self._lines = lines
        if self._problems:
            self._problems = {key: kept for key, kept in self._problems.items() if self._proposals.get(key) == kept[0]}
        self.column.show_keys(list(self._proposals))
        self._close_stale_list()
        if had_keyboard is not None and had_keyboard not in self._proposals:
            self._leave()
        self._rename_added()

    def show_line(self, line: int) -> None:
        """Lift the cards of this line, and bring them into sight; whoever decides on another card stays there."""
        elsewhere = line == self._line and self._has_keyboard()
        self._line = line
        here = [key for key in self._proposals if self._lines.get(key) == line]
        for card in self.column.cards():
            card.lift(self.column.key_of(card) in here)
        for key in [] if elsewhere else reversed(here):
            self.column.show_key(key)

    def begin(self, key: EntryKey | None = None) -> bool:
        """Take the keyboard: on this card, else on the one of the line being written or of the last line above it."""
        if key in self._proposals:
            return self.column.focus_key(key)
        keys = list(self._proposals)
        here = [each for each in keys if self._lines.get(each) == self._line]
        above = [each for each in keys if self._lines.get(each, 0) < self._line]
        wanted = next(iter((*here, *above[-1:], *keys)), None)
        return wanted is not None and self.column.focus_key(wanted)

    def next_question(self) -> bool:
        """Take the keyboard to the next card that asks something; returns whether there is one."""
        keys = list(self._proposals)
        here = self.column.focused()
        if here is None:
            before = [key for key in keys if self._lines.get(key, 0) < self._line]
            here = before[-1] if before else None
        start = keys.index(here) + 1 if here in keys else 0
        for key in (*keys[start:], *keys[:start]):
            if is_asking(self._proposals[key]) or key in self._problems:
                return self.column.focus_key(key)
        return False

    def show_problems(self, problems: InputProblem) -> None:
        """Put each sentence on the card it concerns, and go to the first."""
        from ledger.sentences import problem_sentence

        self._problems = {}
        for problem in problems.problems:
            key = _key_in(problem.field)
            if key is not None and key in self._proposals:
                kept = self._problems.setdefault(key, (self._proposals[key], []))
                kept[1].append(problem_sentence(problem))
        self.column.refill()
        if self._problems:
            self.column.focus_key(next(iter(self._problems)))

    def clear_problems(self) -> None:
        """Forget every problem shown."""
        if self._problems:
            self._problems = {}
            self.column.refill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Alt+← give the keyboard back to the page."""
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape or back:
            self._leave()
        else:
            super().keyPressEvent(event)

    # Cards

    def _make_card(self, parent: QWidget) -> EntryCard:
        card = EntryCard(parent)
        card.pressed.connect(lambda chip, press: self._pressed(card, chip, press))
        card.picked.connect(lambda: self._picked(card))
        return card

    def _fill(self, card: EntryCard, key: Any) -> None:
        proposal = self._proposals.get(key)
        if proposal is not None:
            card.lift(self._lines.get(key) == self._line)
            card.show_content(self._content(proposal))

    def _content(self, proposal: Proposal) -> CardContent:
        problems = self._problems.get(proposal.key)
        return content_of(proposal, self._known, problems[1] if problems else ())

    def _estimate(self, key: Any) -> int:
        proposal = self._proposals[key]
        lines = len(proposal.matters) + len(proposal.entry.reminders) + (1 if proposal.entry.ask else 0)
        return _HEAD + _PER_LINE * lines

    def _reread(self) -> None:
        self._known.forget()
        self.column.refill()

    def _put_away(self) -> None:
        self._proposals, self._problems = {}, {}
        self._known.forget()
        self.column.show_keys([])

    def _has_keyboard(self) -> bool:
        """Whether the keyboard is here, as far as this window is concerned: a sheet over it may have it for now."""
        now = self.window().focusWidget()
        return now is not None and (self.isAncestorOf(now) or (self._list is not None and self._list.isAncestorOf(now)))

    def _in_hand(self) -> EntryKey | None:
        """The key of the card that has the keyboard, itself or through the list under one of its chips."""
        if self._opened is not None and self._list is not None and self._list.is_open_under(self._opened[1]):
            return self._opened[0]
        return self.column.focused()  # type: ignore[return-value]

    def _picked(self, card: EntryCard) -> None:
        key = self.column.key_of(card)
        if key is not None:
            self.line_wanted.emit(key)

    def _leave(self) -> None:
        self.left.emit()

    # Deciding

    def _pressed(self, card: EntryCard, chip: PartChip, press: Press) -> None:
        key = self.column.key_of(card)
        if key is None:
            return
        if press.act is Act.OPEN:
            self._open(key, chip, press)  # type: ignore[arg-type]
        else:
            self._do(key, press, chip)  # type: ignore[arg-type]

    def _open(self, key: EntryKey, chip: PartChip, press: Press) -> None:
        if self._list is None:
            self._list = ChoiceList(self.window())
            self._list.chosen.connect(self._chosen)
        if self._list.is_open_under(chip):
            self._list.close_list(give_back=True)
            return
        choice = choice_for(press, self._proposals[key], self._known)
        if choice is not None:
            self._opened = (key, chip)
            self._list.open_under(chip, choice)

    def _chosen(self, press: Press) -> None:
        if self._opened is None or self._opened[0] not in self._proposals:
            return
        key, chip = self._opened
        if press.act is Act.OPEN:
            self._open(key, chip, press)
        else:
            self._do(key, press, chip)

    def _close_list(self) -> None:
        if self._list is not None:
            self._list.close_list()

    def _close_stale_list(self) -> None:
        """A list whose chip is gone has nothing to decide any more."""
        if self._list is not None and self._opened is not None:
            key, chip = self._opened
            card = self.column.card(key)
            if card is None or card.chip(chip.part.name) is not chip:
                self._list.close_list()

    def _do(self, key: EntryKey, press: Press, chip: PartChip) -> None:
        fields = dict(press.fields)
        if press.act is Act.CORRECT:
            self.corrected.emit(key, fields)
        elif press.act is Act.CORRECT_MATTER:
            self.matter_corrected.emit(key, press.nth, fields)
        elif press.act is Act.ADD_MATTER:
            self._add_matter(key, fields)
        elif press.act is Act.CLEAR:
            self.cleared.emit(key)
        elif press.act is Act.EDIT:
            self._edit(key, press, chip)
        elif press.act is Act.GO:
            what, id_ = fields.pop("what"), fields.pop("id")
            self.wanted.emit(press.what, what, id_, fields)
        elif press.act is Act.REGISTER_DOOR:
            self._add_door(key, fields)
        elif press.act is Act.REGISTER_PERSON:
            self._add_person(key)

    def _add_matter(self, key: EntryKey, fields: dict[str, Any]) -> None:
        proposal = self._proposals[key]
        if not fields:
            words = " ".join(proposal.entry.text.split())[:_LONGEST_TITLE]
            guessed = guess_category(self._known.book().known, words, known_words(self._known.ledger))
            category = guessed.id if guessed is not None else self._known.category_of_code("other")
            fields = {"title": words, "category_id": category}
            # The words of the whole line are seldom the title: it is written at once.
            self._rename = (key, len(proposal.matters))
        self.matter_added.emit(key, fields)

    def _rename_added(self) -> None:
        if self._rename is None:
            return
        key, nth = self._rename
        self._rename = None
        card = self.column.show_key(key) if key in self._proposals else None
        chip = card.chip(f"matters.{nth}.title") if card is not None else None
        if chip is not None:
            self._edit(key, Press(Act.EDIT, "title", nth), chip)

    # Writing in place

    def _edit(self, key: EntryKey, press: Press, chip: PartChip) -> None:
        card = self.column.card(key)
        if card is None:
            return
        proposal = self._proposals[key]
        text, name, longest = "", _("Who was met"), _LONGEST_NAME
        if press.what == "title":
            text, name, longest = proposal.matters[press.nth].title, _("Title of the matter"), _LONGEST_TITLE
        elif press.what == "place":
            text, name, longest = proposal.entry.place, _("Place"), _LONGEST_PLACE
        line = InlineLine(card, text, name, longest)
        line.written.connect(lambda words: self._written(key, press, words))
        line.ended.connect(lambda by_key: card.take_keyboard(chip.part.name) if by_key else None)
        line.stand_over(chip, card.width() - 10)

    def _written(self, key: EntryKey, press: Press, words: str) -> None:
        if key not in self._proposals:
            return
        if press.what == "title":
            fields: dict[str, Any] = {"title": words} if words else {"title": None}
            self.matter_corrected.emit(key, press.nth, fields)
        elif press.what == "place":
            self.corrected.emit(key, {"place": words or None})
        elif words:
            names = tuple(dict.fromkeys(part for part in words.replace("，", "、").split("、") if part.strip()))
            self.corrected.emit(key, {"names": names, "resident_ids": ()})

    # Entering somebody or a door

    def _add_door(self, key: EntryKey, fields: dict[str, Any]) -> None:
        proposal = self._proposals[key]
        sheet = AddDoorSheet(self, self._workspace, proposal.entry.said_door, fields.get("address"))
        sheet.made.connect(lambda dwelling_id: self.corrected.emit(key, {"dwelling_id": dwelling_id}))
        sheet.open()

    def _add_person(self, key: EntryKey) -> None:
        proposal = self._proposals[key]
        household = proposal.entry.household
        if household is None:
            return
        sheet = AddPersonSheet(self, self._workspace, household, proposal.entry.said_name)
        sheet.made.connect(lambda id_: self.corrected.emit(key, {"resident_ids": (id_,), "names": ()}))
        sheet.open()


def _key_in(field: str) -> EntryKey | None:
    """The entry in "entries.<line>.<nth>.<field>"."""
    parts = field.split(".")
    if len(parts) >= 3 and parts[0] == "entries" and parts[1].isdigit() and parts[2].isdigit():
        return int(parts[1]), int(parts[2])
    return None
