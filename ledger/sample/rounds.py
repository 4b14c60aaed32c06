"""Whom a worker calls on: those promised a visit, the key groups, then the staircase that has waited longest."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from ledger.records.people import HouseholdStatus
from ledger.sample.families import KEY_INTERVAL
from ledger.sample.town import Home, Town
from ledger.visits.due import ORDINARY_INTERVAL_DAYS

# Of a hundred households so many are tried on an ordinary round each working day: everybody about every 85 days.
_TRIED_A_DAY = 1.75
_SMALLEST_ROUND = 4
# An ordinary household not met for so long is phoned, before the quarter is over.
_PHONE_AFTER_DAYS = 82
_REST_AFTER_MISS = (4, 9, 16, 25)
_ENOUGH = 58


class Errand(Enum):
    """Why and how a household is called on."""

    ROUND = "round"
    KEY = "key"
    PROMISED = "promised"
    PHONE = "phone"


@dataclass
class Rounds:
    """Decides for each worker and day whom to call on."""

    town: Town
    chance: random.Random
    _owed: dict[int, float] = field(default_factory=dict)
    _left: list[Home] = field(default_factory=list)

    def calls(self, grid: int, homes: list[Home], day: date) -> list[tuple[Home, Errand]]:
        """Which of the homes of the grid to call on that day, each once, in the order of the calls."""
        homes = [home for home in homes if home not in self._left] if self._left else homes
        found: dict[int, tuple[Home, Errand]] = {}
        for home, errand in (*self._due(homes, day), *self._round(grid, homes, day)):
            found.setdefault(home.household_id, (home, errand))
        return list(found.values())

    def leave_for_later(self) -> None:
        """From now on leave out some homes of each grid, one of a key group, that will be due on the last day."""
        for homes in self.town.homes_by_grid():
            key = [home for home in homes if home.interval == KEY_INTERVAL and self._will_wait(home, KEY_INTERVAL + 1)]
            ordinary = [
                home for home in homes if not home.interval and self._will_wait(home, ORDINARY_INTERVAL_DAYS + 1)
            ]
            self._left += self.chance.sample(key, min(1, len(key)))
            self._left += sorted(ordinary, key=lambda home: (-home.tries, home.met_on, home.household_id))[:2]

    def note_met(self, home: Home, day: date) -> None:
        """Somebody of the household was met."""
        home.met_on, home.rest_until = day, day
        home.tries, home.promised_on = 0, None

    def note_missed(self, home: Home, day: date, promised_on: date | None) -> None:
        """Nobody was met: try again after some rest, or on the day promised."""
        rest = _REST_AFTER_MISS[min(home.tries, len(_REST_AFTER_MISS) - 1)]
        home.tries += 1
        home.rest_until = day + timedelta(days=rest + self.chance.randint(-1, 3))
        home.promised_on = promised_on

    def _will_wait(self, home: Home, days: int) -> bool:
        return (self.town.last_day - home.met_on).days >= days

    def _due(self, homes: list[Home], day: date) -> Iterator[tuple[Home, Errand]]:
        for home in homes:
            waited = (day - home.met_on).days
            if home.promised_on is not None and home.promised_on <= day:
                yield home, Errand.PROMISED
            elif home.interval:
                if self._key_visit_is_due(home, waited, day):
                    yield home, Errand.KEY
            elif self._is_phoned(home, waited, day):
                yield home, Errand.PHONE

    def _key_visit_is_due(self, home: Home, waited: int, day: date) -> bool:
        left = home.interval - waited
        if left <= 3:
            return self.chance.random() < (0.5 if left > 0 else 0.7)
        early = left <= min(8, home.interval // 3)
        return early and home.rest_until <= day and self.chance.random() < 0.3

    def _is_phoned(self, home: Home, waited: int, day: date) -> bool:
        if home.status is HouseholdStatus.AWAY:
            return waited >= 55 and home.rest_until <= day and self.chance.random() < 0.15
        return waited >= _PHONE_AFTER_DAYS and self.chance.random() < 0.3

    def _round(self, grid: int, homes: list[Home], day: date) -> Iterator[tuple[Home, Errand]]:
        self._owed[grid] = self._owed.get(grid, 0.0) + len(homes) * _TRIED_A_DAY  # hundredths of a household
        left = int(self._owed[grid] / 100)
        if left < min(_SMALLEST_ROUND, len(homes)):
            return
        waiting = [
            home
            for home in homes
            if home.rest_until <= day
            and home.status is not HouseholdStatus.AWAY
            and (day - home.met_on).days >= _ENOUGH
            and not home.interval
        ]
        waiting.sort(key=lambda home: (home.met_on, home.household_id))
        while waiting and left > 0:
            staircase = waiting[0].staircase
            here = [home for home in waiting if home.staircase == staircase][:left]
            waiting = [home for home in waiting if home.staircase != staircase]
            left -= len(here)
            for home in sorted(here, key=lambda home: (len(home.address.room), home.address.room)):
                yield home, Errand.ROUND
        self._owed[grid] %= 100
