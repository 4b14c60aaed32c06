"""What can be read from words as they are typed: sentences of a note, a time of day."""

import re

_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_PAUSE = re.compile(r"[，,、：:]")
_CLOCK = re.compile(r"^(\d{1,2})\s*[:：.点时]\s*(\d{1,2})?\s*分?$")
_DIGITS = re.compile(r"^(\d{1,2})(\d{2})$")
_HALF = re.compile(r"^(\d{1,2})\s*[点时]半$")
LONGEST_TITLE = 60


def nth_sentence(note: str, number: int) -> str:
    """Sentence `number` (from 0) of a note, short enough for a title; "" where there are fewer."""
    found = [part.strip() for part in _SENTENCE.split(note) if part.strip()]
    return _shortened(found[number]) if number < len(found) else ""


def read_time(text: str) -> str:
    """ "9:5", "930", "9点半" as "09:05", "09:30"; what is no time comes back as it is."""
    plain = text.strip()
    if half := _HALF.match(plain):
        return f"{int(half[1]):02d}:30"
    found = _CLOCK.match(plain) or _DIGITS.match(plain)
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}" if found else plain


def _shortened(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    cuts = [found.start() for found in _PAUSE.finditer(sentence, 0, LONGEST_TITLE) if found.start()]
    return sentence[: cuts[-1] if cuts else LONGEST_TITLE]
