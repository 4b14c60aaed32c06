"""What a text is looked for by: its folded form, and the tokens of it that the search index holds.

Two writings of one thing fold to the same: full-width and half-width, large and small letters, traditional and
simplified characters, compatibility forms (NFKC), invisible marks, spaces of every kind and number. Latin letters keep
their accents. A text contains a query when its folded form contains the folded query, character for character; the
index never decides, it only proposes, so tokens that coincide (see `_MARKED`) cost a look at a row and nothing else.

Tokens of running text are its single characters and its pairs of neighbouring characters, of any script: the measured
winner for Chinese, and the only choice that finds 敏 in 许敏 and `at` in `water` alike. Tokens of what is typed
from its beginning (names, pinyin, phones, doors) are all endings of it, so that a beginning of an ending is any part.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import add
from pathlib import Path

FOLDING = 1
"""The number of these rules. An index made by others is made again."""

LONGEST_TOKEN = 32
"""Characters of an ending the index holds; what is longer is told apart on the row."""

MOST_TERMS = 32
"""Terms asked of the index for one word; more would not narrow it down further."""

TRADITIONAL_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "search" / "traditional.txt"

# What no screen shows (Unicode: Default_Ignorable_Code_Point), NUL, and what no encoding can write (lone surrogates).
_INVISIBLE = re.compile(
    "[\0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The index parts tokens at ASCII signs, so these take the place of private characters, which only their like could be.
_PRIVATE = 0xE000
_MARKED = {code: chr(_PRIVATE + code) for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """`text` in the form it is compared in, without spaces around it and with single spaces inside."""
    if text.isascii():
        return " ".join(text.replace("\0", "").lower().split())
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_simplified()).split())


def text_tokens(folded: Iterable[str]) -> set[str]:
    """The tokens of texts already folded: every character but the space, and every two that stand together."""
    tokens: set[str] = set()
    for text in folded:
        for run in text.translate(_MARKED_RUNS).split(" "):
            tokens.update(run)
            tokens.update(map(add, run, run[1:]))
    return tokens


def text_terms(folded: str) -> tuple[str, ...]:
    """Tokens that every text containing the folded words `folded` has; none for an empty text."""
    terms: dict[str, None] = {}
    for run in folded.translate(_MARKED_RUNS).split(" "):
        terms.update(dict.fromkeys(map(add, run, run[1:]) if len(run) > 1 else run))
    found = tuple(terms)
    return found if len(found) <= MOST_TERMS else found[:: -(-len(found) // MOST_TERMS)]


def ending_tokens(folded: str, *, shortest: int = 1) -> list[str]:
    """The endings of a folded text, from the whole down to `shortest` characters, as the index holds them."""
    marked = folded.translate(_MARKED)
    return [marked[start : start + LONGEST_TOKEN] for start in range(len(marked) - shortest + 1)]


def ending_token(folded: str) -> str:
    """The first of `ending_tokens`: the text itself, as far as the index holds it."""
    return folded.translate(_MARKED)[:LONGEST_TOKEN]


@cache
def _simplified() -> dict[int, str]:
    lines = TRADITIONAL_FILE.read_text("utf-8").splitlines()
    return {ord(other): line[0] for line in lines if not line.startswith("#") for other in line[1:]}


_MARKED_RUNS = {code: mark for code, mark in _MARKED.items() if chr(code) != " "}
