"""Doors as they are typed, whole or not yet: 3-2-501, 3号楼2单元501, 银苑3-2-5, 501, 10号楼.

What is typed may be meant in several ways (3-2 is a unit of building 3, and room 2 in building 3); each is a pattern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ledger.rules.numerals import arabic, plain_dashes
from ledger.rules.search_tokens import fold
from ledger.search.closeness import Closeness
from ledger.store.index_reading import Asked, Fit

_MARKS = {
    **dict.fromkeys(("号楼", "号院", "栋", "幢", "座", "#", "号", "楼"), "b"),
    **dict.fromkeys(("单元", "门"), "u"),
    "室": "r",
}
_MARK = r"号楼|号院|单元|[#栋幢座号楼门室]"
_NUMBER = r"[0-9a-z]{0,2}[0-9]{1,5}[a-z甲乙丙丁]?|[a-z]|[甲乙丙丁戊己庚]"
_TELLING = 3  # digits of a room's number
_PART = re.compile(rf"({_NUMBER})({_MARK}|(?=-|$))-*")
# An estate's name may have numbers in it (银苑2期), but ends with a character that is none.
_DOOR = re.compile(rf"(?P<estate>(?:.*?[^0-9a-z-])??)-*(?P<parts>(?:(?:{_NUMBER})(?:{_MARK}|(?=-|$))-*){{1,3}})")
# By how many numbers there are: what they may be, and how close that is where it fits.
_ROLES = {
    1: (("r", Closeness.EXACT), ("b", Closeness.BEGINS), ("u", Closeness.BEGINS)),
    2: (("ur", Closeness.EXACT), ("bu", Closeness.BEGINS), ("br", Closeness.BEGINS)),
    3: (("bur", Closeness.EXACT),),
}


@dataclass(frozen=True, slots=True)
class Door:
    """A door's estate, building, unit and room, folded; unit and estate may be ""."""

    estate: str
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True)
class DoorPattern:
    """One way to take what was typed: what of a door it names ("" for nothing) and how close such doors are.

    `open`: the room may go on. `earnest`: it is more than a number that may mean anything (3, 3-).
    """

    closeness: Closeness
    estate: str
    building: str
    unit: str
    room: str
    open: bool
    earnest: bool

    def fits(self, door: Door) -> bool:
        """Whether the door is one of those meant."""
        return (
            self.estate in door.estate
            and self.building in ("", door.building)
            and self.unit in ("", door.unit)
            and (door.room.startswith(self.room) if self.open else self.room in ("", door.room))
        )

    @property
    def asked(self) -> list[Asked]:
        """What to ask of the index of doors; it proposes some more than fit."""
        building, unit, room = self.building, self.unit, self.room
        asked = [Asked(self.estate)] if self.estate else []
        if unit:
            whole = "-".join(filter(None, (building, unit, room)))
            asked.append(Asked(whole if building else f"-{whole}", self._fit) if room else self._unit_only(whole))
            return asked
        if building:
            asked.append(Asked(f"{building}-", Fit.BEGINNING))
        if room:
            asked.append(Asked(f"-{room}", Fit.INSIDE if self.open else Fit.END))
        return asked

    @property
    def _fit(self) -> Fit:
        if self.building:
            return Fit.BEGINNING if self.open else Fit.WHOLE
        return Fit.INSIDE if self.open else Fit.END

    def _unit_only(self, whole: str) -> Asked:
        return Asked(f"{whole}-", Fit.BEGINNING) if self.building else Asked(f"-{whole}-")


@lru_cache(maxsize=256)
def door_patterns(word: str) -> tuple[DoorPattern, ...]:
    """The ways to take a folded word as a door, the closest first; none where it does not look like one."""
    plain = "".join(plain_dashes(word).split())
    # 五零一 is a room, but 万一 is a name: Chinese numerals count only beside a mark such as 号楼 or 单元.
    if re.search(_MARK, plain):
        plain = fold(arabic(plain))
    found = _DOOR.fullmatch(re.sub(r"-+", "-", plain).strip("-"))
    if found is None or not any(character.isdigit() for character in found["parts"]):
        return ()
    parts = _PART.findall(found["parts"])
    estate = found["estate"].rstrip("-/")
    goes_on = not parts[-1][1] and not plain.endswith("-")
    patterns = dict.fromkeys(_patterns(estate, parts, goes_on))
    return tuple(sorted(patterns, key=lambda pattern: pattern.closeness))


def _patterns(estate: str, parts: list[tuple[str, str]], goes_on: bool) -> Iterator[DoorPattern]:
    for (roles, closeness), open_ in product(_ROLES[len(parts)], (False, True)):
        if any(mark and _MARKS[mark] != role for (_number, mark), role in zip(parts, roles, strict=True)):
            continue
        if len(parts) == 1 and roles == "u" and not parts[0][1]:
            continue  # a bare 2 is a room or a building
        if open_ and (roles[-1] != "r" or not goes_on):
            continue
        said = dict(zip(roles, (number for number, _mark in parts), strict=True))
        near = Closeness.BEGINS if open_ else closeness
        earnest = len(parts) > 1 or bool(estate or parts[0][1]) or (roles == "r" and len(parts[0][0]) >= _TELLING)
        yield DoorPattern(near, estate, said.get("b", ""), said.get("u", ""), said.get("r", ""), open_, earnest)


def door_closeness(word: str, door: Door, forms: tuple[str, ...]) -> Closeness | None:
    """How close a door is to a folded word; `forms` are its written forms. None where it has nothing of it."""
    if word in forms:
        return Closeness.EXACT
    fits = [pattern.closeness for pattern in door_patterns(word) if pattern.fits(door)]
    if fits:
        # 8-12 in a building without units is the door itself.
        whole = not door.unit and any(
            p.fits(door) and p.building and p.room and not p.open for p in door_patterns(word)
        )
        return Closeness.EXACT if whole else min(fits)
    if any(form.startswith(word) for form in forms):
        return Closeness.BEGINS
    return Closeness.PART if any(word in form for form in forms) else None


def names_door(word: str, door: Door) -> bool:
    """Whether a folded word names this door in earnest: its numbers, its estate, or a building with a name."""
    if any(pattern.earnest and pattern.fits(door) for pattern in door_patterns(word)):
        return True
    return names_place(word) and (word in door.estate or word == door.building)


def names_place(word: str) -> bool:
    """Whether a folded word may be (part of) the name of an estate, or the name of a building."""
    return len(word) > 1 and not word.isascii()


def asked_in_earnest(word: str) -> Iterator[list[Asked]]:
    """What to ask of the index of doors for those a word names in earnest."""
    for pattern in door_patterns(word):
        if pattern.earnest:
            yield pattern.asked
    if names_place(word):
        yield [Asked(word)]
