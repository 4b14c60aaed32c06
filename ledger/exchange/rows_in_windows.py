"""Rows of a long list as a workbook takes them: their ids are known, they themselves are read some at a time."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from ledger.exchange.sheet_writing import Value

_AT_ONCE = 500

Row = Sequence[Value]


class RowsInWindows(Sequence[Row]):
    """Rows of these ids; `read` makes the rows of some of them, in their order. Gone through, none is kept."""

    def __init__(self, ids: "array[int]", read: Callable[[Sequence[int]], Sequence[Row]]) -> None:
        self._ids = ids
        self._read = read

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Row]:
        for first in range(0, len(self._ids), _AT_ONCE):
            yield from self._read(self._ids[first : first + _AT_ONCE])

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return self._read(self._ids[at])
        return self._read([self._ids[at]])[0]
