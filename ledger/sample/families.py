"""Families as they live behind the doors: couples, three generations, old people alone, tenants."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.records.people import HouseholdStatus
from ledger.records.places import DwellingUse
from ledger.rules.relation import HEAD, SPOUSE
from ledger.sample.chance import apportioned, shuffled
from ledger.sample.naming import Namer
from ledger.sample.words import filled, word_list

# Care groups whose visiting interval is not the usual one, in days (0: none); as in resources/defaults.json.
_INTERVALS = {"孤寡老人": 7, "退役军人": 90, "党员": 0, "志愿者": 0}
KEY_INTERVAL = 30

TENANTS = ("tenants", "unregistered", "shared")

# How many households of a hundred are of which kind.
SHARES: Mapping[str, float] = {
    "with_children": 25,
    "couple": 9,
    "empty_nest": 10,
    "three_generations": 13,
    "alone": 4.3,
    "single": 9,
    "single_parent": 3.5,
    "grown_child": 11,
    "tenants": 6.5,
    "unregistered": 3,
    "shared": 1,
    "shop": 1.2,
    "away": 3.5,
}


def interval_of(group: str) -> int:
    """Days between the visits a care group asks for, 0 where it asks for none."""
    return _INTERVALS.get(group, KEY_INTERVAL)


@dataclass(slots=True)
class Person:
    """Somebody of a household. `groups` are the names of the care groups, `id` is 0 until entered."""

    name: str
    female: bool
    birth: date
    relation: str
    groups: tuple[str, ...] = ()
    id: int = 0
    gone: bool = False

    @property
    def in_key_group(self) -> bool:
        """Whether one of the groups asks for visits at an interval."""
        return any(interval_of(group) for group in self.groups)

    def age(self, day: date) -> int:
        """Whole years on that day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


@dataclass(slots=True)
class Family:
    """A household about to move in; `members` are empty where nobody is registered yet."""

    kind: str
    members: list[Person]
    use: DwellingUse = DwellingUse.OWNER
    status: HouseholdStatus = HouseholdStatus.RESIDENT
    note: str = ""


