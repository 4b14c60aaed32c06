"""Asking the ledger beside the window: the latest question counts, what was asked before it is dropped.

The thread has its own connection to the file, so that neither a write nor a long answer ever holds the window up.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Condition, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.search.hits import Found, HitKind
    from ledger.search.offers import Offer
    from ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the best `limit` hits of each of `kinds` (all where none are said) for some words.

    With a `cursor`, what to go on with is asked too, for the word before it.
    """

    words: str
    today: date
    limit: int = 50
    kinds: "tuple[HitKind, ...]" = ()
    cursor: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ledger said to a question."""

    question: Question
    found: "Found"
    offers: "tuple[Offer, ...]" = ()

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked: neither nothing, nor a filter whose value is still to be typed."""
        return bool(self.found.tried) and not self.wants_value

    @property
    def wants_value(self) -> bool:
        """Whether a filter's value is still to be typed: 类别:"""
        before = self.question.words[: self.question.cursor]
        return bool(self.offers) and not self.found.groups and before.endswith((":", "："))

    @property
    def count(self) -> str:
        """How many hits there are, for the access log: 12, or 50+ where there are more than were asked for."""
        more = any(group.more for group in self.found.groups)
        return str(sum(len(group.hits) for group in self.found.groups)) + ("+" if more else "")


class Asker(QObject):
    """`answered(Answer)` follows `ask` unless another question came first, `failed(error)` where the file fails."""

    answered = Signal(object)
    failed = Signal(object)
    _heard = Signal(int, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._number = 0
        self._thread: _Reader | None = None
        self._heard.connect(self._tell)
        workspace.closing.connect(self.close)

    def ask(self, question: Question) -> None:
        """Ask this in place of whatever is being answered."""
        self._number += 1
        self._reader().ask(self._number, question)

    def drop(self) -> None:
        """Want no answer any more."""
        self._number += 1
        if self._thread is not None:
            self._thread.ask(self._number, None)

    def get_ready(self) -> None:
        """Somebody is about to ask: open what is needed for it."""
        self._reader()

    def note(self, action: str, subject: str, result: str = "") -> None:
        """Write into the access log what was searched for, or opened."""
        self._reader().note(action, subject, result)

    def close(self) -> None:
        """Write what is still to be noted, and let go of the file."""
        self._number += 1
        if self._thread is not None:
            self._thread.stop()
            self._thread.join()
            self._thread = None

    def _reader(self) -> "_Reader":
        if self._thread is None:
            self._thread = reader = _Reader(self._workspace.ledger, self._heard.emit)
            self.destroyed.connect(reader.stop)
            reader.start()
        return self._thread

    def _tell(self, number: int, answer: object) -> None:
        if isinstance(answer, BaseException):
            self.failed.emit(answer)
        elif number == self._number:
            self.answered.emit(answer)


_Note = tuple[str, str, str]


class _Reader(Thread):
    """The thread that answers: waits for a question or a note, and begins anew when the next comes."""

    def __init__(self, ledger: "Ledger", tell: Callable[[int, object], object]) -> None:
        super().__init__(name="search", daemon=True)
        self._ledger = ledger
        self._tell = tell
        self._door = Condition()
        self._number = 0
        self._asked: Question | None = None
        self._notes: list[_Note] = []
        self._stopped = False

    def ask(self, number: int, question: Question | None) -> None:
        """Answer this next; None drops what is being answered."""
        with self._door:
            self._number, self._asked = number, question
            self._door.notify()

    def note(self, *note: str) -> None:
        """Write this down when nothing is asked."""
        action, subject, result = note
        with self._door:
            self._notes.append((action, subject, result))
            self._door.notify()

    def stop(self, *_destroyed: object) -> None:
        """Answer nothing more; write down what is still to be noted, and end."""
        with self._door:
            self._stopped = True
            self._asked = None
            self._number += 1
            self._door.notify()

    def run(self) -> None:
        """Answer until stopped."""
        try:
            ledger = self._ledger.companion()
            _warm_up()
        except BaseException as error:
            self._say(0, error)
            return
        try:
            while self._next(ledger):
                pass
        finally:
            ledger.close()

    def _next(self, ledger: "Ledger") -> bool:
        with self._door:
            self._door.wait_for(lambda: self._stopped or self._asked or self._notes)
            number, question, self._asked = self._number, self._asked, None
            notes: list[_Note] = []
            if question is None:
                notes, self._notes = self._notes, []
        try:
            if question is not None:
                self._answer(ledger, number, question)
            _write(ledger, notes)
        except BaseException as error:
            self._say(number, error)
        return not (self._stopped and not self._notes)

    def _answer(self, ledger: "Ledger", number: int, question: Question) -> None:
        from ledger.search.finding import ALL_KINDS, Dropped, find
        from ledger.search.offers import offers

        def unwanted() -> bool:
            return self._number != number

        with suppress(Dropped):
            offered: tuple[Offer, ...] = ()
            if question.cursor is not None:
                offered = offers(ledger, question.words, today=question.today, cursor=question.cursor)
            kinds = question.kinds or ALL_KINDS
            words, today, limit = question.words, question.today, question.limit
            found = find(ledger, words, today=today, limit=limit, kinds=kinds, cancelled=unwanted)
            self._say(number, Answer(question, found, offered))

    def _say(self, number: int, answer: object) -> None:
        # Whoever asked may be gone by now.
        with suppress(RuntimeError):
            self._tell(number, answer)


def _warm_up() -> None:
    """Import what answering needs before the first question comes."""
    import ledger.search.finding
    import ledger.search.offers  # noqa: F401


def _write(ledger: "Ledger", notes: list[_Note]) -> None:
    if notes:
        from ledger.store.access import note_access

        for action, subject, result in notes:
            note_access(ledger, action, subject, result)
