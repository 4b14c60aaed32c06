"""Entries that may be of one resident, found among all: by ID number, by name and birth or phone, by sound and birth,
by name within a household. Those somebody looked at and kept apart are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from ledger.people.duplicates import is_similar_name
from ledger.people.reading import BELONGING_SQL, residents
from ledger.places.entered import standing_row
from ledger.records.people import DuplicateReason, Resident
from ledger.store import Changed, Ledger

_APART = "people.apart:"
_ORDER = list(DuplicateReason)
# Two numbers may differ in so many characters and still be one number, mistyped.
_SLIPS = 2
_DAY = len("1979-05-02")

_Ids = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two entries, the earlier first, and what speaks for one resident, the surest first."""

    id: tuple[int, int]
    first: Resident
    second: Resident
    reasons: tuple[DuplicateReason, ...]


MOST = 500
"""So many pairs are looked through at a time; when they are done, there are the next."""


def likely_pairs(ledger: Ledger, *, limit: int = MOST) -> tuple[LikelyPair, ...]:
    """The likeliest pairs: the surest reason first, then those more speaks for, then by id.

    Two different ID numbers (more than a slip of two characters) are two people, and so are two birth dates of
    members of one household whose names are only similar. Reads all residents: for the background of a window.
    """
    found: dict[_Ids, list[DuplicateReason]] = {}
    for reason in DuplicateReason:
        for pair in _FINDERS[reason](ledger):
            found.setdefault(pair, []).append(reason)
    apart = _kept_apart(ledger)
    unlike = _different_people(ledger, list(found))
    pairs = [pair for pair in found if pair not in apart and pair not in unlike]
    pairs.sort(key=lambda pair: (_ORDER.index(found[pair][0]), -len(found[pair]), pair))
    return tuple(_records(ledger, [(pair, tuple(found[pair])) for pair in pairs[:limit]]))


def keep_apart(ledger: Ledger, one_id: int, other_id: int) -> Changed:
    """Say that two entries are two people: no longer proposed. Raises InputProblem: "no_such_entry"."""
    with ledger.write("resident.keep_apart") as write:
        uids = (standing_row(ledger, "resident", id_)["uid"] for id_ in (one_id, other_id))
        key = _APART + ":".join(sorted(uids))
        if not ledger.value("select 1 from setting where key = ? and withdrawn_at is null", (key,)):
            write.insert("setting", key=key, value="1")
    return write.changed


def _kept_apart(ledger: Ledger) -> frozenset[_Ids]:
    rows = ledger.rows(
        "select one.id, other.id from setting s join resident one on one.uid = substr(s.key, :start, 36)"
        " join resident other on other.uid = substr(s.key, :start + 37) where s.key like :like"
        " and s.withdrawn_at is null",
        {"start": len(_APART) + 1, "like": f"{_APART}%"},
    )
    return frozenset((min(row), max(row)) for row in map(tuple, rows))


def _pairs(ledger: Ledger, sql: str) -> Iterator[_Ids]:
    yield from ((row[0], row[1]) for row in ledger.rows(sql))


_TOLD = "select id, name, birth from resident where withdrawn_at is null"
_STAND = "a.withdrawn_at is null and b.withdrawn_at is null"
_FITS = (
    "a.birth <> '' and b.birth <> '' and (substr(a.birth, 1, length(b.birth)) = b.birth"
    " or substr(b.birth, 1, length(a.birth)) = a.birth)"
)


def _same_id_number(ledger: Ledger) -> Iterator[_Ids]:
    return _pairs(
        ledger,
        "select a.id, b.id from resident a join resident b on b.id_number = a.id_number and b.id_number <> ''"
        f" and b.id > a.id where a.id_number <> '' and {_STAND}",
    )


def _same_name_and_birth(ledger: Ledger) -> Iterator[_Ids]:
    """In Python: to join the table with itself by name takes SQLite ten times as long."""
    named: dict[str, list[tuple[int, str]]] = {}
    for id_, name, birth in ledger.rows(f"{_TOLD} and birth <> '' order by id"):
        named.setdefault(name, []).append((id_, birth))
    for people in named.values():
        days: dict[str, list[int]] = {}
        for id_, birth in people:
            days.setdefault(birth, []).append(id_)
        for ids in days.values():
            yield from combinations(ids, 2)
        for short in (birth for birth in days if len(birth) < _DAY):
            for longer in (birth for birth in days if len(birth) > len(short) and birth.startswith(short)):
                yield from ((min(pair), max(pair)) for pair in product(days[short], days[longer]))


