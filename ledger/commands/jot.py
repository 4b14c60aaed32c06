"""main.py jot: read a page written as in the notebook, print what it means, and enter it where asked."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from ledger.commands.days import day_from
from ledger.errors import WorldProblem
from ledger.language import _
from ledger.matters.categories import categories
from ledger.notebook.entering import enter_page
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.shape import address_of, as_json
from ledger.records.notebook import Ask, PageEntry
from ledger.store import Ledger, open_ledger
from ledger.wording import label

_EARLIEST = date(2005, 1, 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("page", type=Path, metavar="PAGE.txt", help=_("the page, one line a household"))
    parser.add_argument(
        "--today", type=day_from(_EARLIEST), default=None, metavar="YYYY-MM-DD", help=_("the day the page is typed in")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    parser.add_argument("--enter", action="store_true", help=_("enter what leaves no question"))


def run(args: argparse.Namespace) -> int:
    """Read the page, print its entries, enter them with --enter."""
    today = args.today or date.today()
    text = page_text(args.page)
    with open_ledger(args.ledger, read_only=not args.enter) as ledger:
        roster = LedgerRoster(ledger)
        worker_id = int(ledger.value("select id from worker where withdrawn_at is null order by id"))
        manuscript = Manuscript(ledger, roster, today=today, worker_id=worker_id)
        entries = tuple(proposal.entry for proposal in manuscript.write(text))
        several = len(roster.index.places.estates) > 1
        result: dict[str, Any] = {"entries": [as_json(entry, several_estates=several) for entry in entries]}
        if args.enter:
            entered = enter_page(
                ledger,
                text,
                manuscript.proposals,
                worker_id=worker_id,
                today=today,
                next_step=_("follow up"),
                somebody=_("a member of the household"),
            )
            result |= {"entered": len(entered.visit_ids), "left": [proposal.entry.line for proposal in entered.left]}
        if args.json:
            print(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            _print(ledger, entries, result, several=several)
    return 0


def page_text(path: Path) -> str:
    """The page's text, in UTF-8 or else GB 18030. Raises WorldProblem "no_such_file"."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorldProblem("no_such_file", path, str(error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _print(ledger: Ledger, entries: tuple[PageEntry, ...], result: dict[str, Any], *, several: bool) -> None:
    names = {category.code: category.name for category in categories(ledger) if category.parent_id is None}
    for entry in entries:
        where = address_of(entry.household, several_estates=several) if entry.household else entry.place or "?"
        who = "、".join(person.name for person in entry.people)
        matters = " ".join(
            f"[{names.get(matter.category, matter.category)}{'!' if matter.urgent else ''}] {matter.text}"
            for matter in entry.matters
        )
        revisit = f"→{entry.revisit_on}" if entry.revisit_on else ""
        ask = _asks()[entry.ask] if entry.ask else ""
        parts = (
            str(entry.line),
            str(entry.on),
            where,
            who,
            label(entry.mode),
            label(entry.outcome),
            matters,
            revisit,
            ask,
        )
        print("  ".join(part for part in parts if part))
    if "entered" in result:
        print(_("entered: %(count)d, left open: %(left)d") % {"count": result["entered"], "left": len(result["left"])})


def _asks() -> dict[Ask, str]:
    return {
        Ask.WHICH_PERSON: _("? which person"),
        Ask.WHICH_HOUSEHOLD: _("? which household"),
        Ask.UNKNOWN_PERSON: _("? not in the roster"),
        Ask.UNKNOWN_HOUSEHOLD: _("? no such door"),
    }
