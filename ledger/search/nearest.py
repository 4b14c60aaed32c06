"""What is near where nothing was found: names that sound the same, one character off, one word less, part of a word."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice, product

from ledger.people.pinyin import pinyin_columns
from ledger.rules.search_tokens import fold
from ledger.search.doors import DoorPattern, door_patterns
from ledger.search.hits import Group, HitKind, Nearest, Why
from ledger.search.naming import door_parts, name_word, named
from ledger.search.query import Query
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_reading import Asked, Fit, dwelling_hits, proposed_texts, resident_hits

OFFERED = 3
_SHOWN = 3
_TRIES = 4
_LOOKED_AT = 60

Find = Callable[[str, int, Collection[HitKind]], tuple[Group, ...]]
"""The first so many hits for some words, of these kinds."""

_NAME = re.compile(r"[^\x00-\x7f·]{2,4}|[^\x00-\x7f]*·[^\x00-\x7f]*")
# Sounds that many do not tell apart.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("l", "n"), ("h", "f"))


def nearest(ledger: Ledger, query: Query, groups: Sequence[Group], *, find: Find) -> tuple[Nearest, ...]:
    """The nearest words that do find something, the likeliest first.

    Where something was found, only residents whose name sounds like one that nobody has.
    """
    if not query.readings:
        return ()
    found: list[Nearest] = []
    for words, why, kinds in islice(_distinct(_offers(ledger, query, groups)), _TRIES):
        hits = tuple(hit for group in find(words, _SHOWN, kinds) for hit in group.hits)
        if hits:
            found.append(Nearest(words, why, hits[:_SHOWN]))
        if len(found) == OFFERED:
            break
    return tuple(found)


_Offer = tuple[str, Why, Collection[HitKind]]


def _offers(ledger: Ledger, query: Query, groups: Sequence[Group]) -> Iterator[_Offer]:
    """Words to try, why, and where they have to be found: a name by itself among the residents."""
    parts = [each.said for each in query.filters] + list(query.words)
    people, doors = ((HitKind.RESIDENT,), (HitKind.DWELLING,)) if len(parts) == 1 else (tuple(HitKind),) * 2
    nobody = all(group.kind is not HitKind.RESIDENT for group in groups)
    # A word that is known need not be another.
    asked = [word for word in query.words if nobody and (not groups or _NAME.fullmatch(word))]
    unknown = [word for word in asked if not _is_known(ledger, word, at_all=not groups)]
    for word in unknown:
        if _NAME.fullmatch(word):
            yield from ((_in_place(query, word, name), Why.SOUNDS, people) for name in _sounding(ledger, word))
    if groups:
        return
    for word in unknown:
        where = doors if door_patterns(word) else people
        yield from ((_in_place(query, word, other), Why.ONE_OFF, where) for other in _one_off(ledger, word))
    if len(parts) > 1:
        # The last word is the likeliest to be one too many, then the first.
        fewer = (" ".join(parts[:at] + parts[at + 1 :]) for at in (len(parts) - 1, 0))
        yield from ((words, Why.WITHOUT, tuple(HitKind)) for words in fewer)
    for word in unknown:
        yield from ((_in_place(query, word, part), Why.SHORTER, tuple(HitKind)) for part in _shorter(word))


def _is_known(ledger: Ledger, word: str, *, at_all: bool) -> bool:
    """Whether somebody or a door is called so, or, `at_all`, it is written somewhere."""
    return bool(named(ledger, word, most=1)) or (at_all and bool(proposed_texts(ledger, (word,), limit=1)))


def _distinct(offers: Iterator[_Offer]) -> Iterator[_Offer]:
    seen = set()
    for offer in offers:
        if offer[0] not in seen:
            seen.add(offer[0])
            yield offer


def _in_place(query: Query, word: str, other: str) -> str:
    return " ".join([each.said for each in query.filters] + [other if each == word else each for each in query.words])


def _sounding(ledger: Ledger, word: str) -> Iterator[str]:
    """Names of residents that sound like the word: exactly, then nearly."""
    seen = {word}
    said = pinyin_columns(word)[0].split()
    for reading in [*said, *dict.fromkeys(near for each in said for near in _nearly(each) if near not in said)]:
        for gone in (False, True):
            hits = resident_hits(ledger, [Asked(reading, Fit.WHOLE)], gone=gone, limit=_SHOWN)
            for row in rows_of(ledger, f"select name from resident where id in {AMONG}", [hit.id for hit in hits]):
                if fold(row[0]) not in seen and len(row[0]) == len(word):
                    seen.add(fold(row[0]))
                    yield row[0]


def _nearly(reading: str) -> Iterator[str]:
    """The pinyin with sounds that many do not tell apart exchanged, one kind at a time."""
    for one, other in _ALIKE:
        yield re.sub(f"{one}(?=[^{one[-1]}]|$)", other, reading)
        yield re.sub(f"{other}(?![gh])" if one.startswith(other) or len(other) < 3 else other, one, reading)


def _one_off(ledger: Ledger, word: str) -> Iterator[str]:
    if _NAME.fullmatch(word):
        yield from _names_one_off(ledger, word)
    plain = name_word(word)
    if plain.isdigit() and len(plain) >= 7:
        yield from _numbers_one_off(ledger, plain)
    for pattern in door_patterns(word)[:1]:
        yield from _doors_one_off(ledger, pattern)


def _names_one_off(ledger: Ledger, word: str) -> Iterator[str]:
    for at in range(len(word)):
        asked = [Asked(word[:at], Fit.BEGINNING)] if at else []
        asked += [Asked(word[at + 1 :], Fit.END)] if word[at + 1 :] else []
        for gone in (False, True):
            hits = resident_hits(ledger, asked, gone=gone, limit=_LOOKED_AT)
            rows = rows_of(ledger, f"select name from resident where id in {AMONG}", [hit.id for hit in hits])
            yield from (row[0] for row in rows if _differs_once(fold(row[0]), word))


def _numbers_one_off(ledger: Ledger, number: str) -> Iterator[str]:
    middle = len(number) // 2
    for half in (number[middle:], number[:middle]):
        hits = resident_hits(ledger, [Asked(half)], gone=False, limit=_LOOKED_AT)
        rows = rows_of(
            ledger,
            f"select number from phone where resident_id in {AMONG} and withdrawn_at is null",
            [hit.id for hit in hits],
        )
        yield from (row[0] for row in rows if _differs_once(row[0], number))


def _doors_one_off(ledger: Ledger, pattern: DoorPattern) -> Iterator[str]:
    """Doors of the same staircase whose number differs once, then the same room up another staircase."""
    if not (pattern.building and pattern.room):
        return
    way = "-".join(filter(None, (pattern.building, pattern.unit))) + "-"
    for asked in ([Asked(way, Fit.BEGINNING)], [Asked(f"-{pattern.room}", Fit.END)]):
        ids = dwelling_hits(ledger, asked, limit=_LOOKED_AT)
        for door, _forms in door_parts(ledger, ids).values():
            near = [
                (door.building, pattern.building),
                (door.unit, pattern.unit),
                (door.room, pattern.room),
            ]
            off = [(have, said) for have, said in near if have != said]
            if len(off) == 1 and (_differs_once(*off[0]) or _swapped(*off[0])):
                yield "-".join(filter(None, (door.building, door.unit, door.room))).upper()


def _differs_once(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _swapped(one: str, other: str) -> bool:
    off = [at for at in range(len(one)) if len(one) == len(other) and one[at] != other[at]]
    return len(off) == 2 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]


def _shorter(word: str) -> Iterator[str]:
    """Parts of a word, the longest first; of at least two characters."""
    for length, start in product(range(len(word) - 1, 1, -1), (0, 1)):
        part = word[:length] if start == 0 else word[-length:]
        yield part
