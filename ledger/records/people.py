"""Residents, households, and how they belong together over time."""

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Sex as the roster says it; UNKNOWN where it says nothing."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = ""


class HouseholdStatus(StrEnum):
    """State of a household (户)."""

    RESIDENT = "resident"  # 常住
    AWAY = "away"  # 外出
    VACANT = "vacant"  # 空置
    MOVED_OUT = "moved_out"  # 迁出
    UNVERIFIED = "unverified"  # 待核


class Presence(StrEnum):
    """Where the life events leave a resident."""

    PRESENT = "present"  # 在册
    AWAY = "away"  # 外出
    MOVED_OUT = "moved_out"  # 迁出
    LOST = "lost"  # 失联
    DEAD = "dead"  # 死亡


class LifeEventKind(StrEnum):
    """A change in a resident's life (变动): dated and reversible."""

    BORN = "born"  # 出生
    MOVED_IN = "moved_in"  # 迁入
    MOVED_OUT = "moved_out"  # 迁出
    AWAY = "away"  # 外出
    DIED = "died"  # 死亡
    LOST = "lost"  # 失联
    RESTORED = "restored"  # 恢复


class DuplicateReason(StrEnum):
    """Why two entries may be one person, the surest first."""

    SAME_ID_NUMBER = "same_id_number"  # 身份证号相同
    SAME_NAME_AND_BIRTH = "same_name_and_birth"  # 姓名、出生日期相同
    SAME_NAME_AND_PHONE = "same_name_and_phone"  # 姓名、电话相同
    SAME_SOUND_AND_BIRTH = "same_sound_and_birth"  # 姓名同音、出生日期相同
    SAME_NAME_IN_HOUSEHOLD = "same_name_in_household"  # 与本户成员同名
    SIMILAR_NAME_IN_HOUSEHOLD = "similar_name_in_household"  # 与本户成员姓名相近


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number of a resident, digits only; `note` says whose or where (女儿, 单位)."""

    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident (居民).

    `birth` is a date known as far as it is known: "", "1945", "1945-08" or "1945-08-15".
    `household_id` is None for one who belongs to no household now. `relation` is 与户主关系 there.
    """

    id: int
    uid: str
    name: str
    sex: Sex
    birth: str
    id_number: str
    presence: Presence
    phones: tuple[Phone, ...]
    care_groups: tuple[str, ...]
    household_id: int | None
    relation: str
    note: str


@dataclass(frozen=True, slots=True)
class Household:
    """A household (户) with its present members, head first. `head_id` is None where there is none."""

    id: int
    uid: str
    dwelling_id: int | None
    status: HouseholdStatus
    head_id: int | None
    note: str
    members: tuple[Resident, ...]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One change (变动) of a resident, in force unless `withdrawn`."""

    id: int
    uid: str
    resident_id: int
    kind: LifeEventKind
    on: str
    note: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class CareGroup:
    """A care group (人群标签). `interval_days` is None where membership sets no visiting interval.

    Sensitive groups (health, disability, supervision…; PIPL art. 28) are off until `enabled`.
    """

    id: int
    uid: str
    name: str
    interval_days: int | None
    sensitive: bool
    enabled: bool
