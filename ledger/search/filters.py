"""Filters as words: what each is called, which values it may have, and what it asks of a row.

A filter is a word with a colon (类别:邻里纠纷) or one that stands for itself (上月, 超期, 独居老人). Everything about
them is in the tables here; nothing else knows a filter by name.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ledger.records.matters import OPEN_STATUSES, Level, MatterStatus, Outcome, Satisfaction
from ledger.records.visits import VisitOutcome
from ledger.search.periods import Period
from ledger.search.reading import AMONG, rows_of
from ledger.store import Ledger
from ledger.store.index_reading import Only

Code = int | str


class Key(StrEnum):
    """What a filter speaks of."""

    CATEGORY = "category"
    STATE = "state"
    GRID = "grid"
    BUILDING = "building"
    GROUP = "group"
    LEVEL = "level"
    WORKER = "worker"
    RESULT = "result"
    PERIOD = "period"


KEY_WORDS: dict[Key, tuple[str, ...]] = {
    Key.CATEGORY: ("类别", "分类", "category"),
    Key.STATE: ("状态", "state"),
    Key.GRID: ("网格", "grid"),
    Key.BUILDING: ("楼栋", "楼", "building"),
    Key.GROUP: ("人群", "标签", "group"),
    Key.LEVEL: ("层级", "level"),
    Key.WORKER: ("走访人", "承办人", "网格员", "worker"),
    Key.RESULT: ("结果", "回访", "result"),
    Key.PERIOD: ("时间", "日期", "月份", "time"),
}
"""The words before a colon; the first of each is offered."""


class State(StrEnum):
    """States of matters that are more than one status, or less."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    REOPENED = "reopened"


STATES: dict[str, Code] = {
    "未结": State.OPEN,
    "超期": State.OVERDUE,
    "待回访": MatterStatus.SETTLED,
    "重办": State.REOPENED,
    "办结": State.CLOSED,
    "登记": MatterStatus.REGISTERED,
    "受理": MatterStatus.ACCEPTED,
    "办理中": MatterStatus.IN_PROGRESS,
    "等待": MatterStatus.WAITING,
    "已回访": MatterStatus.FOLLOWED_UP,
    "不受理": MatterStatus.NOT_ACCEPTED,
    "并案": MatterStatus.MERGED,
    "居民撤回": MatterStatus.RETRACTED,
}
STATES_BY_THEMSELVES = ("未结", "超期", "待回访", "重办")
"""States that need no 状态: before them."""

