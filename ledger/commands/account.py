"""main.py account: the balance of a month, as text or JSON."""

import argparse
import json
from pathlib import Path
from typing import Any

from ledger.accounts.balance import month_account
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
        print(json.dumps(as_json(account), ensure_ascii=False, indent=1))
    else:
        print(f"{month_label(account.month)} {account.grid}".strip())
        print(_equation(account.total))
        for part in account.by_category:
            print(f"  {part.name or _('none')}: {_equation(part.balance)}")
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
    parts = [f"{_('brought forward')} {balance.opening}", f"+ {_('new')} {balance.new}"]
    parts.append(f"− {_('settled')} {balance.settled}")
    if balance.adjustments:
        parts.append(f"{'+' if balance.adjustments > 0 else '−'} {_('adjustments')} {abs(balance.adjustments)}")
    if balance.transferred_in or balance.transferred_out:
        parts.append(f"+ {_('moved in')} {balance.transferred_in} − {_('moved out')} {balance.transferred_out}")
    outcomes = ", ".join(f"{label(outcome)} {count}" for outcome, count in balance.outcomes.items())
    return " ".join(parts) + f" = {_('open at the end')} {balance.closing}" + (f" ({outcomes})" if outcomes else "")
