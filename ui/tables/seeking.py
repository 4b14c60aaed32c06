"""Jumping by typing: the first row whose sorted column begins with what was typed, found by halving."""

from collections.abc import Callable
from typing import Any


def first_row(count: int, key: Callable[[int], Any], typed: Any, *, downwards: bool) -> int:
    """The first of `count` sorted rows whose key begins with `typed`, else the one that would follow it; -1 for none.

    Keys and `typed` are texts or tuples. Rows without a key (empty) stand last, whichever way the rest is sorted.
    About twenty rows are looked at in a million.
    """

    def is_before(row: int) -> bool:
        head = key(row)[: len(typed)]
        return bool(head) and bool(head > typed if downwards else head < typed)

    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if is_before(middle) else (low, middle)
    return low if low < count and key(low) else -1