LEVELS: dict[str, Code] = {
    "网格": Level.GRID,
    "社区": Level.COMMUNITY,
    "街道": Level.STREET,
    "部门": Level.DEPARTMENT,
}
# A result is what came of a matter, what its resident thinks of that, or what came of a visit.
_RESULTS: dict[str, StrEnum] = {
    "已解决": Outcome.SOLVED,
    "部分解决": Outcome.PARTLY_SOLVED,
    "已解释未解决": Outcome.EXPLAINED,
    "无法解决": Outcome.IMPOSSIBLE,
    "满意": Satisfaction.SATISFIED,
    "基本满意": Satisfaction.FAIRLY_SATISFIED,
    "不满意": Satisfaction.DISSATISFIED,
    "未联系上": Satisfaction.NOT_REACHED,
    "面谈": VisitOutcome.MET,
    "代答": VisitOutcome.PROXY,
    "无人": VisitOutcome.NO_ANSWER,
    "拒访": VisitOutcome.REFUSED,
    "改约": VisitOutcome.POSTPONED,
    "外出住院": VisitOutcome.AWAY,
    "空置": VisitOutcome.VACANT,
    "疑似搬离": VisitOutcome.MOVED,
}
_COLUMNS = {
    Outcome: ("matter", "outcome"),
    Satisfaction: ("matter", "satisfaction"),
    VisitOutcome: ("visit", "outcome"),
}
RESULTS: dict[str, Code] = {word: ".".join((*_COLUMNS[type(code)], code)) for word, code in _RESULTS.items()}


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing asked of what is to be found: any of `codes` (ids, or codes of the ledger), or a day of `period`.

    `words` are the values meant, in full; `said` is what was typed, all of it. One that means nothing known has no
    words, and nothing is found with it. `households` are those a care group's people live in, once `with_households`
    has looked: many queries of one search need them.
    """

    key: Key
    said: str
    words: tuple[str, ...]
    codes: tuple[Code, ...] = ()
    period: Period | None = None
    households: tuple[int, ...] = ()


EVERYTHING = Only("1")


def with_households(ledger: Ledger, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """The filters, those of care groups with their households."""
    return tuple(
        replace(each, households=_households_of(ledger, each)) if each.key is Key.GROUP else each for each in filters
    )


def _households_of(ledger: Ledger, each: Filter) -> tuple[int, ...]:
    rows = rows_of(
        ledger,
        "select distinct m.household_id from care_membership c join membership m on m.resident_id = c.resident_id"
        f" and m.until is null and m.withdrawn_at is null where c.care_group_id in {AMONG}"
        " and c.until is null and c.withdrawn_at is null",
        map(int, each.codes),
    )
    return tuple(row[0] for row in rows)


def condition(table: str, filters: Sequence[Filter], today: str, *, wide: Collection[Key] = ()) -> Only | None:
    """What rows of a table have to be for all the filters; None where one of them says nothing of such rows.

    Those that are `wide` take in so much that each row is better asked for itself.
    """
    parts = []
    for each in filters:
        rule = _RULES.get((table, each.key))
        if each.key in wide:
            rule = _WIDE_RULES.get((table, each.key), rule)
        part = rule(each, today) if rule and each.words else None
        if part is None:
            return None
        parts.append(part)
    if not parts:
        return EVERYTHING
    return Only(" and ".join(f"({part.sql})" for part in parts), tuple(v for part in parts for v in part.values))


_Rule = Callable[[Filter, str], Only | None]


def _among(codes: Sequence[Code]) -> str:
    return f"({', '.join('?' * len(codes))})"


def _column(sql: str) -> _Rule:
    """`sql` with {} where the codes belong."""
    return lambda each, _today: Only(sql.format(_among(each.codes)), each.codes)


_OPEN = "r.status in (" + ", ".join(f"'{status}'" for status in sorted(OPEN_STATUSES)) + ")"
OPEN = Only(_OPEN)
CLOSED = Only(f"not ({_OPEN})")
_STATES_OPEN = {State.OPEN, State.OVERDUE, *OPEN_STATUSES}
_STATES = {
    State.OPEN: _OPEN,
    State.CLOSED: f"not ({_OPEN})",
    State.OVERDUE: f"{_OPEN} and min(coalesce(r.next_on, r.due_on), r.due_on) < ?",
    State.REOPENED: "r.id in (select matter_id from step where kind = 'reopened' and withdrawn_at is null)",
}


def may_be(part: Only, filters: Sequence[Filter]) -> bool:
    """Whether a matter of these filters may be among the `OPEN` or the `CLOSED`; reopened ones are either."""
    codes = {code for each in filters if each.key is Key.STATE for code in each.codes}
    if not codes or State.REOPENED in codes:
        return True
    return bool(codes & _STATES_OPEN) if part is OPEN else bool(codes - _STATES_OPEN)


def _state(each: Filter, today: str) -> Only:
    parts: list[str] = []
    values: list[Code] = []
    for code in each.codes:
        if code in _STATES:
            parts.append(_STATES[State(code)])
            values += [today] if code == State.OVERDUE else []
        else:
            parts.append("r.status = ?")
            values.append(code)
    return Only(" or ".join(f"({part})" for part in parts), tuple(values))


def _result(table: str) -> _Rule:
    def rule(each: Filter, _today: str) -> Only | None:
        split = [str(code).split(".") for code in each.codes]
        own = [(column, code) for of, column, code in split if of == table]
        if not own:
            return None
        return Only(" or ".join(f"r.{column} = ?" for column, _ in own), tuple(code for _, code in own))

    return rule


def _households(sql: str) -> _Rule:
    return lambda each, _today: Only(sql, (json.dumps(each.households),))


def _days(*columns: str) -> _Rule:
    def rule(each: Filter, _today: str) -> Only | None:
        if each.period is None:
            return None
        sql = " or ".join(f"r.{column} between ? and ?" for column in columns)
        return Only(sql, (str(each.period.since), str(each.period.until)) * len(columns))

    return rule


_DOORS = (
    "select d.id from building b join unit u on u.building_id = b.id join dwelling d on d.unit_id = u.id"
    " where b.{} in {{}}"
)
_UNITS = "r.unit_id in (select u.id from building b join unit u on u.building_id = b.id where b.{} in {{}})"
# Asked of one resident after the other: many live in a grid, and the first of them are enough.
_RESIDENTS = (
    "exists (select 1 from membership m join occupancy o on o.household_id = m.household_id and o.until is null"
    " and o.withdrawn_at is null join dwelling d on d.id = o.dwelling_id where m.resident_id = r.id"
    " and m.until is null and m.withdrawn_at is null"
    " and d.unit_id in (select u.id from building b join unit u on u.building_id = b.id where b.{} in {{}}))"
)
_OF_HOUSEHOLDS = "r.household_id in (select value from json_each(?))"
_OF_DWELLINGS = (
    "r.id in (select dwelling_id from occupancy where household_id in (select value from json_each(?))"
    " and until is null and withdrawn_at is null)"
)

_RULES: dict[tuple[str, Key], _Rule] = {
    ("resident", Key.GRID): _column(_RESIDENTS.format("grid_id")),
    ("resident", Key.BUILDING): _column(_RESIDENTS.format("id")),
    ("resident", Key.GROUP): _column(
        "r.id in (select resident_id from care_membership where care_group_id in {} and until is null"
        " and withdrawn_at is null)"
    ),
    ("dwelling", Key.GRID): _column(_UNITS.format("grid_id")),
    ("dwelling", Key.BUILDING): _column(_UNITS.format("id")),
    ("dwelling", Key.GROUP): _households(_OF_DWELLINGS),
    ("visit", Key.GRID): _column("r.grid_id in {}"),
    ("visit", Key.BUILDING): _column(f"r.dwelling_id in ({_DOORS.format('id')})"),
    ("visit", Key.GROUP): _households(_OF_HOUSEHOLDS),
    ("visit", Key.WORKER): _column("r.worker_id in {}"),
    ("visit", Key.RESULT): _result("visit"),
    ("visit", Key.PERIOD): _days("on_date"),
    ("matter", Key.CATEGORY): _column("r.category_id in {}"),
    ("matter", Key.STATE): _state,
    ("matter", Key.LEVEL): _column("r.level in {}"),
    ("matter", Key.GRID): _column("r.grid_id in {}"),
    ("matter", Key.BUILDING): _column(f"r.dwelling_id in ({_DOORS.format('id')})"),
    ("matter", Key.GROUP): _households(_OF_HOUSEHOLDS),
    ("matter", Key.WORKER): _column("r.responsible_id in {}"),
    ("matter", Key.RESULT): _result("matter"),
    ("matter", Key.PERIOD): _days("registered_on", "settled_on"),
    ("page", Key.WORKER): _column("r.worker_id in {}"),
    ("page", Key.PERIOD): _days("on_date"),
}

_IN_BUILDING = (
    "exists (select 1 from dwelling d join unit u on u.id = d.unit_id where d.id = r.dwelling_id"
    " and +u.building_id in {})"
)
_WIDE_RULES: dict[tuple[str, Key], _Rule] = {
    ("visit", Key.BUILDING): _column(_IN_BUILDING),
    ("matter", Key.BUILDING): _column(_IN_BUILDING),
}
