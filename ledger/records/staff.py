"""The community and those who work in it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a worker is in the community."""

    SECRETARY = "secretary"  # 书记
    GRID_WORKER = "grid_worker"  # 网格员
    OTHER = "other"  # 其他工作人员


@dataclass(frozen=True, slots=True)
class Community:
    """The community (社区) this ledger is kept for. `district` and `street` may be empty."""

    uid: str
    name: str
    street: str
    district: str

    @property
    def full_name(self) -> str:
        """District, street and community run together, as printed under a title."""
        return self.district + self.street + self.name


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid (网格)."""

    id: int
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Worker:
    """A grid worker or visitor (网格员/走访人). `grid_id` is None for those who serve the whole community."""

    id: int
    uid: str
    name: str
    role: Role
    grid_id: int | None
