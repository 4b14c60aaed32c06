"""What stands around an entry: what is open in its household, when it was last visited, and the pages kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from ledger.matters.listing import MatterFilter, list_matters
from ledger.records.matters import OPEN_STATUSES, Matter, MatterStatus
from ledger.records.visits import VisitOutcome
from ledger.store import Ledger

_LATEST = 20
_JOINABLE = frozenset({MatterStatus.SETTLED, MatterStatus.FOLLOWED_UP})
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN_STATUSES))


@dataclass(frozen=True, slots=True)
class LastVisit:
    """A household's latest visit."""

    visit_id: int
    on: date
    outcome: VisitOutcome
    note: str


@dataclass(frozen=True, slots=True)
class EarlierMatter:
    """A matter of the last twelve months, or an older one still open.

    `main_id` is its main category's id, `month` that of its registration, as in "2026-08".
    """

    id: int
    category_id: int
    main_id: int
    title: str
    month: str
    status: MatterStatus


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A household as it stands; `no_answers` counts its latest visits in a row at which nobody was there.

    `earlier` are the matters registered within twelve months and those open for longer, the newest first.
    """

    household_id: int
    open: tuple[Matter, ...] = ()
    last: LastVisit | None = None
    no_answers: int = 0
    earlier: tuple[EarlierMatter, ...] = ()
    mains: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was entered; `visits` are the ids of the visits entered from each line, counted from 1."""

    id: int
    text: str
    on: date
    worker: str
    visits: Mapping[int, tuple[int, ...]]


def surroundings(ledger: Ledger, household_id: int, *, today: date) -> Surroundings:
    """What is known of a household on `today`, as a card beside its line shows it."""
    visits = ledger.rows(
        "select id, on_date, outcome, note from visit where household_id = ? and withdrawn_at is null"
        " order by on_date desc, at_time desc, id desc limit ?",
        (household_id, _LATEST),
    )
    mains = {
        row["id"]: row["main_id"] for row in ledger.rows("select id, coalesce(parent_id, id) as main_id from category")
    }
    return Surroundings(
        household_id,
        list_matters(ledger, MatterFilter(open=True, household_id=household_id)),
        _last(visits[0]) if visits else None,
        sum(1 for _row in takewhile(lambda row: row["outcome"] == VisitOutcome.NO_ANSWER, visits)),
        _earlier(ledger, household_id, mains, today),
        mains,
    )


def same_kind(around: Surroundings, category_id: int) -> tuple[EarlierMatter, ...]:
    """The matters of a household which one of this category may belong to (同类诉求): of the same main category,
    open or settled; the open ones first, then the newest.
    """
    main = around.mains.get(category_id, category_id)
    fitting = [
        each for each in around.earlier if each.main_id == main and (each.status.is_open or each.status in _JOINABLE)
    ]
    return tuple(sorted(fitting, key=lambda each: not each.status.is_open))


def kept_page(ledger: Ledger, page_id: int) -> KeptPage | None:
    """A page that was entered, None where there is no such."""
    return next(iter(_pages(ledger, ledger.rows(f"{_PAGES} and p.id = ?", (page_id,)))), None)


def kept_pages(ledger: Ledger, *, limit: int = 50, before: int | None = None) -> tuple[KeptPage, ...]:
    """The pages that were entered, the newest first; `before` goes on behind the page of that id."""
    rows = ledger.rows(
        f"{_PAGES} and (:before is null or p.id < :before) order by p.id desc limit :limit",
        {"before": before, "limit": limit},
    )
    return _pages(ledger, rows)


def page_of_visit(ledger: Ledger, visit_id: int) -> tuple[int, int] | None:
    """(page id, line from 1) a visit was entered from; None for one entered otherwise."""
    row = ledger.row(
        "select v.page_id, v.page_line from visit v join page p on p.id = v.page_id"
        " where v.id = ? and p.withdrawn_at is null",
        (visit_id,),
    )
    return (row["page_id"], row["page_line"]) if row is not None else None


_PAGES = (
    "select p.id, p.text, p.on_date, coalesce(w.name, '') as worker from page p"
    " left join worker w on w.id = p.worker_id where p.withdrawn_at is null"
)


def _last(row: Any) -> LastVisit:
    return LastVisit(row["id"], date.fromisoformat(row["on_date"]), VisitOutcome(row["outcome"]), row["note"])


def _earlier(ledger: Ledger, household_id: int, mains: Mapping[int, int], today: date) -> tuple[EarlierMatter, ...]:
    rows = ledger.rows(
        "select id, category_id, title, registered_on, status from matter where household_id = ?"
        f" and withdrawn_at is null and (registered_on >= ? or status in ({_OPEN}))"
        " order by registered_on desc, id desc",
        (household_id, str(_a_year_before(today))),
    )
    return tuple(
        EarlierMatter(
            row["id"],
            row["category_id"],
            mains.get(row["category_id"], row["category_id"]),
            row["title"],
            row["registered_on"][:7],
            MatterStatus(row["status"]),
        )
        for row in rows
    )


def _a_year_before(day: date) -> date:
    if day.year == date.min.year:
        return date.min
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _pages(ledger: Ledger, rows: Sequence[Any]) -> tuple[KeptPage, ...]:
    visits: dict[int, dict[int, tuple[int, ...]]] = {row["id"]: {} for row in rows}
    marks = ", ".join("?" * len(visits))
    for visit in ledger.rows(
        f"select id, page_id, page_line from visit where page_id in ({marks}) and withdrawn_at is null"
        " order by page_line, id",
        tuple(visits),
    ):
        lines = visits[visit["page_id"]]
        lines[visit["page_line"]] = (*lines.get(visit["page_line"], ()), visit["id"])
    return tuple(
        KeptPage(row["id"], row["text"], date.fromisoformat(row["on_date"]), row["worker"], visits[row["id"]])
        for row in rows
    )
