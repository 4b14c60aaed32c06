"""Addresses inside a community, as they are spoken and written: 3-2-501, 3#2单元501, 三号楼二单元五零一, 东街12号.

An address is estate, building, unit and room (`ledger.records.places.Address`); numbers lose 号楼, 单元, 室 and leading
zeros, other names stay as they are. What stands in brackets or behind the room is a remark, not part of the address.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ledger.records.places import Address, DwellingUse
from ledger.rules.address_parts import (
    BUILDING,
    BUILDING_MARK,
    FLOOR,
    NUMBER,
    ROOM,
    SHOP,
    STREET,
    UNIT,
    UNIT_MARK,
    building_name,
    estate_name,
    room_name,
    split_estate,
    unit_name,
)
from ledger.rules.dwelling_use import read_use
from ledger.rules.finding import Finding, error
from ledger.rules.numerals import NUMERAL_CHARACTERS, half_width, plain_dashes

# 银苑小区/3-2-501, 银苑小区-3-2-501: the stroke only parts the estate from the number.
_AFTER_ESTATE = re.compile(r"(?<=[区园苑院村寓庄城])[-/\\](?=\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TAIL = r"(?P<tail>(?!号?楼|[栋幢座])[^\d\-](?:(?!单元|号楼|[栋幢座]|\d).)*)?"
_FLOOR_ROOM = rf"(?:(?P<floor>{FLOOR})[楼层]-?)?(?P<room>{ROOM})"

_MARKED = re.compile(
    rf"(?P<estate>.*?)第?(?P<building>{BUILDING}){BUILDING_MARK}-?"
    rf"(?:(?P<unit>{UNIT}){UNIT_MARK}-?)?(?:{_FLOOR_ROOM})?{_TAIL}"
)
_DASHED = re.compile(
    rf"(?P<estate>|.*?[^\d\-A-Za-z])(?P<building>{BUILDING})(?:{BUILDING_MARK}|号)?-(?P<unit>{UNIT})(?:{UNIT_MARK})?"
    rf"-(?:(?P<floor>\d{{1,2}})-)?(?P<room>{ROOM}){_TAIL}"
)
_MARKED_UNIT_DASH = re.compile(
    rf"(?P<estate>.*?)第?(?P<building>{BUILDING}){BUILDING_MARK}-?(?P<unit>\d{{1,2}}|[甲乙丙丁])-(?P<room>{ROOM}){_TAIL}"
)
_STOREY_BUILDING = re.compile(
    rf"(?P<estate>.*?)第?(?P<building>{NUMBER})(?:楼|号(?={UNIT}单元))-?(?:(?P<unit>{UNIT}){UNIT_MARK}-?)?{_FLOOR_ROOM}{_TAIL}"
)
_NAMED_BUILDING = re.compile(
    rf"(?P<estate>)(?P<building>[一-龥()]*[^\d{NUMERAL_CHARACTERS}号单]楼)-?"
    rf"(?:(?P<unit>{UNIT}){UNIT_MARK}-?)?{_FLOOR_ROOM}{_TAIL}"
)
_TWO_PARTS = re.compile(rf"(?P<estate>|.*?[^\d\-A-Za-z])(?P<building>{BUILDING})-(?P<room>{ROOM}){_TAIL}")
_UNIT_ROOM = re.compile(rf"(?:(?P<unit>{UNIT}){UNIT_MARK}-?|(?P<dashed>\d{{1,2}})-(?=\d{{3}}))?{_FLOOR_ROOM}{_TAIL}")
_HOUSE_ROOM = re.compile(rf"(?P<estate>.*?)(?P<house>{NUMBER}(?:-\d+)?)号-?(?P<room>{ROOM}){_TAIL}")
_HOUSE = re.compile(
    rf"(?P<estate>.*[^\d{NUMERAL_CHARACTERS}-])(?P<house>{NUMBER}(?:-\d+|附\d+)?)号?(?P<tail>[^\d\-号{NUMERAL_CHARACTERS}]\D*)?"
)
_BUNGALOW = re.compile(r"^平房(?=.*[路街巷道弄里条]$)")
_NOTHING = frozenset({"无", "不详", "未知", "-", "--", "/", "待核", "?", "空"})
_PLACE = re.compile(
    rf"(?P<estate>.*?)第?(?P<building>{BUILDING})(?:{BUILDING_MARK}|楼|号楼?)(?:-?(?P<unit>{UNIT}){UNIT_MARK})?"
)
_OTHER_SEPARATOR = re.compile(r"(\D*\d+[A-Za-z]?)([/._ ])(\d+)\2(\d+\D*)")
_SEVERAL = re.compile(r"\d[、,;/和及]\D{0,6}\d")


@dataclass(frozen=True, slots=True)
class AddressReading:
    """An address, or None where the text does not tell one; its remarks, and the use they name."""

    address: Address | None
    remarks: tuple[str, ...] = ()
    use: DwellingUse | None = None
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=8192)
def read_address(text: str, *, estate: str = "", building: str = "", unit: str = "") -> AddressReading:
    """The address in `text`; what it does not say comes from `estate`, `building` and `unit` (column or heading).

    Findings: address_no_building, address_no_room, address_several, address_unreadable.
    """
    plain, remarks = _prepared(text)
    if not plain or plain in _NOTHING:
        return AddressReading(None, remarks, _use(remarks))
    if _SEVERAL.search(plain):
        return AddressReading(None, remarks, _use(remarks), (error("address_several", text=text),))
    for read in (_read_building_first, _read_within_building, _read_house):
        if found := read(plain, building, unit):
            address, tail = found
            break
    else:
        return AddressReading(None, remarks, _use(remarks), (error("address_unreadable", text=text),))
    remarks = tuple(part for part in (*remarks, tail) if part)
    address = Address(address.estate or estate, address.building, address.unit, address.room)
    use = _use((*remarks, address.room, address.building))
    if not address.building:
        return AddressReading(None, remarks, use, (error("address_no_building", text=text),))
    if not address.room:
        return AddressReading(None, remarks, use, (error("address_no_room", text=text),))
    return AddressReading(address, remarks, use)


@lru_cache(maxsize=2048)
def read_place(text: str) -> tuple[str, str, str] | None:
    """Estate, building and unit that a heading or a sheet's name says in so many words, or None.

    银苑小区3号楼2单元 → ("银苑小区", "3", "2"); 2单元 → ("", "", "2"); a bare 3 says nothing.
    """
    plain, _ = _prepared(text)
    if found := re.fullmatch(rf"({UNIT}){UNIT_MARK}", plain):
        return "", "", unit_name(found[1])
    found = _PLACE.fullmatch(plain)
    if not found:
        return None
    return estate_name(found["estate"]), building_name(found["building"]), unit_name(found["unit"] or "")


@lru_cache(maxsize=2048)
def read_building(text: str) -> tuple[str, str, str]:
    """`read_place` for the column of buildings, where a bare 3, 3-2 or 综合楼 is a building too."""
    plain, _ = _prepared(text)
    if found := re.fullmatch(rf"({BUILDING})(?:{BUILDING_MARK})?-({UNIT})(?:{UNIT_MARK})?", plain):
        return "", building_name(found[1]), unit_name(found[2])
    if place := read_place(text):
        return place
    if plain in _NOTHING:
        return "", "", ""
    estate, name = split_estate(plain)
    return (estate, building_name(name), "") if name else ("", building_name(plain), "")


def _prepared(text: str) -> tuple[str, tuple[str, ...]]:
    """The bare address and the remarks in brackets; brackets within the estate's name stay there."""
    plain = plain_dashes(half_width(text)).replace("[", "(").replace("]", ")").replace("【", "(").replace("】", ")")
    plain = plain.replace("♯", "#").replace("〔", "(").replace("〕", ")").strip()
    if (leading := _BRACKETS.match(plain)) and read_use(leading[1]):
        plain = plain[leading.end() :] + leading.group()
    first_number = re.search(r"\d", plain)
    start = first_number.start() if first_number else 0
    remarks = tuple(part.strip() for part in _BRACKETS.findall(plain[start:]) if part.strip())
    plain = plain[:start] + _BRACKETS.sub("", plain[start:])
    plain = _AFTER_ESTATE.sub("", plain)
    plain = _OTHER_SEPARATOR.sub(r"\1-\3-\4", plain)
    return "".join(plain.split()), remarks


