"""Buildings, units, floors and doors as people call them: the ledger keeps 3, the window says 3号楼."""

import re

from ledger.language import _
from ledger.records.places import Address

_NUMBER = re.compile(r"[0-9A-Za-z甲乙丙丁戊己庚]+(?:-[0-9]+)?")


def building_label(name: str) -> str:
    """A building's name as it is spoken: 3 → 3号楼; a name of its own (综合楼, 东街12号) stays as it is."""
    return _("Building %(name)s") % {"name": name} if _NUMBER.fullmatch(name) else name


def unit_label(name: str) -> str:
    """A unit's name as it is spoken: 2 → 2单元; "" where the building has no units."""
    return _("Unit %(name)s") % {"name": name} if _NUMBER.fullmatch(name) else name


def floor_label(number: int | None) -> str:
    """A floor: 6层, 地下1层; "" for the rooms that tell no floor."""
    if number is None:
        return ""
    if number < 0:
        return _("Basement %(number)d") % {"number": -number}
    return _("Floor %(number)d") % {"number": number}


def door_label(building: str, unit: str, room: str) -> str:
    """A door as one says it aloud: 3号楼2单元501."""
    facts = {"building": building_label(building), "unit": unit_label(unit), "room": room}
    return (_("%(building)s, %(unit)s, %(room)s") if unit else _("%(building)s, %(room)s")) % facts


def estate_label(name: str) -> str:
    """An estate's name; the one without a name holds the doors whose estate nobody said."""
    return name or _("No estate")


def address_label(address: Address | None, *, with_estate: bool) -> str:
    """A door: 3-2-501, or 银苑小区 3-2-501 where the ledger has several estates; "" for none."""
    if address is None:
        return ""
    return f"{address.estate} {address.short}" if with_estate and address.estate else address.short
