"""The month account (月账) and everything the printed month is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.records.matters import Level, Outcome


@dataclass(frozen=True, slots=True)
class Balance:
    """上月结转 + 本月新增 − 本月办结 = 期末未结, for one month and one slice of it. All figures are numbers of matters.

    `new` includes `reopened`. `adjustments` (may be negative) are corrections of months already closed.
    `transferred_in`/`transferred_out` are what moved from or to another slice; both are 0 for the whole.
    `outcomes` breaks `settled` down and sums to it.
    """

    opening: int = 0
    new: int = 0
    reopened: int = 0
    settled: int = 0
    adjustments: int = 0
    transferred_in: int = 0
    transferred_out: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def closing(self) -> int:
        """期末未结."""
        return self.opening + self.new - self.settled + self.adjustments + self.transferred_in - self.transferred_out


@dataclass(frozen=True, slots=True)
class Slice:
    """One category, level or grid of the account; `key` is its uid or level value, "" for none given."""

    key: str
    name: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class MonthAccount:
    """The balance of a month ("2026-10") with its slices; `grid` is "" for the whole community."""

    month: str
    grid: str
    total: Balance
    by_category: tuple[Slice, ...]
    by_level: tuple[Slice, ...]
    by_grid: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, a count each; percent is None where there is no whole."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """Per cent, or None where `whole` is 0."""
        return 100.0 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """一、走访. `reached`: households met at least once of all; `by_mode`: visits by VisitMode value.

    `key_people`: residents of care groups with an interval, met at least once, of all such residents.
    `missed` households nobody of whom was met this month though visited, `missed_twice` at least two times in a row.
    """

    reached: Share
    visits: int
    by_mode: Mapping[str, int]
    key_people: Share
    missed: int
    missed_twice: int


@dataclass(frozen=True, slots=True)
class QualityFigures:
    """二、办结质量. `median_workdays` is None where nothing was settled.

    `satisfied`: of the matters followed up this month and reached, how many are satisfied or fairly satisfied.
    `within_grid`: of the settled, how many never left the grid. `whistles`: sent this month.
    """

    on_time: Share
    median_workdays: float | None
    satisfied: Share
    within_grid: Share
    whistles: int


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as one row of a printed table, as it stood at the month's end.

    `who` is address and resident (3-2-501 许敏) or the public place. `age_days`: whole days from
    registration (or reopening) to settlement or month's end. `outcome`, `settled_on`, `satisfaction_label`
    belong to settled rows; `next_step`, `next_on`, `overdue_days` (0 if none) to open ones.
    """

    number: str
    who: str
    title: str
    category: str
    level: Level
    grid: str
    worker: str
    registered_on: date
    due_on: date
    age_days: int
    overdue_days: int = 0
    next_step: str = ""
    next_on: date | None = None
    settled_on: date | None = None
    outcome: Outcome | None = None
    satisfaction_label: str = ""
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as one row of a printed table."""

    on: date
    who: str
    mode: str
    outcome: str
    worker: str
    note: str
    matter_count: int


@dataclass(frozen=True, slots=True)
class KeyPersonLine:
    """A resident of a care group: when last visited by the month's end. `visits` counts this month's."""

    who: str
    groups: str
    interval_days: int
    last_on: date | None
    visits: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A correction of a closed month, booked in this one. `effect` is what it adds to the open matters (may be 0)."""

    booked_on: date
    corrects_month: str
    who: str
    reason: str
    effect: int


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """What one worker did this month; all figures are counts."""

    worker: str
    grid: str
    visits: int
    households: int
    registered: int
    settled: int
    open: int


@dataclass(frozen=True, slots=True)
class MonthReport:
    """Everything the printed month shows, gathered before a line is drawn.

    `fingerprint` (16 hex digits) is made from the figures and rows, so paper and ledger can be compared.
    `closed_at` is None while the month is still open (the print then says 未结账).
    """

    community: str
    month: str
    grid: str
    prepared_by: str
    made_at: datetime
    closed_at: datetime | None
    fingerprint: str
    account: MonthAccount
    visits: VisitFigures
    quality: QualityFigures
    oldest_open: tuple[MatterLine, ...]
    settled: tuple[MatterLine, ...]
    open: tuple[MatterLine, ...]
    visit_rows: tuple[VisitLine, ...]
    key_people: tuple[KeyPersonLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    workers: tuple[WorkerLine, ...]