@dataclass
class FamilyMaker:
    """Invents families as they are on `day`."""

    chance: random.Random
    day: date
    namer: Namer = field(init=False)

    def __post_init__(self) -> None:
        self.namer = Namer(self.chance)

    def families(self, count: int) -> list[Family]:
        """So many families, the kinds by their shares, in any order; then the care groups are given out."""
        kinds = [kind for kind, share in apportioned(count, SHARES).items() for _each in range(share)]
        made = [self.family(kind) for kind in shuffled(self.chance, kinds)]
        self._name_minorities(made)
        _give_groups(self.chance, made, self.day)
        return made

    def family(self, kind: str) -> Family:
        """One family of that kind."""
        builders: Mapping[str, Callable[[], Family]] = {
            "with_children": self._with_children,
            "couple": lambda: Family("couple", self._pair(self._between(24, 38))),
            "empty_nest": lambda: Family("empty_nest", self._pair(self._between(61, 82))),
            "three_generations": self._three_generations,
            "alone": lambda: Family("alone", [self._person(self._between(70, 88), self._coin(0.68), HEAD)]),
            "single": lambda: Family("single", [self._person(self._between(23, 58), self._coin(0.45), HEAD)]),
            "single_parent": self._single_parent,
            "grown_child": self._grown_child,
            "tenants": self._tenants,
            "unregistered": self._unregistered,
            "shared": self._shared,
            "shop": self._shop,
            "away": self._away,
        }
        return builders[kind]()

    def baby(self, father: str, born: date, relation: str) -> Person:
        """A newborn child with the surname of `father`; `relation` is that of a son, the daughter's follows from it."""
        female = self._coin(0.49)
        word = {"儿子": "女儿", "孙子": "孙女"}[relation] if female else relation
        name = self.namer.name(_surname(father), female=female, born=born.year)
        return Person(name, female, born, word)

    def _with_children(self) -> Family:
        age = self._between(29, 47)
        couple = self._pair(age)
        oldest = max(0, min(age - self._between(24, 29), 17))
        children = self._children(_father(couple), oldest, 2 if self._coin(0.38) else 1)
        return Family("with_children", couple + children)

    def _three_generations(self) -> Family:
        age = self._between(58, 76)
        elders = self._pair(age)
        if self._coin(0.4):
            elders = elders[:1] if self._coin(0.3) else [self._as_head(elders[1])]
        parents_age = age - self._between(23, 28)
        father = _father(elders)
        # A widow's son bears his father's surname, not hers.
        surname = self.namer.surname() if father.female else _surname(father.name)
        son = self._person(parents_age, False, "儿子", surname)
        wife = self._person(max(21, parents_age - self._between(0, 4)), True, "儿媳")
        oldest = max(0, min(parents_age - self._between(24, 28), 17))
        grandchildren = self._children(son, oldest, 2 if self._coin(0.35) else 1, ("孙子", "孙女"))
        return Family("three_generations", [*elders, son, wife, *grandchildren])

    def _single_parent(self) -> Family:
        age = self._between(31, 48)
        parent = self._person(age, self._coin(0.7), HEAD)
        return Family("single_parent", [parent, *self._children(parent, min(age - 25, 16), 1)])

    def _grown_child(self) -> Family:
        age = self._between(48, 64)
        couple = self._pair(age)
        child_age = max(18, age - self._between(24, 29))
        female = self._coin(0.45)
        child = self._person(child_age, female, "女儿" if female else "儿子", _surname(_father(couple).name))
        return Family("grown_child", [*couple, child])

    def _tenants(self) -> Family:
        age = self._between(22, 40)
        members = self._pair(age) if self._coin(0.6) else [self._person(age, self._coin(0.4), HEAD)]
        if len(members) == 2 and age > 26 and self._coin(0.5):
            members += self._children(_father(members), min(age - 25, 12), 1)
        return Family("tenants", members, DwellingUse.RENTED)

    def _unregistered(self) -> Family:
        note = filled(self.chance, self.chance.choice(word_list("steps")["unregistered"]))
        return Family("unregistered", [], DwellingUse.RENTED, HouseholdStatus.UNVERIFIED, note)

    def _shared(self) -> Family:
        members = [self._person(self._between(21, 30), self._coin(0.5), "同住") for _each in range(4)]
        members[0].relation = HEAD
        return Family("shared", members, DwellingUse.SHARED)

    def _shop(self) -> Family:
        shop = self.chance.choice(word_list("names")["shops"])
        return Family("shop", self._pair(self._between(28, 50)), DwellingUse.BUSINESS, note=shop)

    def _away(self) -> Family:
        return Family("away", self._pair(self._between(28, 55)), status=HouseholdStatus.AWAY)

    def _pair(self, age: int) -> list[Person]:
        husband = self._person(age, False, HEAD)
        wife = self._person(max(21, age - self._between(-1, 5)), True, SPOUSE)
        if self._coin(0.12):
            husband.relation, wife.relation = SPOUSE, HEAD
            return [wife, husband]
        return [husband, wife]

    def _children(
        self, parent: Person, oldest: int, count: int, relations: tuple[str, str] = ("儿子", "女儿")
    ) -> list[Person]:
        children, age = [], oldest
        for _each in range(count):
            if age < 0:
                break
            female = self._coin(0.48)
            children.append(self._person(age, female, relations[female], _surname(parent.name)))
            age -= self._between(2, 6)
        return children

    def _person(self, age: int, female: bool, relation: str, surname: str = "") -> Person:
        birth = date(self.day.year - age - 1, self._between(1, 12), self._between(1, 28))
        if (birth.month, birth.day) <= (self.day.month, self.day.day):
            birth = birth.replace(year=self.day.year - age)
        name = self.namer.name(surname or self.namer.surname(), female=female, born=birth.year)
        return Person(name, female, birth, relation)

    def _as_head(self, person: Person) -> Person:
        person.relation = HEAD
        return person

    def _name_minorities(self, families: list[Family]) -> None:
        """One couple in a larger community has names of the long, dotted kind."""
        young = next((each for each in families if each.kind == "couple"), None)
        if young is not None and len(families) >= 100:
            for person in young.members:
                person.name = word_list("names")["long"]["female" if person.female else "male"]

    def _between(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def _coin(self, probability: float) -> bool:
        return self.chance.random() < probability


def _father(couple: list[Person]) -> Person:
    return next((each for each in couple if not each.female), couple[0])


def _surname(name: str) -> str:
    compound = ("尉迟", "欧阳", "上官", "司马")
    return name[:2] if name.startswith(compound) else name[:1]


def _give_groups(chance: random.Random, families: list[Family], day: date) -> None:
    """The care groups, at rates of about one household in ten; sensitive ones are left off."""
    for family in families:
        if family.kind == "alone":
            _add(family.members[0], "孤寡老人" if chance.random() < 0.1 else "独居老人")
            if family.members[0].age(day) >= 80:
                _add(family.members[0], "高龄")
        elif family.kind == "empty_nest" and all(each.age(day) >= 76 for each in family.members):
            for each in family.members:
                _add(each, "空巢老人")
        for each in family.members:
            if each.age(day) >= 30 and chance.random() < 0.06:
                _add(each, "党员")
            if 18 <= each.age(day) < 72 and chance.random() < 0.02:
                _add(each, "志愿者")
    for group, share, kinds in _RARE_GROUPS:
        fitting = [each for each in families if each.kind in kinds and not any(p.groups for p in each.members)]
        wanted = apportioned(len(families), {group: share, "": 100 - share})[group]
        for family in chance.sample(fitting, min(wanted, len(fitting))):
            _add(_bearer(family, group, day), group)


_RARE_GROUPS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("低保", 1.2, ("single", "single_parent", "grown_child")),
    ("特困", 0.25, ("single",)),
    ("退役军人", 0.9, ("grown_child", "empty_nest", "with_children")),
    ("留守儿童", 0.5, ("three_generations",)),
    ("困境儿童", 0.25, ("single_parent",)),
)


def _bearer(family: Family, group: str, day: date) -> Person:
    if group.endswith("儿童"):
        return min(family.members, key=lambda each: each.age(day))
    if group == "退役军人":
        return next((each for each in family.members if not each.female), family.members[0])
    return family.members[0]


def _add(person: Person, group: str) -> None:
    person.groups = (*person.groups, group)
