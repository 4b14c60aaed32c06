"""Reads in which order the rows of a list stand, beside the window: asked anew, it drops what it was reading."""

import contextvars
import threading
from array import array
from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from ledger.store import Ledger
from ledger.store.index_reading import Dropped, droppable

Order = Callable[[Ledger], Generator["array[int]"]]


@dataclass(frozen=True)
class Part:
    """Some ids, the next in order; `is_last` with the last of them (or none). `error` ends it in their place."""

    ids: "array[int]"
    is_first: bool
    is_last: bool
    error: BaseException | None = None


class _Reading(threading.Thread):
    """One order being read, on a connection of its own."""

    def __init__(self, order: Order, arrived: Callable[[], object]) -> None:
        super().__init__(name="order of a list", daemon=True)
        self._order = order
        self._arrived = arrived
        self._parts: deque[Part] = deque()
        self._news = threading.Condition()
        self._dropped = threading.Event()
        self._companion: Callable[[], Ledger] | None = None
        # Words that are sorted by are in the language of whoever asked.
        self._context = contextvars.copy_context()

    def begin(self, companion: Callable[[], Ledger]) -> None:
        self._companion = companion
        self.start()

    def drop(self) -> None:
        self._dropped.set()

    def run(self) -> None:
        try:
            self._context.run(self._read)
        except Dropped:
            pass
        except BaseException as error:
            self._hand_over(Part(array("q"), is_first=True, is_last=True, error=error))

    def take(self, patience: float = 0.0) -> list[Part]:
        """What has come since; waits so many seconds for something to come."""
        with self._news:
            if patience:
                self._news.wait_for(lambda: bool(self._parts), patience)
            parts = list(self._parts)
            self._parts.clear()
        return parts

    def _read(self) -> None:
        assert self._companion is not None
        with closing(self._companion()) as ledger, droppable(ledger, self._dropped.is_set):
            waiting, is_first = array("q"), True
            with closing(self._order(ledger)) as parts:
                for ids in parts:
                    if waiting:
                        self._hand_over(Part(waiting, is_first, is_last=False))
                        is_first = False
                    waiting = ids
            self._hand_over(Part(waiting, is_first, is_last=True))

    def _hand_over(self, part: Part) -> None:
        if self._dropped.is_set():
            return
        with self._news:
            self._parts.append(part)
            self._news.notify()
        # The table may have gone while its last order was read.
        with suppress(RuntimeError):
            self._arrived()


class OrderReader(QObject):
    """`came(Part)` follows in the window's thread, for what was asked last only."""

    came = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: _Reading | None = None
        self._arrived.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether an order is being read."""
        return self._reading is not None

    def ask(self, companion: Callable[[], Ledger], order: Order, *, patience: float) -> None:
        """Read this order. Waits `patience` seconds for its beginning: a short list is there without a flicker."""
        self.drop()
        self._reading = _Reading(order, self._arrived.emit)
        self._reading.begin(companion)
        self._tell(patience)

    def drop(self, *, wait: bool = False) -> None:
        """Read no further; with `wait` until the connection is closed."""
        if self._reading is None:
            return
        self._reading.drop()
        if wait:
            self._reading.join()
        self._reading = None

    @Slot()
    def _tell(self, patience: float = 0.0) -> None:
        reading = self._reading
        if reading is None:
            return
        for part in reading.take(patience):
            if self._reading is not reading:
                return
            if part.is_last:
                self._reading = None
            self.came.emit(part)
