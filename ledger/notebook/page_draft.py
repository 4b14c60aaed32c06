"""A page being written as plain JSON values, and back: whatever such a draft holds, it can be taken up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeGuard

from ledger.notebook.following import Followed, Line, follow
from ledger.records.matters import Level, Urgency
from ledger.records.proposals import Correction, EntryKey, MatterCorrection
from ledger.records.visits import VisitMode, VisitOutcome

PAGE_DRAFT = "page"
"""The kind of a page being written, among the drafts a ledger keeps."""

_MOST_LOST = 500
_Taken = Callable[[Any], Any]


Mark = tuple[int, tuple[str, ...]]
"""An entry that is entered already: the number of its line, and what it is known by on it."""


@dataclass(frozen=True)
class Kept:
    """What a draft keeps of a page: its text, which line is which, what was decided, what is entered already.

    `known_by` says what those entries are known by that something was decided of.
    """

    text: str
    followed: Followed
    corrections: Mapping[EntryKey, Correction] = field(default_factory=dict)
    entered: frozenset[Mark] = frozenset()
    known_by: Mapping[EntryKey, tuple[str, ...]] = field(default_factory=dict)


def as_values(kept: Kept) -> dict[str, Any]:
    """`kept` as JSON values. Of the lines that went only the last ones stay that something was decided of."""
    decided = {number for number, _which in (*kept.corrections, *kept.entered)}
    lost = [line for line in kept.followed.lost if line[0] in decided][-_MOST_LOST:]
    there = {*kept.followed.numbers, *(number for number, _text in lost)}
    return {
        "text": kept.text,
        "written": kept.text,
        "numbers": list(kept.followed.numbers),
        "fresh": kept.followed.fresh,
        "lost": [list(line) for line in lost],
        "corrections": [
            {"line": key[0], "nth": key[1], "of": list(kept.known_by.get(key, ())), **_values(asdict(correction))}
            for key, correction in kept.corrections.items()
            if key[0] in there
        ],
        "entered": [[number, *known_by] for number, known_by in sorted(kept.entered) if number in there],
    }


def from_values(values: Mapping[str, Any]) -> Kept:
    """What `as_values` made; what is unknown or unfit in it is left out.

    Where "text" is a later one than what was "written" when lines were numbered, its lines follow from those.
    """
    text, written = (each if isinstance(each, str) else "" for each in (values.get("text"), values.get("written")))
    lost = tuple(_lines(values.get("lost")))
    decided = [(key, each) for each in _dicts(values.get("corrections")) for key in _key(each)]
    corrections = {key: _correction(each) for key, each in decided}
    known_by = {key: names for key, each in decided if (names := _names(each.get("of")))}
    entered = frozenset(mark for entry in _list(values.get("entered")) for mark in _mark(entry))
    lines = (written or text).split("\n")
    numbers = _numbers(values.get("numbers"), len(lines), lost)
    known = [*numbers, *(number for number, _text in (*lost, *corrections, *entered))]
    given = values.get("fresh")
    followed = Followed(numbers, lost, max(max(known) + 1, given if _is_number(given) else 0))
    if lines != text.split("\n"):
        followed = follow(list(zip(numbers, lines, strict=True)), text.split("\n"), lost, fresh=followed.fresh)
    return Kept(text, followed, corrections, entered, known_by)


def without_lines(kept: Kept, left: Sequence[tuple[int | None, str]], entered: frozenset[Mark]) -> Kept:
    """`kept` with only the lines `left` (each with its place before, None for a new one), and more entries `entered`.

    Of the lines that go the decisions go too.
    """
    before, fresh = kept.followed, kept.followed.fresh
    numbers = []
    for place, _text in left:
        numbers.append(fresh if place is None else before.numbers[place])
        fresh += place is None
    stay = set(numbers)
    lines = zip(before.numbers, kept.text.split("\n"), strict=True)
    gone = [(number, text) for number, text in lines if number not in stay]
    followed = Followed(tuple(numbers), (*before.lost, *(line for line in gone if line[1].strip())), fresh)
    numbers_gone = {number for number, _text in gone}
    corrections = {key: each for key, each in kept.corrections.items() if key[0] not in numbers_gone}
    text = "\n".join(text for _place, text in left)
    return Kept(text, followed, corrections, kept.entered | entered, kept.known_by)


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left as read."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, date):
            found[name] = value.isoformat()
        elif isinstance(value, StrEnum):
            found[name] = value.value
        elif name == "matters":
            found[name] = [_values(matter) for matter in value]
        elif isinstance(value, tuple):
            found[name] = list(value)
        elif value is not None and value is not False:
            found[name] = value
    return found


def _correction(values: Mapping[str, Any]) -> Correction:
    matters = tuple(MatterCorrection(**_taken(matter, _OF_MATTER)) for matter in _dicts(values.get("matters")))
    return Correction(**_taken(values, _OF_ENTRY), matters=matters)


def _taken(values: Mapping[str, Any], fields: Mapping[str, _Taken]) -> dict[str, Any]:
    found = {}
    for name, take in fields.items():
        if values.get(name) is not None:
            with suppress(ValueError, TypeError):
                found[name] = take(values[name])
    return found


def _whole(value: Any) -> int:
    if not _is_number(value):
        raise TypeError
    return int(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _several(take: _Taken) -> _Taken:
    return lambda values: tuple(take(value) for value in _list(values))


_OF_ENTRY: Mapping[str, _Taken] = {
    "dwelling_id": _whole,
    "resident_ids": _several(_whole),
    "names": _several(_text),
    "mode": VisitMode,
    "outcome": VisitOutcome,
    "on": date.fromisoformat,
    "revisit_on": date.fromisoformat,
    "no_revisit": bool,
    "place": _text,
    "worker_id": _whole,
    "left_out": bool,
}
_OF_MATTER: Mapping[str, _Taken] = {
    "words": _text,
    "dropped": bool,
    "title": _text,
    "category_id": _whole,
    "urgency": Urgency,
    "level": Level,
    "joins": _whole,
    "added": bool,
}


def _numbers(values: Any, count: int, lost: Iterable[Line]) -> tuple[int, ...]:
    """The numbers of so many lines: those given where they are whole, new ones else."""
    numbers = tuple(value for value in _list(values) if _is_number(value))
    elsewhere = {number for number, _text in lost}
    if len(numbers) == count and len(set(numbers)) == count and not elsewhere & set(numbers):
        return numbers
    start = max((0, *numbers, *elsewhere)) + 1
    return tuple(range(start, start + count))


def _lines(values: Any) -> Iterator[Line]:
    seen = set()
    for pair in _list(values):
        line = _list(pair)
        if len(line) == 2 and _is_number(line[0]) and isinstance(line[1], str) and line[0] not in seen:
            seen.add(line[0])
            yield line[0], line[1]


def _key(values: Mapping[str, Any]) -> Iterator[EntryKey]:
    line, nth = values.get("line"), values.get("nth")
    if _is_number(line) and _is_number(nth):
        yield line, nth


def _mark(values: Any) -> Iterator[Mark]:
    number, *known_by = _list(values) or [None]
    if _is_number(number) and len(known_by) == len(_names(known_by)):
        yield number, tuple(known_by)


def _names(values: Any) -> tuple[str, ...]:
    return tuple(each for each in _list(values) if isinstance(each, str))


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in _list(value) if isinstance(each, dict))
