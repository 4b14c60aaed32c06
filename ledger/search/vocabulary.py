"""The values filters may have in a ledger: its categories, grids, buildings, care groups and workers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ledger.matters.categories import categories
from ledger.people.care_groups import care_groups
from ledger.people.pinyin import pinyin_columns
from ledger.places.staff import grids, workers
from ledger.rules.search_tokens import fold
from ledger.search.filters import LEVELS, RESULTS, STATES, Code, Filter, Key
from ledger.search.periods import PERIODS, read_period
from ledger.store import Ledger

_SHORT = 4  # characters of a building's name that is no number


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter: its word, other ways to write it (folded), and what it stands for in the ledger."""

    word: str
    forms: tuple[str, ...]
    codes: tuple[Code, ...]


class Vocabulary:
    """Read from the ledger as it is asked for; kept for one search."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self._ledger = ledger
        self._today = today
        self._values: dict[Key, tuple[Value, ...]] = {}

    def values(self, key: Key) -> tuple[Value, ...]:
        """All values of a filter, in the order of the community; for periods the words that mean one."""
        if key not in self._values:
            self._values[key] = tuple(self._read(key))
        return self._values[key]

    def meaning(self, key: Key, value: str, *, said: str) -> Filter:
        """The filter `said` whose value was typed so far: what is exactly so, else what begins so, else what has it
        inside, else what is so in pinyin.
        """
        word = fold(value)
        if key is Key.PERIOD:
            period = read_period(word, self._today)
            return Filter(key, said, (value,) if period else (), period=period)
        found = best(self.values(key), word)
        codes = tuple(code for each in found for code in each.codes)
        return Filter(key, said, tuple(each.word for each in found), codes)

    @cached_property
    def groups(self) -> dict[str, Value]:
        """The care groups in use by their folded names: these stand for themselves."""
        return {form: value for value in self.values(Key.GROUP) for form in value.forms}

    def _read(self, key: Key) -> Iterator[Value]:
        match key:
            case Key.STATE | Key.LEVEL | Key.RESULT:
                table = {Key.STATE: STATES, Key.LEVEL: LEVELS, Key.RESULT: RESULTS}[key]
                yield from (_value(word, code) for word, code in table.items())
            case Key.PERIOD:
                yield from (_value(word) for word in PERIODS)
            case Key.CATEGORY:
                yield from self._categories()
            case Key.GRID:
                yield from (_value(grid.name, grid.id) for grid in grids(self._ledger))
            case Key.GROUP:
                yield from (_value(group.name, group.id) for group in care_groups(self._ledger))
            case Key.WORKER:
                yield from (_value(worker.name, worker.id) for worker in workers(self._ledger))
            case Key.BUILDING:
                yield from self._buildings()

    def _categories(self) -> Iterator[Value]:
        known = categories(self._ledger)
        # The main ones first: there are few, and each takes in its parts.
        for each in sorted(known, key=lambda each: each.parent_id is not None):
            parts = [part.id for part in known if part.parent_id == each.id]
            yield _value(each.name, each.id, *parts)

    def _buildings(self) -> Iterator[Value]:
        folded: dict[str, str] = {}
        # A street has thousands: their natural order would take longer than all else.
        rows = self._ledger.rows(
            "select b.id, e.name, b.name from building b join estate e on e.id = b.estate_id"
            " where b.withdrawn_at is null order by e.id, length(b.name), b.name, b.id"
        )
        for id_, of, called in rows:
            estate, name = "".join(of.split()), "".join(called.split())
            for text in (estate, name):
                if text not in folded:
                    folded[text] = fold(text)
            behind = "号楼" if name.isalnum() and len(name) < _SHORT else ""
            short, long = folded[name], folded[estate] + folded[name]
            forms = (short, short + behind, long, long + behind)
            yield Value(estate + name + behind, forms, (id_,))


def best(values: Sequence[Value], word: str) -> list[Value]:
    """Those of the values that a folded word fits best; none for no word."""
    fits = [(closeness(value.forms, word), value) for value in values] if word else []
    closest = min((close for close, _value in fits if close is not None), default=None)
    return [value for close, value in fits if close == closest and close is not None]


def closeness(forms: Sequence[str], word: str) -> int | None:
    """How a folded word fits a value: 0 it is the word, 1 it begins so, 2 has it inside, 3 so in pinyin; None not."""
    if word in forms:
        return 0
    if any(form.startswith(word) for form in forms):
        return 1
    if any(word in form for form in forms):
        return 2
    if len(word) > 1 and word.isascii() and any(said.startswith(word) for form in forms for said in _spoken(form)):
        return 3
    return None


def _spoken(form: str) -> Iterator[str]:
    for column in pinyin_columns(form):
        yield from column.split()


def _value(word: str, *codes: Code) -> Value:
    # A filter is one word, so a name with spaces is written without.
    joined = "".join(word.split())
    return Value(joined, (fold(joined),), codes)
