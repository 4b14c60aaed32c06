"""疑似重复: pairs of entries that may be of one resident, the likeliest first; each is merged or kept apart."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.language import _, ngettext
from ledger.people.likely_pairs import MOST, LikelyPair, keep_apart, likely_pairs
from ledger.people.memberships import household_address
from ledger.records.people import DuplicateReason, Resident
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.wording import label
from ledger.wording.places import address_label
from ui.jobs import Outcome, Progress
from ui.residents.inner_view import InnerView
from ui.residents.merge_sheet import MergeSheet
from ui.residents.words import has_several_estates, presence_words
from ui.theme import Tone
from ui.widgets import Column, GhostButton, PrimaryButton, RecordTable
from ui.workspace import Workspace

_SURE = (DuplicateReason.SAME_ID_NUMBER, DuplicateReason.SAME_NAME_AND_BIRTH)

_Homes = dict[int, Address | None]


class DuplicatesView(InnerView):
    """`merged(resident id)` follows a merging, with the entry that was kept."""

    merged = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, _("Possible duplicates"), "", parent)
        self._asked = 0
        self._homes: _Homes = {}
        self._several_estates = False
        self.apart_button = GhostButton(_("Two people"))
        self.apart_button.clicked.connect(self.keep_current_apart)
        self.merge_button = PrimaryButton(_("Compare and merge…"))
        self.merge_button.clicked.connect(self.merge_current)
        for button in (self.apart_button, self.merge_button):
            button.setEnabled(False)
            self.heading.row.addWidget(button)
        self.table = RecordTable(
            [
                Column("reason", _("What speaks for it"), _reasons, width=190, tone=_tone, tip=_reasons, most=300),
                Column("first", _("One entry"), self._first, width=200, most=520, tip=self._first),
                Column("second", _("The other entry"), self._second, width=200, wide=True, tip=self._second),
            ],
            name="residents.duplicates",
            title=_("Possible duplicates"),
            memory=workspace.preferences,
        )
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _pair: self.merge_current())
        self.column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Look again among all residents, in the background."""
        self._asked += 1
        asked = self._asked
        self._several_estates = has_several_estates(self._workspace.ledger)
        self.table.say_when_empty(_("Looking…"))

        def show(outcome: Outcome) -> None:
            if asked != self._asked or outcome.cancelled:
                return
            if outcome.error is not None:
                self._workspace.notices.explain(outcome.error)
            else:
                self._show(*outcome.value)

        self._workspace.run(_look, show)

    def merge_current(self) -> None:
        """Compare the pair the cursor is on; the one with a household is proposed to stay."""
        pair: LikelyPair | None = self.table.current()
        if pair is None:
            return
        kept, other = pair.first, pair.second
        if kept.household_id is None and other.household_id is not None:
            kept, other = other, kept
        sheet = MergeSheet(self.window(), self._workspace, kept.id, other.id)
        sheet.merged.connect(self.merged)
        sheet.open()

    def keep_current_apart(self) -> None:
        """Say that the pair the cursor is on are two people."""
        pair: LikelyPair | None = self.table.current()
        if pair is not None:
            said = _("Noted: %(one)s and %(other)s are two people")
            facts = {"one": pair.first.name, "other": pair.second.name}
            self._workspace.write(keep_apart, *pair.id, said=said % facts)
            self.refresh()

    def _show(self, pairs: tuple[LikelyPair, ...], homes: _Homes) -> None:
        self._homes = homes
        row = self.table.currentIndex().row()
        self.table.show_records(pairs)
        self.table.say_when_empty(_("Nobody seems to be in the ledger twice."))
        if pairs and self.table.current() is None:
            self.table.selectRow(min(max(row, 0), len(pairs) - 1))
        self.heading.say(_("Possible duplicates"), _count_words(len(pairs)) if pairs else "")
        self._picked(self.table.current())

    def _picked(self, pair: LikelyPair | None) -> None:
        self.apart_button.setEnabled(pair is not None)
        self.merge_button.setEnabled(pair is not None)

    def _first(self, pair: LikelyPair) -> str:
        return self._words(pair.first)

    def _second(self, pair: LikelyPair) -> str:
        return self._words(pair.second)

    def _words(self, who: Resident) -> str:
        address = self._homes.get(who.household_id or 0)
        where = address_label(address, with_estate=self._several_estates) or _("no dwelling")
        return " · ".join(part for part in (who.name, who.birth, where, presence_words(who.presence)) if part)


def _count_words(count: int) -> str:
    if count >= MOST:
        return _("the likeliest %(count)d pairs") % {"count": count}
    return ngettext("%(count)d pair", "%(count)d pairs", count) % {"count": count}


def _look(ledger: Ledger, _progress: Progress) -> tuple[tuple[LikelyPair, ...], _Homes]:
    pairs = likely_pairs(ledger)
    homes = {who.household_id for pair in pairs for who in (pair.first, pair.second) if who.household_id is not None}
    return pairs, {id_: household_address(ledger, id_) for id_ in homes}


def _reasons(pair: LikelyPair) -> str:
    return "；".join(label(reason) for reason in pair.reasons)


def _tone(pair: LikelyPair) -> Tone:
    return Tone.RED if pair.reasons[0] in _SURE else Tone.AMBER
