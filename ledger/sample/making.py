"""Making the sample ledger: the community settles in, then lives through its months day by day."""

import os
import random
import shutil
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from ledger.accounts.closing import close_month
from ledger.accounts.months import Month, month_of
from ledger.errors import WorldProblem
from ledger.sample.chance import SimulatedClock, seeded_uids
from ledger.sample.days import Days
from ledger.sample.settling import settle_in
from ledger.sample.words import word_list
from ledger.store import Ledger, create_ledger

DEFAULT_HOUSEHOLDS = 422
DEFAULT_MONTHS = 12
DEFAULT_SEED = 1
# The months that stay open for corrections at the end: the present one, and the last one, to be closed by hand.
OPEN_MONTHS = 2
_CLOSING_DAY = 3
_EVENING = time(18, 30)
_MORNING = time(10, 40)

Progress = Callable[[int, int], object]


def make_sample(
    path: Path,
    *,
    households: int = DEFAULT_HOUSEHOLDS,
    months: int = DEFAULT_MONTHS,
    seed: int = DEFAULT_SEED,
    until: date | None = None,
    progress: Progress | None = None,
) -> None:
    """Make a ledger of an invented community at `path`, with `months` months up to `until` (today).

    The same seed and day make the same ledger. `progress` is called with days done and days in all; what it
    raises (Cancelled) ends the work. Whatever ends it, nothing is left behind but a whole ledger.

    Raises WorldProblem: "ledger_exists", "folder_cannot_be_written", "disk_full".
    """
    if path.exists():
        raise WorldProblem("ledger_exists", path)
    workshop = path.with_name(path.name + ".making")
    try:
        shutil.rmtree(workshop, ignore_errors=True)
        workshop.mkdir(parents=True)
    except OSError as error:
        raise WorldProblem("folder_cannot_be_written", path.parent, str(error)) from error
    try:
        made = workshop / path.name
        _write(made, households=households, months=months, seed=seed, until=until or date.today(), progress=progress)
        if path.exists():
            raise WorldProblem("ledger_exists", path)
        os.replace(made, path)
    except WorldProblem as problem:
        # The ledger that was asked for, not the one it was being made in.
        raise WorldProblem(problem.code, path, problem.detail) from problem
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def first_day_of(until: date, months: int) -> date:
    """The first day of so many months of which the last is that of `until`."""
    month = month_of(until)
    for _each in range(months - 1):
        month = month.preceding
    return month.first


def _write(path: Path, *, households: int, months: int, seed: int, until: date, progress: Progress | None) -> None:
    first_day = first_day_of(until, months)
    clock = SimulatedClock(first_day)
    chance = random.Random(f"{seed}:{households}:{months}")
    places = word_list("places")
    with create_ledger(
        path,
        community=places["community"],
        worker=word_list("names")["workers"]["secretary"],
        street=places["street"],
        district=places["district"],
        clock=clock,
        new_uid=seeded_uids(random.Random(f"{seed}:uids"), clock),
    ) as ledger:
        town, maker, phones = settle_in(ledger, chance, households=households, first_day=first_day, last_day=until)
        days = Days(town, chance, maker, phones, first_day)
        total = (until - first_day).days + 1
        for number in range(total):
            day = first_day + timedelta(days=number)
            clock.set(day, _MORNING if day == until else _EVENING)
            _close_months(ledger, day, first_day=first_day, until=until, secretary=town.secretary)
            with ledger.write("demo.day"):
                days.pass_day(day)
            if progress is not None:
                progress(number + 1, total)


def _close_months(ledger: Ledger, day: date, *, first_day: date, until: date, secretary: int) -> None:
    """Early in a month the one before is closed, but for those that stay open at the end."""
    month = month_of(day).preceding
    if day.day == _CLOSING_DAY and month.first >= first_day and month < last_open(until):
        close_month(ledger, str(month), worker_id=secretary, today=day)


def last_open(until: date) -> Month:
    """The first of the months that stay open at the end."""
    month = month_of(until)
    for _each in range(OPEN_MONTHS - 1):
        month = month.preceding
    return month
