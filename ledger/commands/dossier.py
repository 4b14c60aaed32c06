"""main.py dossier: the file of a household (一户一档) or a resident (一人一档) as PDF."""

import argparse
from datetime import date, datetime
from pathlib import Path

from ledger.dossiers.choosing import chosen_household, chosen_resident
from ledger.dossiers.gathering import household_dossier, resident_dossier, uid_of
from ledger.errors import refuse
from ledger.language import _
from ledger.people.reading import names_of_everybody
from ledger.places.staff import workers
from ledger.reports.dossier import Audience, draw_dossier
from ledger.store import open_ledger
from ledger.store.access import note_access


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument(
        "--household", default="", metavar=_("ADDRESS"), help=_("the household behind this door, such as 3-2-501")
    )
    parser.add_argument(
        "--resident",
        default="",
        metavar=_("NAME"),
        help=_("this resident; with --household the one who lives there, where several have the name"),
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf", help=_("the file to write"))
    parser.add_argument(
        "--audience",
        choices=[audience.value for audience in Audience],
        default=Audience.INTERNAL.value,
        help=_("for whom: names are masked for departments, left out for the public"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the file, note in the access log who had it, and say where it is."""
    if not args.household and not args.resident:
        raise refuse("household", "which_file")
    audience, today = Audience(args.audience), date.today()
    # Not read-only: that somebody had the file is written down.
    with open_ledger(args.ledger) as ledger:
        ledger.actor = workers(ledger)[0].uid
        if args.resident:
            table, id_ = "resident", chosen_resident(ledger, args.resident, address=args.household)
            gathered = resident_dossier(ledger, id_, today=today)
        else:
            table, id_ = "household", chosen_household(ledger, args.household)
            gathered = household_dossier(ledger, id_, today=today)
        residents = names_of_everybody(ledger)
        made_at = datetime.now().replace(microsecond=0)
        pages = draw_dossier(gathered, args.output, made_at=made_at, audience=audience, residents=residents)
        note_access(ledger, f"save.{table}", uid_of(ledger, table, id_), audience.value)
    print(_("%(path)s: %(pages)d pages") % {"path": args.output, "pages": pages})
    return 0
