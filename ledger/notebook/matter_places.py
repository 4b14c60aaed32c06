"""Which decision belongs to which matter of an entry, when its words have been edited since."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ledger.records.notebook import ReadMatter
from ledger.records.proposals import MatterCorrection

_ENOUGH, _ENOUGH_TO_DROP = 0.25, 0.5


def matched(matters: Sequence[ReadMatter], corrections: Sequence[MatterCorrection]) -> tuple[int | None, ...]:
    """For each matter the place of its correction, None for one nobody has decided anything of.

    By the words they were decided on: the same, then one within the other (the likest first), else those at the same
    place with enough in common. What was dropped or joined must have more in common, for a need must not be lost.
    """
    found: list[int | None] = [None] * len(matters)
    free = {place for place, correction in enumerate(corrections) if correction.words}

    def take(fits: Callable[[int, str, int], bool]) -> None:
        pairs = [
            (-in_common(corrections[place].words, matter.text), number, place)
            for number, matter in enumerate(matters)
            for place in free
            if found[number] is None and fits(number, matter.text, place)
        ]
        for _unlike, number, place in sorted(pairs):
            if found[number] is None and place in free:
                found[number] = place
                free.discard(place)

    take(lambda _n, text, p: corrections[p].words == text)
    take(lambda _n, text, p: _within(corrections[p].words, text))
    take(lambda n, text, p: n == p and _fits(corrections[p], text))
    return tuple(found)


def shown(
    matters: Sequence[ReadMatter], corrections: Sequence[MatterCorrection]
) -> tuple[tuple[int | None, int | None], ...]:
    """The matters an entry comes to, each as (place among those read, place of its correction).

    First those read, without the dropped ones, then those added by hand.
    """
    of_read = matched(matters, corrections)
    kept = [(number, place) for number, place in enumerate(of_read) if place is None or not corrections[place].dropped]
    added = [
        (None, place)
        for place, correction in enumerate(corrections)
        if (correction.added or not correction.words) and not correction.dropped and place not in of_read
    ]
    return (*kept, *added)


def decide_matter(
    matters: Sequence[ReadMatter], corrections: Sequence[MatterCorrection], nth: int, fields: Mapping[str, Any]
) -> tuple[MatterCorrection, ...]:
    """The corrections with `fields` decided of the `nth` matter shown (from 0); the same ones where there is none."""
    # Every matter is noted in its place, so that each is found again when the words change.
    noted = list(corrections)
    for matter, place in zip(matters, matched(matters, corrections), strict=True):
        if place is None:
            noted.append(MatterCorrection(words=matter.text))
    noted = _in_order(matters, noted)
    there = shown(matters, noted)
    place = there[nth][1] if 0 <= nth < len(there) else None
    if place is None:
        return tuple(corrections)
    decided = replace(noted[place], **fields)
    if decided.dropped and there[nth][0] is None:
        return tuple(noted[:place] + noted[place + 1 :])
    noted[place] = decided
    return tuple(noted)


def _in_order(matters: Sequence[ReadMatter], corrections: Sequence[MatterCorrection]) -> list[MatterCorrection]:
    """Corrections in the order of the matters they belong to, the others behind them."""
    places = [place for place in matched(matters, corrections) if place is not None]
    others = [each for place, each in enumerate(corrections) if place not in places]
    return [*(corrections[place] for place in places), *others]


def _within(words: str, text: str) -> bool:
    return bool(text.strip()) and (words in text or text in words)


def _fits(correction: MatterCorrection, text: str) -> bool:
    enough = _ENOUGH_TO_DROP if correction.dropped or correction.joins else _ENOUGH
    return in_common(correction.words, text) >= enough


def in_common(one: str, other: str) -> float:
    """How many characters two texts share, 0 to 1; marks and blanks do not count."""
    first, second = _letters(one), _letters(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())
