"""Matters (事项/诉求) and the steps by which they are settled."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Who carries the matter (层级), lowest first."""

    GRID = "grid"  # 网格
    COMMUNITY = "community"  # 社区
    STREET = "street"  # 街道
    DEPARTMENT = "department"  # 部门


class Urgency(StrEnum):
    """How soon the matter is due; the default deadlines are in rules.deadlines."""

    DANGER = "danger"  # 危及生命财产: 2 hours
    ESSENTIAL = "essential"  # 水电气暖: 24 hours
    SIMPLE = "simple"  # 简单: 3 working days
    ORDINARY = "ordinary"  # 一般: 7 working days
    COMPLEX = "complex"  # 复杂: 15 working days


class MatterStatus(StrEnum):
    """Where a matter stands in its life: 登记 → 受理 → 办理中 ⇄ 等待 → 办结 → 已回访, and the side doors."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    SETTLED = "settled"  # 办结(待回访)
    FOLLOWED_UP = "followed_up"
    NOT_ACCEPTED = "not_accepted"  # 不受理
    MERGED = "merged"  # 并案
    RETRACTED = "retracted"  # 居民撤回

    @property
    def is_open(self) -> bool:
        """Whether the matter still stands in the account."""
        return self in OPEN_STATUSES


OPEN_STATUSES = frozenset(
    {MatterStatus.REGISTERED, MatterStatus.ACCEPTED, MatterStatus.IN_PROGRESS, MatterStatus.WAITING}
)


class Outcome(StrEnum):
    """What became of it: kept apart from status, for closed is not the same as fixed."""

    SOLVED = "solved"  # 已解决
    PARTLY_SOLVED = "partly_solved"  # 部分解决
    EXPLAINED = "explained"  # 已解释未解决
    IMPOSSIBLE = "impossible"  # 无法解决
    RETRACTED = "retracted"  # 居民撤回
    MERGED = "merged"  # 并入
    NOT_ACCEPTED = "not_accepted"  # 不受理


class Satisfaction(StrEnum):
    """What the resident says when asked afterwards (回访)."""

    SATISFIED = "satisfied"  # 满意
    FAIRLY_SATISFIED = "fairly_satisfied"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意
    NOT_REACHED = "not_reached"  # 未联系上


class StepKind(StrEnum):
    """What a step (办理经过) did."""

    REGISTERED = "registered"  # 登记
    ACCEPTED = "accepted"  # 受理
    PROGRESS = "progress"  # 办理
    REPORTED_AGAIN = "reported_again"  # 再次反映
    WAITING = "waiting"  # 等待
    REMINDED = "reminded"  # 催办
    ASSIGNED = "assigned"  # 转交(承办人、下一步、日期)
    ESCALATED = "escalated"  # 层级变更
    RECLASSIFIED = "reclassified"  # 类别、网格更正
    SETTLED = "settled"  # 办结
    NOT_ACCEPTED = "not_accepted"  # 不受理
    MERGED = "merged"  # 并案
    RETRACTED = "retracted"  # 居民撤回
    REOPENED = "reopened"  # 重办
    FOLLOWED_UP = "followed_up"  # 回访


@dataclass(frozen=True, slots=True)
class Category:
    """A category (类别); `parent_id` is None for the fifteen main ones. `code` is "" for those a community adds."""

    id: int
    uid: str
    code: str
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One dated entry of a matter's course. `text` is what the worker wrote.

    `level` to `visit_id` tell how the step left the matter; `worker` wrote it, `responsible` carries the matter.
    """

    id: int
    uid: str
    kind: StepKind
    on: date
    time: str
    text: str
    worker: str
    level: Level
    status: MatterStatus
    next_step: str
    next_on: date | None
    outcome: Outcome | None
    satisfaction: Satisfaction | None
    visit_id: int | None
    responsible: str
    category: str
    grid: str
    urgency: Urgency
    due_on: date


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter as it stands (or stood on a day asked for).

    `place` is the public place of a matter that belongs to no household; `resident` is "" there.
    `next_step` and `next_on` are given for every open matter (事不漏).
    """

    id: int
    uid: str
    number: str
    title: str
    detail: str
    address: str
    resident: str
    place: str
    household_id: int | None
    dwelling_id: int | None
    resident_id: int | None
    visit_id: int | None
    category_id: int
    category: str
    grid_id: int | None
    grid: str
    level: Level
    urgency: Urgency
    status: MatterStatus
    outcome: Outcome | None
    satisfaction: Satisfaction | None
    worker_id: int | None
    worker: str
    next_step: str
    next_on: date | None
    registered_on: date
    due_on: date
    settled_on: date | None
