"""Which clauses of a line are matters, weighed as a whole: how likely each number of matters is, and where they begin.

Every clause may be no need (weight 1), go on with the matter before it (weight e^need) or begin a new one
(weight e^(need + new); the first of a line needs no e^new). A way to read the line weighs what its clauses
weigh together; how likely a number of matters is follows from the ways that have it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

MOST_MATTERS = 6
_LIMIT = 30.0

NONE, GOES_ON, BEGINS = 0, 1, 2
"""What a clause is."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The weight of all ways taken together, and how likely each clause is a need, and one that begins anew."""

    weight: float
    need: tuple[float, ...]
    new: tuple[float, ...]


class Chances:
    """The ways to read the clauses of one line, by the scores that each is a `need` and begins a `new` one."""

    def __init__(self, need: Sequence[float], new: Sequence[float]) -> None:
        self._need, self._new = need, new
        self._most = min(len(need), MOST_MATTERS)
        self._on = [exp(_within(score)) for score in need]
        self._begin = [exp(_within(score + more)) for score, more in zip(need, new, strict=True)]
        self._before = [[1.0, *[0.0] * self._most]]
        for place in range(len(need)):
            self._before.append(self._step(place, self._before[-1]))

    def _step(self, place: int, ways: Sequence[float]) -> list[float]:
        """The weight of the ways up to and with a clause, by how many matters they hold."""
        on, begin = self._on[place], self._begin[place]
        after = [ways[0]]
        for count in range(1, self._most + 1):
            began = ways[count - 1] * (begin if count > 1 else on)
            after.append(ways[count] * (1.0 + on) + began)
        return after

    def counts(self) -> list[float]:
        """How likely the line holds 0, 1, 2… matters."""
        total = sum(self._before[-1])
        return [ways / total for ways in self._before[-1]]

    def expected(self, count: int | None = None) -> Expected:
        """Over all ways, or over those with `count` matters."""
        last = [1.0 if count is None or number == min(count, self._most) else 0.0 for number in range(self._most + 1)]
        need, new = [], []
        for place in reversed(range(len(self._need))):
            ways, on, begin = self._before[place], self._on[place], self._begin[place]
            first = ways[0] * on * last[1]
            more = sum(ways[number] * begin * last[number + 1] for number in range(1, self._most))
            going_on = sum(ways[number] * on * last[number] for number in range(1, self._most + 1))
            need.append(first + more + going_on)
            new.append(more)
            last = self._step_back(place, last)
        weight = last[0]
        return Expected(
            weight, tuple(each / weight for each in reversed(need)), tuple(each / weight for each in reversed(new))
        )

    def _step_back(self, place: int, last: Sequence[float]) -> list[float]:
        on, begin = self._on[place], self._begin[place]
        back = []
        for number in range(self._most + 1):
            begun = last[number + 1] * (begin if number else on) if number < self._most else 0.0
            back.append(last[number] * (1.0 + (on if number else 0.0)) + begun)
        return back

    def best(self, count: int) -> tuple[int, ...]:
        """The likeliest way with `count` matters: for each clause NONE, GOES_ON or BEGINS."""
        ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for score, more in zip(self._need, self._new, strict=True):
            longer: dict[int, tuple[float, tuple[int, ...]]] = {}
            for number, (value, path) in ways.items():
                steps = [(number, value, NONE), (number + 1, value + score + (more if number else 0.0), BEGINS)]
                if number:
                    steps.append((number, value + score, GOES_ON))
                for then, worth, what in steps:
                    if then <= count and (then not in longer or worth > longer[then][0]):
                        longer[then] = (worth, (*path, what))
            ways = longer
        return ways[min(count, len(self._need))][1]


def _within(score: float) -> float:
    return max(-_LIMIT, min(_LIMIT, score))
