"""The page being written: its text, what it will be entered as, and what a person decided over it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ledger.notebook.category_table import category_table
from ledger.notebook.correcting import Grounds, corrected
from ledger.notebook.decisions import Decisions
from ledger.notebook.elsewhere import read_elsewhere
from ledger.notebook.following import Followed, Line, follow
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.matter_places import matched, shown
from ledger.notebook.own_words import own_words
from ledger.notebook.page import PageReader
from ledger.notebook.page_draft import Kept, as_values, from_values
from ledger.notebook.said import Materials
from ledger.notebook.vocabulary import OwnWords, Vocabulary, vocabulary
from ledger.places.staff import workers
from ledger.records.notebook import Candidate, KnownHousehold, KnownPerson, PageEntry, ReadMatter
from ledger.records.people import Sex
from ledger.records.proposals import Correction, EntryKey, MatterCorrection, Proposal
from ledger.store import Changed, Ledger

_NOTHING = Correction()
_Made = tuple[PageEntry, Correction | None, Proposal]


class Manuscript:
    """A page and its proposals. Whatever is written or decided, `proposals` are current at once.

    `today` is the day it is typed in, `worker_id` whoever's visits they are where the page names nobody else.
    """

    def __init__(self, ledger: Ledger, roster: LedgerRoster, *, today: date, worker_id: int) -> None:
        self.today, self.worker_id = today, worker_id
        self._ledger, self._roster = ledger, roster
        self._reader = PageReader(roster.index, _vocabulary(own_words(ledger)))
        self._decisions = Decisions()
        self._lines: tuple[str, ...] = ("",)
        self._followed = Followed((1,), (), 2)
        self._places: dict[int, int] = {1: 1}
        self._made: dict[EntryKey, _Made] = {}
        self._of_line: Counter[int] = Counter()
        self._joinable: dict[int, bool] = {}
        self._entered: frozenset[EntryKey] = frozenset()
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
        return self._places.get(key[0], 0)

    def write(self, text: str) -> tuple[Proposal, ...]:
        """The page reads `text` now. Never raises, whatever the text."""
        new = tuple(text.split("\n"))
        if new != self._lines:
            self._follow(new)
            self._propose()
        return self._proposals

    def read_ahead(self, text: str, *, seconds: float) -> bool:
        """Read what `write` would have to read, for about so long; True once nothing is left to be read."""
        return self._reader.read_ahead(text, self.today, seconds=seconds)

    def _follow(self, new: tuple[str, ...]) -> None:
        old: list[Line] = list(zip(self._followed.numbers, self._lines, strict=True))
        self._followed = follow(old, new, self._followed.lost, fresh=self._followed.fresh)
        self._lines = new
        self._places = {number: place for place, number in enumerate(self._followed.numbers, 1)}

    def draft(self) -> dict[str, Any]:
        """Everything that has to be kept of the page against a crash, as JSON values."""
        return as_values(Kept(self.text, self._followed, dict(self._decisions), self._entered))

    def take_up(self, draft: Mapping[str, Any]) -> tuple[Proposal, ...]:
        """Go on with a page as `draft` kept it; what the draft holds beyond that is passed over."""
        kept = from_values(draft)
        self._lines, self._followed = tuple(kept.text.split("\n")), kept.followed
        self._places = {number: place for place, number in enumerate(kept.followed.numbers, 1)}
        self._decisions.put(kept.corrections)
        self._entered = kept.entered
        self._propose(afresh=True)
        return self._proposals

    # What is decided

    def correct(self, key: EntryKey, **fields: Any) -> tuple[Proposal, ...]:
        """Decide fields of Correction for an entry; None leaves one as it was read."""
        self._decide(key, replace(self._decisions.of(key) or _NOTHING, **fields))
        return self._proposals

    def correct_matter(self, key: EntryKey, nth: int, **fields: Any) -> tuple[Proposal, ...]:
        """Decide fields of MatterCorrection for the `nth` matter shown of an entry (from 0).

        Does nothing where there is no such matter.
        """
        made = self._made.get(key)
        if made is None or not 0 <= nth < len(made[2].matters):
            return self._proposals
        matters = made[0].matters
        decision = self._decisions.of(key) or _NOTHING
        # Whatever stands there is noted in its place, so that a matter is found again when its words change.
        known = set(matched(matters, decision.matters))
        more = [
            MatterCorrection(words=matter.text)
            for matter, place in zip(matters, matched(matters, decision.matters), strict=True)
            if place is None
        ]
        corrections = _in_order(matters, [*decision.matters, *more]) if more or known else [*decision.matters]
        _read, place = shown(matters, corrections)[nth]
        if place is None:
            return self._proposals
        changed = replace(corrections[place], **fields)
        if changed.added and changed.dropped:
            corrections.pop(place)
        else:
            corrections[place] = changed
        self._decide(key, replace(decision, matters=tuple(corrections)))
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
        self._decisions.decide(key, correction)
        self._propose()

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
        news = self._roster.refresh(changed)
        if "setting" in changed.tables and (own := own_words(self._ledger)) != self._reader.words.own:
            self._reader = PageReader(self._roster.index, _vocabulary(own))
        if news or changed.tables & {"category", "worker", "matter"}:
            self._grounds = self._read_grounds()
            self._joinable.clear()
        if news:
            self._reader.forget()
        self._propose(afresh=True)
        return self._proposals != before

    def turn_to(self, today: date) -> tuple[Proposal, ...]:
        """It is another day now: 昨天 is another one too."""
        self.today = today
        self._propose(afresh=True)
        return self._proposals

    def work_as(self, worker_id: int) -> tuple[Proposal, ...]:
        """The visits are this worker's where the page names nobody else."""
        self.worker_id = worker_id
        self._grounds = self._read_grounds()
        self._propose(afresh=True)
        return self._proposals

    def _read_grounds(self) -> Grounds:
        staff = workers(self._ledger)
        names = Counter(worker.name for worker in staff)
        return Grounds(
            categories=category_table(self._ledger),
            workers={worker.name: worker.id for worker in staff if names[worker.name] == 1},
            worker_ids=frozenset(worker.id for worker in staff),
            worker_id=self.worker_id,
            home=self._roster.home,
            resident=self._resident,
            elsewhere=self._elsewhere,
            joinable=self._is_joinable,
        )

    def _resident(self, resident_id: int) -> Candidate | None:
        """Somebody by id, with their home; one who has none stands behind no door of the ledger."""
        found = self._roster.resident(resident_id)
        if found is not None:
            return found
        row = self._ledger.row(
            "select name, sex, birth from resident where id = ? and withdrawn_at is null", (resident_id,)
        )
        if row is None:
            return None
        return Candidate(
            KnownHousehold("", "", "", ""), KnownPerson(row["name"], "", Sex(row["sex"]), row["birth"], resident_id)
        )

    def _elsewhere(self, entry: PageEntry, household: KnownHousehold) -> PageEntry:
        given = Materials(self._roster.index, self._reader.words, self.today)
        return read_elsewhere(entry, household, given, alone=self._of_line[entry.line] == 1)

    def _is_joinable(self, matter_id: int) -> bool:
        if matter_id not in self._joinable:
            standing = self._ledger.value(
                "select 1 from matter where id = ? and withdrawn_at is null"
                " and status not in ('not_accepted', 'merged', 'retracted')",
                (matter_id,),
            )
            self._joinable[matter_id] = standing is not None
        return self._joinable[matter_id]

    # What comes of it

    def _propose(self, *, afresh: bool = False) -> bool:
        entries = self._reader.read(self.text, self.today)
        self._of_line = Counter(entry.line for entry in entries) if self._decisions else Counter()
        numbers = self._followed.numbers
        made: dict[EntryKey, _Made] = {}
        line, nth = 0, 0
        for entry in entries:
            nth = nth + 1 if entry.line == line else 0
            line = entry.line
            key = (numbers[line - 1], nth)
            made[key] = self._make(key, entry, afresh=afresh)
        self._made = made
        self._proposals = tuple(each[2] for each in made.values())
        return True

    def _make(self, key: EntryKey, entry: PageEntry, *, afresh: bool) -> _Made:
        decision = self._decisions.of(key)
        before = self._made.get(key)
        if before is not None and not afresh and before[1] is decision:
            if before[0] is entry:
                return before
            if before[0] == entry:
                return entry, decision, before[2]
        if decision is not None and decision.matters:
            decision = self._reworded(key, entry, decision)
        proposal = corrected(key, entry, decision, self._grounds)
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


def _vocabulary(own: OwnWords) -> Vocabulary:
    return Vocabulary(own) if own != OwnWords() else vocabulary()


def _in_order(matters: Sequence[ReadMatter], corrections: list[MatterCorrection]) -> list[MatterCorrection]:
    """Corrections in the order of the matters they belong to, the others behind them."""
    places = [place for place in matched(matters, corrections) if place is not None]
    return [corrections[place] for place in places] + [
        correction for place, correction in enumerate(corrections) if place not in places
    ]
