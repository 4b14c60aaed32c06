"""Phrases as a person writes them into a word list, and all of them found in a text in one go.

A phrase is plain words. "…" stands for up to eight characters, (a/b) for a or b and (a/) for a or
nothing: "(楼上/楼下)…(吵/闹)". A text is read once, whatever the number of phrases.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

_GAP = "…"
_WITHIN_CLAUSE = r"[^。；;!?！？,，、\s]{0,8}?"
_WITHIN_SENTENCE = "[^。；;!?！？]{0,8}?"
_CHOICE = re.compile(r"[（(]([^（）()]*)[)）]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of kind `kind` found from `start` to `end`."""

    start: int
    end: int
    kind: str
    weight: float
    phrase: str


class PhraseBook:
    """Phrases by their first characters, so that finding them costs the text's length and not the book's."""

    def __init__(self, phrases: Iterable[tuple[str, float, str]], *, across_clauses: bool = False) -> None:
        """`phrases`: (kind, weight, phrase as written). `across_clauses`: "…" may reach over commas."""
        anything = _WITHIN_SENTENCE if across_clauses else _WITHIN_CLAUSE
        self._found: dict[str, list[tuple[str, re.Pattern[str] | None, str, float, str]]] = defaultdict(list)
        for kind, weight, written in phrases:
            for spelled in spellings(written):
                first, gap, rest = spelled.partition(_GAP)
                if not first:
                    raise ValueError(f"{kind}: a phrase cannot begin with {_GAP}: {written}")
                more = _behind_the_gap(rest, anything) if gap else None
                self._found[first[:2]].append((first, more, kind, weight, spelled))

    def hits(self, text: str) -> list[Hit]:
        """Every phrase in `text`, overlapping ones too, in order of their beginning."""
        hits = []
        for start in range(len(text)):
            for key in dict.fromkeys((text[start : start + 2], text[start])):
                for first, more, kind, weight, written in self._found.get(key, ()):
                    if not text.startswith(first, start):
                        continue
                    end = start + len(first)
                    if more is not None:
                        found = more.match(text, end)
                        if found is None:
                            continue
                        end = found.end()
                    hits.append(Hit(start, end, kind, weight, written))
        return hits


@cache
def _behind_the_gap(rest: str, anything: str) -> re.Pattern[str]:
    # Remembered, since every community's words are put together with the program's own.
    return re.compile(anything + anything.join(map(re.escape, rest.split(_GAP))))


def spellings(written: str) -> list[str]:
    """A phrase with every choice of its (a/b) parts spelled out."""
    pieces = _CHOICE.split(written)
    choices = [piece.split("/") if number % 2 else [piece] for number, piece in enumerate(pieces)]
    return ["".join(chosen) for chosen in product(*choices)]


def begins_with_words(written: str) -> bool:
    """Whether a phrase can be looked for: in every spelling words stand before any "…"."""
    return all(spelled.partition(_GAP)[0].strip() for spelled in spellings(written))
