"""Lists of words that people who are no programmers may edit: `resources/words/*.txt`.

A line reads 词：说法、说法、说法 — the ledger's own word, then other ways to say it. Lines that begin with # are
remarks; a word may go on over several lines.
"""

import re
from pathlib import Path

WORDS_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "words"

_BETWEEN = re.compile(r"[、，,;；\s]+")


def read_words(name: str) -> dict[str, tuple[str, ...]]:
    """The list `name`: every word with the other ways to say it, in the order of the file.

    Raises ValueError where a line has no colon.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate((WORDS_FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, colon, others = line.replace("：", ":").partition(":")
        if not colon:
            raise ValueError(f"{name}.txt, line {number}: no colon")
        others_found = tuple(other for other in _BETWEEN.split(others) if other)
        found[word.strip()] = found.get(word.strip(), ()) + others_found
    return found
