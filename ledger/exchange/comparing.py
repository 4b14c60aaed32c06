"""A roster beside the ledger, field by field: what is new, what changes from what to what, who is gone.

The file is believed where it says something; where it is silent, or knows less than the ledger (1945-08 beside
1945-08-15), the ledger stays as it is. Phones, care groups and notes are added to, never taken away.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ledger.exchange.batch import without_garbage_collection
from ledger.exchange.ledger_state import Known, KnownHousehold, LedgerState, read_state
from ledger.exchange.matching import EstateNames, Matcher
from ledger.exchange.merged_notes import BETWEEN, merged_note
from ledger.exchange.person_cells import ORIGINAL
from ledger.exchange.plan import Fate, FieldChange, Gone, HouseholdPlan, Plan, ResidentPlan
from ledger.exchange.roster import Roster, RosterHousehold, RosterProblem, RosterResident
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.records.places import Address, DwellingUse
from ledger.rules.finding import Severity
from ledger.rules.person_name import short_name_key
from ledger.rules.relation import HEAD
from ledger.store import Ledger


def plan_import(ledger: Ledger, roster: Roster) -> Plan:
    """What importing the roster would do. Writes nothing."""
    with without_garbage_collection():
        return plan_beside(read_state(ledger), roster)


def plan_beside(state: LedgerState, roster: Roster) -> Plan:
    """`plan_import` beside a state of the ledger; an empty one for a ledger that is not made yet."""
    said = [household.address.estate for household in roster.households if household.address]
    names = EstateNames(state.estates, said)
    if names.named:
        state = _with_estate(state, names.named)
    comparison = _Comparison(state, roster, names)
    households = tuple(comparison.household(household) for household in roster.households)
    off: Counter[str] = Counter()
    wanted: dict[str, None] = {}
    for household in roster.households:
        for resident in household.residents:
            for group in resident.care_groups:
                wanted.setdefault(group)
                if state.groups.get(group) is False:
                    off[group] += 1
    return Plan(
        roster=roster,
        households=households,
        gone=tuple(_gone(state, households, comparison.matcher.taken)),
        problems=(*roster.problems, *comparison.problems),
        new_groups=tuple(group for group in wanted if group not in state.groups),
        groups_off=tuple(off.items()),
        grids=_grids(state, households),
        new_doors=len({plan.address for plan in households if plan.address and plan.address not in state.doors}),
        estate_named=names.named,
    )


class _Comparison:
    """The households of the file one by one; remembers whom of the ledger they name."""

    def __init__(self, state: LedgerState, roster: Roster, names: EstateNames) -> None:
        self.matcher = Matcher(state)
        self.problems: list[RosterProblem] = []
        self._uses_said: set[Address] = set()
        self._state = state
        self._names = names
        self._homes = self._estates_of_buildings(roster)
        # Every resident is looked for before any household is: whoever stays keeps his place from who comes.
        self._addresses = {id(each): self._address(each) for each in roster.households}
        places = [(each, self._addresses[id(each)]) for each in roster.households]
        found = self.matcher.residents(places)
        self._found = {id(each): who for each, who in zip(roster.households, found, strict=True)}

    def household(self, roster: RosterHousehold) -> HouseholdPlan:
        """What becomes of a household."""
        address, found = self._addresses[id(roster)], self._found[id(roster)]
        if address is None and roster.address is not None:
            said = f"住址{ORIGINAL}{roster.address.short}"
            roster = replace(roster, note=BETWEEN.join(part for part in (roster.note, said) if part))
        if roster.residents:
            known, moves = self.matcher.household(found, address)
        else:
            known, moves = self.matcher.unnamed(address, roster.note), False
        if known is None:
            return self._new_household(roster, address, found)
        self.matcher.take_household(known)
        residents = tuple(
            self._resident(resident, who, known) for resident, who in zip(roster.residents, found, strict=True)
        )
        return self._compared(roster, address, known, residents, moves)

    def _new_household(
        self, roster: RosterHousehold, address: Address | None, found: list[Known | None]
    ) -> HouseholdPlan:
        residents = tuple(self._resident(r, who, None) for r, who in zip(roster.residents, found, strict=True))
        use = self._use(roster, address)
        return HouseholdPlan(roster, address, None, Fate.NEW, residents, use=use[1] if use else None)

    def _compared(
        self,
        roster: RosterHousehold,
        address: Address | None,
        known: KnownHousehold,
        residents: tuple[ResidentPlan, ...],
        moves: bool,
    ) -> HouseholdPlan:
        changes: list[FieldChange] = []
        address = address or known.address  # what the file does not say properly, the ledger knows
        if moves and address:
            changes.append(FieldChange("address", known.address.short if known.address else "", address.short))
            # Whose door changes has changed, though the change stands with the household.
            residents = tuple(
                replace(each, fate=Fate.CHANGED) if each.fate is Fate.UNCHANGED else each for each in residents
            )
        note = merged_note(known.note, roster.note, lambda _part: False)
        if note != known.note:
            changes.append(FieldChange("note", known.note, note))
        use = self._use(roster, known.address if not moves else address)
        if use is not None:
            changes.append(FieldChange("use", use[0].value, use[1].value))
        status = _new_status(roster, known)
        if status is not known.status:
            changes.append(FieldChange("status", known.status.value, status.value))
        new_head = _new_head(roster, known, residents)
        if new_head is not None:
            before = next((member.name for member in known.members if member.id == known.head_id), "")
            changes.append(FieldChange("head", before, residents[new_head].roster.name))
        return HouseholdPlan(
            roster=roster,
            address=address,
            household_id=known.id,
            fate=Fate.CHANGED if changes else Fate.UNCHANGED,
            residents=residents,
            changes=tuple(changes),
            note=note if note != known.note else None,
            use=use[1] if use else None,
            new_head=new_head,
            moves=moves,
        )

    def _use(self, roster: RosterHousehold, address: Address | None) -> tuple[DwellingUse, DwellingUse] | None:
        """How the door was and will be used. Of several households behind it the first that says so is believed."""
        if roster.use is None or address is None or address in self._uses_said:
            return None
        self._uses_said.add(address)
        if address not in self._state.doors:
            return None
        before = self._state.doors[address][1]
        return (before, roster.use) if before is not roster.use else None

    def _resident(self, roster: RosterResident, known: Known | None, household: KnownHousehold | None) -> ResidentPlan:
        wanted = tuple(group for group in roster.care_groups if self._state.groups.get(group, True))
        if known is None:
            return ResidentPlan(roster, None, Fate.NEW, groups=wanted)
        if known.is_gone:
            facts = (("name", known.name), ("presence", known.presence.value))
            self.problems.append(
                RosterProblem(roster.sheet, roster.row, "", "roster_resident_gone", facts, Severity.WARNING)
            )
            return ResidentPlan(roster, known.id, Fate.SKIPPED)
        groups = tuple(group for group in wanted if group not in known.care_groups)
        phones = _phones(known, roster)
        note = merged_note(known.note, roster.note, lambda part: _is_settled(part, roster))
        changes = [*_field_changes(known, roster), *_relation_change(known, roster, household)]
        if phones is not None:
            changes.append(FieldChange("phones", _numbers(known.phones), _numbers(phones)))
        if groups:
            changes.append(
                FieldChange("care_groups", "、".join(known.care_groups), "、".join((*known.care_groups, *groups)))
            )
        if note != known.note:
            changes.append(FieldChange("note", known.note, note))
        moves = known.household_id is not None and (household is None or known.household_id != household.id)
        if moves and (old := self._state.households.get(known.household_id or 0)):
            changes.append(FieldChange("household", old.address.short if old.address else "", ""))
        joins = known.household_id is None
        return ResidentPlan(
            roster=roster,
            resident_id=known.id,
            fate=Fate.CHANGED if changes or joins else Fate.UNCHANGED,
            changes=tuple(changes),
            phones=phones,
            note=note if note != known.note else None,
            groups=groups,
            moves=moves,
            joins=joins,
        )

    def _estates_of_buildings(self, roster: Roster) -> dict[str, set[str]]:
        """For each building's name the estates that have such a building, in the ledger or in the file."""
        homes: dict[str, set[str]] = {}
        for known in self._state.doors:
            homes.setdefault(known.building, set()).add(known.estate)
        for household in roster.households:
            if household.address and household.address.estate:
                homes.setdefault(household.address.building, set()).add(self._names.of(household.address.estate))
        return homes

    def _address(self, household: RosterHousehold) -> Address | None:
        address = household.address
        if address is None:
            return None
        estate = self._names.of(address.estate)
        if estate or not self._names.is_ambiguous:
            return replace(address, estate=estate)
        homes = self._homes.get(address.building, set())
        if "" in homes or len(homes) == 1:
            return replace(address, estate="" if "" in homes else next(iter(homes)))
        facts = (("address", address.short),)
        self.problems.append(
            RosterProblem(household.sheet, household.row, "", "address_no_estate", facts, Severity.ERROR)
        )
        return None


