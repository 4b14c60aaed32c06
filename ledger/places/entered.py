"""What every entry is asked for: a name that is one, a reason, a row that is there, a day that makes sense."""

from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.store import Ledger

LONGEST_NAME = 60


def entered_name(name: str, *, field: str = "name") -> str:
    """`name` without the spaces around it. Raises InputProblem: "name_missing", "name_too_long" (60 characters)."""
    name = name.strip()
    if not name:
        raise refuse(field, "name_missing")
    if len(name) > LONGEST_NAME:
        raise refuse(field, "name_too_long", longest=LONGEST_NAME)
    return name


def entered_reason(reason: str, *, field: str = "reason") -> str:
    """`reason` without the spaces around it. Raises InputProblem: "reason_missing"."""
    reason = reason.strip()
    if not reason:
        raise refuse(field, "reason_missing")
    return reason


def standing_row(ledger: Ledger, table: str, id_: int, *, field: str = "") -> Any:
    """The row of `table` that is there and not withdrawn. Raises InputProblem: "no_such_entry"."""
    row = ledger.row(f"select * from {table} where id = ? and withdrawn_at is null", (id_,))
    if row is None:
        raise refuse(field, "no_such_entry", table=table)
    return row


def refuse_taken_name(ledger: Ledger, table: str, name: str, *, but: int = 0, field: str = "name") -> None:
    """Raises InputProblem "name_taken" where another standing row of `table` than `but` has the name."""
    if ledger.value(f"select 1 from {table} where name = ? and id <> ? and withdrawn_at is null", (name, but)):
        raise refuse(field, "name_taken", name=name)


def refuse_future(on: date, today: date, *, field: str = "on") -> None:
    """Raises InputProblem "date_in_future" where `on` lies after `today`."""
    if on > today:
        raise refuse(field, "date_in_future", date=on)