def _same_name_and_phone(ledger: Ledger) -> Iterator[_Ids]:
    shared: dict[tuple[str, str], set[int]] = {}
    for id_, name, number in ledger.rows(
        "select r.id, r.name, p.number from phone p join resident r on r.id = p.resident_id"
        " where p.withdrawn_at is null and r.withdrawn_at is null"
    ):
        shared.setdefault((name, number), set()).add(id_)
    found = {pair for ids in shared.values() for pair in combinations(sorted(ids), 2)}
    yield from sorted(found)


def _same_sound_and_birth(ledger: Ledger) -> Iterator[_Ids]:
    # Only births known to the day: of a month's newborns several sound alike.
    born: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for id_, name, birth, pinyin in ledger.rows(
        "select id, name, birth, pinyin from resident where withdrawn_at is null and length(birth) = ?"
        " and pinyin <> '' order by id",
        (_DAY,),
    ):
        born.setdefault((birth, pinyin), []).append((id_, name))
    for people in born.values():
        yield from ((a, b) for (a, one), (b, other) in combinations(people, 2) if one != other)


def _same_name_in_household(ledger: Ledger) -> Iterator[_Ids]:
    return (pair for pair, names in _in_households(ledger) if names[0] == names[1])


def _similar_name_in_household(ledger: Ledger) -> Iterator[_Ids]:
    return (pair for pair, names in _in_households(ledger) if is_similar_name(*names))


def _in_households(ledger: Ledger) -> Iterator[tuple[_Ids, tuple[str, str]]]:
    """Pairs of those who belong to one household and whose births, as far as known, do not differ."""
    rows = ledger.rows(
        "select a.id, b.id, a.name, b.name from membership m join membership n on n.household_id = m.household_id"
        " and n.until is null and n.withdrawn_at is null join resident a on a.id = m.resident_id"
        " join resident b on b.id = n.resident_id and b.id > a.id where m.until is null and m.withdrawn_at is null"
        f" and {_STAND} and abs(length(a.name) - length(b.name)) <= 1 and (a.birth = '' or b.birth = '' or {_FITS})"
        f" and a.presence in {BELONGING_SQL} and b.presence in {BELONGING_SQL}"
    )
    return (((row[0], row[1]), (row[2], row[3])) for row in rows)


_FINDERS = {
    DuplicateReason.SAME_ID_NUMBER: _same_id_number,
    DuplicateReason.SAME_NAME_AND_BIRTH: _same_name_and_birth,
    DuplicateReason.SAME_NAME_AND_PHONE: _same_name_and_phone,
    DuplicateReason.SAME_SOUND_AND_BIRTH: _same_sound_and_birth,
    DuplicateReason.SAME_NAME_IN_HOUSEHOLD: _same_name_in_household,
    DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD: _similar_name_in_household,
}


def _different_people(ledger: Ledger, pairs: list[_Ids]) -> frozenset[_Ids]:
    numbers = dict(map(tuple, ledger.rows("select id, id_number from resident where id_number <> ''")))
    return frozenset(
        pair for pair in pairs if pair[0] in numbers and pair[1] in numbers and _unlike(*(numbers[id_] for id_ in pair))
    )


def _unlike(one: str, other: str) -> bool:
    # A number of fifteen digits and one of eighteen are written too differently to be told apart by their characters.
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) > _SLIPS


def _records(ledger: Ledger, pairs: list[tuple[_Ids, tuple[DuplicateReason, ...]]]) -> Iterator[LikelyPair]:
    known: dict[int, Resident] = {}
    ids = [id_ for pair, _reasons in pairs for id_ in pair]
    for start in range(0, len(ids), 500):
        known |= {each.id: each for each in residents(ledger, ids[start : start + 500])}
    for pair, reasons in pairs:
        if pair[0] in known and pair[1] in known:
            yield LikelyPair(pair, known[pair[0]], known[pair[1]], reasons)
