"""What a text is looked for by: its folded form, and the tokens of it that the search index holds.

Two writings of one thing fold to the same: full-width and half-width, large and small letters, traditional and
simplified characters, compatibility forms (NFKC), invisible marks, spaces of every kind and number. Latin letters keep
their accents. A text contains a query when its folded form contains the folded query, character for character; the
index never decides, it only proposes, so tokens that coincide (see `_Marked`) cost a look at a row and nothing else.

Tokens of running text are its single characters and its pairs of neighbouring characters, of any script: the measured
winner for Chinese, and the only choice that finds 敏 in 许敏 and `at` in `water` alike. Of Latin letters, digits and
the signs between them there are few, so that two of them stand together everywhere: three are tokens too, without which
4-1-202 would be looked for in every tenth matter's number. Tokens of what is typed
from its beginning (names, pinyin, phones, doors) are all endings of it, so that a beginning of an ending is any part.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from operator import add
from pathlib import Path

FOLDING = 2
"""The number of these rules, to be raised with every change of them: an index made by others is made again."""

LONGEST_TOKEN = 32
"""Characters of an ending the index holds; what is longer is told apart on the row."""

MOST_TERMS = 4
"""Terms asked of the index for one word: each costs as much as it is frequent, and more hardly narrow it down."""

TRADITIONAL_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "search" / "traditional.txt"

# What no screen shows (Unicode: Default_Ignorable_Code_Point), NUL, and what no encoding can write (lone surrogates).
_INVISIBLE = re.compile(
    "[\0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters that may grow together with the one before them, beside marks: Hangul jamo, vowels of Kirat Rai.
_JOINING = re.compile("[\u1100-\u11ff\ud7b0-\ud7ff\U00016d40-\U00016d7f]")
_JOINS = "\0"
_AS_IT_STANDS = re.compile("[0-9\u4e00-\u9fff-]+")
# The index parts tokens at ASCII signs, so private characters take their place, which only their like could be.
_PRIVATE = 0xE000
_NARROW = re.compile("[0-9a-z\ue000-\ue07f]{3,}")


class _Folded(dict[int, str]):
    """Every character's folded form, made when it is first met; `_JOINS` for one that may not be taken alone."""

    def __missing__(self, code: int) -> str:
        folded = _fold_whole(chr(code))
        first = folded[:1]
        joins = first and (unicodedata.category(first)[0] == "M" or _JOINING.match(first))
        self[code] = found = _JOINS if joins else folded
        return found


class _Marked(dict[int, str]):
    """Every character as it stands in a token; the space, which parts words, stays."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = code >= 128 or character.isalnum() or character == " "
        self[code] = found = character if plain else chr(_PRIVATE + code)
        return found


def fold(text: str) -> str:
    """`text` in the form it is compared in, without spaces around it and with single spaces inside."""
    folded = text.translate(_FOLDED)
    return " ".join((_fold_whole(text) if _JOINS in folded else folded).split())


def stands_as_it_is(word: str) -> bool:
    """Whether a text that has the word as it is written says it, without being folded."""
    return _AS_IT_STANDS.fullmatch(word) is not None


def says(text: str, word: str) -> bool:
    """Whether a text contains a folded word."""
    # Such characters fold to themselves and join with nothing, so what stands there as it is needs no folding.
    return (word in text and stands_as_it_is(word)) or word in fold(text)


def spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where in `text` the words stand, to be marked: (start, end) in its own characters, in order, none overlapping."""
    folded, starts, ends = _folded_with_places(text)
    found = []
    for word in filter(None, map(fold, words)):
        at = folded.find(word)
        while at >= 0:
            found.append((starts[at], ends[at + len(word) - 1]))
            at = folded.find(word, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            start, before = merged.pop()
            end = max(end, before)
        merged.append((start, end))
    return tuple(merged)


def text_tokens(folded: Iterable[str]) -> str:
    """The tokens of texts already folded, parted by spaces, some of them several times: every character but the space,
    every two that stand together, and every three of Latin letters, digits and signs.
    """
    found: list[str] = []
    for text in folded:
        marked = text.translate(_MARKED)
        for run in marked.split(" "):
            found += run
            found += map(add, run, run[1:])
        for narrow in _NARROW.findall(marked):
            found += _threes(narrow)
    return " ".join(found)


def text_terms(folded: str) -> tuple[str, ...]:
    """Tokens that every text containing the folded words `folded` has; none for an empty text."""
    terms: dict[str, None] = {}
    for run in folded.translate(_MARKED).split(" "):
        terms.update(dict.fromkeys(_most_telling(run) if len(run) > 1 else run))
    found = tuple(terms)
    # Numbers of matters, phones and doors begin alike and differ at their ends.
    return found if len(found) <= MOST_TERMS else (found[0], *found[1 - MOST_TERMS :])


def _most_telling(run: str) -> Iterator[str]:
    """Three characters where all are narrow, else two: every pair of the run is in one of these."""
    for at in range(len(run) - 1):
        three = run[at : at + 3]
        if _NARROW.fullmatch(three):
            yield three
        elif not (at and _NARROW.fullmatch(run[at - 1 : at + 2])):
            yield three[:2]


def _threes(narrow: str) -> Iterable[str]:
    return map("".join, zip(narrow, narrow[1:], narrow[2:], strict=False))


def ending_tokens(folded: str, *, shortest: int = 1) -> list[str]:
    """The endings of a folded text, from the whole down to `shortest` characters, as the index holds them."""
    marked = _as_one(folded)
    return [marked[start : start + LONGEST_TOKEN] for start in range(len(marked) - shortest + 1)]


def ending_token(folded: str) -> str:
    """The first of `ending_tokens`: the text itself, as far as the index holds it."""
    return _as_one(folded)[:LONGEST_TOKEN]


def _as_one(folded: str) -> str:
    if folded.isalnum():
        return folded
    return folded.translate(_MARKED).replace(" ", chr(_PRIVATE + ord(" ")))


def _folded_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its characters where in `text` that which it came from starts and ends."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for character in _fold_whole(text[start:end]):
            blank = character.isspace()
            if blank and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if blank else character)
            starts.append(start)
            ends.append(end)
    return "".join(characters), starts, ends


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that fold each on its own: a character with the invisible and the joining ones behind it."""
    start = 0
    for at, character in enumerate(text):
        if at and _FOLDED[ord(character)] not in ("", _JOINS):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _fold_whole(text: str) -> str:
    seen = _INVISIBLE.sub("", text)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return folded.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    lines = TRADITIONAL_FILE.read_text("utf-8").splitlines()
    return {ord(other): line[0] for line in lines if not line.startswith("#") for other in line[1:]}


_FOLDED = _Folded()
_MARKED = _Marked()
