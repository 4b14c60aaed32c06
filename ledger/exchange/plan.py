"""What importing a roster would do to the ledger, decided before anything is written."""

from dataclasses import dataclass, field
from enum import StrEnum

from ledger.exchange.roster import Roster, RosterHousehold, RosterProblem, RosterResident
from ledger.records.people import Phone
from ledger.records.places import Address, DwellingUse


class Fate(StrEnum):
    """What an import does with a resident or household of the file."""

    NEW = "new"  # 新增
    CHANGED = "changed"  # 变更
    UNCHANGED = "unchanged"  # 不变
    SKIPPED = "skipped"  # 不导入


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text. `field` is the record's field name: name, birth, phones, address…"""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ResidentPlan:
    """What becomes of one resident of the file; `resident_id` is None for one the ledger does not have.

    `phones`, `note` and `groups` are what the ledger will hold where they change; `moves` where the resident comes
    from another household.
    """

    roster: RosterResident
    resident_id: int | None
    fate: Fate
    changes: tuple[FieldChange, ...] = ()
    phones: tuple[Phone, ...] | None = None
    note: str | None = None
    groups: tuple[str, ...] = ()
    moves: bool = False
    joins: bool = False


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """What becomes of one household of the file. `address` is the door in the ledger's own words.

    `household_id` is None for a new household; `moves_from` names the door it leaves.
    """

    roster: RosterHousehold
    address: Address | None
    household_id: int | None
    fate: Fate
    residents: tuple[ResidentPlan, ...]
    changes: tuple[FieldChange, ...] = ()
    note: str | None = None
    use: DwellingUse | None = None
    new_head: int | None = None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A resident the ledger has in a building of the file, whom the file does not name. Nothing is done about it."""

    resident_id: int
    household_id: int
    name: str
    relation: str
    address: Address


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole import. `groups_off` are care groups that are switched off, with the number of residents left out."""

    roster: Roster
    households: tuple[HouseholdPlan, ...]
    gone: tuple[Gone, ...]
    problems: tuple[RosterProblem, ...]
    new_groups: tuple[str, ...] = ()
    groups_off: tuple[tuple[str, int], ...] = ()
    grids: dict[tuple[str, str], str] = field(default_factory=dict)
    new_doors: int = 0
    estate_named: str = ""

    def count(self, fate: Fate) -> int:
        """How many residents of the file have this fate."""
        return sum(resident.fate is fate for household in self.households for resident in household.residents)

    def count_households(self, fate: Fate) -> int:
        """How many households of the file have this fate."""
        return sum(household.fate is fate for household in self.households)

    @property
    def changes_nothing(self) -> bool:
        """Whether the ledger holds all this already."""
        return (
            all(household.fate in (Fate.UNCHANGED, Fate.SKIPPED) for household in self.households)
            and all(self.count(fate) == 0 for fate in (Fate.NEW, Fate.CHANGED))
            and not (self.grids or self.estate_named)
        )
