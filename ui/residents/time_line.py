"""The time line of a household or of one of its residents (一户一档, 一人一档): narrowed down, walked, opened."""

from collections import Counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from ledger.dossiers.gathering import homes_of_resident
from ledger.dossiers.mentions import household_mentions, resident_mentions
from ledger.dossiers.timeline import household_counts, household_timeline, resident_counts, resident_timeline
from ledger.language import _, ngettext
from ledger.people.life_events import withdraw_event
from ledger.records.dossiers import (
    EntryKey,
    EntryKind,
    Happening,
    Opens,
    TimelineCounts,
    TimelineEntry,
    TimelinePage,
)
from ledger.records.people import Household, Resident
from ledger.wording import label
from ledger.wording.happenings import home_words, kind_label
from ui.residents.entry_list import EntryList
from ui.residents.time_rows import entry_words
from ui.residents.words import has_several_estates
from ui.theme import theme
from ui.widgets import Card, ChoiceField, GhostButton, Label, ReasonSheet, SegmentRow
from ui.widgets.flow import FlowLayout
from ui.workspace import Workspace

HOUSEHOLD, RESIDENT = "household", "resident"
_KINDS = (None, *EntryKind)
_PAUSE_MILLISECONDS = 200


class TimeLine(Card):
    """Whose file it is, what of it is shown, and its entries.

    `visit_opened(id)`, `matter_opened(id)`, `household_opened(id)` and `resident_opened(id)` follow Enter or a double
    click. `scope_changed` follows the choice between the household and one resident.
    """

    visit_opened = Signal(int)
    matter_opened = Signal(int)
    household_opened = Signal(int)
    resident_opened = Signal(int)
    scope_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._household: Household | None = None
        self._resident: Resident | None = None
        self._mentions: tuple[TimelineEntry, ...] = ()
        self._of_kind: dict[EntryKind, int] = {}
        self._make_filters()
        self.list = EntryList()
        self.rows = self.list.rows
        self.list.opened.connect(self.open_entry)
        self.list.picked.connect(self._picked)
        self.lived = Label("", "muted", wrap=True)
        self.lived.hide()
        self.withdraw_button = GhostButton(_("Withdraw this event…"), "undo-2")
        self.withdraw_button.clicked.connect(self._withdraw)
        self.withdraw_button.hide()
        self.body.addLayout(self._head)
        self.body.addWidget(self.lived)
        self.body.addWidget(self._bar)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.withdraw_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.list)
        self._fit()
        theme().changed.connect(self._fit)

    # What the household's view asks for

    @property
    def of_resident(self) -> bool:
        """Whether the file of one resident is shown, not that of the household."""
        return self._household is None or self.scope.value() == RESIDENT

    @property
    def resident(self) -> Resident | None:
        """Whose file it is, or would be."""
        return self._resident

    def show_file(self, home: Household | None, resident: Resident | None, *, scope: str | None = None) -> None:
        """Show the file of a household or of a resident; `scope` None leaves the choice between them as it is."""
        same = (home and home.id) == (self._household and self._household.id)
        moved = not same or (resident and resident.id) != (self._resident and self._resident.id)
        self._household, self._resident = home, resident
        before = self.scope.value()
        self.scope.setVisible(home is not None)
        self.scope.show_words(RESIDENT, resident.name if resident else _("One resident"))
        self.scope.set_value(scope or (before if same else HOUSEHOLD))
        self.read(keep=same and (not moved or not self.of_resident) and before == self.scope.value())

    def pick_resident(self, resident: Resident | None) -> None:
        """Another member is looked at: in the scope of one resident the file becomes that one's."""
        if resident is not None and resident.id != (self._resident and self._resident.id):
            self._resident = resident
            self.scope.show_words(RESIDENT, resident.name)
            if self.of_resident:
                self.read()

    def read(self, *, keep: bool = False) -> None:
        """Read the entries that fit; `keep` stays where one is."""
        kinds = self._kinds()
        self._mentions = self._named_elsewhere() if EntryKind.MENTION in kinds else ()
        counts = self._counts()
        self._show_counts(counts, kinds)
        self._show_homes()
        self.list.show_entries(self._page, at_least=len(self.rows.entries) if keep else 0, keep=keep)
        self._picked(self.list.current())

    def jump_to(self, year: int) -> None:
        """Scroll to the newest entry of a year, reading what lies before it."""
        newer = sum(count for each, count in self._years if each > year)
        self.list.go_to(newer)

    def open_entry(self, entry: TimelineEntry) -> None:
        """Open what an entry is about."""
        if entry.opens is None:
            return
        kind, id_ = entry.opens
        signals = {
            Opens.VISIT: self.visit_opened,
            Opens.MATTER: self.matter_opened,
            Opens.HOUSEHOLD: self.household_opened,
            Opens.RESIDENT: self.resident_opened,
        }
        signals[kind].emit(id_)

    # Making

    def _make_filters(self) -> None:
        self.scope = SegmentRow([(HOUSEHOLD, _("Whole household")), (RESIDENT, _("One resident"))], name=_("File of"))
        self.scope.chosen.connect(lambda _value: self._scope_chosen())
        self.count = Label("", "muted")
        self._head = QHBoxLayout()
        self._head.addWidget(Label(_("Time line"), "section"))
        self._head.addWidget(self.count)
        self._head.addStretch(1)
        self.withdrawn = QCheckBox(_("Withdrawn ones too"))
        self.withdrawn.toggled.connect(lambda _on: self.read())
        self._head.addWidget(self.withdrawn)
        self._head.addWidget(self.scope)
        self._bar = QWidget()
        flow = FlowLayout(self._bar, spacing=8)
        self.kind = SegmentRow([(kind, kind_label(kind)) for kind in _KINDS], name=_("Kind of entry"))
        self.kind.chosen.connect(lambda _kind: self.read())
        self.year = ChoiceField([(None, _("Go to year"))], name=_("Go to year"))
        self.year.chosen.connect(self._year_chosen)
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("Words in it"))
        self.text.setAccessibleName(_("Words in the time line"))
        self.text.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(lambda _text: self._timer.start())
        for field in (self.kind, self.year, self.text):
            flow.addWidget(field)
        self._years: tuple[tuple[int, int], ...] = ()

    def _fit(self) -> None:
        self.text.setFixedWidth(theme().size(130))

    # Reading

    def _kinds(self) -> tuple[EntryKind, ...]:
        kind = self.kind.value()
        return () if kind is None else (kind,)

    def _counts(self) -> TimelineCounts:
        count, subject = (resident_counts, self._resident) if self.of_resident else (household_counts, self._household)
        if subject is None:
            return TimelineCounts(())
        text, withdrawn = self.text.text(), self.withdrawn.isChecked()
        return count(self._workspace.ledger, subject.id, text=text, withdrawn=withdrawn)

    def _named_elsewhere(self) -> tuple[TimelineEntry, ...]:
        """What names them elsewhere: looked for when it is asked for, as every note there is has to be asked."""
        found, subject = (
            (resident_mentions, self._resident) if self.of_resident else (household_mentions, self._household)
        )
        entries = found(self._workspace.ledger, subject.id) if subject is not None else ()
        words = self.text.text().strip()
        return tuple(entry for entry in entries if words in entry_words(entry))

    def _page(self, before: EntryKey | None, limit: int) -> TimelinePage:
        if self.kind.value() is EntryKind.MENTION:
            return TimelinePage(self._mentions, None)
        read, subject = (
            (resident_timeline, self._resident) if self.of_resident else (household_timeline, self._household)
        )
        if subject is None:
            return TimelinePage((), None)
        return read(
            self._workspace.ledger,
            subject.id,
            today=self._workspace.today(),
            kinds=self._kinds(),
            text=self.text.text(),
            withdrawn=self.withdrawn.isChecked(),
            before=before,
            limit=limit,
        )

    def _show_counts(self, counts: TimelineCounts, kinds: tuple[EntryKind, ...]) -> None:
        self._of_kind = {kind: counts.of_kind(kind) for kind in EntryKind}
        self._show_kinds()
        if EntryKind.MENTION in kinds:
            years = Counter(entry.on.year for entry in self._mentions)
            counts = TimelineCounts(tuple((EntryKind.MENTION, year, count) for year, count in years.items()))
        self._years = counts.years(kinds)
        words = [(year, _("%(year)d (%(count)d)") % {"year": year, "count": count}) for year, count in self._years]
        self.year.set_options([(None, _("Go to year")), *words])
        self.year.setEnabled(len(words) > 1)
        count = sum(count for _year, count in self._years)
        self.count.setText(ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count} if count else "")
        nothing = _("Nothing fits.") if self.text.text() or kinds else _("Nothing has been entered yet.")
        self.list.say_when_empty(nothing)

    def _show_kinds(self) -> None:
        """The kinds with their counts, as far as there is room for these; what there is in all stands above."""
        for numbered in (True, False):
            for kind, count in self._of_kind.items():
                self.kind.show_words(kind, f"{kind_label(kind)} {count}" if numbered and count else kind_label(kind))
            if self.kind.sizeHint().width() <= self._bar.width() or not self.isVisible():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the counts where they have no room."""
        super().resizeEvent(event)
        self._show_kinds()

    def _show_homes(self) -> None:
        """Where one resident lived, where that was more than one household."""
        ledger = self._workspace.ledger
        homes = homes_of_resident(ledger, self._resident.id) if self.of_resident and self._resident else ()
        several = has_several_estates(ledger)
        words = _("; ").join(home_words(home, with_estate=several) for home in homes)
        self.lived.setText(_("Lived: %(where)s") % {"where": words})
        self.lived.setVisible(len(homes) > 1)

    def _scope_chosen(self) -> None:
        self.read()
        self.scope_changed.emit()

    def _year_chosen(self, year: int | None) -> None:
        if year is not None:
            self.jump_to(year)
            self.list.setFocus()

    # Withdrawing a life event

    def _picked(self, entry: TimelineEntry | None) -> None:
        event = entry is not None and entry.what is Happening.LIFE_EVENT and entry.withdrawn is None
        self.withdraw_button.setVisible(event)

    def _withdraw(self) -> None:
        entry = self.list.current()
        if entry is None or entry.what is not Happening.LIFE_EVENT:
            return
        facts = {"name": "、".join(entry.people), "event": label(entry.marks[0])}

        def withdraw(reason: str) -> bool:
            said = _("Life event withdrawn")
            write = self._workspace.write
            return write(withdraw_event, entry.key.id, reason=reason, form=sheet.form, said=said) is not None

        sheet = ReasonSheet(self, _("Withdraw: %(name)s, %(event)s") % facts, withdraw)
        sheet.open()
