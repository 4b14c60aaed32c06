"""Rows by many ids at once."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.store import Ledger

AMONG = "(select value from json_each(?))"
"""The ids given, in SQL."""


def rows_of(ledger: Ledger, sql: str, ids: Iterable[int], values: Sequence[Any] = ()) -> list[Any]:
    """The rows of a query that names `AMONG` first, and then `values`; none for no ids."""
    wanted = list(ids)
    return ledger.rows(sql, (json.dumps(wanted), *values)) if wanted else []
