"""The balance of a month, whole and by slices, as the sum of dated postings.

No status column is read: what is booked by a month's end decides, so any past month comes out the same again.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from ledger.accounts.months import Month, parse_month
from ledger.errors import refuse
from ledger.records.accounts import Balance, MonthAccount, Slice
from ledger.records.matters import Level, Outcome
from ledger.store import Ledger

Key = Hashable
KeyOf = Callable[["Posting"], Key]


@dataclass(frozen=True, slots=True)
class Posting:
    """What the account needs of a posting, or of many alike before the month (`count` in `effect`)."""

    step_id: int
    kind: str
    effect: int
    category: int
    grid: int | None
    level: str
    outcome: str | None


def month_account(ledger: Ledger, month: str, *, grid: str = "") -> MonthAccount:
    """The account of `month` ("2026-10") for the whole community, or for the grid of that name.

    Raises InputProblem: "bad_month", "no_such_grid".
    """
    wanted = parse_month(month)
    grid_id = _grid_id(ledger, grid)
    standing = _opening_postings(ledger, wanted)
    moved = _month_postings(ledger, wanted)
    inside: KeyOf = (lambda posting: True) if grid_id is None else (lambda posting: posting.grid == grid_id)
    total = _balances(standing, moved, inside).get(True, Balance())

    def slices(part: KeyOf, names: Iterable[tuple[Key, str, str]]) -> tuple[Slice, ...]:
        found = _balances(standing, moved, lambda p: part(p) if inside(p) else _OUTSIDE)
        return tuple(Slice(uid, name, found[key]) for key, uid, name in names if key in found)

    return MonthAccount(
        month=str(wanted),
        grid=grid,
        total=total,
        by_category=slices(lambda p: p.category, _names(ledger, "category")),
        by_level=slices(lambda p: p.level, [(level.value, level.value, level.value) for level in Level]),
        by_grid=slices(lambda p: p.grid, [*_names(ledger, "grid"), (None, "", "")]),
    )


def month_balance(ledger: Ledger, month: str, *, grid: str = "") -> Balance:
    """The balance of `month` without its slices: `month_account(…).total`, for a glance at the present month.

    Raises InputProblem: "bad_month", "no_such_grid".
    """
    wanted = parse_month(month)
    grid_id = _grid_id(ledger, grid)
    opening = ledger.value(
        "select coalesce(sum(effect), 0) from posting where booked_on < :first and withdrawn_at is null"
        " and (:grid is null or grid_id = :grid)",
        {"first": str(wanted.first), "grid": grid_id},
    )
    standing = [Posting(0, "", opening, 0, grid_id, "", None)]
    found = _balances(standing, _month_postings(ledger, wanted), lambda p: grid_id is None or p.grid == grid_id)
    return found.get(True, Balance())


def months_with_entries(ledger: Ledger) -> tuple[Month, ...]:
    """Every month from the first entry (visit or posting) to the last, newest first; () in an empty ledger."""
    row = ledger.row(
        # Each end sought by itself, along its index; one aggregate of both would read every row.
        "select min(first), max(last) from ("
        " select (select min(booked_on) from posting where withdrawn_at is null) as first,"
        "  (select max(booked_on) from posting where withdrawn_at is null) as last"
        " union all select (select min(booked_on) from visit where withdrawn_at is null),"
        "  (select max(booked_on) from visit where withdrawn_at is null))"
    )
    if row is None or row[0] is None:
        return ()
    month, last = parse_month(row[0][:7]), parse_month(row[1][:7])
    months = [month]
    while month < last:
        month = month.following
        months.append(month)
    return tuple(reversed(months))


_OUTSIDE: Key = ("outside",)


def _balances(standing: list[Posting], moved: list[Posting], key_of: KeyOf) -> dict[Key, Balance]:
    opening: Counter[Key] = Counter()
    for posting in standing:
        opening[key_of(posting)] += posting.effect
    counts: dict[Key, Counter[str]] = {key: Counter() for key in opening}
    outcomes: dict[Key, Counter[Outcome]] = {}
    for posting in _without_inner_moves(moved, key_of):
        key = key_of(posting)
        counted = counts.setdefault(key, Counter())
        if posting.kind == "adjustment":
            counted["adjustments"] += posting.effect
        elif posting.kind == "transfer":
            counted["transferred_in" if posting.effect > 0 else "transferred_out"] += 1
        elif posting.kind == "settled":
            counted["settled"] += 1
            outcomes.setdefault(key, Counter())[Outcome(posting.outcome or Outcome.SOLVED)] += 1
        else:
            counted["new"] += 1
            counted["reopened"] += posting.kind == "reopened"
    return {
        key: Balance(opening=opening[key], outcomes=_in_order(outcomes.get(key, Counter())), **counted)
        for key, counted in counts.items()
        if opening[key] or any(counted.values())
    }


def _in_order(counted: Counter[Outcome]) -> dict[Outcome, int]:
    return {outcome: counted[outcome] for outcome in Outcome if counted[outcome]}


def _without_inner_moves(moved: list[Posting], key_of: KeyOf) -> Iterable[Posting]:
    """Leave out transfers that stay within one slice: for it nothing moved."""
    keys: dict[int, set[Key]] = {}
    for posting in moved:
        if posting.kind == "transfer":
            keys.setdefault(posting.step_id, set()).add(key_of(posting))
    return (p for p in moved if p.kind != "transfer" or len(keys[p.step_id]) > 1)


def _opening_postings(ledger: Ledger, month: Month) -> list[Posting]:
    rows = ledger.rows(
        "select 0, '', p.effect, coalesce(c.parent_id, c.id), p.grid_id, p.level, null from"
        " (select category_id, grid_id, level, sum(effect) as effect from posting"
        "  where booked_on < ? and withdrawn_at is null group by category_id, grid_id, level having sum(effect) <> 0) p"
        " join category c on c.id = p.category_id",
        (str(month.first),),
    )
    return [Posting(*row) for row in rows]


def _month_postings(ledger: Ledger, month: Month) -> list[Posting]:
    rows = ledger.rows(
        "select p.step_id, p.kind, p.effect, coalesce(c.parent_id, c.id), p.grid_id, p.level, p.outcome"
        " from posting p join category c on c.id = p.category_id"
        " where p.booked_on between ? and ? and p.withdrawn_at is null order by p.id",
        (str(month.first), str(month.last)),
    )
    return [Posting(*row) for row in rows]


def _names(ledger: Ledger, table: str) -> list[tuple[Key, str, str]]:
    return [(row[0], row[1], row[2]) for row in ledger.rows(f"select id, uid, name from {table} order by position, id")]


def _grid_id(ledger: Ledger, grid: str) -> int | None:
    if not grid:
        return None
    found = ledger.value("select id from grid where name = ? and withdrawn_at is null", (grid,))
    if found is None:
        raise refuse("grid", "no_such_grid", name=grid)
    return int(found)
