"""A roster as it was read: households and residents, where each stands in the file, and what was found.

Nothing here is in the ledger yet; `ledger.exchange.plan` says what would become of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ledger.exchange.cells import letter_of
from ledger.exchange.fields import Field
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.finding import Severity

_COMMUNITY = re.compile(r"(?<![一-龥])[一-龥]{2,6}?社区|(?<=[镇道区县])[一-龥]{2,6}?社区")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it means. `owner` says whose it is where several people share a row (户主, 配偶…)."""

    index: int
    label: str
    field: Field
    owner: str = ""

    @property
    def letter(self) -> str:
        """The column's letters in the sheet."""
        return letter_of(self.index)

    @property
    def name(self) -> str:
        """The heading as it is printed, or the letters where there is none."""
        return self.label or self.letter


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """How a sheet was understood. `skipped` says why it was not read ("" where it was), as a code.

    `titles` stand over the heading, `header_rows` are Excel's row numbers of it; `columns` can be corrected and the
    roster read again.
    """

    name: str
    skipped: str
    header_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    households: int = 0
    residents: int = 0
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """Something to look at. `row` is Excel's row number, `column` the heading or letters, "" for the whole row."""

    sheet: str
    row: int
    column: str
    code: str
    values: tuple[tuple[str, str], ...]
    severity: Severity


@dataclass(frozen=True, slots=True)
class RosterResident:
    """A resident of the roster; `row` is Excel's row number. `birth` as far as it is known, like in the ledger."""

    sheet: str
    row: int
    name: str
    sex: Sex = Sex.UNKNOWN
    birth: str = ""
    id_number: str = ""
    phones: tuple[Phone, ...] = ()
    relation: str = ""
    care_groups: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RosterHousehold:
    """A household of the roster. `address` is None where the file does not tell it, `use` where it says nothing.

    `number` is the file's own household number; `head` an index into `residents`, None where there is no head.
    """

    sheet: str
    row: int
    number: str
    address: Address | None
    use: DwellingUse | None
    status: HouseholdStatus
    grid: str
    note: str
    head: int | None
    residents: tuple[RosterResident, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that was read from one file."""

    path: Path
    sheets: tuple[SheetSummary, ...]
    households: tuple[RosterHousehold, ...]
    problems: tuple[RosterProblem, ...]
    births_from_id: int = 0

    @property
    def residents(self) -> int:
        """How many residents the file holds."""
        return sum(len(household.residents) for household in self.households)

    @property
    def community(self) -> str:
        """The community (社区) that a title names, "" where none does."""
        titles = (title for sheet in self.sheets if not sheet.skipped for title in sheet.titles)
        return next((found.group() for title in titles if (found := _COMMUNITY.search(title))), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user corrected: which sheets to read (None: choose), and the meaning of columns by sheet and index."""

    sheets: frozenset[str] | None = None
    fields: Mapping[str, Mapping[int, Field]] = field(default_factory=dict)
