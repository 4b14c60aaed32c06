"""The same resident twice: in one household, or in two households of the file."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.exchange.person_cells import Person
from ledger.exchange.roster import RosterHousehold, RosterProblem, RosterResident
from ledger.records.people import HouseholdStatus, Sex
from ledger.rules.finding import Finding, Severity, error, warning
from ledger.rules.person_name import MIDDLE_DOT, short_name_key

_WORDS = {"sex": "性别", "birth": "出生日期", "id_number": "身份证号", "relation": "与户主关系"}


def without_repeats(people: Sequence[Person], label: str) -> tuple[list[Person], list[tuple[int, str, Finding]]]:
    """Everybody of a household once. A later row adds what the first left open, and what it did is reported."""
    kept: list[Person] = []
    found: list[tuple[int, str, Finding]] = []
    for person in people:
        first = next((other for other in kept if _is_same(other, person)), None)
        if first is None:
            namesake = next((other for other in kept if _namesakes(other, person)), None)
            if namesake is not None:
                facts = {"name": person.name, "first_row": namesake.row}
                found.append((person.row, label, warning("same_name_in_household", **facts)))
            kept.append(person)
            continue
        added, differs = complete(first, person)
        facts = {"name": person.name, "first_row": first.row, "added": added, "differs": differs}
        if first.row != person.row:
            found.append((person.row, label, error("resident_twice", **facts)))
    return kept, found


def head_is_listed(people: Sequence[Person], head: Person) -> bool:
    """Whether the head named in columns of its own stands among the members as well."""
    return _head_among(people, head) is not None


def _head_among(people: Sequence[Person], head: Person) -> Person | None:
    key = short_name_key(head.name)
    same = (person for person in people if short_name_key(person.name) == key)
    short = (person for person in people if person.name.startswith(f"{head.name}{MIDDLE_DOT}"))
    return (next(same, None) or next(short, None)) if head.name else None


def head_among(people: Sequence[Person], head: Person) -> Person | None:
    """The member who is the head named in columns of its own; what those columns say is added to it."""
    member = _head_among(people, head)
    if member is not None:
        complete(member, head)
        member.found += head.found
    return member


def without_second_homes(
    households: Sequence[RosterHousehold], label: str
) -> tuple[list[RosterHousehold], list[RosterProblem]]:
    """Everybody with an ID number once in the file: at home where the file names them first."""
    first: dict[str, RosterResident] = {}
    problems: list[RosterProblem] = []
    result = []
    for household in households:
        kept: list[RosterResident] = []
        for resident in household.residents:
            known = first.setdefault(resident.id_number, resident) if resident.id_number else resident
            if known is resident:
                kept.append(resident)
                continue
            same = short_name_key(known.name) == short_name_key(resident.name)
            if not same:
                kept.append(replace(resident, id_number=""))
            problems.append(_twice(known, resident, label, "resident_elsewhere" if same else "id_number_shared"))
        if len(kept) == len(household.residents) and all(
            a is b for a, b in zip(kept, household.residents, strict=True)
        ):
            result.append(household)
        else:
            head = next((i for i, resident in enumerate(kept) if resident.relation == "户主"), None)
            # Nobody known lives where all who are named live elsewhere: that is to be looked at, not to be visited.
            status = household.status if kept else HouseholdStatus.UNVERIFIED
            result.append(replace(household, residents=tuple(kept), head=head, status=status))
    return result, problems


def _twice(known: RosterResident, resident: RosterResident, label: str, code: str) -> RosterProblem:
    facts = (("name", resident.name), ("other", known.name), ("first_row", str(known.row)), ("sheet", known.sheet))
    return RosterProblem(resident.sheet, resident.row, label, code, facts, Severity.ERROR)


def _is_same(first: Person, other: Person) -> bool:
    """One name in one household is one resident, unless ID numbers, or births and relations, say otherwise."""
    if not _namesakes(first, other):
        return False
    if first.id_number and other.id_number:
        return first.id_number == other.id_number
    pairs = list(zip(first.birth.split("-"), other.birth.split("-"), strict=False)) if first.birth else []
    differing = sum(mine != theirs for mine, theirs in pairs if theirs)
    # A slip of the pen changes one part of a date; two births that differ in more are two people.
    relations_differ = bool(first.relation and other.relation) and first.relation != other.relation
    return differing < 2 and not (differing and relations_differ)


def _namesakes(first: Person, other: Person) -> bool:
    return short_name_key(first.name) == short_name_key(other.name)


def complete(first: Person, other: Person) -> tuple[str, str]:
    """Fill what `first` leaves open from `other`; says what was added and what differs, in the file's own words."""
    added, differs = [], []
    for name, word in _WORDS.items():
        mine, theirs = getattr(first, name), getattr(other, name)
        if not theirs or mine == theirs:
            continue
        shown = {Sex.MALE: "男", Sex.FEMALE: "女"}.get(theirs, theirs)
        if not mine:
            setattr(first, name, theirs)
            added.append(f"{word} {shown}")
        else:
            differs.append(f"{word} {shown}")
    known = {phone.number for phone in first.phones}
    for phone in other.phones:
        if phone.number not in known:
            first.phones += (phone,)
            added.append(f"电话 {phone.number}")
    for group in other.care_groups:
        if group not in first.care_groups:
            first.care_groups.append(group)
            added.append(group)
    first.notes += [note for note in other.notes if note not in first.notes]
    return "、".join(added), "、".join(differs)
