"""What a long table shows, once its order has been read beside the window."""

import time
from typing import Any

from PySide6.QtCore import QCoreApplication


def wait_for(table: Any, *, within: float = 10.0) -> None:
    """Wait until the order of the table's rows has been read."""
    end = time.monotonic() + within
    while table.is_busy:
        assert time.monotonic() < end, "the order of the list does not come"
        QCoreApplication.processEvents()
        time.sleep(0.002)


def shown(table: Any) -> list[Any]:
    """All records of the table, when they have all come."""
    wait_for(table)
    records: list[Any] = table.records()
    return records
