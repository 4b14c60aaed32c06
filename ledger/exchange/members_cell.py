"""All members of a household in one cell, each named with the relation: 户主:张三 妻:李四, 张三(户主)、李四(妻)."""

import re

from ledger.rules.numerals import half_width
from ledger.rules.person_name import read_name
from ledger.rules.relation import is_relation, read_relation

_BETWEEN = re.compile(r"[、,;/\s]+")
_COMMAS = re.compile(r"[、,;/\n]")
_NAME = re.compile("[一-龥]{2,4}")
_AFTER = re.compile(r"([^:()]+)\(([^:()]+)\)")


def read_members(text: str, *, lists: bool) -> list[tuple[str, str]] | None:
    """(name, relation) of everybody, or None where a part is not plainly one person with a relation.

    Under a heading that means several (`lists`: 家庭成员), names alone with commas between will do.
    """
    plain = half_width(text).strip()
    if lists and (names := _names_alone(plain)):
        return names
    if ":" not in plain and plain.count("(") < 2:
        return None
    plain = re.sub(r"\s*:\s*", ":", plain)
    members = [_member(piece) for piece in _BETWEEN.split(plain) if piece]
    return [member for member in members if member] if members and all(members) else None


def _names_alone(plain: str) -> list[tuple[str, str]] | None:
    names = [piece.strip() for piece in _COMMAS.split(plain) if piece.strip()]
    return [(name, "") for name in names] if len(names) > 1 and all(map(_NAME.fullmatch, names)) else None


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