def _field_changes(known: Known, roster: RosterResident) -> Iterable[FieldChange]:
    if short_name_key(known.name) != short_name_key(roster.name):
        yield FieldChange("name", known.name, roster.name)
    if roster.sex is not Sex.UNKNOWN and roster.sex is not known.sex:
        yield FieldChange("sex", known.sex.value, roster.sex.value)
    if roster.birth and not known.birth.startswith(roster.birth):
        yield FieldChange("birth", known.birth, roster.birth)
    if roster.id_number and roster.id_number != known.id_number:
        yield FieldChange("id_number", known.id_number, roster.id_number)


def _relation_change(known: Known, roster: RosterResident, household: KnownHousehold | None) -> Iterable[FieldChange]:
    """The relation to the head; who is head is a matter of the household."""
    if household is None or known.household_id != household.id or HEAD in (roster.relation, known.relation):
        return
    if roster.relation and roster.relation != known.relation:
        yield FieldChange("relation", known.relation, roster.relation)


def _new_head(roster: RosterHousehold, known: KnownHousehold, residents: tuple[ResidentPlan, ...]) -> int | None:
    """Which of the household's residents becomes its head, None where it keeps the one it has."""
    if roster.head is None or residents[roster.head].fate is Fate.SKIPPED:
        return None
    resident_id = residents[roster.head].resident_id
    return None if resident_id is not None and resident_id == known.head_id else roster.head


