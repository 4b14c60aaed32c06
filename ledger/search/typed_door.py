"""A door as it is typed, whole or not yet: 3-2-501, 3号楼2单元501, 银苑3-2-5, 501."""

import re
from dataclasses import dataclass

from ledger.rules.numerals import arabic, half_width, plain_dashes

_MARKS = re.compile(r"号楼|号院|单元|[#栋幢座号楼门层室]")
_NUMBER = r"[0-9A-Za-z]{0,2}[0-9]{1,5}[A-Za-z甲乙丙丁]?|[A-Za-z]|[甲乙丙丁戊己庚]"
_DOOR = re.compile(rf"(?P<estate>[^0-9A-Za-z-]*?)(?P<parts>(?:{_NUMBER})(?:-(?:{_NUMBER})){{0,2}})")


@dataclass(frozen=True, slots=True)
class TypedDoor:
    """What was typed of a door: part of the estate's name or "", and one to three numbers, the last perhaps unfinished.

    One number is a room or a building; two are building and unit, building and room, or unit and room; three are all.
    """

    estate: str
    parts: tuple[str, ...]


def read_typed_door(text: str) -> TypedDoor | None:
    """The door in `text`, or None where it does not look like one."""
    plain = "".join(plain_dashes(half_width(text)).split())
    # 五零一 is a room, but 万一 is a name: Chinese numerals count only beside a mark such as 号楼 or 单元.
    if _MARKS.search(plain):
        plain = arabic(plain)
    plain = re.sub(r"-+", "-", _MARKS.sub("-", plain)).strip("-").upper()
    found = _DOOR.fullmatch(plain)
    if found is None or not any(character.isdigit() for character in found["parts"]):
        return None
    return TypedDoor(found["estate"].rstrip("-/"), tuple(found["parts"].split("-")))
