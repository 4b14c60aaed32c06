"""记一笔: a whole page, line by line, into entries."""

from dataclasses import replace
from datetime import date
from math import inf
from time import perf_counter

from ledger.notebook.context import Context
from ledger.notebook.lines import read_line
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.said import Materials
from ledger.notebook.vocabulary import Vocabulary, vocabulary
from ledger.records.notebook import PageEntry

_MOST_REMEMBERED = 4000
_START = Context()
_Read = tuple[tuple[PageEntry, ...], Context]


class PageReader:
    """Reads pages against one roster, and remembers lines it has read, so that typing costs one line at a time."""

    def __init__(self, index: RosterIndex, words: Vocabulary | None = None) -> None:
        self.index = index
        self.words = words or vocabulary()
        self._remembered: dict[tuple[str, Context, date], _Read] = {}
        self._last: list[tuple[str, Context, _Read]] = []
        self._last_today: date | None = None

    def read(self, text: str, today: date) -> tuple[PageEntry, ...]:
        """The entries of `text`, typed in on `today`. Never raises, whatever the text."""
        self._go_through(text, today, inf)
        return tuple(entry for _line, _context, known in self._last for entry in known[0])

    def read_ahead(self, text: str, today: date, *, seconds: float) -> bool:
        """Read what is not read yet of `text`, for about so long; True once nothing is left and `read` costs little.

        For a window that has to stay awake while hundreds of lines are read.
        """
        return self._go_through(text, today, perf_counter() + seconds)

    @property
    def contexts(self) -> tuple[Context, ...]:
        """What held for each line of the page read last when it was read."""
        return tuple(context for _line, context, _known in self._last)

    def read_within(self, line: str, context: Context, today: date) -> tuple[tuple[PageEntry, ...], Context]:
        """One line read where the page stands so: its entries, and where the page stands behind it."""
        return self._known(1, line, context, Materials(self.index, self.words, today))

    def _go_through(self, text: str, today: date, until: float) -> bool:
        given = Materials(self.index, self.words, today)
        context = _START
        before = self._last if today == self._last_today else []
        now: list[tuple[str, Context, _Read]] = []
        lines, is_whole = text.split("\n"), True
        for number, line in enumerate(lines, 1):
            same = before[number - 1] if number <= len(before) else None
            if same is not None and same[1] is context and same[0] == line:
                now.append(same)
            else:
                entries, after = self._known(number, line, context, given)
                now.append((line, context, (tuple(_numbered(entry, number) for entry in entries), after)))
                if perf_counter() > until and number < len(lines):
                    now, is_whole = now + before[number:], False
                    break
            context = now[-1][2][1]
        self._last, self._last_today = now, today
        return is_whole

    def _known(self, number: int, line: str, context: Context, given: Materials) -> _Read:
        key = (line, context, given.today)
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = read_line(number, line, context, given)
        return known

    def forget(self) -> None:
        """Read every line afresh next time: the roster or the words have changed."""
        self._remembered.clear()
        self._last.clear()


def read_page(text: str, index: RosterIndex, today: date, words: Vocabulary | None = None) -> tuple[PageEntry, ...]:
    """The entries of a page typed in on `today`, read against `index`; `words` default to the program's own."""
    return PageReader(index, words).read(text, today)


def _numbered(entry: PageEntry, number: int) -> PageEntry:
    return entry if entry.line == number else replace(entry, line=number)
