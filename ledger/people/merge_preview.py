"""What would become of two entries of one resident if they were merged: field by field, and what moves over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.errors import refuse
from ledger.people.life_events import life_events
from ledger.people.memberships import current_membership, household_address
from ledger.people.merge_fields import FieldPair, MergeField, Side, field_pairs
from ledger.people.merged_events import MergedEvents, merge_events
from ledger.people.reading import household, residents
from ledger.places.entered import standing_row
from ledger.records.people import LifeEvent, Phone, Presence, Resident
from ledger.records.places import Address
from ledger.store import Ledger


class MergeDoubt(StrEnum):
    """Why the two may be two people after all; each has to be confirmed."""

    ID_NUMBERS = "id_numbers"  # two different ID numbers
    BIRTHS = "births"  # birth dates that cannot be the same day
    SEXES = "sexes"
    ONE_IS_DEAD = "one_is_dead"
    MET_TOGETHER = "met_together"  # both were met in one visit


class HomeFate(StrEnum):
    """What becomes of the place the other entry has in a household."""

    NONE = "none"  # it has none
    SAME = "same"  # both entries are in one household, where the kept one stays
    TAKEN = "taken"  # the kept one has no household and takes this place
    LEFT = "left"  # the kept one stays where he or she is; this household goes on without


@dataclass(frozen=True, slots=True)
class OtherHome:
    """The household of the other entry. `name` is its head's, or its first member's, after the merging ("" where
    nobody is left); `loses_head` where the other entry was its head and nobody takes that place.
    """

    fate: HomeFate
    household_id: int | None = None
    address: Address | None = None
    name: str = ""
    members_left: int = 0
    loses_head: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves over to the kept entry. Visits and matters are counted; `households` are those lived in before."""

    phones: tuple[Phone, ...]
    care_groups: tuple[str, ...]
    events: tuple[LifeEvent, ...]
    left_out: tuple[LifeEvent, ...]
    households: int
    visits: int
    matters: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two entries side by side. `moves` has one answer for each entry whose presence may be the one in force."""

    kept: Resident
    other: Resident
    fields: tuple[FieldPair, ...]
    doubts: tuple[MergeDoubt, ...]
    home: OtherHome
    moves: Mapping[Side, Moves]

    def pair(self, which: MergeField) -> FieldPair:
        """One of the fields."""
        return next(pair for pair in self.fields if pair.field is which)


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """Which entry's value is taken, for fields where it is not the proposed one, and the doubts that were weighed."""

    fields: Mapping[MergeField, Side] = field(default_factory=dict)
    confirmed: frozenset[MergeDoubt] = frozenset()


def merge_preview(ledger: Ledger, kept_id: int, other_id: int) -> MergePreview:
    """What merging the other entry into the kept one would do; nothing is written.

    Raises InputProblem: "merge_same_record", "no_such_entry" (one is withdrawn, or merged already).
    """
    if kept_id == other_id:
        raise refuse("other_id", "merge_same_record")
    rows = (
        standing_row(ledger, "resident", kept_id, field="kept_id"),
        standing_row(ledger, "resident", other_id, field="other_id"),
    )
    kept, other = residents(ledger, (kept_id, other_id))
    events = life_events(ledger, kept_id), life_events(ledger, other_id)
    fresh = [max(row["created_at"][:10], *(each.on for each in own)) for row, own in zip(rows, events, strict=True)]
    pairs = field_pairs(kept, other, other_is_newer=rows[1]["created_at"] > rows[0]["created_at"], fresh=tuple(fresh))
    return MergePreview(
        kept=kept,
        other=other,
        fields=pairs,
        doubts=tuple(_doubts(ledger, kept, other, pairs)),
        home=_other_home(ledger, kept, other),
        moves={side: _moves(ledger, kept, other, merged_events(ledger, kept, other, side)) for side in _sides(pairs)},
    )


