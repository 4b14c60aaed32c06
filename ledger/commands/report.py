"""main.py report: the monthly report as PDF."""

import argparse
from datetime import datetime
from pathlib import Path

from ledger.accounts.gathering import gather_month
from ledger.language import _
from ledger.people.reading import names_of_everybody
from ledger.reports.month import Audience, draw_month
from ledger.store import open_ledger


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help=_("the month"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf", help=_("the file to write"))
    parser.add_argument("--grid", default="", metavar=_("NAME"), help=_("one grid only"))
    parser.add_argument(
        "--audience",
        choices=[audience.value for audience in Audience],
        default=Audience.INTERNAL.value,
        help=_("for whom: names are masked for departments, left out for the public"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the report and say where it is."""
    with open_ledger(args.ledger, read_only=True) as ledger:
        prepared_by = ledger.value("select name from worker where withdrawn_at is null order by id limit 1") or ""
        report = gather_month(
            ledger,
            args.month,
            grid=args.grid,
            prepared_by=prepared_by,
            made_at=datetime.now().replace(microsecond=0),
        )
        residents = names_of_everybody(ledger)
    pages = draw_month(report, args.output, audience=Audience(args.audience), residents=residents)
    print(_("%(path)s: %(pages)d pages") % {"path": args.output, "pages": pages})
    return 0
