"""Identifiers that mean the same on every machine: UUID version 7 (RFC 9562, section 5.7), as text.

Made by hand: a save needs half a dozen, and a library's objects cost more than the rows they name.
"""

RANDOM_BITS = 74
_LOW_BITS = 62
_VERSION = 0x7 << 76
_VARIANT = 0b10 << _LOW_BITS
_LOW_MASK = (1 << _LOW_BITS) - 1


def uuid7(milliseconds: int, random_bits: int) -> str:
    """The identifier of an instant (milliseconds since 1970, UTC) and RANDOM_BITS random bits."""
    high, low = random_bits >> _LOW_BITS, random_bits & _LOW_MASK
    text = f"{milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
