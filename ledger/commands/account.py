"""main.py account: the balance of a month, as text or JSON."""

import argparse
from pathlib import Path
from typing import Any

from ledger.accounts.balance import month_account
from ledger.commands.printing import print_json
from ledger.language import _
from ledger.records.accounts import Balance, MonthAccount, Slice
from ledger.records.matters import Level
from ledger.store import open_ledger
from ledger.wording import label, month_label


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger"))
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help=_("the month"))
    parser.add_argument("--grid", default="", metavar=_("NAME"), help=_("one grid only"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))


def run(args: argparse.Namespace) -> int:
    """Print the account."""
    with open_ledger(args.ledger, read_only=True) as ledger:
        account = month_account(ledger, args.month, grid=args.grid)
    if args.json:
        print_json(as_json(account))
    else:
        print(f"{month_label(account.month)} {account.grid}".strip())
        print(_equation(account.total))
        for part in account.by_category:
            print("  " + _("%(name)s: %(equation)s") % {"name": part.name, "equation": _equation(part.balance)})
    return 0


def as_json(account: MonthAccount) -> dict[str, Any]:
    """The account as the JSON object the command prints; slices go by their names, levels by their codes."""
    return {
        "month": account.month,
        **_figures(account.total),
        "by_category": _slices(account.by_category),
        "by_level": {Level(part.key).value: _figures(part.balance) for part in account.by_level},
        "by_grid": _slices(account.by_grid),
    }


def _slices(parts: tuple[Slice, ...]) -> dict[str, Any]:
    return {part.name: _figures(part.balance) for part in parts}


def _figures(balance: Balance) -> dict[str, Any]:
    return {
        "opening": balance.opening,
        "new": balance.new,
        "reopened": balance.reopened,
        "settled": balance.settled,
        "outcomes": {outcome.value: count for outcome, count in balance.outcomes.items()},
        "adjustments": balance.adjustments,
        "transferred_in": balance.transferred_in,
        "transferred_out": balance.transferred_out,
        "closing": balance.closing,
    }


def _equation(balance: Balance) -> str:
    # One sentence with all terms, so that a translator sees the whole equation.
    text = _("brought forward %(opening)d + new %(new)d − settled %(settled)d") % {
        "opening": balance.opening,
        "new": balance.new,
        "settled": balance.settled,
    }
    if balance.adjustments:
        text += _(" + adjustments %(count)d") % {"count": balance.adjustments}
    if balance.transferred_in or balance.transferred_out:
        moved = {"into": balance.transferred_in, "out": balance.transferred_out}
        text += _(" + moved in %(into)d − moved out %(out)d") % moved
    text += _(" = open at the end %(closing)d") % {"closing": balance.closing}
    outcomes = _(", ").join(f"{label(outcome)} {count}" for outcome, count in balance.outcomes.items())
    return text + (_(" (%(outcomes)s)") % {"outcomes": outcomes} if outcomes else "")
