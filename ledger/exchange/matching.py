"""Finding the residents and households of a roster in the ledger."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ledger.exchange.ledger_state import Known, KnownHousehold, LedgerState
from ledger.exchange.roster import RosterHousehold, RosterResident
from ledger.records.people import HouseholdStatus
from ledger.records.places import Address
from ledger.rules.person_name import short_name_key


class EstateNames:
    """The ledger's own names of estates: an unsaid one is the only one there is, 银苑 and 银苑小区 are the same."""

    def __init__(self, ledger_names: Iterable[str], roster_names: Iterable[str]) -> None:
        known = [name for name in ledger_names if name]
        said = list(dict.fromkeys(name for name in roster_names if name))
        self._by_key = {self._key(name): name for name in (*reversed(said), *known)}
        every = sorted(set(self._by_key.values()))
        self.only = every[0] if len(every) == 1 else ""
        self.is_ambiguous = len(every) > 1
        self.named = self.only if "" in ledger_names and not known and self.only else ""
        """The name that the ledger's nameless estate gets, where the roster is the first to say it."""

    def of(self, name: str) -> str:
        """The estate's name in the ledger; "" stays where several are possible."""
        return self._by_key.get(self._key(name), name) if name else self.only

    @staticmethod
    def _key(name: str) -> str:
        return name.removesuffix("小区")


