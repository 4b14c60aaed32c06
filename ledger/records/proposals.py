"""What a page will be entered as: its entries as read, and over them what a person has decided."""

from dataclasses import dataclass
from datetime import date

from ledger.records.matters import Level, Urgency
from ledger.records.notebook import PageEntry
from ledger.records.visits import VisitMode, VisitOutcome

EntryKey = tuple[int, int]
"""An entry of the page being written: the lasting number of its line, and which entry of that line (from 0)."""


@dataclass(frozen=True, slots=True)
class MatterCorrection:
    """What was decided of one matter; None leaves what was read.

    `words` are the read words it was decided on; for a matter `added` by hand those it was offered for, "" for none.
    `joins` is the id of the matter it belongs to, instead of being a new one: an open one is reported again, a
    settled one reopened.
    """

    words: str = ""
    dropped: bool = False
    title: str | None = None
    category_id: int | None = None
    urgency: Urgency | None = None
    level: Level | None = None
    joins: int | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What was decided of one entry; None leaves what was read.

    `names` are people met who are not registered. `no_revisit`: the date read is no promise. `left_out`: the line is
    no visit and stays unentered.
    """

    dwelling_id: int | None = None
    resident_ids: tuple[int, ...] | None = None
    names: tuple[str, ...] | None = None
    mode: VisitMode | None = None
    outcome: VisitOutcome | None = None
    on: date | None = None
    revisit_on: date | None = None
    no_revisit: bool = False
    place: str | None = None
    worker_id: int | None = None
    left_out: bool = False
    matters: tuple[MatterCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedMatter:
    """A matter as it would be entered. `alternatives` are the ids of other likely categories, best first.

    `sure` (0 to 1) is how sure the category is; `decided` names the parts a person has decided.
    """

    words: str
    title: str
    category_id: int
    urgency: Urgency
    level: Level = Level.GRID
    alternatives: tuple[int, ...] = ()
    joins: int | None = None
    sure: float = 1.0
    decided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry as it would be entered: `entry` carries every decision, and asks only what is still open.

    `decided` names the fields of the entry a person has decided.
    """

    key: EntryKey
    entry: PageEntry
    worker_id: int
    matters: tuple[ProposedMatter, ...] = ()
    names: tuple[str, ...] = ()
    decided: frozenset[str] = frozenset()
    left_out: bool = False
