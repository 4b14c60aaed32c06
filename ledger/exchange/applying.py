"""Carrying a plan out, in one transaction: all of the roster is in the ledger afterwards, or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.exchange.batch import without_garbage_collection
from ledger.exchange.fields import sensitive_care_groups
from ledger.exchange.plan import Fate, HouseholdPlan, Plan, ResidentPlan
from ledger.exchange.reading import Progress
from ledger.people.care_groups import add_care_group, assign
from ledger.people.entering import add_households, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.households import set_head, set_note, set_status
from ledger.people.memberships import join_household, move_resident, set_relation
from ledger.people.moving import move_household
from ledger.people.residents import correct_resident, set_phones
from ledger.places.doors import estates, find_or_make_dwellings, rename_estate, update_dwelling
from ledger.places.staff import add_grid, assign_building, grids
from ledger.records.people import HouseholdStatus, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger

_AT_ONCE = 400
"""Households entered between two calls of `progress`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, counted in residents."""

    created: int
    changed: int
    changes: Changed | None


def apply_plan(ledger: Ledger, plan: Plan, *, today: date, progress: Progress | None = None) -> Imported:
    """Import as planned. A plan that changes nothing leaves not even an entry in the journal.

    `progress` may raise Cancelled: then nothing was changed. Raises WorldProblem where the file cannot be written,
    and InputProblem where the ledger has changed since the plan was made.
    """
    if plan.changes_nothing:
        return Imported(0, 0, None)
    tell = _teller(progress, len(plan.households))
    with without_garbage_collection(), ledger.write("roster.import") as write:
        if plan.estate_named:
            nameless = next(estate.id for estate in estates(ledger) if not estate.name)
            rename_estate(ledger, nameless, name=plan.estate_named)
        dwellings = _dwellings(ledger, plan)
        groups = _groups(ledger, plan)
        new = [household for household in plan.households if household.fate is Fate.NEW]
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            _enter_households(ledger, part, dwellings, groups, today)
            tell(len(part))
        for household in plan.households:
            if household.household_id is not None:
                _change_household(ledger, household, household.household_id, dwellings, groups, today)
                tell(1)
        _assign_grids(ledger, plan)
    changed = sum(plan.count(fate) for fate in (Fate.CHANGED,))
    return Imported(plan.count(Fate.NEW), changed, write.changed)


def _dwellings(ledger: Ledger, plan: Plan) -> dict[Address, int]:
    uses: dict[Address, DwellingUse] = {}
    for household in plan.households:
        if household.address is not None and household.roster.use is not None:
            uses.setdefault(household.address, household.roster.use)
    addresses = [household.address for household in plan.households if household.address is not None]
    return find_or_make_dwellings(ledger, addresses, uses=uses)


def _groups(ledger: Ledger, plan: Plan) -> dict[str, int]:
    """The care groups that are switched on, by name; unknown ones are made, sensitive ones switched off."""
    for name in plan.new_groups:
        add_care_group(ledger, name=name, sensitive=name in sensitive_care_groups())
    found = ledger.rows("select id, name from care_group where enabled and withdrawn_at is null")
    return {row["name"]: row["id"] for row in found}


def _enter_households(
    ledger: Ledger,
    plans: Sequence[HouseholdPlan],
    dwellings: dict[Address, int],
    groups: dict[str, int],
    today: date,
) -> None:
    """Enter new households; residents who come from another household of the ledger move in afterwards."""
    households = []
    for plan in plans:
        members = tuple(_new_resident(each, groups) for each in plan.residents if each.fate is Fate.NEW)
        dwelling_id = dwellings[plan.address] if plan.address is not None else None
        households.append(NewHousehold(dwelling_id, members, None, plan.roster.status, plan.roster.note))
    entered = add_households(ledger, households, since=None, today=today)
    for plan, household_id in zip(plans, entered.household_ids, strict=True):
        _change_use(ledger, plan, dwellings)
        for resident in plan.residents:
            if resident.resident_id is not None and resident.fate is not Fate.SKIPPED:
                _bring_in(ledger, resident, resident.resident_id, household_id, resident.roster.relation, today)
                _change_resident(ledger, resident, resident.resident_id, groups, today)


def _new_resident(plan: ResidentPlan, groups: dict[str, int], relation: str | None = None) -> NewResident:
    roster = plan.roster
    return NewResident(
        name=roster.name,
        sex=roster.sex,
        birth=roster.birth,
        id_number=roster.id_number,
        phones=roster.phones,
        relation=roster.relation if relation is None else relation,
        note=roster.note,
        care_group_ids=tuple(groups[name] for name in plan.groups if name in groups),
    )


def _change_household(
    ledger: Ledger,
    plan: HouseholdPlan,
    household_id: int,
    dwellings: dict[Address, int],
    groups: dict[str, int],
    today: date,
) -> None:
    if plan.fate is Fate.UNCHANGED and all(r.fate in (Fate.UNCHANGED, Fate.SKIPPED) for r in plan.residents):
        return
    if plan.moves and plan.address is not None:
        move_household(ledger, household_id, dwelling_id=dwellings[plan.address], on=today, today=today)
    ids: dict[int, str] = {}
    head_id = None
    for index, resident in enumerate(plan.residents):
        if resident.fate is Fate.SKIPPED:
            continue
        # Who is head is settled when all have come in.
        relation = "" if resident.roster.relation == HEAD else resident.roster.relation
        id_ = _enter_or_change(ledger, resident, household_id, relation, groups, today)
        if relation:
            ids[id_] = relation
        if index == plan.new_head:
            head_id = id_
    if head_id is not None:
        set_head(ledger, household_id, head_id=head_id, relations=ids)
    if plan.note is not None:
        set_note(ledger, household_id, note=plan.note)
    _change_use(ledger, plan, dwellings)
    status = next((change.after for change in plan.changes if change.field == "status"), None)
    if status is not None:
        set_status(ledger, household_id, status=HouseholdStatus(status))


def _change_use(ledger: Ledger, plan: HouseholdPlan, dwellings: dict[Address, int]) -> None:
    if plan.use is not None and plan.address is not None:
        id_ = dwellings[plan.address]
        note = ledger.value("select note from dwelling where id = ?", (id_,))
        update_dwelling(ledger, id_, use=plan.use, note=note)


def _enter_or_change(
    ledger: Ledger, plan: ResidentPlan, household_id: int, relation: str, groups: dict[str, int], today: date
) -> int:
    if plan.resident_id is None:
        new = _new_resident(plan, groups, relation)
        return add_resident(ledger, new, household_id=household_id, since=None, today=today).id
    if plan.moves or plan.joins:
        _bring_in(ledger, plan, plan.resident_id, household_id, relation, today)
    _change_resident(ledger, plan, plan.resident_id, groups, today)
    return plan.resident_id


def _bring_in(
    ledger: Ledger, plan: ResidentPlan, resident_id: int, household_id: int, relation: str, today: date
) -> None:
    if plan.moves:
        move_resident(ledger, resident_id, household_id=household_id, relation=relation, on=today, today=today)
    else:
        join_household(ledger, resident_id, household_id=household_id, relation=relation, on=today, today=today)


def _change_resident(ledger: Ledger, plan: ResidentPlan, resident_id: int, groups: dict[str, int], today: date) -> None:
    after = {change.field: change.after for change in plan.changes}
    correct_resident(
        ledger,
        resident_id,
        today=today,
        name=after.get("name"),
        sex=Sex(after["sex"]) if "sex" in after else None,
        birth=after.get("birth"),
        id_number=after.get("id_number"),
        note=plan.note,
    )
    if "relation" in after:
        set_relation(ledger, resident_id, relation=after["relation"])
    if plan.phones is not None:
        set_phones(ledger, resident_id, phones=plan.phones)
    for name in plan.groups:
        if name in groups:
            assign(ledger, resident_id, care_group_id=groups[name], on=today, today=today)


def _assign_grids(ledger: Ledger, plan: Plan) -> None:
    if not plan.grids:
        return
    known = {grid.name: grid.id for grid in grids(ledger)}
    for name in dict.fromkeys(plan.grids.values()):
        if name not in known:
            known[name] = add_grid(ledger, name=name).id
    found = ledger.rows(
        "select b.id, b.name, e.name as estate from building b join estate e on e.id = b.estate_id"
        " where b.withdrawn_at is null"
    )
    for row in found:
        if grid := plan.grids.get((row["estate"], row["name"])):
            assign_building(ledger, row["id"], grid_id=known[grid])


def _teller(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, total)

    return tell
