"""The roster as the reading looks things up in it: by door, by name, by surname. Built once, kept current."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger.people.pinyin import pinyin_columns
from ledger.records.notebook import KnownHousehold, KnownPerson
from ledger.rules.address_parts import building_name, room_name, unit_name
from ledger.rules.person_name import compound_surnames

Found = tuple[KnownHousehold, KnownPerson]
DoorKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class CalledPlace:
    """What the people of a place call a building of an estate; `building` is "" where they call the estate so."""

    said: str
    estate: str
    building: str


@dataclass(frozen=True)
class PlaceNames:
    """Names of places that are no numbers: the estates, and buildings such as 综合楼 or 东街. Longest first.

    `called` are the names by which a community calls its places besides.
    """

    estates: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    called: tuple[CalledPlace, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A route sheet as the reading needs it: for which day, who goes round ("" for nobody), the door of each row."""

    on: date
    worker: str
    rows: Mapping[int, DoorKey]


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """The family name: two characters where it is a compound one."""
    return name[:2] if name[:2] in compound_surnames() and len(name) > 2 else name[:1]


@lru_cache(maxsize=65536)
def sounds(text: str) -> frozenset[str]:
    """How a character or a name may sound, without tones."""
    return frozenset(pinyin_columns(text)[0].split(" ")) - {""}


@lru_cache(maxsize=65536)
def door_key(estate: str, building: str, unit: str, room: str) -> DoorKey:
    """A door in the one form under which it is looked up."""
    plain_room = room_name(room, None).removesuffix("号").replace("号附", "附")
    return estate, building_name(building), unit_name(unit), plain_room.lstrip("0") or plain_room


