"""Entering residents and households: one at a form, thousands from a roster, through the same statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ledger.errors import FieldProblem, InputProblem, refuse
from ledger.people.fields import NewHousehold, NewResident, check_resident
from ledger.people.pinyin import pinyin_columns
from ledger.places.added import Added
from ledger.places.entered import standing_row
from ledger.records.people import HouseholdStatus
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger, Writing


@dataclass(frozen=True, slots=True)
class EnteredHouseholds:
    """What `add_households` made, in the order given; `resident_ids` holds one tuple for each household."""

    household_ids: tuple[int, ...]
    resident_ids: tuple[tuple[int, ...], ...]
    changed: Changed


def add_household(ledger: Ledger, new: NewHousehold, *, since: date | None, today: date) -> EnteredHouseholds:
    """Enter one household with its members; see `add_households`.

    Fields of problems are named "members.m.name" for the m-th member, "head", "since".
    Raises InputProblem: those of `add_households`.
    """
    try:
        return add_households(ledger, [new], since=since, today=today)
    except InputProblem as error:
        raise InputProblem(*(replace(each, field=each.field.removeprefix("0.")) for each in error.problems)) from None


def add_households(
    ledger: Ledger, new: Sequence[NewHousehold], *, since: date | None, today: date
) -> EnteredHouseholds:
    """Enter households with their members into their dwellings. Joins the write it is called in.

    `since` is the day they live there from, None for a first import: from before the ledger began.
    The n-th household's problems have fields named "n.name", or "n.members.m.name" for its m-th member.
    Raises InputProblem: those of `check_resident`, "two_heads", "no_such_head",
    "care_group_disabled" (`name`), "date_in_future".
    """
    _check_households(new, since=since, today=today)
    start = None if since is None else since.isoformat()
    with ledger.write("household.add") as write:
        everybody = [member for household in new for member in household.members]
        ids = iter(_insert_residents(write, everybody))
        resident_ids = tuple(tuple(next(ids) for _ in household.members) for household in new)
        household_ids = write.insert_many(
            "household",
            [
                {"status": each.status.value, "head_id": _chosen(each.head_index, members), "note": each.note.strip()}
                for each, members in zip(new, resident_ids, strict=True)
            ],
        )
        placed = list(zip(new, household_ids, resident_ids, strict=True))
        write.insert_many(
            "occupancy",
            [
                {"household_id": id_, "dwelling_id": each.dwelling_id, "since": start, "until": None}
                for each, id_, _members in placed
                if each.dwelling_id is not None
            ],
        )
        write.insert_many(
            "membership",
            [
                {
                    "household_id": id_,
                    "resident_id": resident_id,
                    "relation": HEAD if index == each.head_index else each.members[index].relation.strip(),
                    "since": start,
                    "until": None,
                }
                for each, id_, members in placed
                for index, resident_id in enumerate(members)
            ],
        )
        _insert_details(ledger, write, everybody, [id_ for members in resident_ids for id_ in members], start)
    return EnteredHouseholds(tuple(household_ids), resident_ids, write.changed)


def add_resident(
    ledger: Ledger, new: NewResident, *, household_id: int | None, since: date | None, today: date
) -> Added:
    """Enter a resident into a household, or into none. Whose relation is 户主 becomes the head of a headless one.

    Raises InputProblem: those of `check_resident`, "no_such_entry", "household_has_head",
    "household_moved_out", "care_group_disabled", "date_in_future".
    """
    check_resident(new, today=today)
    _refuse_future_start(since, today)
    start = None if since is None else since.isoformat()
    with ledger.write("resident.add") as write:
        (id_,) = _insert_residents(write, [new])
        _insert_details(ledger, write, [new], [id_], start)
        if household_id is not None:
            enter_membership(ledger, write, id_, household_id, relation=new.relation, start=start)
    return Added(id_, write.changed)


def enter_membership(
    ledger: Ledger, write: Writing, resident_id: int, household_id: int, *, relation: str, start: str | None
) -> None:
    """Make a resident who belongs nowhere a member; for the writes of this package.

    Raises InputProblem: "no_such_entry", "household_has_head", "household_moved_out", "resident_is_gone" (dead or
    moved out: the life event comes first).
    """
    household = standing_row(ledger, "household", household_id, field="household_id")
    if household["status"] == HouseholdStatus.MOVED_OUT:
        raise refuse("household_id", "household_moved_out")
    if ledger.value("select presence from resident where id = ?", (resident_id,)) in ("dead", "moved_out"):
        raise refuse("resident_id", "resident_is_gone")
    relation = relation.strip()
    if relation == HEAD:
        if household["head_id"] is not None:
            raise refuse("relation", "household_has_head")
        write.update("household", household_id, head_id=resident_id)
    write.insert(
        "membership",
        household_id=household_id,
        resident_id=resident_id,
        relation=relation,
        since=start,
        until=None,
    )


def _insert_residents(write: Writing, new: Sequence[NewResident]) -> list[int]:
    rows: list[dict[str, Any]] = []
    for each in new:
        name = each.name.strip()
        pinyin, initials = pinyin_columns(name)
        rows.append(
            {
                "name": name,
                "sex": each.sex.value,
                "birth": each.birth,
                "id_number": each.id_number,
                "note": each.note.strip(),
                "pinyin": pinyin,
                "initials": initials,
            }
        )
    return write.insert_many("resident", rows)


def _insert_details(
    ledger: Ledger, write: Writing, new: Sequence[NewResident], ids: Sequence[int], start: str | None
) -> None:
    _refuse_disabled_groups(ledger, {group for each in new for group in each.care_group_ids})
    write.insert_many(
        "phone",
        [
            {"resident_id": id_, "number": phone.number, "note": phone.note.strip(), "position": position}
            for id_, each in zip(ids, new, strict=True)
            for position, phone in enumerate(each.phones)
        ],
    )
    write.insert_many(
        "care_membership",
        [
            {"care_group_id": group, "resident_id": id_, "since": start, "until": None}
            for id_, each in zip(ids, new, strict=True)
            for group in dict.fromkeys(each.care_group_ids)
        ],
    )


def _refuse_disabled_groups(ledger: Ledger, wanted: set[int]) -> None:
    # Sensitive groups stay off until the community has a purpose for them, so nobody is put into one before.
    enabled = {row["id"] for row in ledger.rows("select id from care_group where enabled and withdrawn_at is null")}
    for id_ in sorted(wanted - enabled):
        name = ledger.value("select name from care_group where id = ?", (id_,))
        raise refuse("care_group_ids", "care_group_disabled", name=name or "")


def _chosen(index: int | None, ids: tuple[int, ...]) -> int | None:
    return None if index is None else ids[index]


def _check_households(new: Sequence[NewHousehold], *, since: date | None, today: date) -> None:
    _refuse_future_start(since, today)
    problems: list[FieldProblem] = []
    for number, household in enumerate(new):
        problems += _head_problems(household, number)
        for place, member in enumerate(household.members):
            try:
                check_resident(member, today=today)
            except InputProblem as error:
                where = f"{number}.members.{place}"
                problems += [replace(each, field=f"{where}.{each.field}") for each in error.problems]
    if problems:
        raise InputProblem(*problems)


def _head_problems(household: NewHousehold, number: int) -> list[FieldProblem]:
    heads = {index for index, member in enumerate(household.members) if member.relation.strip() == HEAD}
    if household.head is not None:
        if not 0 <= household.head < len(household.members):
            return [FieldProblem(f"{number}.head", "no_such_head")]
        heads.add(household.head)
    return [FieldProblem(f"{number}.head", "two_heads")] if len(heads) > 1 else []


def _refuse_future_start(since: date | None, today: date) -> None:
    if since is not None and since > today:
        raise refuse("since", "date_in_future", date=since)
