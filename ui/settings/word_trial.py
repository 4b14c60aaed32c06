"""试一试: a line as one would write it, and at once how it is read with the words as they stand."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.matters.categories import categories
from ledger.people.listing import ResidentFilter, count_residents
from ledger.records.notebook import Ask, KnownHousehold, PageEntry
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Changed, Ledger
from ledger.wording import label
from ledger.wording.places import door_label
from ui.jobs import Outcome, Progress
from ui.theme import Tone
from ui.widgets import Card, Chip, Label, clear_layout
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.notebook.from_ledger import LedgerRoster
    from ledger.notebook.manuscript import Manuscript

_AT_ONCE = 1500
_MOST_SHOWN = 3
_ANY_DOOR = "1-1-101"


class WordTrial(Card):
    """A field, and under it what was read: where, how the visit went, and each matter with its category."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Try it"), _("Nothing of this is entered."), parent)
        self._workspace = workspace
        self._page: Manuscript | None = None
        self._is_preparing = False
        self._door = _ANY_DOOR
        self._news: list[Changed] = []
        self._names: dict[int, str] = {}
        self.line = QLineEdit()
        self.line.setAccessibleName(_("A line to try"))
        self.line.setPlaceholderText(_("Type a line as in the notebook, for example: 3-2-501 卫生间漏水，急"))
        self.line.textChanged.connect(lambda _text: self._read())
        self.add(self.line)
        self._read_as = QVBoxLayout()
        self._read_as.setSpacing(6)
        self.body.addLayout(self._read_as)
        workspace.changed.connect(self._note)
        self._tell(_("Here it says at once how the line is read."))

    def refresh(self) -> None:
        """Read the line again, with the words as they stand now."""
        known = categories(self._workspace.ledger)
        names = {each.id: each.name for each in known}
        self._names = {
            each.id: f"{names[each.parent_id]} · {each.name}" if each.parent_id in names else each.name
            for each in known
        }
        self._read()

    def shown(self) -> str:
        """All that stands under the field, a line each."""
        items = [self._read_as.itemAt(at) for at in range(self._read_as.count())]
        rows = [item.widget() for item in items if item is not None]
        return "\n".join(_words_in(row) for row in rows if row is not None)

    def _note(self, changed: Changed) -> None:
        self._news.append(changed)
        # The page may have been refreshed before this is heard of.
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._tell(_("Here it says at once how the line is read."))
        elif self._page is not None:
            self._take_in(self._page)
            self._show(*self._understood(self._page, text))
        elif not self._is_preparing:
            self._prepare()

    def _understood(self, page: "Manuscript", text: str) -> tuple[Sequence[Proposal], str]:
        """What a line comes to, and the door it was read at where it says none."""
        found = page.write(text)
        if found:
            return found, ""
        return page.write(f"{self._door} {text}"), self._door

    def _take_in(self, page: "Manuscript") -> None:
        news, self._news[:] = [*self._news], []
        for changed in news:
            page.reread(changed)

    def _prepare(self) -> None:
        """Get to know the roster: at once where it is short, else beside the window."""
        self._is_preparing = True
        self._news.clear()
        ledger = self._workspace.ledger
        if count_residents(ledger, ResidentFilter()) <= _AT_ONCE:
            self._begin(_read_roster(ledger))
        else:
            self._tell(_("One moment: the roster is being read."))
            self._workspace.run(_read_roster, self._prepared)

    def _prepared(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._is_preparing = False
            self._workspace.notices.explain(outcome.error)
        elif self._workspace.is_open:
            self._begin(outcome.value)

    def _begin(self, roster: "LedgerRoster") -> None:
        from ledger.notebook.manuscript import Manuscript

        workspace = self._workspace
        roster.go_on_with(workspace.ledger)
        first = next(iter(roster.index.households), None)
        self._door = _short(first) if first is not None else _ANY_DOOR
        self._page = Manuscript(workspace.ledger, roster, today=workspace.today(), worker_id=workspace.worker.id)
        self._is_preparing = False
        self._read()

    # Showing

    def _tell(self, sentence: str) -> None:
        clear_layout(self._read_as)
        self._read_as.addWidget(Label(sentence, "muted", wrap=True))

    def _show(self, found: Sequence[Proposal], door: str) -> None:
        if not found:
            self._tell(_("Nothing of a visit or a matter is read in this line."))
            return
        clear_layout(self._read_as)
        for proposal in found[:_MOST_SHOWN]:
            self._read_as.addWidget(_row(self._parts(proposal, asks=not door)))
        rest = len(found) - _MOST_SHOWN
        if rest > 0:
            more = ngettext("and %(count)d more household", "and %(count)d more households", rest) % {"count": rest}
            self._read_as.addWidget(Label(more, "muted"))
        if door:
            note = _("It names no door; it is read as if it began with %(door)s.") % {"door": door}
            self._read_as.addWidget(Label(note, "muted", wrap=True))

    def _parts(self, proposal: Proposal, *, asks: bool) -> Iterator[QWidget]:
        entry = proposal.entry
        if asks:
            yield Label(_where(entry), "strong")
        yield Chip(label(entry.mode), Tone.GREY)
        if entry.mode is not VisitMode.PATROL:
            met = entry.outcome in (VisitOutcome.MET, VisitOutcome.PROXY)
            yield Chip(_outcome_words(entry.outcome), Tone.GREEN if met else Tone.GREY)
        for read, matter in zip(entry.matters, proposal.matters, strict=False):
            yield Chip(self._names.get(matter.category_id, ""), Tone.RED if read.urgent else Tone.BLUE)
            yield Label(matter.title + (_(" (urgent)") if read.urgent else ""))
        if not proposal.matters:
            yield Label(_("no matter"), "muted")
        if asks and entry.ask is not None:
            yield Chip(_question(entry.ask), Tone.AMBER)


def _row(parts: Iterator[QWidget]) -> QWidget:
    from ui.widgets.flow import FlowLayout

    row = QWidget()
    flow = FlowLayout(row, spacing=8)
    for part in parts:
        flow.addWidget(part)
    return row


def _words_in(row: QWidget) -> str:
    if isinstance(row, Label):
        return row.text()
    return " ".join(part.text() for part in row.findChildren(QLabel))


def _where(entry: PageEntry) -> str:
    home = entry.household
    if home is None:
        return entry.place or _("no door yet")
    names = "、".join(person.name for person in entry.people)
    return f"{door_label(home.building, home.unit, home.room)} {names}".strip()


def _short(home: KnownHousehold) -> str:
    return "-".join(part for part in (home.building, home.unit, home.room) if part)


def _outcome_words(outcome: VisitOutcome) -> str:
    """As the cards beside a page say it."""
    if outcome is VisitOutcome.MET:
        return pgettext("card", "Met in person")
    return pgettext("card", "Not met") if outcome is VisitOutcome.NO_ANSWER else label(outcome)


def _question(ask: Ask) -> str:
    return {
        Ask.WHICH_HOUSEHOLD: _("asks: which door?"),
        Ask.UNKNOWN_HOUSEHOLD: _("asks: there is no such door"),
        Ask.WHICH_PERSON: _("asks: which person?"),
        Ask.UNKNOWN_PERSON: _("asks: nobody of that name is known"),
    }[ask]


def _read_roster(ledger: Ledger, _progress: Progress | None = None) -> "LedgerRoster":
    from ledger.notebook.from_ledger import LedgerRoster

    return LedgerRoster(ledger)
