"""Which line is which while a page is edited: every line keeps a lasting number, whatever happens around it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Line = tuple[int, str]
"""A line of the page: its lasting number and its text."""

_ALIKE = 0.3  # Below it a line was not edited, but put in the place of another.
_MOST_PAIRS = 4000
_LOOK_AHEAD = 4
_MOST_LOST = 3000
_COMPARED = 400


@dataclass(frozen=True, slots=True)
class Followed:
    """The numbers of the new lines, the lines lost (the last ones last), and the next number never given yet."""

    numbers: tuple[int, ...]
    lost: tuple[Line, ...]
    fresh: int


def follow(old: Sequence[Line], new_lines: Sequence[str], lost: Sequence[Line], *, fresh: int) -> Followed:
    """Give every new line its lasting number; `fresh` is the first number never given yet.

    A line keeps its number where it stands unchanged, was moved, or was edited in its place. One that was cut
    out (`lost`) and comes back word for word gets its number back; what is altogether new gets a new one. Empty
    lines are not told apart.
    """
    start = _same_at_start(old, new_lines)
    end = _same_at_end(old, new_lines, start)
    before, after = old[:start], old[len(old) - end :]
    gone, come = old[start : len(old) - end], new_lines[start : len(new_lines) - end]
    if not gone and not come:
        return Followed(tuple(number for number, _text in old), tuple(lost), fresh)
    found, still_lost = _recognised(gone, come, lost)
    middle = []
    for number in found:
        middle.append(fresh if number is None else number)
        fresh += number is None
    kept = set(middle)
    more = [line for line in gone if line[0] not in kept and line[1].strip()]
    numbers = (*(number for number, _text in before), *middle, *(number for number, _text in after))
    return Followed(numbers, tuple([*still_lost, *more][-_MOST_LOST:]), fresh)


def _same_at_start(old: Sequence[Line], new: Sequence[str]) -> int:
    count = 0
    for (_number, text), other in zip(old, new, strict=False):
        if text != other:
            break
        count += 1
    return count


def _same_at_end(old: Sequence[Line], new: Sequence[str], start: int) -> int:
    most, count = min(len(old), len(new)) - start, 0
    while count < most and old[-1 - count][1] == new[-1 - count]:
        count += 1
    return count


def _recognised(
    gone: Sequence[Line], come: Sequence[str], lost: Sequence[Line]
) -> tuple[list[int | None], Sequence[Line]]:
    """The known number of each line that came, None for a new one; and what stays lost."""
    found: list[int | None] = [None] * len(come)
    left = _word_for_word(gone, come, found)
    open_places = [place for place, text in enumerate(come) if found[place] is None and text.strip()]
    if len(left) == len(open_places) and all(
        likeness(line[1], come[place]) >= _ALIKE for line, place in zip(left, open_places, strict=True)
    ):
        for line, place in zip(left, open_places, strict=True):
            found[place] = line[0]
        return found, lost
    if open_places and lost:
        lost = list(reversed(_word_for_word(lost[::-1], come, found, only=open_places)))
        open_places = [place for place in open_places if found[place] is None]
    for number, place in _most_alike(left, [(place, come[place]) for place in open_places]):
        found[place] = number
    return found, lost


def _word_for_word(
    lines: Sequence[Line], come: Sequence[str], found: list[int | None], *, only: Sequence[int] | None = None
) -> list[Line]:
    """Note in `found` which of `lines` came word for word, the first of equal ones first; returns the others."""
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(len(come)) if only is None else only:
        if come[place].strip():
            places[come[place]].append(place)
    for each in places.values():
        each.reverse()
    left = []
    for number, text in lines:
        if places.get(text):
            found[places[text].pop()] = number
        elif text.strip():
            left.append((number, text))
    return left


def _most_alike(gone: Sequence[Line], come: Sequence[Line]) -> list[tuple[int, int]]:
    """(number, place) of lines edited beyond recognition by their words alone: in order, the likest together."""
    if len(gone) * len(come) <= _MOST_PAIRS:
        return _aligned(gone, come)
    pairs, start = [], 0
    for place, text in come:
        near = gone[start : start + _LOOK_AHEAD]
        scores = [likeness(other, text) for _number, other in near]
        if scores and max(scores) >= _ALIKE:
            best = scores.index(max(scores))
            pairs.append((near[best][0], place))
            start += best + 1
    return pairs


def _aligned(gone: Sequence[Line], come: Sequence[Line]) -> list[tuple[int, int]]:
    scores = [[likeness(old, new) for _place, new in come] for _number, old in gone]
    best = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    for row in range(len(gone) - 1, -1, -1):
        for column in range(len(come) - 1, -1, -1):
            together = scores[row][column] + best[row + 1][column + 1] if scores[row][column] >= _ALIKE else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    pairs, row, column = [], 0, 0
    while row < len(gone) and column < len(come):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((gone[row][0], come[column][0]))
            row, column = row + 1, column + 1
    return pairs


def likeness(one: str, other: str) -> float:
    """How much two lines look like one line edited, 0 to 1: what begins and ends alike, and pairs in common."""
    if one == other:
        return 1.0
    one, other = one[:_COMPARED], other[:_COMPARED]
    shorter = min(len(one), len(other))
    if not shorter:
        return 0.0
    same = 0
    while same < shorter and one[same] == other[same]:
        same += 1
    at_end = 0
    while at_end < shorter - same and one[-1 - at_end] == other[-1 - at_end]:
        at_end += 1
    pairs, other_pairs = set(pairwise(one)), set(pairwise(other))
    shared = 2 * len(pairs & other_pairs) / ((len(pairs) + len(other_pairs)) or 1)
    return ((same + at_end) / shorter + shared) / 2
