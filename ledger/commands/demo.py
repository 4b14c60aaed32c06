"""main.py demo: a sample ledger of invented people."""

import argparse
import sys
from datetime import date
from pathlib import Path

from ledger.commands.days import day_from
from ledger.commands.numbers import number
from ledger.language import _
from ledger.sample.making import DEFAULT_HOUSEHOLDS, DEFAULT_MONTHS, DEFAULT_SEED, make_sample
from ledger.store import Ledger, open_ledger

_MOST_HOUSEHOLDS = 20_000
_MOST_MONTHS = 120
_EARLIEST = date(2005, 1, 1)
_BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger to make"))
    parser.add_argument(
        "--households",
        type=number(1, _MOST_HOUSEHOLDS),
        default=DEFAULT_HOUSEHOLDS,
        metavar="N",
        help=_("how many households (default %(default)s)"),
    )
    parser.add_argument(
        "--months",
        type=number(1, _MOST_MONTHS),
        default=DEFAULT_MONTHS,
        metavar="N",
        help=_("how many months of visits and matters (default %(default)s)"),
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=DEFAULT_SEED,
        metavar="N",
        help=_("the same seed and last day make the same ledger (default %(default)s)"),
    )
    parser.add_argument(
        "--until", type=day_from(_EARLIEST), metavar="YYYY-MM-DD", help=_("the last day (default: today)")
    )


def run(args: argparse.Namespace) -> int:
    """Make the ledger and say what it holds."""
    make_sample(
        args.ledger,
        households=args.households,
        months=args.months,
        seed=args.seed,
        until=args.until or date.today(),
        progress=_show_progress if sys.stderr.isatty() else None,
    )
    with open_ledger(args.ledger, read_only=True) as ledger:
        print(_summary(args.ledger, ledger))
    return 0


def _summary(path: Path, ledger: Ledger) -> str:
    counts = {table: ledger.value(f"select count(*) from {table}") for table in ("resident", "visit", "matter")}
    return _("%(path)s: %(household)d households, %(resident)d residents, %(visit)d visits, %(matter)d matters") % {
        "path": path,
        "household": ledger.value("select count(*) from household where status <> 'moved_out'"),
        **counts,
    }


def _show_progress(done: int, total: int) -> None:
    bar = "#" * (done * _BAR // total)
    print(
        f"\r[{bar:<{_BAR}}] {done * 100 // total:3d} %", end="\n" if done == total else "", file=sys.stderr, flush=True
    )
