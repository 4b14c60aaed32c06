"""Lists too long to be read whole: only the numbers of their rows are read, in order, and rows as they are looked at.

A list has an order of its own (visits: the newest first). Sorted by something else, rows alike in that stay in the
list's own order: the rows are read in it, and SQLite's sorter, which merges in memory (temp_store), keeps what is
alike as it came. To name the own order as a further key would be the same, and take five times as long.
"""

from array import array
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from ledger.store.driver import world_errors
from ledger.store.ledger_file import Ledger

# A first screen, at once; then parts big enough that the window is not told too often.
_FIRST, _NEXT = 256, 65_536
IDS = "q"
"""The type code of arrays of ids."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """Something rows are sorted by. `backwards`: upwards means from its highest value (age, by the day of birth).

    Rows without a value (null) stand last, whichever way the rest is sorted.
    """

    sql: str
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A list in SQL: rows of `source` (from which `id` is taken) that fit `where`, in the list's `own` order.

    `tables` are further tables the keys need, as members of a with clause.
    """

    id: str
    source: str
    where: str
    own: str
    tables: tuple[str, ...] = ()

    def sql(self, keys: Sequence[SortKey] = (), *, downwards: bool = False) -> str:
        """The query for ids in this order; without keys in the list's own."""
        heads = f"with {', '.join(self.tables)} " if self.tables else ""
        columns = "".join(f", {key.sql} as k{at}" for at, key in enumerate(keys))
        rows = f"select {self.id} as id{columns} from {self.source} where {self.where} order by {self.own}"
        if not keys:
            return heads + rows
        terms = ", ".join(
            f"k{at} is null, k{at} {'desc' if key.backwards != downwards else 'asc'}" for at, key in enumerate(keys)
        )
        # Without a limit of its own SQLite would leave the inner order out.
        return f"{heads}select id from ({rows} limit -1) order by {terms}"


def ids_in_order(ledger: Ledger, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> "Generator[array[int]]":
    """The ids a query yields, part by part, a first screen's worth in front.

    Raises WorldProblem where the file fails, Dropped within `index_reading.droppable`.
    """
    with world_errors(ledger.path):
        cursor = ledger.connection.cursor()
        # A million rows of one number each: no names needed, and no time for them.
        cursor.row_factory = None
        with closing(cursor):
            cursor.execute(sql, parameters)
            size = _FIRST
            while part := cursor.fetchmany(size):
                yield array(IDS, [row[0] for row in part])
                size = _NEXT


def ranked(column: str, values: Iterable[Any]) -> str:
    """SQL for the place of a column's value in a short list of numbers or plain words; null for any other."""
    places = " ".join(f"when {_literal(value)} then {place}" for place, value in enumerate(values))
    return f"case {column} {places} end" if places else "null"


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