def _new_status(roster: RosterHousehold, known: KnownHousehold) -> HouseholdStatus:
    empty = not any(not member.is_gone for member in known.members)
    if roster.residents and known.status in (HouseholdStatus.VACANT, HouseholdStatus.UNVERIFIED):
        return roster.status
    if roster.residents and roster.status is HouseholdStatus.AWAY:
        return roster.status
    if empty and roster.status is HouseholdStatus.VACANT and known.status is HouseholdStatus.UNVERIFIED:
        return roster.status
    return known.status


def _phones(known: Known, roster: RosterResident) -> tuple[Phone, ...] | None:
    """The phones the ledger will hold, None where it holds them all."""
    notes = {phone.number: phone.note for phone in roster.phones}
    kept = tuple(replace(phone, note=phone.note or notes.get(phone.number, "")) for phone in known.phones)
    numbers = {phone.number for phone in known.phones}
    phones = (*kept, *(phone for phone in roster.phones if phone.number not in numbers))
    return None if phones == known.phones else phones


def _numbers(phones: Iterable[Phone]) -> str:
    return "、".join(phone.number for phone in phones)


def _is_settled(part: str, roster: RosterResident) -> bool:
    """Whether what an earlier file could not say is now said, so that its wrong wording may go from the note."""
    label = part.split("（", 1)[0]
    if any(word in label for word in ("身份", "证件")):
        return bool(roster.id_number)
    if any(word in label for word in ("出生", "生日")):
        return bool(roster.birth)
    if any(word in label for word in ("电话", "手机", "联系")):
        return bool(roster.phones)
    return False


def _grids(state: LedgerState, households: Iterable[HouseholdPlan]) -> dict[tuple[str, str], str]:
    """The grids that buildings get: where all households of a building name one, and the ledger none."""
    named: dict[tuple[str, str], set[str]] = {}
    for household in households:
        if household.address and household.roster.grid:
            place = household.address.estate, household.address.building
            named.setdefault(place, set()).add(household.roster.grid)
    return {
        place: next(iter(grids))
        for place, grids in named.items()
        if len(grids) == 1 and not state.building_grids.get(place, (0, ""))[1]
    }


def _gone(state: LedgerState, households: Iterable[HouseholdPlan], named: set[int]) -> Iterable[Gone]:
    covered = {(plan.address.estate, plan.address.building) for plan in households if plan.address}
    for household in state.households.values():
        address = household.address
        if address is None or (address.estate, address.building) not in covered:
            continue
        for member in household.members:
            if member.id not in named and not member.is_gone:
                yield Gone(member.id, household.id, member.name, member.relation, address)


def _with_estate(state: LedgerState, name: str) -> LedgerState:
    """The state as it will be once the nameless estate has its name."""

    def named(address: Address) -> Address:
        return replace(address, estate=address.estate or name)

    for household in state.households.values():
        household.address = named(household.address) if household.address else None
    return replace(
        state,
        doors={named(address): door for address, door in state.doors.items()},
        building_grids={(estate or name, b): grid for (estate, b), grid in state.building_grids.items()},
    )