class RosterIndex:
    """Doors and people of one community.

    `workers` are the names of those who go round and write the pages, `sheets` the route sheets by their numbers,
    `called` what this community calls its places.
    """

    def __init__(self, households: Iterable[KnownHousehold]) -> None:
        self._doors: dict[DoorKey, KnownHousehold] = {}
        self._rooms: dict[tuple[str, str], dict[DoorKey, KnownHousehold]] = defaultdict(dict)
        self._units: dict[tuple[str, str], dict[str, dict[DoorKey, KnownHousehold]]] = defaultdict(dict)
        self._names: dict[str, dict[DoorKey, list[Found]]] = defaultdict(dict)
        self._surnames: dict[str, dict[DoorKey, list[Found]]] = defaultdict(dict)
        self._initial: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._places: PlaceNames | None = None
        self.workers: tuple[str, ...] = ()
        self.sheets: dict[int, Sheet] = {}
        self._called: tuple[CalledPlace, ...] = ()
        for household in households:
            self.put(household)

    def put(self, household: KnownHousehold) -> None:
        """Take in a household, or its new state: whoever was at that door before is forgotten."""
        key = door_key(household.estate, household.building, household.unit, household.room)
        self.drop(key)
        self._doors[key] = household
        self._rooms[key[1], key[3]][key] = household
        self._units[key[0], key[1]].setdefault(key[2], {})[key] = household
        self._places = None
        for person in household.people:
            self._surnames[surname(person.name)].setdefault(key, []).append((household, person))
            for name in _written_forms(person.name):
                self._names[name].setdefault(key, []).append((household, person))
                self._initial[name[0]][name] += 1

    def drop(self, key: DoorKey) -> None:
        """Forget a door and who lives there. Does nothing where it is unknown."""
        household = self._doors.pop(key, None)
        if household is None:
            return
        self._places = None
        self._rooms[key[1], key[3]].pop(key, None)
        units = self._units[key[0], key[1]]
        units[key[2]].pop(key)
        if not units[key[2]]:
            del units[key[2]]
        for person in household.people:
            self._surnames[surname(person.name)].pop(key, None)
            for name in _written_forms(person.name):
                self._names[name].pop(key, None)
                _count_down(self._initial[name[0]], name)

    def behind(self, key: DoorKey) -> KnownHousehold | None:
        """The household behind a door, by its key."""
        return self._doors.get(key)

    @property
    def households(self) -> tuple[KnownHousehold, ...]:
        """All of them."""
        return tuple(self._doors.values())

    @property
    def places(self) -> PlaceNames:
        """Estates and named buildings, the longest first."""
        if self._places is None:
            estates = {key[0] for key in self._doors}
            named = {key[1] for key in self._doors if len(key[1]) > 1 and not key[1].isascii()}
            called = tuple(place for place in self._called if self._is_there(place))
            self._places = PlaceNames(_longest_first(estates), _longest_first(named), called)
        return self._places

    @property
    def called(self) -> tuple[CalledPlace, ...]:
        """What the community calls its places, the longest first."""
        return self._called

    @called.setter
    def called(self, places: tuple[CalledPlace, ...]) -> None:
        """Take in what the community calls its places from now on."""
        self._called, self._places = places, None

    def _is_there(self, place: CalledPlace) -> bool:
        known = self._units.get((place.estate, building_name(place.building)))
        return bool(known) if place.building else True

    def has_building(self, estate: str, building: str) -> bool:
        """Whether there is such a building; estate "" means any."""
        estates = (estate,) if estate else self.places.estates
        return any(self._units.get((name, building)) for name in estates)

    def has_unit(self, estate: str, building: str, unit: str) -> bool:
        """Whether there is such a unit; estate "" means any."""
        estates = (estate,) if estate else self.places.estates
        return any(unit in self._units.get((name, building), ()) for name in estates)

    def at(self, *, estate: str, building: str, unit: str | None, room: str) -> tuple[KnownHousehold, ...]:
        """The households behind such a door of `building`; estate "" and unit None leave these open."""
        room = door_key("", "", "", room)[3]
        return tuple(
            household
            for key, household in self._rooms.get((building, room), {}).items()
            if (not estate or key[0] == estate) and (unit is None or key[2] == unit)
        )

    def in_building(self, estate: str, building: str, unit: str | None) -> tuple[KnownHousehold, ...]:
        """The households of a building's unit; estate "" and unit None mean any."""
        estates = (estate,) if estate else self.places.estates
        units = [self._units.get((name, building), {}) for name in estates]
        return tuple(
            household
            for doors_of in units
            for name, doors in doors_of.items()
            if unit is None or name == unit
            for household in doors.values()
        )

    def rooms(self, room: str, *, estate: str = "", unit: str | None = None) -> tuple[KnownHousehold, ...]:
        """The households behind this room number in whatever building; looks at every building."""
        return tuple(
            household
            for name, building in list(self._units)
            for household in self.at(estate=name, building=building, unit=unit, room=room)
            if not estate or name == estate
        )

    def named(self, name: str) -> tuple[Found, ...]:
        """Everybody of exactly this name, or called so."""
        return tuple(found for at_door in self._names.get(name, {}).values() for found in at_door)

    def of_surname(self, family_name: str) -> tuple[Found, ...]:
        """Everybody of this surname."""
        return tuple(found for at_door in self._surnames.get(family_name, {}).values() for found in at_door)

    def name_at(self, text: str, position: int) -> str:
        """The longest full name right at `position`; "" where there is none."""
        first = text[position : position + 1]
        return max((n for n in self._initial.get(first, ()) if text.startswith(n, position)), key=len, default="")

    def names_in(self, text: str) -> list[tuple[int, str]]:
        """(position, name) of every full name in `text`, the longest where they overlap, in order of mention."""
        found: list[tuple[int, str]] = []
        position = 0
        while position < len(text):
            names = [n for n in self._initial.get(text[position], ()) if text.startswith(n, position)]
            if names:
                best = max(names, key=len)
                found.append((position, best))
                position += len(best)
            else:
                position += 1
        return found


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def _count_down(counts: dict[str, int], name: str) -> None:
    counts[name] -= 1
    if counts[name] <= 0:
        del counts[name]


def _written_forms(name: str) -> tuple[str, ...]:
    """The name and, for one with a dot (古丽娜尔·艾山), its given part, by which its bearer is called."""
    given = name.split("·")[0]
    return (name, given) if given != name and len(given) > 1 else (name,)