def _read_building_first(plain: str, building: str, unit: str) -> tuple[Address, str] | None:
    """Forms that name the building themselves."""
    if found := _DASHED.fullmatch(plain):
        return _numbered(found)
    if found := _MARKED_UNIT_DASH.fullmatch(plain):
        return _numbered(found)
    if (found := _MARKED.fullmatch(plain)) and not (found["tail"] and not found["room"]):
        return _numbered(found)
    if (found := _STOREY_BUILDING.fullmatch(plain)) and (found["unit"] or not _is_floor(found, building)):
        return _numbered(found)
    if found := _NAMED_BUILDING.fullmatch(plain):
        address, tail = _numbered(found)
        estate, name = split_estate(address.building)
        return Address(estate, name or address.building, address.unit, address.room), tail
    if (found := _TWO_PARTS.fullmatch(plain)) and not (building and _is_unit(found)):
        return _numbered(found)
    return None


def _read_within_building(plain: str, building: str, unit: str) -> tuple[Address, str] | None:
    """Forms that leave the building to the column or the heading: 2单元501, 5楼501室, 501."""
    found = _UNIT_ROOM.fullmatch(plain)
    if not found:
        return None
    if not building and SHOP.match(found["room"]):
        return None
    said = unit_name(found["unit"] or found["dashed"] or "")
    return Address("", building, said or unit, room_name(found["room"], found["floor"])), found["tail"] or ""


