"""Doors as they are written in a line: 3-2-501, 3号楼2单元501, 三号楼二单元五零一, 2/1/301, 8栋/1, 东街12号, 501."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ledger.notebook.roster_index import CalledPlace, PlaceNames
from ledger.rules.address_parts import building_name, room_name, unit_name
from ledger.rules.numerals import read_numeral

_DIGIT = "〇零○一二三四五六七八九幺两"
_N = rf"(?:\d{{1,3}}|[{_DIGIT}十]{{1,3}})"
_LETTER = "[A-Za-z甲乙丙丁戊己东西南北中]"
_B = rf"(?:第?{_N}[A-Za-z]?|{_LETTER}\d{{0,2}}(?=号?[座栋幢楼#]))"
_BM = (
    r"(?:号院?楼|号?[栋幢座]楼?|#楼|#|楼(?![上下道顶梯里层前后口管主长房栋宇板])"
    r"|号(?=[\d一二三四五六七八九十]{1,2}单元))"
)
_U = rf"(?:{_N}|[A-Za-z甲乙丙丁东西南北中])"
# 东门 is a gate unless a room stands behind it: 东门501.
_SIDE_GATE = r"(?<=[东西南北中])门(?=[-/ 的,之]{0,2}\d{3})"
_UM = rf"(?:号?单元|单(?=[\d-])|(?<![东西南北中])门(?![口外前上卫洞铃禁锁牌诊框])|{_SIDE_GATE})"
_HIGH_ROOM = rf"(?:二?十[一二三四五六七八九]?零[{_DIGIT}])"
_ROOM_DIGITS = rf"(?:[A-Za-z]?\d{{3,4}}[A-WYZa-wyz]?|[{_DIGIT}]{{3,4}}|{_HIGH_ROOM})"
_HOME = r"房(?!子|间|租|东|屋|顶|产|门|价)|户(?!主|口|籍|型|外)|家(?!里|中|人|属|长|庭|具|门|暴|电|政|教)"
_RM = rf"(?:室|号房|号(?!楼|院|线)|{_HOME})?"
# Numbers that count something are no rooms.
_NOT_COUNTED = r"(?![\d.%%]|块|元|度|次|人|户|年|个|米|天|点|分|斤|路|多|平|多|万|千|瓦|毫|页|名|条|只|袋|箱|桶|月)"
_ROOM = rf"(?:(?:{_N})[楼层])?(?P<room>{_ROOM_DIGITS}){_RM}{_NOT_COUNTED}"
_SMALL_ROOM = rf"(?:(?P<floor>{_N})[楼层])?(?P<small>\d{{1,2}}|(?<=[楼层]){_N})(?:室|户(?!主|口)|号(?!楼|院|线))"
_GAP = r"[-/ 的,之]{0,2}"

_FULL = re.compile(
    rf"(?P<building>{_B})(?P<mark>{_BM}){_GAP}(?:(?P<unit>{_U})(?:{_UM}|(?=[-/]\d{{3}})){_GAP})?(?:{_ROOM}|{_SMALL_ROOM})?"
)
_TRIPLE = re.compile(
    rf"(?P<building>\d{{1,3}}|{_LETTER}\d?)(?:号楼|[栋幢座#]|号)?[-/.—](?P<unit>\d{{1,2}}|[甲乙丙丁A-Za-z])"
    rf"(?:单元[-/.— ]?|[-/.—]){_ROOM}"
)
_PAIR = re.compile(rf"(?P<first>\d{{1,2}}|{_LETTER}\d?)(?:#|座|号)?[-/—]{_ROOM}")
_BUILDING_UNIT = re.compile(
    rf"(?P<building>{_B})(?:(?:号楼|[栋幢座#])[-/]|[#栋幢])(?P<unit>\d{{1,2}}|[甲乙丙丁])(?:单元)?(?![\d-]|号楼|单元|门(?=\d)|号(?=\d))"
)
_BARE_BUILDING_UNIT = re.compile(r"(?P<building>\d{1,2})-(?P<unit>\d)(?![\d/.-]|月|日|号)")
_UNIT_ROOM = re.compile(rf"(?P<unit>{_U}){_UM}{_GAP}(?:{_ROOM}|{_SMALL_ROOM})?")
_BARE = re.compile(_ROOM)
# Behind an estate's name a bare number or letter is a building: 星河C, 绿城3.
_AFTER_ESTATE = re.compile(r"(?P<building>\d{1,2}|[A-Za-z甲乙丙丁])(?=$|[\s,:。;)]|(?<!\d)(?:\d{1,2}(?:单元|-)|\d{3}))")
_AFTER_NAME = re.compile(
    rf"{_GAP}(?:(?P<unit>{_U}){_UM}{_GAP})?(?:{_ROOM}|(?P<small>{_N}(?:号?附{_N}(?!\d))?)(?:号|室|户|(?<=附\d)|(?<=附\d\d)|(?<=附[一二三四五六七八九十]))(?!楼|院))?"
)
# A door told by its side of the storey: 3楼东户, 五层西边那户.
_SIDE = re.compile(
    rf"(?P<storey>{_N})[楼层](?:的)?(?P<side>[东西南北中左右])(?:边|侧|手|首)?(?:的?那)?(?:户|家)(?![里主口人长])"
)
# In a lane a bare number behind its name is a house: 东风巷 2, 东街-12.
_LANES = frozenset("巷街路弄里村组队坊")
_AFTER_LANE = re.compile(r"[- ,]{1,2}(?P<small>\d{1,3})(?=[\s,:。;、)]|$)")
_PATTERNS = (_TRIPLE, _BUILDING_UNIT, _FULL, _UNIT_ROOM, _BARE_BUILDING_UNIT, _PAIR, _BARE)


@dataclass(frozen=True, slots=True)
class WrittenDoor:
    """What a line says of a door; None for what it leaves out. `first` is the 2 of "2-501": unit or building."""

    start: int
    end: int
    estate: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    first: str | None = None

    @property
    def is_marked(self) -> bool:
        """Whether it says more than a bare room number."""
        return bool(self.estate or self.building or self.unit or self.first)


def door_at(text: str, position: int, places: PlaceNames) -> WrittenDoor | None:
    """The door written right at `position`, or None."""
    estate, start = _estate_at(text, position, places), position
    if estate is not None:
        position += len(estate[1])
        while position < len(text) and text[position] in " /-,的":
            position += 1
    name = estate[0] if estate else None
    called = called_at(text, position, places)
    if called is not None and called.building and name in (None, called.estate):
        return _of_called(text, start, position, called, places)
    named = _named_building(text, position, places.buildings)
    if named is not None:
        building, end = named
        lane = _AFTER_LANE.match(text, end) if building[-1] in _LANES else None
        found = lane or _AFTER_NAME.match(text, end)
        assert found is not None
        return _written(found, start, name, building)
    side = _SIDE.match(text, position)
    if side is not None:
        room = f"{read_numeral(side['storey'])}楼{side['side']}户"
        return WrittenDoor(start, side.end(), estate=name, room=room)
    for pattern in _PATTERNS:
        found = pattern.match(text, position)
        if found is not None and not _is_storey(found):
            return _written(found, start, name)
    bare = _AFTER_ESTATE.match(text, position) if estate else None
    if bare is not None:
        return _written(bare, start, name)
    return WrittenDoor(start, position, estate=name) if estate else None


@lru_cache(maxsize=256)
def short_estate(name: str) -> str:
    """The estate's name as people say it: 银苑小区 → 银苑; what would be left with one character stays whole."""
    short = re.sub(r"(住宅小区|小区|社区|花园|家园|家属院|公寓|新村|小镇|名邸)$", "", name)
    return short if len(short) > 1 else name


