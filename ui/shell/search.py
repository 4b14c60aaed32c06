"""The search box of the top bar and the list under it. Every letter is asked for at once, beside the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ledger.language import _
from ui.finding.asking import Answer, Asker, Question
from ui.theme import theme
from ui.widgets import Label, reveal
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.hits import Hit
    from ledger.search.offers import Offer
    from ui.finding.lines import Line
    from ui.shell.hits import HitList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class SearchBox(QLineEdit):
    """`found(Hit)` when one is taken; `searched(words, kind)` asks for all hits, of one kind where one is said."""

    found = Signal(object)
    searched = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hits: HitList | None = None
        self._answer: Answer | None = None
        self._noted = ""
        self._composing = False
        self._enter_waits = False
        self._asker = Asker(workspace, self)
        self._asker.answered.connect(self._show)
        self._asker.failed.connect(workspace.notices.explain)
        self.setPlaceholderText(_("Name, pinyin, door number, end of a phone number, need…"))
        self.setAccessibleName(_("Search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        self._key = Label("Ctrl K", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._typed)
        workspace.closing.connect(self._close)
        self._fit()
        theme().changed.connect(self._fit)

    def begin(self) -> None:
        """Take the keyboard, with what was searched last selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def hits(self) -> "list[Hit]":
        """The hits the list shows now."""
        from ui.finding.lines import HitLine

        return [line.hit for line in self.shown_lines() if isinstance(line, HitLine)]

    def shown_lines(self) -> "list[Line]":
        """The lines of the list that is shown now."""
        return self._hits.records() if self._hits and self._hits.isVisible() else []

    @property
    def is_answered(self) -> bool:
        """Whether what is shown answers what stands in the box."""
        return self._answer is not None and self._answer.question.words == self.text()

    @property
    def answers(self) -> Asker:
        """Who answers."""
        return self._asker

    def offers(self) -> "tuple[Offer, ...]":
        """The filters offered now."""
        return self._hits.offers if self._hits and self._hits.isVisible() else ()

    def marked(self) -> "Line | Offer | None":
        """What Enter would take."""
        if self._hits is None or not self._hits.isVisible():
            return None
        return self._hits.offer_marked() or self._hits.current()

    def event(self, event: QEvent) -> bool:
        """Tab takes the offer that is marked, else the first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_tab(event):
            offers = self.offers()
            if offers and self._hits is not None:
                self._take_offer(self._hits.offer_marked() or offers[0])
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys walk the list, Enter takes, Ctrl+Enter lists everything, Esc leaves."""
        key, hits = event.key(), self._hits if self._hits and self._hits.isVisible() else None
        if self._composing:
            # What the input method is still asked for concerns nobody else.
            super().keyPressEvent(event)
        elif hits and key in _STEPS:
            hits.step(_STEPS[Qt.Key(key)])
        elif hits and key in _TURNS:
            hits.turn(_TURNS[Qt.Key(key)])
        elif key in _ENTER:
            self._enter(everything=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self._leave()
            self.clear()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While something is being composed nothing is asked: what is committed is."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._show_key()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows again what was found, or what may be asked."""
        super().mousePressEvent(event)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the window changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._close()
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self._leave()

    def _is_tab(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Tab and not event.modifiers() and not self._composing

    def _typed(self) -> None:
        self._enter_waits = False
        self._show_key()
        self._ask()

    def _show_key(self) -> None:
        # The key's hint gives way to what is typed.
        shown = not self.text() and not self._composing
        reveal(self._key, shown)
        self.setTextMargins(0, 0, self._key.sizeHint().width() if shown else 0, 0)

    def _ask(self) -> None:
        if self._workspace.is_open:
            today = self._workspace.today()
            self._asker.ask(Question(self.text(), today, cursor=self.cursorPosition()))

    def _show(self, answer: Answer) -> None:
        if not self.hasFocus():
            return
        self._answer = answer
        if self._hits is None:
            from ui.shell.hits import HitList

            self._hits = HitList(self.window())
            self._hits.taken.connect(self._take)
            self._hits.offer_taken.connect(self._take_offer)
            self.window().installEventFilter(self)
        self._hits.show_answer(answer, self)
        if self._enter_waits:
            self._enter()

    def _enter(self, *, everything: bool = False) -> None:
        if not self.text().strip() and self.marked() is None:
            return
        if everything:
            self._search("")
        elif not self.is_answered:
            # Enter right after the last letter means the answer to that letter, which is on its way.
            self._enter_waits = True
            self._ask()
        elif self.marked() is None:
            self._search("")
        elif offer := self._hits.offer_marked() if self._hits else None:
            self._take_offer(offer)
        else:
            self._take(self.marked())

    def _take(self, line: "Line | Offer | None") -> None:
        from ui.finding.lines import GroupLine, HitLine, NearLine

        match line:
            case HitLine():
                self._open(line.hit)
            case GroupLine():
                self._search(line.group.kind.value)
            case NearLine():
                self._write(line.near.words)

    def _take_offer(self, offer: "Offer") -> None:
        self._write(offer.text, offer.cursor)

    def _write(self, words: str, cursor: int | None = None) -> None:
        self.setText(words)
        self.setCursorPosition(len(words) if cursor is None else cursor)
        self._typed()

    def _open(self, hit: "Hit") -> None:
        from ui.finding.words import notes_itself

        self._note()
        if not notes_itself(hit):
            self._asker.note(f"open.{hit.kind.value}", hit.uid)
        self._close()
        self.found.emit(hit)

    def _search(self, kind: str) -> None:
        self._note()
        self._close()
        self.searched.emit(self.text().strip(), kind)

    def _leave(self) -> None:
        self._note()
        self._close()

    def _note(self) -> None:
        """Write down what was searched for, once, however many letters it was typed in."""
        answer = self._answer
        if answer is None or not answer.is_asked or not self._workspace.is_open:
            return
        words = answer.found.words.strip()
        if words != self._noted:
            self._noted = words
            self._asker.note("search", words, answer.count)

    def _close(self) -> None:
        self._asker.drop()
        self._answer = None
        self._enter_waits = False
        self._show_key()
        if self._hits:
            self._hits.hide()

    def _fit(self) -> None:
        look = theme()
        self.setMinimumWidth(look.size(260))
        self.setMaximumWidth(look.size(520))
        self.setMinimumHeight(look.size(34))
        self._show_key()
