"""Entries as 王书记, the only worker of a new ledger, makes them: for tests that need some and do not mind which."""

from datetime import date
from typing import Any

from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke
from ledger.store import Ledger

_PLACES = {"place", "dwelling_id", "household_id"}


def register(
    ledger: Ledger,
    title: str = "路灯不亮",
    *,
    on: date,
    today: date | None = None,
    category_id: int = 1,
    next_step: str = "跟进",
    **more: Any,
) -> int:
    """Register a matter, at the north gate unless `more` (fields of MatterDraft) says where; returns its id."""
    where = {} if _PLACES & more.keys() else {"place": "北门"}
    draft = MatterDraft(title, category_id, **where, **more)
    return register_matter(ledger, draft, worker_id=1, on=on, today=today or on, next_step=next_step).matter_id


def stroke(on: date, text: str = "已处理", *, today: date | None = None, **more: Any) -> Stroke:
    """What is common to every step, done on that day and written down on it unless `today` says otherwise."""
    return Stroke(on=on, today=today or on, worker_id=1, text=text, **more)
