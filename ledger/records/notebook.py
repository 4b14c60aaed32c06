"""What a notebook page means: its entries, and how sure each part of them is."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ledger.records.people import Sex
from ledger.records.visits import VisitMode, VisitOutcome


class Ask(StrEnum):
    """What must be asked before a line can be entered."""

    WHICH_PERSON = "which_person"
    WHICH_HOUSEHOLD = "which_household"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_HOUSEHOLD = "unknown_household"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A resident as the reading needs one; `id` is the ledger's (0 where there is no ledger)."""

    name: str
    relation: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A door and the people registered behind it; `unit` is "" where the building has none."""

    estate: str
    building: str
    unit: str
    room: str
    people: tuple[KnownPerson, ...] = ()
    household_id: int | None = None
    dwelling_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Why a part was read as it was, how sure that is (0 to 1), and the next best candidates."""

    sure: float = 1.0
    why: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadMatter:
    """A need found in a line; `text` are the line's own words for it, `category` a main category's code."""

    text: str
    category: str
    urgent: bool
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody, or a door, that a line may mean; `person` is None where only the door is in question."""

    household: KnownHousehold
    person: KnownPerson | None = None


@dataclass(frozen=True, slots=True)
class SaidDoor:
    """A door as the page gives it, with what carried on to its line; "" for what nobody said."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Words that sound like a need and opened no matter (漏记提醒): they stand at start:end of the line as written."""

    start: int
    end: int
    text: str
    category: str


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One household (or public place) of one line. `line` counts from 1.

    `outcome` is VisitOutcome.NONE for a patrol; `answered_by` are those of `people` who spoke for
    another (代答). `readings` says of each part, by field name ("matters.0" for the first matter), how it
    was read. `candidates` are whom or which door the line may mean, best first. `said_name` and
    `said_door` are what was written of a person or a door that is not known. `worker` is the worker the
    page names ("" where it names none), `at_time` the time of day as "HH:MM", "" where none is told.
    """

    line: int
    text: str
    household: KnownHousehold | None
    people: tuple[KnownPerson, ...]
    mode: VisitMode
    outcome: VisitOutcome
    on: date
    matters: tuple[ReadMatter, ...] = ()
    revisit_on: date | None = None
    ask: Ask | None = None
    place: str = ""
    answered_by: tuple[KnownPerson, ...] = ()
    readings: dict[str, Reading] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    said_name: str = ""
    said_door: SaidDoor | None = None
    worker: str = ""
    at_time: str = ""
