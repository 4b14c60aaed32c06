"""All members of a household in one cell, each named with the relation: 户主:张三 妻:李四, 张三(户主)、李四(妻)."""

import re

from ledger.rules.numerals import half_width
from ledger.rules.person_name import read_name
from ledger.rules.relation import is_relation, read_relation

_BETWEEN = re.compile(r"[、,;/\s]+")
_AFTER = re.compile(r"([^:()]+)\(([^:()]+)\)")


def read_members(text: str) -> list[tuple[str, str]] | None:
    """(name, relation) of everybody, or None where a part is not plainly one person with a relation."""
    plain = half_width(text).strip()
    if ":" not in plain and plain.count("(") < 2:
        return None
    plain = re.sub(r"\s*:\s*", ":", plain)
    members = [_member(piece) for piece in _BETWEEN.split(plain) if piece]
    return [member for member in members if member] if members and all(members) else None


def _member(piece: str) -> tuple[str, str] | None:
    relation, colon, name = piece.partition(":")
    if not colon:
        found = _AFTER.fullmatch(piece)
        if not found:
            return None
        name, relation = found[1], found[2]
    reading = read_name(name)
    if not is_relation(relation) or not reading.name or reading.findings:
        return None
    return reading.name, read_relation(relation)
