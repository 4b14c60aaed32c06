"""Names in Latin letters, so that they can be typed without an input method.

Surnames often have a reading of their own (单 shàn, 曾 zēng, 万俟 mòqí), and pypinyin has no mode for
them: `resources/people/surnames.json` says them. Every reading is kept, so that either is found.
"""

import json
import os
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

SURNAMES_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "people" / "surnames.json"
MOST_READINGS = 4

Readings = tuple[tuple[str, ...], ...]  # for each character its possible syllables, the likeliest first


@lru_cache(maxsize=65536)
def pinyin_columns(name: str) -> tuple[str, str]:
    """(full pinyin, initials) of a name, lower case without tones, several readings parted by a space.

    "单国强" → ("shanguoqiang danguoqiang", "sgq dgq"). ü is v, as input methods type it. Letters and digits
    stay as they are; what has no reading is left out.
    """
    spelt = list(islice(product(*_readings(name)), MOST_READINGS))
    full = dict.fromkeys("".join(syllables) for syllables in spelt)
    initials = dict.fromkeys("".join(syllable[:1] for syllable in syllables) for syllables in spelt)
    return " ".join(full), " ".join(initials)


def _readings(name: str) -> Readings:
    tables = _tables()
    for surname, spelling in tables["compound_surnames"].items():
        if name.startswith(surname) and len(name) > len(surname):
            pairs = zip(spelling.split(), surname, strict=True)
            own: Readings = tuple(_distinct(syllable, *_usual(character)) for syllable, character in pairs)
            return own + _given(name[len(surname) :])
    spelling = tables["surnames"].get(name[:1], "")
    # The surname's own reading first; the usual one stays for those who type what they see.
    first = _distinct(*spelling.split(), *_usual(name[:1]))
    return ((first,) if first else ()) + _given(name[1:])


def _given(name: str) -> Readings:
    table = _tables()["given_names"]
    found = (tuple(table[each].split()) if each in table else _usual(each) for each in name)
    return tuple(readings for readings in found if readings)


def _distinct(*syllables: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(syllables))


@cache
def _usual(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    return tuple(syllable for syllable in _lazy_pinyin()(character, errors="ignore"))


@cache
def _lazy_pinyin() -> Callable[..., list[str]]:
    # Without its dictionary of phrases, of no use for single characters, pypinyin loads in a quarter of the time.
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        from pypinyin import lazy_pinyin
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = before
    reader: Callable[..., list[str]] = lazy_pinyin
    return reader


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(SURNAMES_FILE.read_text(encoding="utf-8"))
    return tables
