"""Chance that repeats: choices, identifiers and a clock that depend on the seed and the simulated day alone."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TypeVar

from ledger.store.identifiers import RANDOM_BITS, uuid7

Item = TypeVar("Item")

CHINA = timezone(timedelta(hours=8))


class SimulatedClock:
    """The instant it is in the sample; set by whoever simulates."""

    def __init__(self, day: date) -> None:
        self.set(day, time(8, 30))

    def set(self, day: date, at: time) -> None:
        """Make it that time of day in China."""
        self._now = datetime.combine(day, at, CHINA).astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now


def seeded_uids(chance: random.Random, clock: SimulatedClock) -> Callable[[], str]:
    """A maker of UUIDv7 (RFC 9562) whose time is the clock's and whose random bits are the seed's."""

    def new_uid() -> str:
        return uuid7(int(clock().timestamp() * 1000), chance.getrandbits(RANDOM_BITS))

    return new_uid


def weighted(chance: random.Random, weights: Mapping[Item, float]) -> Item:
    """One of the keys, by its weight."""
    return chance.choices(list(weights), list(weights.values()))[0]


def several(chance: random.Random, expected: float) -> int:
    """A whole number that is `expected` on average."""
    whole = int(expected)
    return whole + (chance.random() < expected - whole)


def apportioned(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """`total` split by `shares` into whole numbers (largest remainders), so that rates hold in small communities."""
    scale = total / sum(shares.values())
    parts = {name: int(share * scale) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: parts[name] - shares[name] * scale)
    for name in by_remainder[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def shuffled(chance: random.Random, items: Sequence[Item]) -> list[Item]:
    """The items in another order."""
    return chance.sample(items, len(items))


def office_time(chance: random.Random) -> time:
    """A time of day at which a worker is about: the morning, or the afternoon after the noon rest."""
    morning = chance.random() < 0.5
    minutes = chance.randint(8 * 60 + 40, 11 * 60 + 45) if morning else chance.randint(14 * 60 + 30, 17 * 60 + 30)
    return time(minutes // 60, minutes % 60)


def later(chance: random.Random, at: time) -> time:
    """Some time after `at` on the same day, before the evening ends."""
    minutes = at.hour * 60 + at.minute
    after = min(minutes + chance.randint(15, 70), 20 * 60 + 59)
    if 12 * 60 < after < 14 * 60 + 30:
        after = 14 * 60 + 30 + chance.randint(0, 20)
    after = max(minutes, after)
    return time(after // 60, after % 60)
