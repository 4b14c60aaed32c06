"""main.py check: does the ledger keep its promises; exit status 1 and a list where it does not."""

import argparse
import sys
from pathlib import Path

from ledger.checks.checking import Finding, findings
from ledger.checks.derived import repair
from ledger.commands.printing import print_json
from ledger.language import _
from ledger.store import Ledger, open_ledger


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("--repair", action="store_true", help=_("compute again what is only derived"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))


def run(args: argparse.Namespace) -> int:
    """Check, repair where asked, and list what is still broken."""
    with open_ledger(args.ledger, read_only=not args.repair) as ledger:
        broken = list(findings(ledger, progress=_progress if sys.stderr.isatty() else None))
        if args.repair and any(finding.repairable for finding in broken):
            repair(ledger)
            broken = list(findings(ledger))
        _show(args, ledger, broken)
    return 1 if broken else 0


def _show(args: argparse.Namespace, ledger: Ledger, broken: list[Finding]) -> None:
    if args.json:
        found = [{"check": f.check, "subject": f.subject, "message": sentence(f)} for f in broken]
        print_json({"ok": not broken, "findings": found})
        return
    for finding in broken:
        print(sentence(finding))
    if not broken:
        entries = ledger.value("select count(*) from journal")
        print(
            _("The ledger is in order: %(entries)d entries in the journal, all of them chained.") % {"entries": entries}
        )


def sentence(finding: Finding) -> str:
    """A finding in words."""
    texts = {
        "file": _("The file is damaged: %(subject)s"),
        "schema": _("A part of the ledger is missing: %(subject)s"),
        "reference": _("A row points to one that is not there: %(subject)s"),
        "journal": _("The journal's chain is broken at entry %(subject)s"),
        "replay": _("A row is not as the journal says: %(subject)s"),
        "next_step": _("Open without person responsible, next step or date: %(subject)s"),
        "asked": _("A visit without a door, or without who was met: %(subject)s"),
        "balance": _("The month does not begin where the one before ended: %(subject)s"),
        "slices": _("The parts of the month do not add up to the whole: %(subject)s"),
        "posting": _("The account and the matter disagree whether it is open: %(subject)s"),
        "matter_state": _("The matter does not stand as its last step left it: %(subject)s"),
        "presence": _("The resident's state is not what the life events say: %(subject)s"),
        "search_index": _("The search index does not say what the ledger says: %(subject)s"),
        "pinyin": _("The pinyin kept for searching is not that of the name: %(subject)s"),
    }
    return texts[finding.check] % {"subject": finding.subject}


def _progress(done: int, of: int) -> None:
    print(_("Checking %(done)d of %(of)d…") % {"done": done + 1, "of": of}, end="\r", file=sys.stderr)
