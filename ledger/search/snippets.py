"""The words around a hit, and what of them is to be marked."""

from collections.abc import Sequence

from ledger.people.pinyin import pinyin_columns
from ledger.rules.search_tokens import fold, spans
from ledger.search.doors import door_patterns
from ledger.search.naming import name_word

Spans = tuple[tuple[int, int], ...]
"""Stretches (start, end) of a text."""
LONGEST = 80
"""Characters of a snippet."""
_BEFORE = 16
_CUT = "…"


def marked(text: str, words: Sequence[str]) -> Spans:
    """Where in `text` the folded words stand."""
    if not text:
        return ()
    # Most texts are written as they are asked for; only the others have to be folded character by character.
    plain: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word)
        if at < 0 and word in fold(text):
            return spans(text, words)
        while at >= 0:
            plain.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return _joined(plain)


def marked_name(name: str, words: Sequence[str]) -> Spans:
    """Where in a name the words stand, written, in pinyin or in initials."""
    found = list(marked(name, words))
    for word in map(name_word, words):
        if word.isascii() and word.isalpha() and not found:
            found += _spoken(name, word)
    return _joined(found)


def marked_door(title: str, words: Sequence[str]) -> Spans:
    """Where in an address the words stand; one typed as it is spoken marks it whole."""
    found = marked(title, words)
    return found or (((0, len(title)),) if any(map(door_patterns, words)) else ())


def written_ways(words: Sequence[str]) -> tuple[str, ...]:
    """The words, and how numbers that were typed in another way are written: mq-1 as MQ-1, 190-0000 without strokes."""
    return tuple(dict.fromkeys((*words, *map(name_word, words), *map(str.upper, words))))


def snippet(text: str, words: Sequence[str]) -> str:
    """The part of a text around the first of the words in it, on one line; its beginning where none is."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    first = min((start for start, _end in marked(line, words)), default=0)
    start = max(0, min(first - _BEFORE, len(line) - LONGEST))
    end = start + LONGEST
    return (_CUT if start else "") + line[start:end] + (_CUT if end < len(line) else "")


def _spoken(name: str, word: str) -> Spans:
    """The characters of a name whose pinyin, or whose initials, make up the word."""
    said = [tuple(pinyin_columns(character)[0].split()) for character in name]
    surname = pinyin_columns(name)[0].split()
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            whole = (start, end) == (0, len(name))
            initials = "".join((readings[0][:1] if readings else "") for readings in said[start:end])
            full = "".join((readings[0] if readings else "") for readings in said[start:end])
            if word == initials or full.startswith(word) or (whole and any(each.startswith(word) for each in surname)):
                return ((start, end),)
    return ()


def _joined(found: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            before = merged.pop()
            start, end = before[0], max(before[1], end)
        merged.append((start, end))
    return tuple(merged)