def called_at(text: str, position: int, places: PlaceNames) -> CalledPlace | None:
    """The place that the community calls by a name of its own, where that stands at `position`."""
    return next((place for place in places.called if text.startswith(place.said, position)), None)


def _of_called(text: str, start: int, position: int, called: CalledPlace, places: PlaceNames) -> WrittenDoor:
    """西院2-302 read as 3号楼2-302, where 西院 is building 3."""
    behind = position + len(called.said)
    building = building_name(called.building)
    written = building if building in places.buildings else f"{building}号楼"
    found = door_at(written + text[behind:], 0, replace(places, called=(), estates=()))
    if found is None or found.building != building or found.end < len(written):
        found = WrittenDoor(0, len(written), building=building)
    return replace(found, start=start, end=found.end - len(written) + behind, estate=called.estate or None)


def _estate_at(text: str, position: int, places: PlaceNames) -> tuple[str, str] | None:
    called = called_at(text, position, places)
    if called is not None and not called.building:
        return called.estate, called.said
    for name in places.estates:
        for written in (name, short_estate(name)):
            if written and text.startswith(written, position):
                return name, written
    return None


def _named_building(text: str, position: int, names: tuple[str, ...]) -> tuple[str, int] | None:
    for name in names:
        if text.startswith(name, position):
            return name, position + len(name)
    return None


def _is_storey(found: re.Match[str]) -> bool:
    """Whether the 5楼 of 5楼501 or of 5楼楼道 is a floor and no building."""
    parts = found.groupdict()
    if parts.get("mark") != "楼":
        return False
    if parts.get("unit"):
        return False
    room = _room(parts.get("room"))
    if room is None:
        return found.end() < len(found.string.rstrip(" ,:。"))
    return len(room) > 2 and room[:-2] == building_name(parts["building"])


def _written(found: re.Match[str], start: int, estate: str | None, building: str | None = None) -> WrittenDoor:
    parts = found.groupdict()
    said, unit = parts.get("building"), parts.get("unit")
    first = parts.get("first")
    return WrittenDoor(
        start,
        found.end(),
        estate=estate,
        building=building or (building_name(said.removeprefix("第")) if said else None),
        unit=unit_name(unit) if unit else None,
        room=_on_floor(parts.get("floor"), parts.get("small")) or _room(parts.get("room") or parts.get("small")),
        first=building_name(first) if first else None,
    )


def _on_floor(floor: str | None, number: str | None) -> str | None:
    """5楼1号 as 501."""
    if not floor or not number:
        return None
    storey, door = read_numeral(floor), read_numeral(number)
    return f"{storey}{int(door):02d}" if storey and door else None


def _room(text: str | None) -> str | None:
    if text is None:
        return None
    plain = text.replace("幺", "一")
    high = re.fullmatch(rf"([一二三]?十[一二三四五六七八九]?)零([{_DIGIT}])", plain)
    if high:
        return f"{read_numeral(high[1])}0{read_numeral(high[2])}"
    house, attached, more = plain.partition("附")
    if attached:  # 12号附1
        return f"{room_name(house.removesuffix('号'), None)}附{room_name(more, None)}"
    return room_name(plain, None)
