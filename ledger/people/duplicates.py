"""Has this resident been entered already? Asked at entry; the answer is a warning, never a refusal."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from ledger.people.memberships import household_address
from ledger.people.pinyin import pinyin_columns
from ledger.records.people import DuplicateReason, Presence
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.store.index_reading import Asked, Fit, proposed_residents

_SUREST = list(DuplicateReason)
_DAY = len("1979-05-02")
_MOST_OF_ONE_SOUND = 5000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resident who may be the same; `address` is None for one without a door. Withdrawn ones are none."""

    resident_id: int
    name: str
    birth: str
    presence: Presence
    household_id: int | None
    address: Address | None
    reason: DuplicateReason


def possible_duplicates(
    ledger: Ledger,
    *,
    name: str,
    birth: str = "",
    id_number: str = "",
    phones: Collection[str] = (),
    household_id: int | None = None,
    but: int | None = None,
) -> tuple[Candidate, ...]:
    """Residents who may be the one about to be entered, each once with the surest reason, surest first, then by id.

    `phones` are numbers, `household_id` where he or she is entered, `but` the resident being corrected. A birth
    date known to the month fits every day of it. Two members of one household share a phone, so a phone alone
    says nothing.
    """
    name = name.strip()
    found: dict[int, DuplicateReason] = {}
    for reason, ids in (
        (DuplicateReason.SAME_ID_NUMBER, _same_id_number(ledger, id_number)),
        (DuplicateReason.SAME_NAME_AND_BIRTH, _same_name_and_birth(ledger, name, birth)),
        (DuplicateReason.SAME_NAME_AND_PHONE, _same_name_and_phone(ledger, name, phones)),
        (DuplicateReason.SAME_SOUND_AND_BIRTH, _same_sound_and_birth(ledger, name, birth)),
    ):
        for id_ in ids:
            found.setdefault(id_, reason)
    for id_, other in _names_in_household(ledger, household_id):
        if other == name:
            found.setdefault(id_, DuplicateReason.SAME_NAME_IN_HOUSEHOLD)
        elif is_similar_name(name, other):
            found.setdefault(id_, DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD)
    found.pop(but or 0, None)
    ordered = sorted(found, key=lambda id_: (_SUREST.index(found[id_]), id_))
    return tuple(_candidate(ledger, id_, found[id_]) for id_ in ordered)


def is_similar_name(one: str, other: str) -> bool:
    """Whether two names differ by one slip: a character written otherwise, left out, or two swapped.

    Of names of two characters only swapped ones are similar: 李梅 and 李芳 are sisters. Brothers and sisters
    share a generation's character too (高一诺, 高一鸣), so what is similar is only ever a question.
    """
    if one == other or not one or not other:
        return False
    if len(one) == len(other):
        differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differing) == 1:
            return len(one) > 2
        first, last = differing[0], differing[-1]
        swapped = one[first] == other[last] and one[last] == other[first]
        return len(differing) == 2 and last - first == 1 and swapped
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) != 1 or len(shorter) < 2:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _same_id_number(ledger: Ledger, id_number: str) -> list[int]:
    if not id_number:
        return []
    return _ids(ledger, "id_number = ? and id_number <> ''", (id_number,))


def _same_name_and_birth(ledger: Ledger, name: str, birth: str) -> list[int]:
    if not birth:
        return []
    fits = "birth <> '' and (substr(birth, 1, length(?)) = ? or substr(?, 1, length(birth)) = birth)"
    return _ids(ledger, f"name = ? and {fits}", (name, birth, birth, birth))


def _same_name_and_phone(ledger: Ledger, name: str, phones: Collection[str]) -> list[int]:
    numbers = sorted(phones)
    marks = ", ".join("?" * len(numbers))
    shared = f"select resident_id from phone where number in ({marks}) and withdrawn_at is null"
    return _ids(ledger, f"name = ? and id in ({shared})", (name, *numbers)) if numbers else []


def _same_sound_and_birth(ledger: Ledger, name: str, birth: str) -> list[int]:
    # Only births known to the day: of a month's newborns several sound alike.
    pinyin = pinyin_columns(name)[0] if name and len(birth) == _DAY else ""
    if not pinyin:
        return []
    # By the search index: no other knows how names sound.
    sounding = proposed_residents(ledger, Asked(pinyin.split()[0], Fit.WHOLE), limit=_MOST_OF_ONE_SOUND)
    fits = "id in (select value from json_each(?)) and birth = ? and pinyin = ? and name <> ?"
    return _ids(ledger, fits, (json.dumps(sounding), birth, pinyin, name))


def _names_in_household(ledger: Ledger, household_id: int | None) -> list[tuple[int, str]]:
    found = ledger.rows(
        "select r.id, r.name from membership m join resident r on r.id = m.resident_id where m.household_id = ?"
        " and m.until is null and m.withdrawn_at is null and r.withdrawn_at is null order by r.id",
        (household_id,),
    )
    return [(row["id"], row["name"]) for row in found]


def _ids(ledger: Ledger, where: str, parameters: tuple[object, ...]) -> list[int]:
    found = ledger.rows(f"select id from resident where withdrawn_at is null and {where} order by id", parameters)
    return [row["id"] for row in found]


def _candidate(ledger: Ledger, resident_id: int, reason: DuplicateReason) -> Candidate:
    row = ledger.rows(
        "select r.name, r.birth, r.presence, m.household_id from resident r left join membership m"
        " on m.resident_id = r.id and m.until is null and m.withdrawn_at is null where r.id = ?",
        (resident_id,),
    )[0]
    household_id = row["household_id"]
    address = None if household_id is None else household_address(ledger, household_id)
    presence = Presence(row["presence"])
    return Candidate(resident_id, row["name"], row["birth"], presence, household_id, address, reason)