class Matcher:
    """Finds each resident of the file among the ledger's, each of the ledger's once."""

    def __init__(self, state: LedgerState) -> None:
        self._state = state
        self._taken: set[int] = set()
        self._households_taken: set[int] = set()

    @property
    def taken(self) -> set[int]:
        """The ids of the ledger's residents that the file names."""
        return self._taken

    def residents(self, households: Sequence[tuple[RosterHousehold, Address | None]]) -> list[list[Known | None]]:
        """For each household the ledger's resident for each of its own, None for those the ledger does not have.

        The surest signs come first, for everybody: the ID number, then the name behind the same door. Whoever is left
        is looked for elsewhere.
        """
        found: list[list[Known | None]] = [[None] * len(household.residents) for household, _ in households]
        for look in (self._by_id_number, self._exactly, self._behind_door):
            for place, (household, address) in enumerate(households):
                for index, resident in enumerate(household.residents):
                    if found[place][index] is None:
                        found[place][index] = look(resident, address)
        for place, (household, address) in enumerate(households):
            self._among_their_own(household, found[place])
            for index, resident in enumerate(household.residents):
                if found[place][index] is None and (known := self._elsewhere(resident, address)):
                    found[place][index] = known
                    self._among_their_own(household, found[place])  # where one has gone, the others may be
        return found

    def household(self, found: list[Known | None], address: Address | None) -> tuple[KnownHousehold | None, bool]:
        """The ledger's household for one of the file, and whether it has moved to this door."""
        here = self._state.households_at.get(address, []) if address else []
        belong = [known.household_id for known in found if known and known.household_id]
        ids = Counter(id_ for id_ in belong if id_ not in self._households_taken)
        for id_, _count in ids.most_common():
            if any(household.id == id_ for household in here) or (id_ is not None and address is None):
                return self._state.households[id_], False
        if len(ids) == 1 and address is not None:
            (id_,) = ids
            old = self._state.households.get(id_) if id_ is not None else None
            if old and self._all_come_along(old, found):
                return old, True
        if not ids:
            free = (each for each in here if not self._lives(each) and each.id not in self._households_taken)
            return next(free, None), False
        return None, False

    def unnamed(self, address: Address | None, note: str) -> KnownHousehold | None:
        """The household behind a door of which the file names nobody; without a door, the one with the same note."""
        if address is not None:
            here = self._state.households_at.get(address, [])
        else:
            every = self._state.households.values()
            here = [each for each in every if each.address is None and not each.members and each.note == note]
        return next((each for each in here if each.id not in self._households_taken), None)

    def take_household(self, household: KnownHousehold) -> None:
        """The household is spoken for: another of the file is another."""
        self._households_taken.add(household.id)

    def _among_their_own(self, household: RosterHousehold, found: list[Known | None]) -> None:
        """Those still missing, by name in the households of the ledger that the others belong to."""
        homes = {known.household_id for known in found if known and known.household_id}
        members = [known for id_ in sorted(homes) for known in self._state.households[id_].members]
        for index, resident in enumerate(household.residents):
            if found[index] is None and members:
                found[index] = self._by_name(resident, members)

    def _by_id_number(self, resident: RosterResident, _address: Address | None) -> Known | None:
        known = self._state.by_id_number.get(resident.id_number) if resident.id_number else None
        return self._take(known) if known else None

    def _exactly(self, resident: RosterResident, address: Address | None) -> Known | None:
        """Somebody who stands in the ledger just as in the file: of several namesakes each keeps his place."""
        if address is None:
            return None
        for known in self._state.by_name.get(short_name_key(resident.name), []):
            same = known.birth == resident.birth and known.relation == resident.relation
            if same and self._address(known) == address and self._may_be(known, resident, same_door=False):
                return self._take(known)
        return None

    def _behind_door(self, resident: RosterResident, address: Address | None) -> Known | None:
        if address is None:
            return None
        here = self._state.households_at.get(address, [])
        return self._by_name(resident, [known for household in here for known in household.members])

    def _by_name(self, resident: RosterResident, members: Sequence[Known]) -> Known | None:
        """The one of the same name, by preference one with the same birth."""
        key = short_name_key(resident.name)
        same = [known for known in members if short_name_key(known.name) == key]
        same = [known for known in same if self._may_be(known, resident, same_door=True)]
        same.sort(key=lambda known: (known.birth != resident.birth, not _births_fit(known.birth, resident.birth)))
        return self._take(same[0]) if same else None

    def _elsewhere(self, resident: RosterResident, address: Address | None) -> Known | None:
        """Somebody of the same name: born the same day, or with the same phone, or of whom no door is known."""
        numbers = {phone.number for phone in resident.phones}
        namesakes = self._state.by_name.get(short_name_key(resident.name), [])
        if len(namesakes) > 1:  # the likest first: born the same day, and as homeless as the file has it
            namesakes = sorted(
                namesakes,
                key=lambda each: (each.birth != resident.birth, (self._address(each) is None) != (address is None)),
            )
        for known in namesakes:
            if not self._may_be(known, resident, same_door=False):
                continue
            same_birth = len(resident.birth) == 10 and known.birth == resident.birth
            nowhere = known.household_id is None or self._address(known) is None
            if same_birth or nowhere or numbers & {phone.number for phone in known.phones}:
                return self._take(known)
        return None

    def _may_be(self, known: Known, resident: RosterResident, *, same_door: bool) -> bool:
        if known.id in self._taken or (known.id_number and resident.id_number):
            # Different ID numbers are different people, unless one was corrected behind the same door.
            return same_door and known.id not in self._taken and _births_fit(known.birth, resident.birth)
        return same_door or _births_fit(known.birth, resident.birth)

    def _take(self, known: Known) -> Known | None:
        if known.id in self._taken:
            return None
        self._taken.add(known.id)
        return known

    def _address(self, known: Known) -> Address | None:
        household = self._state.households.get(known.household_id) if known.household_id else None
        return household.address if household else None

    def _lives(self, household: KnownHousehold) -> bool:
        return bool(household.members) or household.status is HouseholdStatus.MOVED_OUT

    def _all_come_along(self, old: KnownHousehold, found: list[Known | None]) -> bool:
        ids = {known.id for known in found if known}
        return old.status is not HouseholdStatus.MOVED_OUT and all(
            member.id in ids for member in old.members if not member.is_gone
        )


def _births_fit(one: str, other: str) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)
