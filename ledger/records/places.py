"""Where people live: estate → building → unit → dwelling, and the grid that looks after them."""

from dataclasses import dataclass
from enum import StrEnum


class DwellingUse(StrEnum):
    """How a dwelling (房屋) is used."""

    OWNER = "owner"  # 自住
    RENTED = "rented"  # 租赁
    SHARED = "shared"  # 群租
    VACANT = "vacant"  # 空置
    BUSINESS = "business"  # 住改商


@dataclass(frozen=True, slots=True)
class Address:
    """A door as people name it. `unit` is "" where the building has no units; `estate` is "" where unsaid.

    Numbers are kept as text without 号楼/单元/室: Address("银苑小区", "3", "2", "501") reads 银苑小区 3-2-501.
    """

    estate: str
    building: str
    unit: str
    room: str

    @property
    def short(self) -> str:
        """楼栋-单元-房号, or 楼栋-房号 where the building has no units."""
        return "-".join(part for part in (self.building, self.unit, self.room) if part)


@dataclass(frozen=True, slots=True)
class Estate:
    """A housing estate (小区)."""

    id: int
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Building:
    """A building (楼栋) of an estate; `grid_id` is None until it is given to a grid."""

    id: int
    uid: str
    estate_id: int
    estate: str
    name: str
    grid_id: int | None
    grid: str


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A door (房屋). `floor` is None where the room number does not tell it."""

    id: int
    uid: str
    unit_id: int
    building_id: int
    address: Address
    floor: int | None
    use: DwellingUse
    note: str
