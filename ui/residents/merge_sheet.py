"""Two entries of one resident side by side: which value is taken, what moves over, what becomes of the households."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.errors import FieldProblem, InputProblem
from ledger.language import _, pgettext
from ledger.people.merge_fields import MergeField
from ledger.people.merge_preview import MergeChoices, MergePreview, merge_preview, presence_after_merging
from ledger.people.merging import merge_residents
from ledger.people.reading import resident
from ledger.records.people import Resident
from ui.residents.belonging import reason_field
from ui.residents.merge_pair import PairField
from ui.residents.merge_words import doubt_words, field_words, home_words, moves_lines, pair_words, where_words
from ui.residents.other_entry import OtherEntry
from ui.residents.secret import SHOWN_MILLISECONDS
from ui.theme import Tone
from ui.widgets import Chip, FormSheet, GhostButton, Label, clear_layout, reveal
from ui.workspace import Workspace


class MergeSheet(FormSheet):
    """Asks for the other entry where none is given. `merged(resident id)` follows the merging, with the kept one."""

    merged = Signal(int)

    def __init__(self, parent: QWidget, workspace: Workspace, kept_id: int, other_id: int | None = None) -> None:
        title = _("Merge two entries of one resident")
        super().__init__(parent, title, action=pgettext("resident", "Merge"), act=self._merge, width=820)
        self._workspace = workspace
        self._kept_id, self._other_id = kept_id, other_id
        self._preview: MergePreview | None = None
        self._whole = False
        self.pairs: dict[MergeField, PairField] = {}
        self.reason: QLineEdit = reason_field()
        self.confirmed = QCheckBox(_("I have looked: it is one person"))
        self._make_tools()
        if other_id is None:
            self._ask()
        else:
            self._show()

    @property
    def preview(self) -> MergePreview | None:
        """What is shown, None while the other entry is still to be chosen."""
        return self._preview

    def take(self, other_id: int) -> None:
        """Go on with this other entry."""
        self._other_id = other_id
        self._show()

    def swap(self) -> None:
        """Keep the other one instead."""
        if self._other_id is not None:
            self._kept_id, self._other_id = self._other_id, self._kept_id
            self._show()

    def show_numbers(self, whole: bool) -> None:
        """Show phone and ID numbers whole, for half a minute, or masked again."""
        self._whole = whole
        self._timer.start() if whole else self._timer.stop()
        self.numbers_button.setText(_("Hide numbers") if whole else _("Show numbers"))
        if self._preview is not None:
            for pair in self._preview.fields:
                if pair.field in self.pairs:
                    self.pairs[pair.field].show_words(pair_words(pair, whole=whole))
            self._show_moves()

    def choices(self) -> MergeChoices:
        """What is chosen now."""
        doubts = frozenset(self._preview.doubts) if self._preview and self.confirmed.isChecked() else frozenset()
        return MergeChoices({which: field.value() for which, field in self.pairs.items()}, doubts)

    def _make_tools(self) -> None:
        self.swap_button = GhostButton(_("Keep the other one"), "refresh-cw")
        self.swap_button.clicked.connect(self.swap)
        self.numbers_button = GhostButton(_("Show numbers"))
        self.numbers_button.clicked.connect(lambda: self.show_numbers(not self._whole))
        for button in (self.numbers_button, self.swap_button):
            self.foot.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MILLISECONDS)
        self._timer.timeout.connect(lambda: self.show_numbers(False))

    def _ask(self) -> None:
        kept = resident(self._workspace.ledger, self._kept_id)
        self.chooser = OtherEntry(self._workspace, kept)
        self.chooser.taken.connect(self.take)
        self.form.add("other_id", _("The other entry"), self.chooser)
        self._be_ready(False)

    def _be_ready(self, ready: bool) -> None:
        self.button.setEnabled(ready)
        for button in (self.swap_button, self.numbers_button):
            reveal(button, ready)

    def _show(self) -> None:
        assert self._other_id is not None
        try:
            self._preview = merge_preview(self._workspace.ledger, self._kept_id, self._other_id)
        except InputProblem as problem:
            self.form.show_problems(problem)
            return
        for name in list(self.form.rows):
            self.form.remove(name)
        self.form.clear_problems()
        self._add_rows(self._preview)
        self._be_ready(True)
        self.fit_again()
        if self.isVisible():
            # Fields just added take the keyboard only once they are shown.
            QTimer.singleShot(0, self, self.form.rows["kept_id"].field.setFocus)

    def _add_rows(self, preview: MergePreview) -> None:
        head = self._head(preview)
        self.form.add("kept_id", "", head)
        if preview.doubts:
            self.form.add("confirmed", "", self._doubts(preview))
        self.pairs = {}
        for pair in preview.fields:
            if pair.kept or pair.other:
                name = field_words(pair.field)
                field = PairField(pair, pair_words(pair, whole=self._whole), name=name)
                self.pairs[pair.field] = field
                self.form.add(pair.field.value, name, field)
        if MergeField.PRESENCE in self.pairs:
            self.pairs[MergeField.PRESENCE].chosen.connect(lambda _side: self._show_moves())
        self.form.add("moves", _("Moves over"), self._make_moves())
        self._show_moves()
        home = Label(home_words(self._workspace.ledger, preview), wrap=True)
        home.setContentsMargins(0, 5, 0, 0)
        self.form.add("home", pgettext("merging", "Household"), home)
        self.reason = reason_field()
        self.form.add("reason", _("Reason"), self.reason)
        first = next((self.pairs[pair.field] for pair in preview.fields if pair.differs), self.reason)
        head.setFocusProxy(self.confirmed if preview.doubts else first)

    def _make_moves(self) -> QWidget:
        box = QWidget()
        self._moves = QGridLayout(box)
        self._moves.setContentsMargins(0, 5, 0, 0)
        self._moves.setHorizontalSpacing(12)
        self._moves.setVerticalSpacing(3)
        self._moves.setColumnStretch(1, 1)
        return box

    def _head(self, preview: MergePreview) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for who, chip in (
            (preview.kept, Chip(_("stays"), Tone.GREEN)),
            (preview.other, Chip(_("is withdrawn"), Tone.GREY)),
        ):
            row.addWidget(self._entry(who, chip), 1)
        return box

    def _entry(self, who: Resident, chip: Chip) -> QFrame:
        card = QFrame()
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(Label(who.name, "strong"), 1)
        top.addWidget(chip)
        column.addLayout(top)
        column.addWidget(Label(where_words(self._workspace.ledger, who), "muted", wrap=True))
        return card

    def _doubts(self, preview: MergePreview) -> QFrame:
        box = QFrame()
        box.setProperty("banner", Tone.AMBER.value)
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(Label(_("These may be two people:"), "strong"))
        for doubt in preview.doubts:
            column.addWidget(Label(doubt_words(doubt), wrap=True))
        self.confirmed = QCheckBox(_("I have looked: it is one person"))
        column.addWidget(self.confirmed)
        box.setFocusProxy(self.confirmed)
        return box

    def _show_moves(self) -> None:
        if self._preview is None:
            return
        side, _presence = presence_after_merging(self._preview, self.choices())
        clear_layout(self._moves)
        lines = moves_lines(self._preview.moves[side], whole=self._whole)
        for row, (what, which) in enumerate(lines or [("", _("nothing"))]):
            self._moves.addWidget(Label(what, "muted"), row, 0)
            self._moves.addWidget(Label(which, wrap=True), row, 1)
        self.fit_again()

    def _merge(self) -> bool:
        preview = self._preview
        if preview is None:
            return False
        if preview.doubts and not self.confirmed.isChecked():
            self.form.show_problems([FieldProblem("confirmed", "merge_unconfirmed")])
            return False
        name = preview.pair(MergeField.NAME).value(self.pairs[MergeField.NAME].value())
        done = self._workspace.write(
            merge_residents,
            preview.kept.id,
            preview.other.id,
            self.choices(),
            reason=self.reason.text(),
            form=self.form,
            said=_("The two entries of %(name)s are one now") % {"name": name},
        )
        if done is not None:
            self.merged.emit(preview.kept.id)
        return done is not None
