"""The order in which people count buildings, units and rooms: 2 before 10, 甲 before 乙, A before B."""

import re
from functools import lru_cache
from typing import Any

from ledger.records.places import Address

_STEMS = {stem: number for number, stem in enumerate("甲乙丙丁戊己庚辛壬癸")}
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_DIRECTIONS = {direction: number for number, direction in enumerate("东南西北中")}
_PART = re.compile(r"[0-9]+|[^0-9]")

NaturalKey = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=4096)
def natural_key(text: str) -> NaturalKey:
    """A sorting key: numbers by their value, then letters, then 甲乙丙 and 东南西北 in theirs, then the rest."""
    return tuple(_part_key(part) for part in _PART.findall(text))


def walking_order(address: Address, floor: int | None) -> tuple[Any, ...]:
    """A sorting key for doors as one walks: by estate, building and unit, then from the ground floor up."""
    place = tuple(natural_key(part) for part in (address.estate, address.building, address.unit))
    return *place, -99 if floor is None else floor, natural_key(address.room)


def _part_key(part: str) -> tuple[int, int, str]:
    if part.isdecimal() and part.isascii():
        return 0, int(part), part
    for place, known in enumerate((_NUMERALS, _STEMS, _DIRECTIONS), 2):
        if part in known:
            return place, known[part], part
    return (1 if part.isascii() else 9), 0, part.upper()
