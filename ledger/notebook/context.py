"""What a page sets once and lets carry on: estate, building, unit, day, mode and worker; and how a line opens."""

import re
from dataclasses import dataclass, replace
from datetime import date

from ledger.notebook.clock import clock_at
from ledger.notebook.days import visit_day
from ledger.notebook.doors import WrittenDoor, called_at, door_at
from ledger.notebook.roster_index import DoorKey, RosterIndex
from ledger.notebook.sheet_rows import NO_SHEET, SheetWords, sheet_words
from ledger.notebook.workers import worker_at
from ledger.records.visits import VisitMode
from ledger.rules.address_parts import building_name, room_name, unit_name


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the line that comes next; "" and None where nothing was said."""

    estate: str = ""
    building: str = ""
    unit: str | None = None
    on: date | None = None
    mode: VisitMode = VisitMode.HOME
    has_entries: bool = False
    last: DoorKey | None = None
    worker: str = ""
    sheet: int = NO_SHEET


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: a day, a door, a mode, who went, a route sheet or rows of it; `rest`: its content begins.

    `at_time` is "HH:MM", "" where no time of day is told.
    """

    rest: int
    on: date | None = None
    door: WrittenDoor | None = None
    mode: VisitMode | None = None
    new_part: bool = False
    worker: str = ""
    sheet: SheetWords | None = None
    at_time: str = ""


_BULLET = re.compile(
    r"(?:\(\d{1,2}\)|\d{1,2}(?:[.,、]\s*|\s+)(?=\d{1,2}(?::\d{2}|点))|\d{1,2}[)、]|\d{1,2}\.(?=\s*(?:\d{3}|[^\d\s]))"
    # 7. 2#2-502 is row 7 and a door, 11. 20 a day.
    r"|\d{1,2}\.\s+(?=\d)(?!\d{1,2}(?:$|[\s日,]))|\d{1,2}\.(?=\d{1,3}(?:[-/—.]\d{1,2}[-/—.]\d{3}|#|号楼|楼\d{1,2}单元|[栋幢座]|单元))|[;*·>+-]|№\d+)\s*"
)
_HOUSE = re.compile(
    r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:号?附(?P<more>\d{1,2}|[一二三四五六七八九十]{1,2})号?|号(?!楼|院|线|[早晚上下补]))"
)
_BUILDING_BESIDE = re.compile(
    r"\s*\((?P<building>[\dA-Za-z]{1,3}|[一二三四五六七八九十]{1,3})(?:号楼|[栋幢座#])?[-/]?(?P<unit>[\d一二三四五六七八九十]{1,2})(?:单元|门)?\)"
)
_COUNTED_NAME = re.compile(r"(?<=[\d零一二三四五六七八九])[万米路年平千户多元分月名条]")
_DAYPART = re.compile(
    r"上午|下午|早上|早晨|清早|一早|中午|午后|傍晚|晚上|晚饭后|夜里|(?<=[日号天\d])[早晚夜](?=$|[\s,。:;\d一二三四五六七八九十])"
)
# A page that goes on in the office or round the yard has left its sheet.
_ELSEWHERE = frozenset({VisitMode.STREET, VisitMode.PATROL})
_WEEKDAY = re.compile(
    r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?(?!前|之前|给|再|来|去|上门|到|至|、|都|每|就|会|才|能)"
)
_FILLER = re.compile(
    r"跑了?(?=[\dA-Z一二三四五六七八九十])|跑了|入户走访|入户|走访了?|走了?(?!了?一?[圈遍趟])(?=[\d一二三四五六七八九十])|补记|补一笔|补(?=上|昨|前天|大前天|周|星期|礼拜|\d)|的(?=$|[\s,。:;]*$|\d{3}|[一二三四五六七八九][〇零一二三四五六七八九]{2})|补录|补登|接着|然后|继续|记录|日期|时间|地点|地址"
    r"|又去了?的?|再去|去的|去了|去|来到|到了?(?=[\d一二三四五六七八九十A-Z])|年底|月初|月底(?=走访|入户)|今年|在(?=[\d一二三四五六七八九十])"
    r"|回(?:到)?(?=办公室|社区|居委会)|还?再?又?给(?!他|她|老|我)|还?是(?=[\d一二三四五六七八九十])"
    r"|天气|晴天?|阴天?|多云|[小中大暴]雨|[小中大暴]雪|有雪|下[大小中暴]?[雨雪](?!水)|大风|刮风|有风|雾霾?|降温|\d{1,2}度(?=$|\s)|[\s,，。:;、()\-—|]+"
)
_PLACES = {
    VisitMode.STREET: re.compile(
        r"在?(?:居委会|村委会|办公室|社区(?:办公室|大厅|服务中心|服务站|党群中心)?(?=$|[\s,。:;()]|值班|接待|坐班)|党群服务中心|便民大厅|服务大厅|接待室|值班室)"
        r"(?:里)?(?:值班|接待|坐班|窗口)?|值班|坐班|(?:居民)?来访(?:接待|登记)?(?=$|[\s,。:;()])|接待(?:群众|居民|来访)?(?=$|[\s,。:;()])"
        r"|(?:菜)?市场(?:口|门口)?(?:碰到的|遇到的)?(?=$|[\s,。:;()])|广场上?(?:碰到的|遇到的)(?=$|[\s,。:;()])|路上(?:碰到的|遇到的)?(?=$|[\s,。:;()])|碰到的(?=$|[\s,。:;()])"
    ),
    VisitMode.PATROL: re.compile(
        r"(?:日常|安全|消防|环境|夜间|早晨)?(?:巡查|巡逻|巡视|巡检|巡楼|排查)(?:网格|小区|楼栋|片区|辖区)?(?:了?一?[圈遍趟])?(?:发现|情况|记录)?"
        r"|(?:在|绕着?)?(?:小区|院子|辖区|网格|片区|院|楼)?(?:里|内)?(?:转|走|巡|绕)了?(?:一)?(?:圈|转|遍|趟)(?:看看)?"
    ),
    VisitMode.PHONE: re.compile(
        r"(?:电话|微信)(?:走访|回访|联系|沟通|访问|询问)(?=$|[\s,。:;()])|打电话(?=$|[\s,。:;()])|电话(?=$|[\s。:;()])|微信(?=$|[\s。:;()])"
    ),
    VisitMode.HOME: re.compile(r"入户(?=$|[\s,。:;()])"),
}


