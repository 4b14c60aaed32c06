"""What learning needs of mathematics: features as numbers, chances out of scores, and the weights of least loss."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_LINES = 2
Array = np.ndarray


@dataclass(frozen=True)
class Packed:
    """Which features stand in which unit: the units' feature numbers in a row, and how many each has."""

    numbers: Array
    lengths: Array

    def sums(self, weights: Array) -> Array:
        """For each unit the sum of its features' weights (one column a category where there are several)."""
        run = np.concatenate([np.zeros((1, *weights.shape[1:])), np.cumsum(weights[self.numbers], axis=0)])
        ends = np.cumsum(self.lengths)
        return run[ends] - run[ends - self.lengths]

    def spread(self, slopes: Array, size: int) -> Array:
        """For each feature the sum of the slopes of the units it stands in."""
        if slopes.ndim > 1:
            return np.stack([self.spread(column, size) for column in slopes.T], axis=1)
        return np.bincount(self.numbers, weights=np.repeat(slopes, self.lengths), minlength=size)


class Features:
    """Numbers for the features that stand in several lines."""

    def __init__(self, lines: Iterable[Iterable[str]]) -> None:
        counted = Counter(feature for line in lines for feature in set(line))
        self.names = sorted(name for name, lines_with in counted.items() if lines_with >= LEAST_LINES)
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def pack(self, units: Iterable[Iterable[str]]) -> Packed:
        """The units with their features as numbers; features nobody numbered are left out."""
        packed = [[self.numbers[name] for name in unit if name in self.numbers] for unit in units]
        flat = [number for unit in packed for number in unit]
        return Packed(np.array(flat, dtype=np.int64), np.array([len(unit) for unit in packed], dtype=np.int64))


def softmax(scores: Array) -> Array:
    """Scores as chances, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def least(loss: Callable[[Array], tuple[float, Array]], weights: Array, steps: int = 80, memory: int = 8) -> Array:
    """The weights of least loss: L-BFGS with a halving step, until a step gains next to nothing."""
    moves: list[tuple[Array, Array]] = []
    value, slope = loss(weights)
    for _step in range(steps):
        way = -_curved(slope, moves)
        length, gain = 1.0, float(slope @ way)
        while True:
            moved = weights + length * way
            now, slope_now = loss(moved)
            if now <= value + 1e-4 * length * gain or length < 1e-8:
                break
            length /= 2
        if (moved - weights) @ (slope_now - slope) > 1e-10:
            moves = [*moves, (moved - weights, slope_now - slope)][-memory:]
        done = abs(value - now) < 1e-5 * abs(value)
        weights, value, slope = moved, now, slope_now
        if done:
            break
    return weights


def _curved(slope: Array, moves: Sequence[tuple[Array, Array]]) -> Array:
    way, amounts = slope.copy(), []
    for move, change in reversed(moves):
        amounts.append(move @ way / (change @ move))
        way -= amounts[-1] * change
    if moves:
        way *= moves[-1][0] @ moves[-1][1] / (moves[-1][1] @ moves[-1][1])
    else:
        way /= max(1.0, float(np.linalg.norm(slope)))
    for (move, change), amount in zip(moves, reversed(amounts), strict=True):
        way += move * (amount - change @ way / (change @ move))
    return way
