"""main.py search: residents, doors, matters, visits and pages by any words and filters."""

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path

from ledger.commands.numbers import number
from ledger.commands.printing import print_json
from ledger.errors import WorldProblem
from ledger.language import _
from ledger.search.finding import find
from ledger.store import Ledger, open_ledger
from ledger.store.access import note_access

_MOST_HITS = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("words", nargs="+", metavar=_("WORDS"), help=_("name, initials, door, phone tail, words"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    parser.add_argument(
        "--limit",
        type=number(1, _MOST_HITS),
        default=20,
        metavar="N",
        help=_("at most so many (default %(default)s)"),
    )


def run(args: argparse.Namespace) -> int:
    """Print what was found, best first."""
    with open_ledger(args.ledger, read_only=True) as ledger:
        words = " ".join(args.words)
        found = find(ledger, words, today=date.today(), limit=args.limit, offer_nearest=False)
        hits = found.hits[: args.limit]
        _note(ledger, words, len(hits))
    if args.json:
        listed = [{"kind": hit.kind, "uid": hit.uid, "title": hit.title, "text": hit.text} for hit in hits]
        print_json({"hits": listed, "elapsed_ms": round(found.elapsed_ms, 3)})
    else:
        for hit in hits:
            print(f"{hit.title}  {hit.text}".rstrip())
    return 0


def _note(ledger: Ledger, words: str, count: int) -> None:
    """Write down who searched for what. Where nothing can be written (a copy on a disc), nothing is."""
    try:
        with closing(ledger.companion()) as writer:
            note_access(writer, "search", words, str(count))
    except WorldProblem:
        return
