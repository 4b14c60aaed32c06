"""main.py route: a route sheet as PDF, drawn up anew or printed again."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from ledger.commands.days import day_from
from ledger.errors import refuse
from ledger.language import _
from ledger.people.care_groups import care_groups
from ledger.places.doors import buildings
from ledger.places.staff import grids, workers
from ledger.records.places import Building
from ledger.records.routes import RouteChoice, RouteKind, RouteSheet
from ledger.reports.route import Phones, draw_route
from ledger.rules.address_parts import building_name
from ledger.store import Ledger, open_ledger
from ledger.visits.route import draw_up_route, route_sheet
from ledger.wording.routes import route_title

_EARLIEST = date(2005, 1, 1)
_KINDS = (RouteKind.DUE, RouteKind.OPEN, RouteKind.ALL)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf", help=_("the file to write"))
    parser.add_argument(
        "--which",
        choices=[kind.value for kind in _KINDS],
        default=RouteKind.DUE.value,
        help=_("households due for a visit, with open matters or promises, or all"),
    )
    parser.add_argument("--grid", default="", metavar=_("NAME"), help=_("one grid only"))
    parser.add_argument(
        "--building", action="append", default=[], metavar=_("NAME"), help=_("this building only; may be repeated")
    )
    parser.add_argument("--care-group", default="", metavar=_("NAME"), help=_("households with somebody of this group"))
    parser.add_argument("--worker", default="", metavar=_("NAME"), help=_("who goes round (default: the secretary)"))
    parser.add_argument(
        "--date", type=day_from(_EARLIEST), metavar="YYYY-MM-DD", help=_("the day of the round (default: today)")
    )
    parser.add_argument(
        "--phones",
        choices=[phones.value for phones in Phones],
        default=Phones.NONE.value,
        help=_("print phones: masked or whole (default: none)"),
    )
    parser.add_argument("--again", type=int, metavar="N", help=_("print sheet N again instead of drawing one up"))


def run(args: argparse.Namespace) -> int:
    """Draw up a sheet, or take an earlier one, print it, and say where it is."""
    on = args.date or date.today()
    if args.again is not None:
        with open_ledger(args.ledger, read_only=True) as ledger:
            sheet = route_sheet(ledger, args.again, today=on)
        pages = _print(sheet, args)
    else:
        # In one write: where the paper cannot be written, no number is used up.
        with open_ledger(args.ledger) as ledger, ledger.write("route.draw_up"):
            sheet = _drawn_up(ledger, args, on)
            pages = _print(sheet, args)
    facts = {"path": args.output, "number": sheet.number, "count": len(sheet.stops), "pages": pages}
    print(_("%(path)s: route sheet %(number)d, %(count)d households, %(pages)d pages") % facts)
    return 0


def _print(sheet: RouteSheet, args: argparse.Namespace) -> int:
    made_at = datetime.now().replace(microsecond=0)
    return draw_route(sheet, args.output, made_at=made_at, phones=Phones(args.phones))


def _drawn_up(ledger: Ledger, args: argparse.Namespace, on: date) -> RouteSheet:
    chosen = [found for name in args.building for found in _buildings(ledger, name)]
    kind = RouteKind(args.which)
    choice = RouteChoice(
        kind,
        grid_id=_id_of(grids(ledger), args.grid, field="grid", code="no_such_grid"),
        building_ids=tuple(each.id for each in chosen),
        care_group_id=_id_of(care_groups(ledger), args.care_group, field="care_group", code="no_such_care_group"),
    )
    known = workers(ledger)
    ledger.actor = known[0].uid
    worker_id = _id_of(known, args.worker, field="worker", code="no_such_worker") or known[0].id
    title = route_title(kind, grid=args.grid, buildings=[each.name for each in chosen], care_group=args.care_group)
    return draw_up_route(ledger, choice, on=on, worker_id=worker_id, today=on, title=title).sheet


def _buildings(ledger: Ledger, text: str) -> list[Building]:
    """The buildings somebody means by 3, 3号楼 or 银苑小区/3. Raises InputProblem "no_such_building"."""
    estate, _slash, name = text.rpartition("/")
    wanted = {name, building_name(name)}
    found = [b for b in buildings(ledger) if b.name in wanted and estate in ("", b.estate)]
    if not found:
        raise refuse("building", "no_such_building", name=text)
    return found


class _Named(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


def _id_of(known: Sequence[_Named], name: str, *, field: str, code: str) -> int | None:
    """The id of the entry of that name, None for no name. Raises InputProblem `code`."""
    found = [each.id for each in known if each.name == name]
    if name and not found:
        raise refuse(field, code, name=name)
    return found[0] if found else None
