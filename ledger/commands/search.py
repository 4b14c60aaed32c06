"""main.py search: residents, doors and matters by any words."""

import argparse
import time
from pathlib import Path

from ledger.commands.numbers import number
from ledger.commands.printing import print_json
from ledger.language import _
from ledger.search.find import find
from ledger.store import open_ledger

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
        begun = time.perf_counter()
        hits = find(ledger, " ".join(args.words), limit=args.limit)
        elapsed = (time.perf_counter() - begun) * 1000
    if args.json:
        found = [{"kind": hit.kind, "uid": hit.uid, "title": hit.title, "text": hit.text} for hit in hits]
        print_json({"hits": found, "elapsed_ms": round(elapsed, 3)})
    else:
        for hit in hits:
            print(f"{hit.title}  {hit.text}".rstrip())
    return 0