def _read_house(plain: str, building: str, unit: str) -> tuple[Address, str] | None:
    """House numbers: 东街12号, 银苑新村12号301室, 平房3排5号."""
    if found := _HOUSE_ROOM.fullmatch(plain):
        estate, street = split_estate(found["estate"])
        number = building_name(found["house"])
        name = f"{street}{number}号" if STREET.search(street) else street + number
        return Address(estate, name, "", room_name(found["room"], None)), found["tail"] or ""
    if found := _HOUSE.fullmatch(plain):
        estate, street = split_estate(found["estate"])
        remark = "平房" if _BUNGALOW.match(street) else found["tail"] or ""
        street = _BUNGALOW.sub("", street)
        return Address(estate, street or building, "", f"{building_name(found['house'])}号"), remark
    return None


def _numbered(found: re.Match[str]) -> tuple[Address, str]:
    parts = found.groupdict()
    address = Address(
        estate_name(parts["estate"]),
        building_name(parts["building"]),
        unit_name(parts.get("unit") or ""),
        room_name(parts["room"] or "", parts.get("floor")),
    )
    return address, parts["tail"] or ""


def _is_floor(found: re.Match[str], building: str) -> bool:
    """Whether the 5楼 of 5楼501 is the floor of the room, not a building."""
    storey, room = building_name(found["building"]), room_name(found["room"], None)
    return bool(building) or (found["floor"] is None and room[:-2] == storey)


def _is_unit(found: re.Match[str]) -> bool:
    """Whether the 2 of 2-501 may be a unit: no estate before it, and small."""
    return not found["estate"] and found["building"].isdigit() and int(found["building"]) <= 20


def _use(remarks: tuple[str, ...]) -> DwellingUse | None:
    return next((use for remark in remarks if (use := read_use(remark))), None)
