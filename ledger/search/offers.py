"""The filters offered while something is typed: what the word before the cursor may become."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.rules.search_tokens import fold
from ledger.search.filters import KEY_WORDS, STATES_BY_THEMSELVES, Key
from ledger.search.periods import PERIODS
from ledger.search.query import key_of, read_filter
from ledger.search.vocabulary import Value, Vocabulary, closeness
from ledger.store import Ledger

_AT_FIRST = ("未结", "超期", "待回访", "上月", "本月", "本周")
# Values that are offered without the word before their colon; a building is, once it is called one.
_ANYWHERE = (Key.CATEGORY, Key.GRID, Key.WORKER, Key.STATE, Key.RESULT, Key.LEVEL)
_CALLED_A_BUILDING = re.compile(r"[0-9a-z甲乙丙丁](?:号?楼|[栋幢座])$")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to go on with: `word` is shown and takes the place of what is being typed; `text` is the whole line
    then, with the cursor at its end or at `cursor`. `complete`: nothing is missing; else a value is still to be typed.
    """

    word: str
    key: Key
    complete: bool
    text: str
    cursor: int


def offers(ledger: Ledger, text: str, *, today: date, cursor: int | None = None, limit: int = 8) -> tuple[Offer, ...]:
    """What to offer for the word before the cursor (the end where none is given), the likeliest first.

    Ranked like everything: words exactly so, then beginning so, then having it inside, then so in pinyin (wj → 未结);
    among equals words that stand for themselves, names of filters, their values in the order of the community.
    """
    at = len(text) if cursor is None else max(0, min(cursor, len(text)))
    start = max((place + 1 for place in range(at) if text[place].isspace()), default=0)
    typed = text[start:at]
    vocabulary = Vocabulary(ledger, today)
    taken = _taken(text[:start] + " " + text[at:], vocabulary, today)
    found: list[Offer] = []
    for word, key in dict.fromkeys(_words(typed, vocabulary)):
        if word not in taken and word != typed:
            complete = not word.endswith(":")
            inserted = word + (" " if complete and not text[at:].startswith(" ") else "")
            found.append(Offer(word, key, complete, text[:start] + inserted + text[at:], start + len(inserted)))
        if len(found) == limit:
            break
    return tuple(found)


def _taken(text: str, vocabulary: Vocabulary, today: date) -> set[str]:
    """The filters that stand in the line already."""
    found: set[str] = set()
    for piece in text.split():
        if each := read_filter(piece, vocabulary, today=today):
            found.update(f"{KEY_WORDS[each.key][0]}:{word}" for word in each.words)
            found.update((piece, *each.words))
    return found


def _words(typed: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Key]]:
    before, colon, value = typed.replace("：", ":").partition(":")
    if not typed.strip():
        yield from ((word, _key_of(word)) for word in _AT_FIRST)
        yield from ((f"{words[0]}:", key) for key, words in KEY_WORDS.items())
    elif colon:
        if key := key_of(before):
            yield from ((f"{before}:{each.word}", key) for each in _ranked(vocabulary.values(key), fold(value)))
    else:
        yield from _unprefixed(fold(typed), vocabulary)


def _unprefixed(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Key]]:
    candidates = list(_candidates(word, vocabulary))
    close = [(closeness(forms, word), place) for place, (forms, _shown, _key) in enumerate(candidates)]
    for _close, place in sorted((each, place) for each, place in close if each is not None):
        _forms, shown, key = candidates[place]
        yield shown, key


def _candidates(word: str, vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], str, Key]]:
    """(what may be typed for it, what is shown, its filter) of all that can be offered, in the order of equals."""
    for state in STATES_BY_THEMSELVES:
        yield (state,), state, Key.STATE
    for period in PERIODS:
        yield (period,), period, Key.PERIOD
    for group in vocabulary.values(Key.GROUP):
        yield group.forms, group.word, Key.GROUP
    for key, words in KEY_WORDS.items():
        yield words, f"{words[0]}:", key
    keys = (*_ANYWHERE, Key.BUILDING) if _CALLED_A_BUILDING.search(word) else _ANYWHERE
    for key in keys:
        for value in vocabulary.values(key):
            if value.word not in STATES_BY_THEMSELVES:
                yield value.forms, f"{KEY_WORDS[key][0]}:{value.word}", key


def _ranked(values: tuple[Value, ...], word: str) -> list[Value]:
    if not word:
        return list(values)
    close = [(closeness(value.forms, word), place) for place, value in enumerate(values)]
    return [values[place] for _close, place in sorted((each, place) for each, place in close if each is not None)]


def _key_of(word: str) -> Key:
    return Key.PERIOD if word in PERIODS else Key.STATE
