"""Route sheets (走访路线单): the households of a round in walking order, numbered, on paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.records.people import Phone, Presence
from ledger.records.places import Address
from ledger.records.visits import VisitOutcome


class RouteKind(StrEnum):
    """Which households a sheet is drawn up of."""

    DUE = "due"  # 该上门
    OPEN = "open"  # 有未结事项或约定
    ALL = "all"  # 全部
    CHOSEN = "chosen"  # 选定的


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """Which households to call on; None and () leave a condition out.

    `chosen` are the dwellings of a RouteKind.CHOSEN sheet, also those where nobody is registered.
    """

    kind: RouteKind = RouteKind.DUE
    grid_id: int | None = None
    estate_id: int | None = None
    building_ids: tuple[int, ...] = ()
    care_group_id: int | None = None
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutePerson:
    """Who lives there. `age` is None where the birth is not known well enough."""

    name: str
    relation: str
    age: int | None
    presence: Presence
    care_groups: tuple[str, ...]
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class RouteMatter:
    """An open matter of the household, and what is to be done next by when."""

    number: str
    title: str
    next_step: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class RoutePromise:
    """Something promised at an earlier visit and not kept yet; `due_on` is None where no day was named."""

    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The household's last visit; `people` are those asked."""

    on: date
    outcome: VisitOutcome
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One row of a sheet as it stands today; `number` is the row's, from 1.

    `household_id` is None for a door where nobody is registered. `revisit_on` is the day promised at the last visit.
    """

    number: int
    dwelling_id: int
    household_id: int | None
    address: Address
    people: tuple[RoutePerson, ...] = ()
    matters: tuple[RouteMatter, ...] = ()
    promises: tuple[RoutePromise, ...] = ()
    revisit_on: date | None = None
    last_visit: LastVisit | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet as one line of the list of sheets; `stops` is how many rows it has."""

    id: int
    number: int
    on: date
    worker: str
    title: str
    stops: int


@dataclass(frozen=True, slots=True)
class SheetDoors:
    """A sheet as one types it back: `doors` are the dwellings by the number of their row."""

    on: date
    worker: str
    doors: dict[int, int]


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """A sheet with its rows. `on` is the day it is for; `several_estates`: addresses need their estate."""

    id: int
    uid: str
    number: int
    on: date
    worker: str
    title: str
    community: str
    several_estates: bool
    stops: tuple[RouteStop, ...]
