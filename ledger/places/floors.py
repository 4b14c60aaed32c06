"""The floor a room number tells."""

import re

_ROOM = re.compile(r"0*(?P<floor>[1-9][0-9]?)(?P<door>[0-9]{2})[A-Za-z甲乙丙丁东西南北中]?")
_BASEMENT = re.compile(r"(?:[Bb]|-|负|地下)(?P<floor>[1-4])(?P<door>[0-9]{2})")


def floor_of(room: str) -> int | None:
    """The floor of a room: "501" → 5, "1203" → 12, "0502" → 5, "B102" and "-101" → -1; None where it does not tell.

    Floor and a door of two digits is how Chinese buildings number rooms; B5xx and above is more likely a
    block than a basement and tells nothing.
    """
    if found := _BASEMENT.fullmatch(room.strip()):
        return -int(found["floor"])
    if found := _ROOM.fullmatch(room.strip()):
        return int(found["floor"])
    return None
