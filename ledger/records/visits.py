"""Visits: who went to which door, who was met, and what came of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VisitMode(StrEnum):
    """How the visit was made."""

    HOME = "home"  # 入户
    PHONE = "phone"  # 电话
    STREET = "street"  # 碰面
    DEPUTY = "deputy"  # 代访
    PATROL = "patrol"  # 巡查: a public place, no resident


class VisitOutcome(StrEnum):
    """What came of it (问到人)."""

    MET = "met"  # 面谈
    PROXY = "proxy"  # 代答
    NO_ANSWER = "no_answer"  # 无人
    REFUSED = "refused"  # 拒访
    POSTPONED = "postponed"  # 改约
    AWAY = "away"  # 外出住院
    VACANT = "vacant"  # 空置
    MOVED = "moved"  # 疑似搬离
    NONE = "none"  # patrol only


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it stands. `people` are the names of those asked; `booked_on` is the day it counts in the account."""

    id: int
    uid: str
    on: date
    time: str
    mode: VisitMode
    outcome: VisitOutcome
    dwelling_id: int | None
    household_id: int | None
    place: str
    address: str
    people: tuple[str, ...]
    worker: str
    note: str
    revisit_on: date | None
    booked_on: date
    matter_count: int
    withdrawn: bool = False
