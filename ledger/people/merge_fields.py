"""The fields of two entries of one resident beside each other, and which value is proposed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.records.people import Presence, Resident
from ledger.rules.finding import Severity
from ledger.rules.id_number import read_id_number


class MergeField(StrEnum):
    """A field whose value is chosen."""

    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    ID_NUMBER = "id_number"
    PRESENCE = "presence"
    NOTE = "note"


class Side(StrEnum):
    """Whose value is taken."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"  # notes only


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both, as text of the ledger ("" where it says nothing).

    `contradicts` where the two values can hardly be one resident's.
    """

    field: MergeField
    kept: str
    other: str
    proposed: Side
    contradicts: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.other

    @property
    def sides(self) -> tuple[Side, ...]:
        """What may be chosen."""
        both = self.field is MergeField.NOTE and bool(self.kept and self.other)
        return (Side.KEPT, Side.OTHER, Side.BOTH) if both else (Side.KEPT, Side.OTHER)

    def value(self, side: Side) -> str:
        """The text taken from a side. Raises ValueError for BOTH where there is no such choice."""
        if side not in self.sides:
            raise ValueError(f"{self.field} is taken from one entry")
        return {Side.KEPT: self.kept, Side.OTHER: self.other, Side.BOTH: f"{self.kept}\n{self.other}"}[side]


def field_pairs(
    kept: Resident, other: Resident, *, other_is_newer: bool, fresh: tuple[str, str]
) -> tuple[FieldPair, ...]:
    """Both values of every field. `fresh` are the last days (ISO) each entry told anything of where the resident is.

    Proposed is what says more: something rather than nothing, a birth date known to the day, an ID number whose
    check digit is right, the birth date that is the ID number's, a death, both notes; else what was entered later.
    """
    newer = Side.OTHER if other_is_newer else Side.KEPT
    id_number = _id_number_pair(kept.id_number, other.id_number, newer)
    born = _birth_in(id_number.value(id_number.proposed))
    fits = kept.birth.startswith(other.birth) or other.birth.startswith(kept.birth)
    return (
        _pair(MergeField.NAME, kept.name, other.name, newer),
        _pair(MergeField.SEX, kept.sex.value, other.sex.value, newer, contradicts=kept.sex is not other.sex),
        _pair(
            MergeField.BIRTH,
            kept.birth,
            other.birth,
            newer,
            contradicts=not fits,
            worth=lambda birth: (int(birth == born), len(birth)),
        ),
        id_number,
        _presence_pair(kept.presence, other.presence, fresh),
        _note_pair(kept.note, other.note),
    )


def _no_worth(_text: str) -> tuple[int, ...]:
    return ()


def _pair(
    which: MergeField,
    kept: str,
    other: str,
    newer: Side,
    *,
    contradicts: bool = False,
    worth: Callable[[str], tuple[int, ...]] = _no_worth,
) -> FieldPair:
    """What is empty is worth less than anything; of equal worth the newer is proposed."""
    worths = [(int(bool(text)), *worth(text)) for text in (kept, other)]
    proposed = newer
    if kept == other or worths[0] > worths[1]:
        proposed = Side.KEPT
    elif worths[1] > worths[0]:
        proposed = Side.OTHER
    return FieldPair(which, kept, other, proposed, contradicts=bool(kept and other) and contradicts)


def _id_number_pair(kept: str, other: str, newer: Side) -> FieldPair:
    return _pair(
        MergeField.ID_NUMBER,
        kept,
        other,
        newer,
        contradicts=_in_fifteen(kept) != _in_fifteen(other),
        worth=lambda number: (int(_is_valid(number)), len(number)),
    )


def _presence_pair(kept: Presence, other: Presence, fresh: tuple[str, str]) -> FieldPair:
    proposed = Side.OTHER if fresh[1] > fresh[0] and kept is not other else Side.KEPT
    one_is_dead = (kept is Presence.DEAD) != (other is Presence.DEAD)
    if one_is_dead:
        proposed = Side.OTHER if other is Presence.DEAD else Side.KEPT
    return FieldPair(MergeField.PRESENCE, kept.value, other.value, proposed, contradicts=one_is_dead)


def _note_pair(kept: str, other: str) -> FieldPair:
    proposed = Side.BOTH
    if not other or other in kept:
        proposed = Side.KEPT
    elif kept in other:
        proposed = Side.OTHER
    return FieldPair(MergeField.NOTE, kept, other, proposed, contradicts=False)


# Whether a number was possible on some day is asked, not whether it is today: the far end of time will do.
_SOME_DAY = date.max


def _is_valid(id_number: str) -> bool:
    return all(each.severity is not Severity.ERROR for each in read_id_number(id_number, _SOME_DAY).findings)


def _birth_in(id_number: str) -> str:
    return read_id_number(id_number, _SOME_DAY).birth if id_number else ""


def _in_fifteen(id_number: str) -> str:
    """The old form of a number: one of eighteen without the century and the check character."""
    return id_number[:6] + id_number[8:17] if len(id_number) == 18 else id_number