def read_opening(text: str, index: RosterIndex, today: date, context: Context | None = None) -> Opening:
    """What stands before the content of a line: day, time of day, building, unit, room, where one was.

    In a lane (`context`), where rooms are house numbers, 3号 is a door and no day.
    """
    text = names_apart(text, index)
    position, opening, door, daypart = 0, Opening(0), None, ""
    while position < len(text):
        sheet = _sheet_at(text, position, opening, context, index) if door is None else None
        if sheet is not None:
            opening, position = replace(opening, sheet=sheet), sheet.end
            if sheet.rows:
                break
            continue
        went = worker_at(text, position, index)
        if went is not None:
            opening, position = replace(opening, worker=opening.worker or went[0]), went[1]
            continue
        # What begins like a day or the weather may be what a place is called here (晴园).
        called = called_at(text, position, index.places) is not None
        clock = None if called else clock_at(text, position, daypart)
        if clock is not None:
            opening, position = replace(opening, at_time=opening.at_time or clock[0]), clock[1]
            continue
        step = 0 if called else _plain_step(text, position, weekday=opening.on is not None)
        if step:
            part = _DAYPART.match(text, position)
            daypart, position = part.group() if part else daypart, position + step
            opening = replace(opening, new_part=opening.new_part or part is not None)
            continue
        house = None if context is None or door is not None else house_at(text, position, context, index)
        if house is not None:
            door, position = house, house.end
            break
        more = None if called else _with_day_or_mode(opening, text, position, today, index)
        if more is not None:
            opening, position = more
            continue
        found = door_at(text, position, index.places)
        if found is None or found.end == position or (door and not (found.is_marked or found.room)):
            break
        door = found if door is None else _joined(door, found)
        position = found.end
        if found.room is not None:
            door, position = _with_building_beside(text, position, door)
            break
    return replace(opening, rest=position, door=door)


def _with_building_beside(text: str, position: int, door: WrittenDoor) -> tuple[WrittenDoor, int]:
    """501(3-2): a bare room with its building and unit in brackets behind it."""
    beside = None if door.is_marked else _BUILDING_BESIDE.match(text, position)
    if beside is None:
        return door, position
    return replace(door, building=building_name(beside["building"]), unit=unit_name(beside["unit"])), beside.end()


def names_apart(text: str, index: RosterIndex) -> str:
    """`text` with the first character of a resident's name that stands right behind a number as 某.

    So that 402万鹏 and 301路遥 are a room and a name, and no sum and no bus.
    """
    for found in _COUNTED_NAME.finditer(text):
        if index.name_at(text, found.start()):
            text = text[: found.start()] + "某" + text[found.end() :]
    return text


