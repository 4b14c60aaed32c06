"""记一笔: the visit form with the household beside it, its draft, and the step to the next door."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ledger.errors import FieldProblem
from ledger.language import _, ngettext, pgettext
from ledger.matters.calendar import work_calendar
from ledger.matters.categories import categories, usual_urgency
from ledger.notebook.own_words import known_words
from ledger.records.visits import VisitMode
from ledger.store import Changed
from ledger.visits.entering import enter_visit
from ledger.visits.history import visit
from ledger.visits.recording import RecordedVisit
from ledger.wording import day_label
from ui.drafts import Content
from ui.entering.categories import CategoryBook
from ui.entering.doors import chosen_door, door_candidates, door_of
from ui.shell.page import Heading
from ui.theme import Tone
from ui.visits.beside import MOST_OPEN, Beside
from ui.visits.drafts import VisitDrafts
from ui.visits.matter_block import Offers
from ui.visits.outcomes import shortened
from ui.visits.unfinished import Unfinished
from ui.visits.visit_form import VisitForm
from ui.visits.written import content_of, fill_form, new_door, title_of, visit_of
from ui.widgets import Banner, Card, Chip, GhostButton, Label, PrimaryButton, ScrollColumn
from ui.workspace import Workspace

_LONGEST_PLACE = 30


class VisitEntry(QWidget):
    """`left` follows Esc; `wanted(page, what, id, detail)` asks for another page."""

    left = Signal()
    wanted = Signal(str, str, object, object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._restored = False
        self._last: tuple[int, Content] | None = None
        self._make()
        self.keeper = VisitDrafts(lambda: workspace.ledger, self._content, self)
        self._connect()
        self._bind()

    # What the page asks for

    def begin(
        self, dwelling_id: int | None = None, *, resident_id: int | None = None, mode: VisitMode | None = None
    ) -> None:
        """Be ready to type: at this door or in this way where one is given, else with what was left unfinished."""
        if not self._restored:
            self._restored = True
            self._restore(quietly=dwelling_id is not None or mode is not None)
        form = self.form
        at = form.chosen.dwelling_id if form.chosen else None
        elsewhere = dwelling_id is not None and dwelling_id != at
        if (elsewhere or (mode is not None and mode is not form.mode.value())) and not form.is_blank():
            self._set_aside()
        if mode is not None or (elsewhere and form.is_patrol):
            form.set_mode(mode or VisitMode.HOME)
        if dwelling_id is not None and elsewhere:
            form.set_door(door_of(self._workspace.ledger, dwelling_id, resident_id=resident_id))
        self._show_unfinished()
        (form.asked if form.chosen and not form.is_patrol else self._first_field()).setFocus()

    def refresh(self) -> None:
        """Read again what the form offers and what stands beside it."""
        self.form.set_offers(self._offers())
        self.form.reread()
        self._show_beside()
        self._show_unfinished()

    def notices(self) -> list[Banner]:
        """The notices above the form."""
        return [banner for banner in self.findChildren(Banner) if not banner.isHidden()]

    def leave(self) -> None:
        """Keep what was typed."""
        self.form.door.close_list()
        if self.form.is_blank():
            self.keeper.drop()
        else:
            self.keeper.keep_if_touched()

    def save(self) -> None:
        """Enter the visit, and be ready for the next door."""
        form = self.form
        form.clear_problems()
        if form.show_unreadable() or not self._door_is_clear():
            return
        content = self._content() or {}
        written: RecordedVisit | None = self._workspace.write(
            enter_visit,
            visit_of(form, worker_id=self._workspace.worker.id),
            today=self._workspace.today(),
            next_step=pgettext("next step", "Follow up"),
            door=new_door(form),
            reported_again=self.beside.reported_again(),
            draft_key=self.keeper.key,
            said=self._said(),
            form=form,
        )
        if written is None:
            return
        self._last = (written.visit_id, content)
        self._go_on(written)

    # Making

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.heading = Heading(_("Note a visit"), _("Enter goes to the next field, Ctrl+Enter enters the visit"))
        self.backdated = Chip("", Tone.AMBER)
        self.backdated.hide()
        self.heading.row.addWidget(self.backdated)
        column.addWidget(self.heading)
        self.unfinished = Unfinished()
        column.addWidget(self.unfinished)
        self._notices = QVBoxLayout()
        column.addLayout(self._notices)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._make_left(), 2)
        self.beside = Beside(lambda: self._workspace.ledger, self._workspace.today)
        row.addWidget(self.beside, 1)
        column.addLayout(row, 1)

    def _make_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(10)
        self.form = VisitForm(self._workspace.ledger, self._offers())
        card = Card()
        card.add(self.form)
        self._scroll = ScrollColumn()
        self._scroll.column.addWidget(card)
        # A matter just added gets its place a moment after the keyboard is in it.
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._reveal())
        left.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.enter = PrimaryButton(_("Enter the visit") + "  Ctrl ⏎")
        self.enter.setAccessibleName(_("Enter the visit"))
        self.throw = GhostButton(_("Throw away"))
        self.kept = Label("", "muted")
        foot.addWidget(self.enter)
        foot.addWidget(self.throw)
        foot.addWidget(self.kept)
        foot.addStretch(1)
        left.addLayout(foot)
        return left

    def _offers(self) -> Offers:
        ledger, workspace = self._workspace.ledger, self._workspace
        return Offers(
            book=CategoryBook(categories(ledger)),
            workers=workspace.workers,
            worker_id=workspace.worker.id,
            usual_urgency=lambda category_id: usual_urgency(ledger, category_id),
            calendar=work_calendar(ledger),
            today=workspace.today,
            words=lambda: known_words(ledger),
        )

    def _connect(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.sent.connect(self.save)
        self.form.door_changed.connect(self._show_beside)
        self.enter.clicked.connect(self.save)
        self.throw.clicked.connect(self._throw_away)
        self.beside.marked.connect(self.keeper.touch)
        self.beside.visit_wanted.connect(lambda id_: self.wanted.emit("visits", "visit", id_, {}))
        self.beside.matter_wanted.connect(lambda id_: self.wanted.emit("matters", "matter", id_, {}))
        self.beside.registering.connect(self._register)
        self.keeper.kept.connect(lambda: self.kept.setText(_("Draft kept")))
        self.keeper.failed.connect(self._workspace.notices.explain)
        self.unfinished.chosen.connect(self._take_up)
        self._workspace.changed.connect(self._bring_back_undone)
        self._workspace.worker_changed.connect(self._worker_changed)
        QApplication.instance().focusChanged.connect(self._show_focused)  # type: ignore[union-attr]

    def _bind(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.save)
        self._shortcut("Ctrl+M", self.form.add_matter)
        for number in range(MOST_OPEN):
            self._shortcut(f"Alt+{number + 1}", partial(self.beside.toggle, number))

    def _shortcut(self, keys: str, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: slot())

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_focused(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self._reveal()

    def _reveal(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.form.isAncestorOf(now):
            return
        for block in self.form.blocks:
            if block.isAncestorOf(now):
                self._scroll.ensureWidgetVisible(block, 0, 12)
        self._scroll.ensureWidgetVisible(now, 0, 40)

    def _first_field(self) -> QWidget:
        return self.form.place if self.form.is_patrol else self.form.door

    # Drafts

    def _content(self) -> Content | None:
        if self.form.is_untouched():
            return None
        content = content_of(self.form, reported_again=self.beside.reported_again())
        return content | {"title": title_of(content)}

    def _edited(self) -> None:
        self.kept.setText("")
        self.throw.setEnabled(not self.form.is_untouched())
        day = self.form.day()
        self.backdated.show_text(
            "" if day == self._workspace.today() else _("Entered later, for %(day)s") % {"day": day_label(day)},
            Tone.AMBER,
        )
        self.keeper.touch()

    def _restore(self, *, quietly: bool) -> None:
        waiting = self.keeper.others()
        if not waiting or quietly:
            return
        self._take_up(waiting[0])
        banner = Banner(_("Your last visit was not finished; here it is again."), Tone.BLUE)
        self._notices.addWidget(banner)

    def _take_up(self, draft: Any) -> None:
        self._set_aside()
        self._fill(draft.content)
        self.keeper.take_up(draft)
        self._show_unfinished()
        self.form.note.setFocus()

    def _fill(self, content: Mapping[str, Any]) -> None:
        fill_form(self.form, self._workspace.ledger, content)
        self.beside.mark_again(content.get("again", ()))
        self._edited()

    def _set_aside(self) -> None:
        self.keeper.keep()
        if self.form.is_blank():
            self.keeper.drop()
        self.keeper.begin_anew()
        self.form.start(None)
        # What was brought back is no longer what stands in the form.
        self._dismiss_notice()

    def _show_unfinished(self) -> None:
        self.unfinished.show_drafts(self.keeper.others())

    def _throw_away(self) -> None:
        content = self._content()
        self.keeper.drop()
        self._dismiss_notice()
        self.form.start(None)
        self._first_field().setFocus()
        if content is not None:
            self._workspace.notices.toast(
                _("Thrown away"), action=_("Bring back"), on_action=lambda: self._fill(content)
            )

    def _dismiss_notice(self) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            item.widget().dismiss()  # type: ignore[union-attr]

    # Entering

    def _door_is_clear(self) -> bool:
        """Take a door that was typed but not chosen, where there is only one it can be."""
        form = self.form
        text = form.door.text().strip()
        if form.is_patrol or form.chosen is not None or not text:
            return True
        found = door_candidates(self._workspace.ledger, text, form.near)
        door = chosen_door(self._workspace.ledger, found[0].value) if len(found) == 1 else None
        if door is not None:
            form.set_door(door)
            return True
        form.show_problems([FieldProblem("dwelling_id", "choose_dwelling")])
        form.door.offer()
        return False

    def _said(self) -> str:
        form = self.form
        where = form.place.text() if form.is_patrol else form.chosen.title if form.chosen else ""
        count = len(form.blocks)
        matters = ngettext("%d matter", "%d matters", count) % count if count else ""
        said = " · ".join(part for part in (shortened(where, _LONGEST_PLACE), matters) if part)
        return _("Entered: %(where)s") % {"where": said}

    def _go_on(self, written: RecordedVisit) -> None:
        entered = visit(self._workspace.ledger, written.visit_id)
        near = None
        if entered is not None and entered.dwelling_id is not None:
            near = door_of(self._workspace.ledger, entered.dwelling_id)
        self._dismiss_notice()
        self.keeper.begin_anew()
        self.form.start(near)
        self._show_unfinished()
        self._scroll.verticalScrollBar().setValue(0)
        self._first_field().setFocus()
        self.kept.setText("")

    def _bring_back_undone(self, changed: Changed) -> None:
        """A visit taken back at once is mostly to be corrected: put it back on the form, if that is free."""
        if self._last is None or not changed.action.startswith("undo:visit.record"):
            return
        visit_id, content = self._last
        entered = visit(self._workspace.ledger, visit_id)
        if entered is None or ("visit", entered.uid) not in changed.rows:
            return
        if entered.withdrawn and self.form.is_untouched():
            self._fill(content)
        elif not entered.withdrawn and self._content() == content:
            self.keeper.drop()
            self.form.start(None)

    def _show_beside(self) -> None:
        form = self.form
        home = None if form.is_patrol else form.home()
        self.beside.show_household(home, known=form.chosen is not None and form.chosen.dwelling_id is not None)

    def _register(self) -> None:
        door, home = self.form.chosen, self.form.home()
        if home is not None:
            self.wanted.emit("residents", "household", home.id, {})
        elif door is not None and door.dwelling_id is not None:
            self.wanted.emit("residents", "new", None, {"dwelling": door.dwelling_id})

    def _worker_changed(self) -> None:
        self.form.set_offers(self._offers())
