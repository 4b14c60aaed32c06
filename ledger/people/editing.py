"""Several corrections of one form as one write, with every problem said at once and one undo."""

from collections.abc import Callable, Iterable
from datetime import date

from ledger.errors import FieldProblem, InputProblem
from ledger.people.care_groups import assign, care_groups, unassign
from ledger.people.entering import add_household, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.households import split_household
from ledger.people.memberships import join_household
from ledger.people.moving import move_household
from ledger.people.reading import household, resident
from ledger.people.residents import correct_resident, set_phones
from ledger.places.added import Added
from ledger.places.doors import dwelling, find_or_make_dwelling, update_dwelling
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger


def edit_resident(
    ledger: Ledger,
    resident_id: int,
    *,
    today: date,
    name: str,
    sex: Sex,
    birth: str,
    id_number: str,
    note: str,
    phones: tuple[Phone, ...],
) -> Changed:
    """Correct a resident's fields and phones together.

    Raises InputProblem: those of `residents.correct_resident` and `residents.set_phones`.
    """
    with ledger.write("resident.edit") as write:
        _every_problem(
            lambda: correct_resident(
                ledger, resident_id, today=today, name=name, sex=sex, birth=birth, id_number=id_number, note=note
            ),
            lambda: set_phones(ledger, resident_id, phones=phones),
        )
    return write.changed


def care_group_ids(ledger: Ledger, resident_id: int) -> frozenset[int]:
    """The groups a resident is in now, those switched off left out."""
    found = ledger.rows(
        "select c.care_group_id from care_membership c join care_group g on g.id = c.care_group_id"
        " where c.resident_id = ? and c.until is null and c.withdrawn_at is null and g.enabled"
        " and g.withdrawn_at is null",
        (resident_id,),
    )
    return frozenset(row["care_group_id"] for row in found)


def set_care_groups(ledger: Ledger, resident_id: int, *, wanted: Iterable[int], on: date, today: date) -> Changed:
    """Put a resident into the groups `wanted` and take him or her out of all others, from a day on.

    Groups that are switched off stay as they are. Raises InputProblem: those of `care_groups.assign` and `unassign`.
    """
    now, then = care_group_ids(ledger, resident_id), frozenset(wanted)
    with ledger.write("care_group.set") as write:
        for group in care_groups(ledger):
            if group.id in then - now:
                assign(ledger, resident_id, care_group_id=group.id, on=on, today=today)
            elif group.id in now - then:
                unassign(ledger, resident_id, care_group_id=group.id, on=on, today=today)
    return write.changed


def add_household_at(
    ledger: Ledger,
    *,
    address: Address,
    use: DwellingUse,
    member: NewResident | None,
    status: HouseholdStatus,
    since: date | None,
    today: date,
) -> Added:
    """Enter a household with its first member, or still without any, behind a door that is made where it is missing.

    `use` is for a door made now, or one that stood empty. Raises InputProblem: those of
    `doors.find_or_make_dwelling`, and those of `entering.add_resident` under the resident's own field names.
    """
    with ledger.write("household.add") as write:
        dwelling_id = find_or_make_dwelling(ledger, address, use=use)
        door = dwelling(ledger, dwelling_id)
        if door.use is DwellingUse.VACANT and use is not DwellingUse.VACANT:
            update_dwelling(ledger, dwelling_id, use=use, note=door.note)
        empty = NewHousehold(dwelling_id, status=status)
        (household_id,) = add_household(ledger, empty, since=since, today=today).household_ids
        if member is not None:
            add_resident(ledger, member, household_id=household_id, since=since, today=today)
    return Added(household_id, write.changed)


def found_household(
    ledger: Ledger, resident_id: int, *, dwelling_id: int, on: date, today: date, reason: str = ""
) -> Changed:
    """Give a resident a household of his or her own behind a door, as its head, out of any other.

    Who lives alone takes the household along. Raises InputProblem: those of `moving.move_household`,
    `households.split_household` and `memberships.join_household`.
    """
    with ledger.write("household.found") as write:
        old = resident(ledger, resident_id).household_id
        if old is None:
            empty = NewHousehold(dwelling_id)
            (new,) = add_household(ledger, empty, since=on, today=today).household_ids
            join_household(ledger, resident_id, household_id=new, relation=HEAD, on=on, today=today)
        elif [member.id for member in household(ledger, old).members] == [resident_id]:
            move_household(ledger, old, dwelling_id=dwelling_id, on=on, today=today, reason=reason)
        else:
            split_household(
                ledger,
                old,
                resident_ids=[resident_id],
                dwelling_id=dwelling_id,
                head_id=resident_id,
                on=on,
                today=today,
                reason=reason,
            )
    return write.changed


def _every_problem(*steps: Callable[[], object]) -> None:
    problems: list[FieldProblem] = []
    for step in steps:
        try:
            step()
        except InputProblem as error:
            problems += error.problems
    if problems:
        raise InputProblem(*problems)
