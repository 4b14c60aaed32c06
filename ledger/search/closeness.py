"""How well words fit what names a thing."""

from enum import IntEnum


class Closeness(IntEnum):
    """How well the words fit what names a thing (name, door, number, title), the best first."""

    EXACT = 0
    BEGINS = 1
    PART = 2
    SAID = 3  # only in what is written about it
