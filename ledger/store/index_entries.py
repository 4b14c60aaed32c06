"""One row's entry in the search index: its rowid and its tokens; and the written forms of names, numbers and doors."""

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from ledger.rules.search_tokens import ending_token, ending_tokens, fold, text_tokens
from ledger.store.index_sources import DWELLINGS, GONE, RESIDENTS, SPAN, Source

WHOLE = "\ue100"
"""Before a token: a whole name, number or door, not only an ending of one."""
NUMBER = "\ue101"
"""Before a token: of a phone or ID number."""
SHORTEST_NUMBER = 4
"""Digits of a phone or ID number that tell enough to be looked for."""

Entry = tuple[int, str]
"""A rowid and tokens parted by spaces; no tokens, no entry."""


class Field(StrEnum):
    """What of a resident was found."""

    NAME = "name"
    PINYIN = "pinyin"
    INITIALS = "initials"
    PHONE = "phone"
    ID_NUMBER = "id_number"


NUMBERS = frozenset({Field.PHONE, Field.ID_NUMBER})


def entry_of(source: Source, row: Sequence[Any]) -> Entry:
    """The entry of a row as `source.select` gives it."""
    if source is RESIDENTS:
        return row[0] + (SPAN if row[5] in GONE else 0), " ".join(dict.fromkeys(_resident_tokens(row)))
    if source is DWELLINGS:
        return row[0], " ".join(dict.fromkeys(_door_tokens(row)))
    return source.base + row[0], text_tokens(folded_texts(source, row))


def rowids_of(source: Source, id_: int) -> tuple[int, ...]:
    """Under which rowids a row may have its entry."""
    return (id_, SPAN + id_) if source is RESIDENTS else (source.base + id_,)


def texts_of(source: Source, row: Sequence[Any]) -> list[str]:
    """The texts of a row as `source.select` gives it; empty ones are left out."""
    plain = 1 + len(source.texts)
    found = [text for text in row[1:plain] if text]
    for listed in row[plain : plain + len(source.lists)]:
        if listed != "[]":
            found += json.loads(listed)
    return found


def folded_texts(source: Source, row: Sequence[Any]) -> list[str]:
    """The same, folded."""
    return list(map(fold, texts_of(source, row)))


def resident_forms(row: Sequence[Any]) -> Iterator[tuple[Field, str]]:
    """What a resident (a row as `RESIDENTS.select` gives it) may be typed as, folded."""
    _id, name, pinyin, initials, id_number, _presence, numbers = row
    name = fold(name)
    yield Field.NAME, name
    # 阿依古丽·买买提 is typed without the dot.
    if not name.isalnum():
        yield Field.NAME, "".join(filter(str.isalnum, name))
    yield from ((Field.PINYIN, fold(reading)) for reading in pinyin.split())
    yield from ((Field.INITIALS, fold(reading)) for reading in initials.split())
    if id_number:
        yield Field.ID_NUMBER, fold(id_number)
    yield from ((Field.PHONE, fold(number)) for number in json.loads(numbers))


def door_forms(row: Sequence[Any]) -> tuple[str, ...]:
    """How a door (a row as `DWELLINGS.select` gives it) may be written, folded.

    3-2-501 and 3号楼2单元501室, and both behind the name of the estate where it has one.
    """
    estate, building, unit, room = map(fold, row[1:])
    dashed = "-".join(part for part in (building, unit, room) if part)
    spoken = building + ("号楼" if _counted(building) else "") + (unit + "单元" if unit else "")
    spoken += room + ("室" if room[-1:].isdigit() else "")
    forms = (dashed, spoken)
    return (*forms, *(estate + form for form in forms)) if estate else forms


def _counted(building: str) -> bool:
    """Whether 号楼 is said behind it: 3, 12, a, 甲, but 综合楼 is a name of its own."""
    return building[-1:].isdigit() or len(building) == 1


def _resident_tokens(row: Sequence[Any]) -> Iterator[str]:
    for field, form in resident_forms(row):
        if not form:
            continue
        if field in NUMBERS:
            yield WHOLE + NUMBER + ending_token(form)
            yield from (NUMBER + token for token in ending_tokens(form, shortest=SHORTEST_NUMBER))
        else:
            yield WHOLE + ending_token(form)
            yield from ending_tokens(form)


def _door_tokens(row: Sequence[Any]) -> Iterable[str]:
    forms = [form for form in door_forms(row) if form]
    # The forms without the estate are endings of those with it.
    return [WHOLE + ending_token(form) for form in forms] + [t for form in forms[-2:] for t in ending_tokens(form)]
