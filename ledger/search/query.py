"""What is typed into the search box, taken apart into words and filters. Nothing typed is ever an error.

One line may be meant in several ways, and each is looked for, the likeliest first: with its filters understood
(许敏 上月), with syllables and numbers typed apart put together (xu min, 190 0000 1004), and as it stands, so that a
note that says 上月 is found by 上月 too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ledger.rules.search_tokens import fold
from ledger.search.filters import KEY_WORDS, STATES, STATES_BY_THEMSELVES, Filter, Key
from ledger.search.periods import read_period
from ledger.search.vocabulary import Vocabulary

LONGEST = 200
"""Characters of what is typed that are looked at."""

_SEVERAL_KEYS = re.compile(r"\s*[:：]\s*")
_PIECE = re.compile(r"[0-9a-zü'#+-]+|[0-9]+(?:号楼|号院|单元|[栋幢座号楼门室])(?:[0-9]+(?:单元|[室门])?)*")
_Value = TypeVar("_Value")
_KEY_OF = {word: key for key, words in KEY_WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was typed: `words` (folded, each once) that are all to be found, and filters.

    `together`: the words are only looked for where they stand together.
    """

    words: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    together: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return not self.words and not self.filters


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: `words` that are no filters, `filters` understood, and the ways to take it, the likeliest first
    (none where nothing was asked).
    """

    text: str
    words: tuple[str, ...]
    filters: tuple[Filter, ...]
    readings: tuple[Reading, ...]


def read_query(text: str, vocabulary: Vocabulary, *, today: date) -> Query:
    """Take apart what was typed. Never raises."""
    text = text[:LONGEST]
    literal = _distinct(fold(text).split())
    words, filters = [], []
    for piece in _pieces(text):
        found = read_filter(piece, vocabulary, today=today)
        if found is not None:
            filters.append(found)
        elif not _is_bare_key(piece):
            words += fold(piece).split()
    kept = _merged(filters)
    readings = [Reading(_distinct(_joined(words)), kept), Reading(_distinct(words), kept)]
    # What was understood as a filter is hardly meant as a word.
    readings.append(Reading(literal, together=bool(kept)))
    return Query(text, _distinct(words), kept, _asking(readings))


def literal_query(text: str) -> Query:
    """What was typed as nothing but words, put together and as they stand."""
    text = text[:LONGEST]
    words = fold(text).split()
    readings = [Reading(_distinct(_joined(words))), Reading(_distinct(words))]
    return Query(text, _distinct(words), (), _asking(readings))


def _asking(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if not reading.is_empty))


def read_filter(piece: str, vocabulary: Vocabulary, *, today: date) -> Filter | None:
    """The filter one word means (类别:邻里纠纷, 上月, 独居老人), or None for an ordinary word."""
    key_word, colon, value = _unified(piece).partition(":")
    if colon:
        key = _KEY_OF.get(fold(key_word))
        return vocabulary.meaning(key, value, said=piece) if key is not None and fold(value) else None
    word = fold(piece)
    if period := read_period(word, today):
        return Filter(Key.PERIOD, piece, (word,), period=period)
    if word in STATES_BY_THEMSELVES:
        return Filter(Key.STATE, piece, (word,), (STATES[word],))
    if group := vocabulary.groups.get(word):
        return vocabulary.meaning(Key.GROUP, group.word, said=piece)
    return None


def key_of(word: str) -> Key | None:
    """The filter a word before a colon names, or None."""
    return _KEY_OF.get(fold(word))


def _unified(text: str) -> str:
    return _SEVERAL_KEYS.sub(":", text, count=1)


def _is_bare_key(piece: str) -> bool:
    """Whether it is a filter whose value is still to be typed: 类别:"""
    unified = _unified(piece)
    return unified.endswith(":") and unified.count(":") == 1 and key_of(unified[:-1]) is not None


def _pieces(text: str) -> Iterator[str]:
    """The words; a filter's value may stand apart from its colon (类别： 邻里纠纷)."""
    waiting = ""
    for piece in text.split():
        whole = waiting + piece
        waiting = whole if _is_bare_key(whole) else ""
        if not waiting:
            yield whole
    if waiting:
        yield waiting


def _merged(filters: list[Filter]) -> tuple[Filter, ...]:
    """Several values of one filter mean either; different filters mean both."""
    merged: dict[Key, Filter] = {}
    for each in filters:
        before = merged.get(each.key)
        # Two periods or a value nobody knows cannot be put together: the last one typed counts.
        if before is None or each.period or before.period or not each.words or not before.words:
            merged[each.key] = each
        else:
            said = f"{before.said} {each.said}"
            merged[each.key] = Filter(each.key, said, _all(before.words, each.words), _all(before.codes, each.codes))
    return tuple(merged.values())


def _all(first: tuple[_Value, ...], second: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _joined(words: list[str]) -> list[str]:
    """The words with neighbours that are pieces of one put together: xu min, 190 0000 1004, 3号楼 2单元 501."""
    joined: list[str] = []
    open_ = False
    for word in words:
        piece = _PIECE.fullmatch(word) is not None
        if piece and open_ and _goes_on(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
        open_ = piece
    return joined


def _goes_on(before: str, word: str) -> bool:
    """Letters go on with letters, numbers with numbers, a door with the next part of it."""
    return (
        (before[-1].isalpha() and before.isascii() and word.isascii() and word[0].isalpha())
        or (word[0].isdigit() and (before[-1].isdigit() or not before[-1].isascii() or before[-1] in "-#+"))
        or word[0] == "-"
    )


def _distinct(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
