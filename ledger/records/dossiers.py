"""The file of a household (一户一档) or a resident (一人一档): its time line, and what stands above it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from ledger.records.matters import Matter, Outcome, Satisfaction
from ledger.records.people import Household, Resident
from ledger.records.places import Address, DwellingUse


class EntryKind(StrEnum):
    """What a time line can be narrowed down to."""

    VISIT = "visit"  # 走访
    MATTER = "matter"  # 事项
    PROMISE = "promise"  # 承诺
    CHANGE = "change"  # 变动: life events, moves, care groups
    MENTION = "mention"  # 提到: notes of other visits and matters that name the resident


class EntrySource(IntEnum):
    """Where an entry comes from. Of one day and time, the higher number is the later entry."""

    VISIT = 1
    STEP = 2
    CALL = 3
    PROMISE = 4
    LIFE_EVENT = 5
    DOOR_SINCE = 6
    DOOR_UNTIL = 7
    MEMBER_SINCE = 8
    MEMBER_UNTIL = 9
    CARE_SINCE = 10
    CARE_UNTIL = 11
    NAMED_VISIT = 12
    NAMED_MATTER = 13


class Happening(StrEnum):
    """What an entry tells."""

    VISITED = "visited"
    STEPPED = "stepped"  # a step of a matter; its StepKind is among the marks
    CALL_PROMISED = "call_promised"  # 约定再访
    PROMISED = "promised"
    LIFE_EVENT = "life_event"
    MOVED_IN = "moved_in"  # a household came to a door
    MOVED_DOOR = "moved_door"  # … from one door to another
    LEFT_DOOR = "left_door"
    SPLIT_OFF = "split_off"  # 分户: some members became a household of their own
    SPLIT_FROM = "split_from"  # … seen from that household
    JOINED = "joined"  # a resident came into a household
    CHANGED_HOUSEHOLD = "changed_household"  # … from another one
    LEFT = "left"
    CARE_GIVEN = "care_given"
    CARE_ENDED = "care_ended"
    NAMED_IN_VISIT = "named_in_visit"
    NAMED_IN_MATTER = "named_in_matter"


class PromiseState(StrEnum):
    """What became of a promise."""

    PENDING = "pending"  # 待践诺
    KEPT = "kept"  # 已践诺
    KEPT_LATE = "kept_late"  # 迟践诺
    MISSED = "missed"  # 逾期
    DROPPED = "dropped"  # 不再需要


class EntryTone(StrEnum):
    """How an entry stands, before it is read."""

    GOOD = "good"
    IN_HAND = "in_hand"
    SOON = "soon"
    BAD = "bad"
    WAITING = "waiting"
    PLAIN = "plain"


class Opens(StrEnum):
    """What can be opened from an entry."""

    VISIT = "visit"
    MATTER = "matter"
    HOUSEHOLD = "household"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True, order=True)
class EntryKey:
    """Where an entry stands in its time line, and what the next page begins after: day, time, source, row of it."""

    day: str
    time: str
    source: int
    id: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a time line.

    `title` names what it is about (a matter's title, an address, a care group), `text` is what was written, `people`
    who was asked or whom it concerns, `other` where somebody came from or went to. `marks` are members of closed sets
    to be put into words: mode and outcome, kind of step, outcome, satisfaction, status. `made_on` is the day a promise
    was made, `done_on` the day it was kept. `withdrawn` is the reason of an entry taken back, None for one in force.
    """

    key: EntryKey
    kind: EntryKind
    what: Happening
    on: date
    time: str = ""
    title: str = ""
    text: str = ""
    number: str = ""
    people: tuple[str, ...] = ()
    other: str = ""
    worker: str = ""
    marks: tuple[StrEnum, ...] = ()
    tone: EntryTone = EntryTone.PLAIN
    opens: tuple[Opens, int] | None = None
    made_on: date | None = None
    done_on: date | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some entries, newest first. `next` is what the page after begins behind, None where this is the last."""

    entries: tuple[TimelineEntry, ...]
    next: EntryKey | None


@dataclass(frozen=True, slots=True)
class TimelineCounts:
    """How many entries there are, as (kind, year, count)."""

    counted: tuple[tuple[EntryKind, int, int], ...]

    def of_kind(self, kind: EntryKind | None = None) -> int:
        """How many of one kind; of all where none is given."""
        return sum(count for each, _year, count in self.counted if kind in (None, each))

    def years(self, kinds: Collection[EntryKind] = ()) -> tuple[tuple[int, int], ...]:
        """(year, entries) of these kinds (of all where none is given), the newest first."""
        found: dict[int, int] = {}
        for kind, year, count in self.counted:
            if not kinds or kind in kinds:
                found[year] = found.get(year, 0) + count
        return tuple(sorted(found.items(), reverse=True))


@dataclass(frozen=True, slots=True)
class Home:
    """A time somewhere: a household's behind a door, or a resident's in a household.

    `since` None: from before the ledger began; `until` None: still. `relation` is "" for a household's.
    """

    household_id: int
    address: Address | None
    relation: str
    since: date | None
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class MatterSummary:
    """Matters in figures. `late`: open ones past their next date or deadline."""

    total: int
    open: int
    late: int
    outcomes: tuple[tuple[Outcome, int], ...]
    answers: tuple[tuple[Satisfaction, int], ...]


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """Visits in figures. `met`: somebody was asked. `last_on` None: never visited."""

    total: int
    met: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole file, for paper. `resident` is None in a household's; `household` None for a resident without one.

    `address` is where the household lives, None where it lives nowhere now; `use` and `grid` are that door's.
    `mentions` are notes elsewhere that name somebody of this file.
    """

    community: str
    today: date
    several_estates: bool
    household: Household | None
    resident: Resident | None
    address: Address | None
    use: DwellingUse | None
    grid: str
    homes: tuple[Home, ...]
    open_matters: tuple[Matter, ...]
    matters: MatterSummary
    visits: VisitSummary
    entries: tuple[TimelineEntry, ...]
    mentions: tuple[TimelineEntry, ...] = ()
