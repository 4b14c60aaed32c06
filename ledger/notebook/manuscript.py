"""The page being written: its text, what it will be entered as, and what a person decided over it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from ledger.notebook.correcting import corrected
from ledger.notebook.decisions import Decisions
from ledger.notebook.elsewhere import read_elsewhere
from ledger.notebook.following import Followed, Line, follow
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.grounds import Grounds, read_grounds
from ledger.notebook.matter_places import decide_matter, matched
from ledger.notebook.own_words import known_words
from ledger.notebook.page import PageReader
from ledger.notebook.page_draft import Kept, Mark, as_values, from_values, without_lines
from ledger.notebook.remainder import remainder, unread
from ledger.notebook.said import Materials
from ledger.notebook.same_entries import Identity, identity, moved
from ledger.records.notebook import KnownHousehold, PageEntry
from ledger.records.proposals import Correction, EntryKey, MatterCorrection, Proposal
from ledger.store import Changed, Ledger

_NOTHING = Correction()
_NOBODY: Identity = ("?",)
_Thing = TypeVar("_Thing")
_Made = tuple[PageEntry, Correction | None, Proposal]


class Manuscript:
    """A page and its proposals. Whatever is written or decided, `proposals` are current at once.

    `today` is the day it is typed in, `worker_id` whoever's visits they are where the page names nobody else.
    """

    def __init__(self, ledger: Ledger, roster: LedgerRoster, *, today: date, worker_id: int) -> None:
        self.today, self.worker_id = today, worker_id
        self._ledger, self._roster = ledger, roster
        self._reader = PageReader(roster.index, known_words(ledger))
        self._decisions = Decisions()
        self._lines: Sequence[str] = ("",)
        self._followed = Followed((1,), (), 2)
        self._made: dict[EntryKey, _Made] = {}
        self._of_line: Counter[int] = Counter()
        self._known_by: dict[EntryKey, Identity] = {}
        self._entered: frozenset[Mark] = frozenset()
        self._remaining: Kept | None = None
        self._proposals: tuple[Proposal, ...] = ()
        self._grounds = self._read_grounds()

    @property
    def text(self) -> str:
        """The page as it was written, to the character."""
        return "\n".join(self._lines)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What the page will be entered as, in its order. One that did not change stays the very same object."""
        return self._proposals

    @property
    def lines(self) -> dict[EntryKey, int]:
        """The line each proposal stands on now, counted from 1."""
        return {proposal.key: proposal.entry.line for proposal in self._proposals}

    def line(self, key: EntryKey) -> int:
        """The line an entry stands on now, counted from 1; 0 where its line is gone."""
        numbers = self._followed.numbers
        return numbers.index(key[0]) + 1 if key[0] in numbers else 0

    def write(self, text: str) -> tuple[Proposal, ...]:
        """The page reads `text` now. Never raises, whatever the text."""
        if self._remaining is not None and text == self._remaining.text:
            gone = set(self._followed.numbers) - set(self._remaining.followed.numbers)
            self._decisions.forget(gone)
            self._put(self._remaining)
        elif text != self.text:
            new = text.split("\n")
            self._followed = follow(self._numbered(), new, self._followed.lost, fresh=self._followed.fresh)
            self._lines = new
            self._propose()
        return self._proposals

    def read_ahead(self, text: str, *, seconds: float) -> bool:
        """Read what `write` would have to read, for about so long; True once nothing is left to be read."""
        return self._reader.read_ahead(text, self.today, seconds=seconds)

    def _numbered(self) -> list[Line]:
        return list(zip(self._followed.numbers, self._lines, strict=True))

    def rest(self, entered: Collection[EntryKey]) -> str:
        """The page once these entries are entered: the lines still open, with the headings they need.

        Every line reads the same there. `write` it next, and what was entered of a line that stays is left out.
        """
        self._remaining = self._without(entered)
        return self._remaining.text

    def is_entered(self, key: EntryKey) -> bool:
        """Whether an entry that stands on the page was entered already, so that it is left out."""
        return key in self._made and self._mark(key, self._made[key][0]) in self._entered

    def draft(self, *, entered: Collection[EntryKey] = ()) -> dict[str, Any]:
        """Everything that has to be kept of the page against a crash, as JSON values; once `entered` are entered."""
        return as_values(self._without(entered))

    def take_up(self, draft: Mapping[str, Any]) -> tuple[Proposal, ...]:
        """Go on with a page as `draft` kept it; what the draft holds beyond that is passed over."""
        kept = from_values(draft)
        self._decisions.put(kept.corrections)
        self._known_by = dict(kept.known_by)
        self._put(kept)
        return self._proposals

    def _put(self, kept: Kept) -> None:
        self._lines, self._followed, self._entered = kept.text.split("\n"), kept.followed, kept.entered
        self._remaining = None
        self._made = {}
        self._propose(afresh=True)

    def _without(self, entered: Collection[EntryKey]) -> Kept:
        """The page as it will be once these entries are entered; as it is where there are none."""
        now = Kept(self.text, self._followed, dict(self._decisions), self._entered, self._known_by)
        if not entered:
            return now
        self._reader.read(self.text, self.today)
        wanted = {each.entry.line - 1 for each in self._proposals if each.key not in entered and not each.left_out}
        read = partial(self._reader.read_within, today=self.today)
        wanted |= unread(self._lines, self._reader.contexts, read)
        left = remainder(self._lines, self._reader.contexts, sorted(wanted), read) or [(None, "")]
        marks = {self._mark(key, self._made[key][0]) for key in entered if key in self._made}
        return without_lines(now, left, frozenset(marks))

    def _mark(self, key: EntryKey, entry: PageEntry) -> Mark:
        return key[0], (*identity(entry), str(entry.on))

    # What is decided

    def correct(self, key: EntryKey, **fields: Any) -> tuple[Proposal, ...]:
        """Decide fields of Correction for an entry; None leaves one as it was read.

        `left_out=False` lets an entry be entered once more that was entered already.
        """
        if fields.get("left_out") is False and self.is_entered(key):
            self._entered -= {self._mark(key, self._made[key][0])}
            self._propose(afresh=True)
        self._decide(key, replace(self._decisions.of(key) or _NOTHING, **fields))
        return self._proposals

    def correct_matter(self, key: EntryKey, nth: int, **fields: Any) -> tuple[Proposal, ...]:
        """Decide fields of MatterCorrection for the `nth` matter shown of an entry (from 0).

        Does nothing where there is no such matter.
        """
        made = self._made.get(key)
        if made is not None:
            decision = self._decisions.of(key) or _NOTHING
            matters = decide_matter(made[0].matters, decision.matters, nth, fields)
            self._decide(key, replace(decision, matters=matters))
        return self._proposals

    def add_matter(
        self, key: EntryKey, *, title: str, category_id: int | None = None, words: str = "", **fields: Any
    ) -> tuple[Proposal, ...]:
        """Add a matter to an entry by hand; `words` are those of a reminder it was offered for."""
        decision = self._decisions.of(key) or _NOTHING
        added = MatterCorrection(words=words, title=title, category_id=category_id, added=True, **fields)
        self._decide(key, replace(decision, matters=(*decision.matters, added)))
        return self._proposals

    def clear(self, key: EntryKey) -> tuple[Proposal, ...]:
        """Take an entry as it was read, whatever had been decided of it."""
        self._decide(key, None)
        return self._proposals

    def _decide(self, key: EntryKey, correction: Correction | None) -> None:
        if key in self._made:
            self._known_by[key] = identity(self._made[key][0])
        self._decisions.decide(key, correction)
        self._propose()

    @property
    def decisions_taken(self) -> int:
        """How many decisions were taken so far, even those that show nowhere: each is a step to be taken back."""
        return self._decisions.taken

    @property
    def can_undo(self) -> bool:
        """Whether a decision can be taken back."""
        return self._decisions.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a decision taken back can be taken again."""
        return self._decisions.can_redo

    def undo(self) -> bool:
        """Take the last decision back; the text stays. Returns False where there is none."""
        return self._decisions.undo() is not None and self._propose()

    def redo(self) -> bool:
        """Take the decision again that was taken back last. Returns False where there is none."""
        return self._decisions.redo() is not None and self._propose()

    # What it stands on

    def reread(self, changed: Changed) -> bool:
        """Take in what a write changed in the ledger; returns whether any proposal is another now."""
        before = self._proposals
        self.take_note(changed)
        self._propose(afresh=True)
        return self._proposals != before

    def take_note(self, changed: Changed) -> None:
        """Know what a write changed in the ledger; the proposals follow with `read_again`, or when decided on.

        What has to be read for that can be read before, in helpings (`read_ahead`).
        """
        news = self._roster.refresh(changed)
        if "setting" in changed.tables and (words := known_words(self._ledger)).own != self._reader.words.own:
            self._reader = PageReader(self._roster.index, words)
        if news or changed.tables & {"category", "worker", "matter"}:
            self._grounds = self._read_grounds()
        if news:
            self._reader.forget()

    def read_again(self) -> tuple[Proposal, ...]:
        """Make every proposal anew, from what is known now."""
        self._propose(afresh=True)
        return self._proposals

    def turn_to(self, today: date) -> tuple[Proposal, ...]:
        """It is another day now: 昨天 is another one too."""
        self.today = today
        return self.read_again()

    def work_as(self, worker_id: int) -> tuple[Proposal, ...]:
        """The visits are this worker's where the page names nobody else."""
        self.worker_id = worker_id
        self._grounds = self._read_grounds()
        return self.read_again()

    def _read_grounds(self) -> Grounds:
        return read_grounds(self._ledger, self._roster, worker_id=self.worker_id, elsewhere=self._elsewhere)

    def _elsewhere(self, entry: PageEntry, household: KnownHousehold) -> PageEntry:
        given = Materials(self._roster.index, self._reader.words, self.today)
        return read_elsewhere(entry, household, given, alone=self._of_line[entry.line] == 1)

    # What comes of it

    def _propose(self, *, afresh: bool = False) -> bool:
        entries = self._keyed(self._reader.read(self.text, self.today))
        if self._decisions:
            self._of_line = Counter(entry.line for entry in entries.values())
            self._move_decisions(entries)
        self._made = {key: self._make(key, entry, afresh=afresh) for key, entry in entries.items()}
        self._proposals = tuple(each[2] for each in self._made.values())
        return True

    def _keyed(self, entries: Sequence[PageEntry]) -> dict[EntryKey, PageEntry]:
        keyed: dict[EntryKey, PageEntry] = {}
        numbers = self._followed.numbers
        line, nth = 0, 0
        for entry in entries:
            nth = nth + 1 if entry.line == line else 0
            line = entry.line
            keyed[numbers[line - 1], nth] = entry
        return keyed

    def _move_decisions(self, entries: Mapping[EntryKey, PageEntry]) -> None:
        """Let decisions follow their entry where a line that speaks of several was edited."""
        of_lines: dict[int, list[EntryKey]] = {}
        for key, _correction in self._decisions:
            of_lines.setdefault(key[0], []).append(key)
        for number in {key[0] for key, _correction in self._decisions if self._is_edited(key, entries)}:
            now = [identity(each) for each in _of_line(number, entries)]
            if now:
                self._move(of_lines[number], [identity(each[0]) for each in _of_line(number, self._made)], now)

    def _is_edited(self, key: EntryKey, entries: Mapping[EntryKey, PageEntry]) -> bool:
        made = self._made.get(key)
        return made is None or entries.get(key) is not made[0]

    def _move(self, keys: Sequence[EntryKey], before: Sequence[Identity], now: Sequence[Identity]) -> None:
        # Of one nobody knows whom it was about, whoever stands in its place is meant.
        there_now = dict(enumerate(now))
        known_by = {key[1]: self._known_by.get(key) or there_now.get(key[1], _NOBODY) for key in keys}
        number = keys[0][0]
        places = moved(before or now, now, known_by)
        self._decisions.move({(number, place): (number, there) for place, there in places.items()})
        for key in keys:
            self._known_by.pop(key, None)
        for place, there in places.items():
            self._known_by[number, there] = now[there] if there < len(now) else known_by[place]

    def _make(self, key: EntryKey, entry: PageEntry, *, afresh: bool) -> _Made:
        decision = self._decisions.of(key)
        before = self._made.get(key)
        if before is not None and not afresh and before[1] is decision:
            if before[0] is entry:
                return before
            if (proposal := _on_its_line(before, entry)) is not None:
                return entry, decision, proposal
        if decision is not None and decision.matters:
            decision = self._reworded(key, entry, decision)
        proposal = corrected(key, entry, decision, self._grounds)
        if self._entered and self._mark(key, entry) in self._entered:
            proposal = replace(proposal, left_out=True)
        return entry, decision, before[2] if before is not None and before[2] == proposal else proposal

    def _reworded(self, key: EntryKey, entry: PageEntry, decision: Correction) -> Correction:
        """The decision with the words its matters read now, so that it follows them as they are edited on."""
        places = matched(entry.matters, decision.matters)
        words = {
            decision.matters[place].words: matter.text
            for matter, place in zip(entry.matters, places, strict=True)
            if place is not None and decision.matters[place].words != matter.text
        }
        if words:
            self._decisions.reword(key, words)
        return self._decisions.of(key) or decision


def _on_its_line(before: _Made, entry: PageEntry) -> Proposal | None:
    """The proposal made before, where `entry` says the same as then, perhaps on another line."""
    was, _decision, proposal = before
    # What was read stays the same objects while a line only moves.
    moved = was.readings is entry.readings and was.household is entry.household and was.people is entry.people
    if was.line != entry.line and moved and was.matters is entry.matters:
        return replace(proposal, entry=entry if proposal.entry is was else replace(proposal.entry, line=entry.line))
    return proposal if was == entry else None


def _of_line(number: int, keyed: Mapping[EntryKey, _Thing]) -> list[_Thing]:
    found: list[_Thing] = []
    while (number, len(found)) in keyed:
        found.append(keyed[number, len(found)])
    return found
