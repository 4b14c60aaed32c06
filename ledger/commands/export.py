"""main.py export: residents, visits or matters as .xlsx."""

import argparse
from pathlib import Path

from ledger.errors import refuse
from ledger.exchange.listings import Openness, What, make_listing
from ledger.exchange.sheet_writing import write_sheet
from ledger.language import _, ngettext
from ledger.store import open_ledger


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument(
        "--what", required=True, choices=[what.value for what in What], help=_("residents, visits or matters")
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx", help=_("the file to write"))
    parser.add_argument("--month", default="", metavar="YYYY-MM", help=_("visits or matters of this month only"))
    parser.add_argument("--unmasked", action="store_true", help=_("ID numbers and phones whole (masked by default)"))
    parser.add_argument("--sensitive", action="store_true", help=_("sensitive care groups as well"))


def run(args: argparse.Namespace) -> int:
    """Write the list and say how long it is. Raises InputProblem "not_xlsx" where the file is to be something else."""
    if args.output.suffix.lower() not in ("", ".xlsx"):
        raise refuse("output", "not_xlsx", file=args.output.name)
    openness = Openness(numbers=args.unmasked, sensitive=args.sensitive)
    with open_ledger(args.ledger, read_only=True) as ledger:
        listing = make_listing(ledger, What(args.what), month=args.month, openness=openness)
        count = write_sheet(listing, args.output)
    facts = {"path": args.output, "count": count}
    print(ngettext("%(path)s: %(count)d row", "%(path)s: %(count)d rows", count) % facts)
    return 0