def merged_events(ledger: Ledger, kept: Resident, other: Resident, side: Side) -> MergedEvents:
    """The life events of both, where the presence of the entry on `side` is in force afterwards."""
    ending = (other if side is Side.OTHER else kept).presence
    return merge_events(life_events(ledger, kept.id), life_events(ledger, other.id), ending=ending)


def _sides(pairs: Iterable[FieldPair]) -> tuple[Side, ...]:
    differ = any(pair.field is MergeField.PRESENCE and pair.differs for pair in pairs)
    return (Side.KEPT, Side.OTHER) if differ else (Side.KEPT,)


_CONTRADICTIONS = {
    MergeField.ID_NUMBER: MergeDoubt.ID_NUMBERS,
    MergeField.BIRTH: MergeDoubt.BIRTHS,
    MergeField.SEX: MergeDoubt.SEXES,
    MergeField.PRESENCE: MergeDoubt.ONE_IS_DEAD,
}


def _doubts(ledger: Ledger, kept: Resident, other: Resident, pairs: Iterable[FieldPair]) -> Iterable[MergeDoubt]:
    contradicting = {pair.field for pair in pairs if pair.contradicts}
    yield from (doubt for which, doubt in _CONTRADICTIONS.items() if which in contradicting)
    together = ledger.value(
        "select 1 from visit_person a join visit_person b on b.visit_id = a.visit_id and b.resident_id = ?"
        " and b.withdrawn_at is null join visit v on v.id = a.visit_id and v.withdrawn_at is null"
        " where a.resident_id = ? and a.withdrawn_at is null",
        (kept.id, other.id),
    )
    if together:
        yield MergeDoubt.MET_TOGETHER


def _other_home(ledger: Ledger, kept: Resident, other: Resident) -> OtherHome:
    place = current_membership(ledger, other.id)
    if place is None:
        return OtherHome(HomeFate.NONE)
    own = current_membership(ledger, kept.id)
    home = household(ledger, place["household_id"])
    fate = HomeFate.LEFT
    if own is None:
        fate = HomeFate.TAKEN
    elif own["household_id"] == home.id:
        fate = HomeFate.SAME
    left = [each for each in home.members if each.id != other.id]
    return OtherHome(
        fate,
        home.id,
        household_address(ledger, home.id),
        left[0].name if left else "",
        len(left),
        loses_head=fate is HomeFate.LEFT and home.head_id == other.id,
    )


def _moves(ledger: Ledger, kept: Resident, other: Resident, events: MergedEvents) -> Moves:
    numbers = {phone.number for phone in kept.phones}

    def count(sql: str) -> int:
        return int(ledger.value(sql, {"id": other.id}))

    return Moves(
        phones=tuple(phone for phone in other.phones if phone.number not in numbers),
        care_groups=tuple(group for group in other.care_groups if group not in kept.care_groups),
        events=tuple(each for each in events.stand if each.resident_id == other.id),
        left_out=events.left_out,
        households=count(
            "select count(*) from membership where resident_id = :id and until is not null and withdrawn_at is null"
        ),
        visits=count(
            "select count(distinct p.visit_id) from visit_person p join visit v on v.id = p.visit_id"
            " and v.withdrawn_at is null where p.resident_id = :id and p.withdrawn_at is null"
        ),
        matters=count(
            "select count(*) from matter m where m.withdrawn_at is null and (m.resident_id = :id or exists (select 1"
            " from matter_party p where p.matter_id = m.id and p.resident_id = :id and p.withdrawn_at is null))"
        ),
    )


def presence_after_merging(preview: MergePreview, choices: MergeChoices) -> tuple[Side, Presence]:
    """Whose presence is in force afterwards, and which it is."""
    pair = preview.pair(MergeField.PRESENCE)
    side = choices.fields.get(MergeField.PRESENCE, pair.proposed) if pair.differs else Side.KEPT
    return side, Presence(pair.value(side))
