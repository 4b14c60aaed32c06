"""The page being written: the paper on the left, what the ledger understands of it on the right."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.matters.categories import categories, category_by_code
from ledger.notebook.entering import EnteredPage, enter_page, is_ready
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.page_draft import PAGE_DRAFT
from ledger.records.notebook import Reminder
from ledger.records.proposals import EntryKey
from ledger.store import Changed
from ledger.store.drafts import load_draft
from ui.drafts import Content, DraftKeeper
from ui.notebook.cards import EntryCards
from ui.notebook.entered import EnteredPages, turned_text
from ui.notebook.foot import Foot
from ui.notebook.heading import DeskHeading
from ui.notebook.marks import marks_of
from ui.notebook.paper import Paper
from ui.notebook.understanding import Understanding
from ui.notebook.undo_order import UndoOrder
from ui.settings.preferences import LINE_NUMBERS
from ui.theme import theme
from ui.waiting import wait_cursor
from ui.widgets import Label, reveal
from ui.workspace import Workspace

# The cards are shown anew at most this often.
_CARDS_MILLISECONDS = 30


class Desk(QWidget):
    """`wanted(page, what, id, detail)` asks for another page."""

    wanted = Signal(str, str, object, object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._restored = False
        self._today = workspace.today()
        self._entered = EnteredPages()
        self.understanding = Understanding(workspace, self)
        self._make()
        self.keeper = DraftKeeper(lambda: workspace.ledger, self._content, kind=PAGE_DRAFT, parent=self)
        self.order = UndoOrder(self.paper.document(), self.understanding, self)
        self._cards_soon = QTimer(self)
        self._cards_soon.setSingleShot(True)
        self._shown_at = QElapsedTimer()
        self._connect()

    # What the page asks for

    def begin(self) -> None:
        """Be ready to write, with what was left unfinished."""
        if not self._restored:
            self._restored = True
            self._restore()
        self.understanding.prepare()
        self._turn_to_a_new_day()
        self.heading.show_worker(self._workspace.worker.name)
        self.paper.setFocus()

    def refresh(self) -> None:
        """Take in what was written in the ledger."""
        self.understanding.take_in()

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_if_touched()

    def enter(self) -> None:
        """Enter what is ready; what is in question stays on the page."""
        self.understanding.finish()
        written = self.understanding.manuscript
        if written is None:
            return
        # What may be said of it is said on the cards: they must be there.
        self._show_cards()
        ready = [proposal.key for proposal in written.proposals if is_ready(proposal)]
        if not ready:
            self._nothing_ready()
            return
        before = self.understanding.content()
        remaining = written.draft(entered=ready)
        after = {**remaining, "day": before["day"]} if str(remaining["text"]).strip() else None
        # Hundreds of visits take their second; the window says so.
        with wait_cursor():
            entered = self._write(written, after, len(ready))
        if entered is None:
            return
        self._entered.note(entered, before, after or {"text": "", "day": before["day"]})
        self.keeper.wait_no_more()
        self._show_page(after or {"text": ""})
        self.foot.show_state(_("Draft kept by itself") if after else "")
        self.paper.setFocus()

    def _write(self, written: Manuscript, after: Content | None, count: int) -> EnteredPage | None:
        entered: EnteredPage | None = self._workspace.write(
            enter_page,
            written.text,
            written.proposals,
            worker_id=self._workspace.worker.id,
            today=self._workspace.today(),
            next_step=pgettext("next step", "Follow up"),
            draft_key=self.keeper.key,
            remaining=after,
            said=self._said(count),
            form=self.cards,
        )
        return entered

    # Making

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.heading = DeskHeading(self._workspace.today)
        column.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.paper = Paper()
        self.paper.hint = _("Write on… (building, unit and day follow from the line above)")
        self.paper.first_hint = _(
            "This morning building 3 unit 2\n501 Xu Min, bathroom leaks, urgent\n502 nobody there\n"
            "As in the notebook: a line a household"
        )
        self.paper.margin.show_numbers(self._workspace.preferences.get(LINE_NUMBERS))
        row.addWidget(self.paper, 15)
        right = QVBoxLayout()
        right.setSpacing(10)
        self.cards = EntryCards(self._workspace)
        self.foot = Foot()
        silence = _("Every line becomes a card here. What it says can be changed with a click.")
        self._silence = Label(silence, "muted", wrap=True)
        right.addWidget(self._silence)
        right.addWidget(self.cards, 1)
        right.addWidget(self.foot)
        row.addLayout(right, 13)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        paper, cards, read = self.paper, self.cards, self.understanding
        paper.written.connect(self._written)
        paper.line_changed.connect(lambda _line: self._show_cards_soon())
        paper.cards_wanted.connect(self._go_to_cards)
        paper.line_asked.connect(self._answer)
        paper.need_clicked.connect(self._offer)
        paper.undo_wanted.connect(self.order.undo)
        paper.redo_wanted.connect(self.order.redo)
        paper.numbered.connect(lambda shown: self._workspace.preferences.set(LINE_NUMBERS, shown))
        read.understood.connect(self._show)
        self._cards_soon.timeout.connect(self._show_cards)
        cards.corrected.connect(lambda key, fields: self._decide(lambda m: m.correct(key, **fields)))
        cards.matter_corrected.connect(
            lambda key, nth, fields: self._decide(lambda m: m.correct_matter(key, nth, **fields))
        )
        cards.matter_added.connect(lambda key, fields: self._decide(lambda m: m.add_matter(key, **fields)))
        cards.cleared.connect(lambda key: self._decide(lambda m: m.clear(key)))
        cards.line_wanted.connect(lambda key: paper.go_to_line(read.lines.get(key, paper.line)))
        cards.wanted.connect(self.wanted.emit)
        cards.left.connect(paper.setFocus)
        self.foot.sent.connect(self.enter)
        self.heading.wanted.connect(self.wanted.emit)
        self.heading.day_chosen.connect(self._turn_to)
        self.keeper.kept.connect(lambda: self.foot.show_state(_("Draft kept by itself")))
        self.keeper.failed.connect(self._workspace.notices.explain)
        self._workspace.changed.connect(self._turn_with)
        self._workspace.worker_changed.connect(self._change_worker)
        self._workspace.closed.connect(self._cards_soon.stop)
        theme().changed.connect(self._show_cards_soon)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.enter)

    # Writing

    def _written(self) -> None:
        self.foot.show_state("")
        self.keeper.touch()
        self.understanding.write(self.paper.text())

    def _show(self) -> None:
        proposals, lines = self.understanding.proposals, self.understanding.lines
        self.paper.show_marks(marks_of(proposals, lines))
        self.foot.show_counts(proposals)
        if self.cards.isAncestorOf(self.window().focusWidget() or self):
            # Who decides on a card sees it at once.
            self._show_cards()
        else:
            self._show_cards_soon()

    def _show_cards_soon(self) -> None:
        # The first key at once, once the paper is drawn; of those that follow quickly not every one.
        if not self._cards_soon.isActive():
            passed = int(self._shown_at.elapsed()) if self._shown_at.isValid() else _CARDS_MILLISECONDS
            self._cards_soon.start(max(0, _CARDS_MILLISECONDS - passed))

    def _show_cards(self) -> None:
        self._cards_soon.stop()
        if not self._workspace.is_open:
            return
        reveal(self._silence, not self.understanding.proposals)
        self.cards.show_proposals(self.understanding.proposals, self.understanding.lines)
        self.cards.show_line(self.paper.line)
        self._shown_at.start()

    def _decide(self, decision: Callable[[Manuscript], object]) -> None:
        if self.understanding.decide(decision):
            self.order.note_correction()
            self.foot.show_state("")
            self.keeper.touch()

    def _turn_to(self, day: Any) -> None:
        if day != self.understanding.day:
            self.understanding.turn_to(day)
            self.heading.show_day(day)
            self.keeper.touch()

    def _turn_to_a_new_day(self) -> None:
        # What is begun stays of its day; an empty page is of the day it is when that has changed.
        today = self._workspace.today()
        if today != self._today:
            self._today = today
            if not self.paper.text().strip():
                self._turn_to(today)
        self.heading.show_day(self.understanding.day)

    def _change_worker(self) -> None:
        self.heading.show_worker(self._workspace.worker.name)
        self.understanding.work_as(self._workspace.worker.id)

    # Between paper and cards

    def _go_to_cards(self) -> None:
        self._show_cards()
        if not self.cards.begin(None):
            self.foot.enter.setFocus()

    def _answer(self, line: int) -> None:
        self._show_cards()
        asking = [p.key for p in self.understanding.proposals if not p.left_out and not is_ready(p)]
        self.cards.begin(next((key for key in asking if self.understanding.lines[key] == line), None))

    def _offer(self, line: int, need: Reminder, place: QPoint) -> None:
        """Words that sound like a need: offer to make a matter of them."""
        keys = [p.key for p in self.understanding.proposals if p.entry.line == line and need in p.entry.reminders]
        ledger = self._workspace.ledger
        category_id = category_by_code(ledger, need.category)
        name = next((each.name for each in categories(ledger) if each.id == category_id), "")
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        make = menu.addAction(_("Make it a matter: %(category)s") % {"category": name})
        make.triggered.connect(lambda: self._add_need(keys, need, category_id))
        menu.popup(place)

    def _add_need(self, keys: Sequence[EntryKey], need: Reminder, category_id: int) -> None:
        # Where a line speaks of several households, the matter is the first one's until its card says otherwise.
        for key in keys[:1]:
            fields = {"words": need.text, "title": need.text, "category_id": category_id}
            self.cards.matter_added.emit(key, fields)

    # Entering and the way back

    def _nothing_ready(self) -> None:
        if self.cards.next_question():
            self._workspace.notices.toast(_("Everything written is still in question."))
        elif not self.understanding.proposals:
            self._workspace.notices.toast(_("Nothing is written yet that could be entered."))

    def _said(self, visits: int) -> str:
        proposals = [proposal for proposal in self.understanding.proposals if is_ready(proposal)]
        matters = sum(matter.joins is None for proposal in proposals for matter in proposal.matters)
        parts = [ngettext("%d household visited", "%d households visited", visits) % visits]
        if matters:
            parts.append(ngettext("%d matter noted", "%d matters noted", matters) % matters)
        return _("Entered: %(where)s") % {"where": " · ".join(parts)}

    def _turn_with(self, changed: Changed) -> None:
        """A page taken back at once is mostly to be corrected: its lines come back; entered again, they go again."""
        turn = self._entered.turned(changed)
        if turn is None:
            return
        text = turned_text(self.paper.text(), turn)
        self._show_page({**turn.back, "text": text})
        self.keeper.keep()

    def _show_page(self, draft: Content) -> None:
        """Another page stands there now, without a way back to the one before but through the ledger."""
        self.paper.show_text(str(draft.get("text") or ""))
        self.order.forget()
        self.understanding.take_up({**draft, "text": self.paper.text()})
        self.heading.show_day(self.understanding.day)
        self.paper.go_to_end()

    # Drafts

    def _content(self) -> Content | None:
        return self.understanding.content() if self.paper.text().strip() else None

    def _restore(self) -> None:
        kept = load_draft(self._workspace.ledger, kind=PAGE_DRAFT, key="")
        if kept is not None:
            self._show_page(kept)
            self.foot.show_state(_("Here is the page you had begun"))