def house_at(text: str, position: int, context: Context, index: RosterIndex) -> WrittenDoor | None:
    """The house number right at `position`, where the page is in a lane: 12号, 十二号, 12号附1."""
    if context.building not in index.places.buildings:
        return None
    found = _HOUSE.match(text, position)
    if found is None:
        return None
    more = f"附{room_name(found['more'], None)}" if found["more"] else ""
    return WrittenDoor(position, found.end(), room=room_name(found["number"], None) + more)


def carried(context: Context, opening: Opening, *, only_context: bool) -> Context:
    """The context after a line that opened so; `only_context`: it said nothing else."""
    if opening.worker:
        context = replace(context, worker=opening.worker)
    if opening.on is not None and (only_context or not context.has_entries):
        context = replace(context, on=opening.on)
    if only_context:
        if opening.mode is not None:
            context = replace(context, mode=opening.mode)
        elif opening.door is not None or opening.new_part:
            context = replace(context, mode=VisitMode.HOME)
    door, sheet = opening.door, opening.sheet
    if sheet is not None and (not sheet.rows or sheet.sheet != context.sheet):
        context = replace(context, sheet=sheet.sheet, estate="", building="", unit=None)
    elif sheet is None and only_context and (door is not None or opening.mode in _ELSEWHERE):
        context = replace(context, sheet=NO_SHEET)
    if door is None or not (only_context or door.room):
        return context
    if door.estate and door.estate != context.estate:
        context = replace(context, estate=door.estate, building="", unit=None)
    if door.building is not None:
        return replace(context, building=door.building, unit=door.unit)
    if door.unit is not None:
        return replace(context, unit=door.unit)
    return context


def _sheet_at(
    text: str, position: int, opening: Opening, context: Context | None, index: RosterIndex
) -> SheetWords | None:
    """A route sheet named here, or rows of the one that holds."""
    here = context or Context()
    if opening.sheet is not None:
        return sheet_words(text, position, opening.sheet.sheet, False, index)
    return sheet_words(text, position, here.sheet, bool(here.building), index)


def _plain_step(text: str, position: int, *, weekday: bool) -> int:
    """The length of what says nothing here: bullets, times, fillers; a weekday beside a date (`weekday`)."""
    for pattern in (_BULLET if position == 0 else None, _DAYPART, _WEEKDAY if weekday else None, _FILLER):
        found = pattern.match(text, position) if pattern else None
        if found and found.end() > position and not _is_mode(text, position, found.group()):
            return found.end() - position
    return 0


def _with_day_or_mode(
    opening: Opening, text: str, position: int, today: date, index: RosterIndex
) -> tuple[Opening, int] | None:
    """`opening` with the day of a visit right at `position`, which is none of a promise and no door, or with a mode."""
    day = None if _is_no_day(text, position) else visit_day(text, today, position=position)
    if day is not None and not _is_rooms_day(text, position, day.end, index):
        return replace(opening, on=day.on, new_part=True), day.end
    mode = _mode_at(text, position)
    return None if mode is None else (replace(opening, mode=mode[0], new_part=True), mode[1])


def _is_no_day(text: str, position: int) -> bool:
    """周三再去 at the beginning is a promise, 周一到周五 a habit: no day of a visit."""
    return text[position : position + 1] in "周星礼" and _WEEKDAY.match(text, position) is None


def _is_mode(text: str, position: int, filler: str) -> bool:
    return filler.startswith("入户") and _PLACES[VisitMode.HOME].match(text, position) is not None


def _mode_at(text: str, position: int) -> tuple[VisitMode, int] | None:
    for mode, pattern in _PLACES.items():
        found = pattern.match(text, position)
        if found and found.end() > position:
            return mode, found.end()
    return None


def _is_rooms_day(text: str, position: int, end: int, index: RosterIndex) -> bool:
    """Whether what looks like a day is a door: 3-2-501, 1/1/202."""
    found = door_at(text, position, index.places)
    if found is None:
        return False
    if found.end > end and found.room:
        return True
    # 5-1 is building 5, unit 1, where there is one; 5.1 is a day.
    known = index.has_unit(found.estate or "", found.building or "", found.unit or "?")
    return known and found.end >= end and "." not in text[position:end]


def _joined(door: WrittenDoor, more: WrittenDoor) -> WrittenDoor:
    return replace(
        more,
        start=door.start,
        estate=more.estate or door.estate,
        building=more.building or door.building,
        unit=more.unit or door.unit,
    )
