"""The rows of a route sheet: a large number, the door, who lives there, what is open, and lines to write on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.language import _, pgettext
from ledger.records.people import Presence
from ledger.records.routes import RoutePerson, RouteStop
from ledger.reports.fonts import strong_face, text_face, title_face
from ledger.reports.linebreak import break_lines, glue, shorten
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, RIGHT, Colour, Sheet, Side, Style
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_phone
from ledger.wording import label
from ledger.wording.places import address_label, building_label, unit_label

WRITTEN_LINES = 2
_LINE = 20.0  # from one line to write on to the next: a pen's, not a machine's
_PAD = 6.0
_NUMBER_WIDTH = 38.0
_TEXT = LEFT + _NUMBER_WIDTH
_LAST_WIDTH = 100.0
_GAP = 10.0
_WIDEST_DOOR = 132.0
_LONGEST_GLUED = 24
# So many lines are printed of one kind of fact; with them the longest row still fits on a page.
_MOST_LINES = 10


class Phones(StrEnum):
    """Whether residents' phones stand on the sheet, and how."""

    NONE = "none"  # 不印
    MASKED = "masked"  # 隐去中间
    WHOLE = "whole"  # 完整


@cache
def _number_style() -> Style:
    return Style(title_face(), 19, 24)


@cache
def _door_style() -> Style:
    return Style(strong_face(), 11, 15)


@cache
def _text_style() -> Style:
    return Style(text_face(), 9.2, 13.4)


@cache
def _label_style() -> Style:
    return Style(strong_face(), 8.4, 13.4, Colour.RED)


@cache
def _last_style() -> Style:
    return Style(text_face(), 8, 11.5, Colour.GREY)


@cache
def _place_style() -> Style:
    return Style(title_face(), 12.5, 18)


@dataclass(frozen=True, slots=True)
class PlaceHeading:
    """The building and unit that the rows below belong to."""

    title: str
    note: str

    @property
    def height(self) -> float:
        """In points."""
        return 29.0

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it with its top at y."""
        style, note = _place_style(), _last_style()
        baseline = y + 7 + style.drop
        sheet.block(LEFT, y + 10.5, 3.2, 12.5, Colour.RED)
        room = CONTENT_WIDTH - 10 - note.width(note.face.printable(self.note)) - _GAP
        sheet.put(LEFT + 10, baseline, _cut(self.title, style, room), style)
        sheet.put(RIGHT, baseline, self.note, note, Side.RIGHT)
        sheet.rule(LEFT, y + self.height, CONTENT_WIDTH, 0.9)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a household under one label, broken into lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopRow:
    """One household, measured; it is never torn."""

    number: str
    door: str
    door_width: float
    people: tuple[str, ...]
    facts: tuple[Fact, ...]
    last: str

    @property
    def height(self) -> float:
        """In points, with the lines to write on."""
        return _PAD + self._printed + WRITTEN_LINES * _LINE

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw the row with its top at y."""
        door, text, last = _door_style(), _text_style(), _last_style()
        top = y + _PAD
        self._draw_number(sheet, top + door.drop, _number_style())
        sheet.put(_TEXT, top + door.drop, self.door, door)
        for count, line in enumerate(self.people):
            sheet.text(_TEXT + self.door_width + _GAP, top + 1 + count * text.leading + text.drop, line, text)
        sheet.put(RIGHT, top + door.drop, self.last, last, Side.RIGHT)
        self._draw_facts(sheet, top + self._head)
        bottom = y + self.height
        for count in range(1, WRITTEN_LINES):
            sheet.rule(_TEXT, bottom - count * _LINE, RIGHT - _TEXT, 0.35, Colour.LINE)
        sheet.rule(LEFT, bottom, CONTENT_WIDTH, 0.6, Colour.GREY)

    def _draw_number(self, sheet: Sheet, baseline: float, style: Style) -> None:
        room, width = _NUMBER_WIDTH - 9, style.width(self.number)
        if width > room:
            style = Style(style.face, style.size * room / width, style.leading)
        sheet.put(_TEXT - 9, baseline + 2.5, self.number, style, Side.RIGHT)

    def _draw_facts(self, sheet: Sheet, y: float) -> None:
        text, name = _text_style(), _label_style()
        for fact in self.facts:
            sheet.put(_TEXT, y + name.drop, fact.label, name)
            for line in fact.lines:
                sheet.text(_TEXT + _label_width(), y + text.drop, line, text)
                y += text.leading

    @property
    def _head(self) -> float:
        return max(_door_style().leading, 1 + len(self.people) * _text_style().leading)

    @property
    def _printed(self) -> float:
        return self._head + sum(len(fact.lines) for fact in self.facts) * _text_style().leading


def place_of(stop: RouteStop, *, with_estate: bool) -> str:
    """The heading a row stands under: 银苑小区 3号楼2单元."""
    address = stop.address
    door = building_label(address.building) + unit_label(address.unit)
    return f"{address.estate} {door}".strip() if with_estate else door


def stop_row(stop: RouteStop, *, on: date, door_width: float, phones: Phones) -> StopRow:
    """The row of a household on a sheet for the day `on`, its door `door_width` wide."""
    last = _cut(_last_visit(stop, on), _last_style(), _LAST_WIDTH)
    room = RIGHT - _TEXT - door_width - _GAP - (_last_style().width(last) + _GAP if last else 0.0)
    facts = [
        (pgettext("route", "Care"), _care(stop)),
        (pgettext("route", "Open"), _matters(stop, on)),
        (pgettext("route", "Promised"), _promises(stop, on)),
        (pgettext("route", "Phone"), _phones(stop, phones)),
    ]
    return StopRow(
        number=str(stop.number),
        door=_cut(door_of(stop), _door_style(), door_width),
        door_width=door_width,
        people=_broken(_residents(stop), room),
        facts=tuple(Fact(name, _broken(text, RIGHT - _TEXT - _label_width())) for name, text in facts if text),
        last=last,
    )


def door_of(stop: RouteStop) -> str:
    """The door as it stands in a row: 3-2-501; its estate stands above."""
    return address_label(stop.address, with_estate=False)


def widest_door(stops: tuple[RouteStop, ...]) -> float:
    """How wide the column of doors is, so that all residents of a sheet stand below one another."""
    style = _door_style()
    return min(max(style.width(style.face.printable(door_of(stop))) for stop in stops), _WIDEST_DOOR) + 0.1


def short_day(day: date, on: date) -> str:
    """A day without its year where the year is that of the sheet."""
    return f"{day:%m-%d}" if day.year == on.year else day.isoformat()


def _residents(stop: RouteStop) -> str:
    if not stop.people:
        return _("Nobody is registered there.")
    return _(", ").join(map(_resident, stop.people))


def _resident(person: RoutePerson) -> str:
    facts = [person.relation]
    facts.append("" if person.age is None else pgettext("route", "aged %(age)d") % {"age": person.age})
    facts.append("" if person.presence is Presence.PRESENT else label(person.presence))
    said = " ".join(filter(None, facts))
    text = _("%(name)s (%(facts)s)") % {"name": person.name, "facts": said} if said else person.name
    return _held(text)


def _held(text: str) -> str:
    """`text` kept on one line where it is short: who and what of him or her are read together."""
    return glue(text) if len(text) <= _LONGEST_GLUED else text


def _care(stop: RouteStop) -> str:
    alone = len(stop.people) == 1
    found = []
    for person in stop.people:
        if person.care_groups:
            groups = _(", ").join(person.care_groups)
            found.append(groups if alone else _held(f"{person.name} {groups}"))
    return _("; ").join(found)


def _matters(stop: RouteStop, on: date) -> str:
    return _("; ").join(
        f"{m.number} {masked_text(m.title)}" + _due(m.next_on, on, masked_text(m.next_step)) for m in stop.matters
    )


def _promises(stop: RouteStop, on: date) -> str:
    visit = [_("%(day)s to call again") % {"day": short_day(stop.revisit_on, on)}] if stop.revisit_on else []
    return _("; ").join([*visit, *(masked_text(p.text) + _due(p.due_on, on, "") for p in stop.promises)])


def _due(day: date | None, on: date, what: str) -> str:
    facts = " ".join(filter(None, (short_day(day, on) if day else "", what)))
    return _(" (%(facts)s)") % {"facts": facts} if facts else ""


def _phones(stop: RouteStop, shown: Phones) -> str:
    if shown is Phones.NONE:
        return ""
    found = []
    for person in stop.people:
        for phone in person.phones:
            number = phone.number if shown is Phones.WHOLE else masked_phone(phone.number)
            found.append(_held(" ".join(filter(None, (person.name, number, phone.note)))))
    return _("; ").join(found)


def _last_visit(stop: RouteStop, on: date) -> str:
    if stop.household_id is None:
        return ""
    visit = stop.last_visit
    if visit is None:
        return _("never visited")
    return _("last %(day)s %(outcome)s") % {"day": short_day(visit.on, on), "outcome": label(visit.outcome)}


def _label_width() -> float:
    names = (pgettext("route", name) for name in ("Care", "Open", "Promised", "Phone"))
    style = _label_style()
    return max(style.width(style.face.printable(name)) for name in names) + 7


def _broken(text: str, room: float) -> tuple[str, ...]:
    style = _text_style()
    text = style.face.printable(text)
    lines = break_lines(text, style.face.widths, style.units(room))
    if len(lines) > _MOST_LINES:
        rest = "".join(lines[_MOST_LINES - 1 :]) + "…"
        lines = [*lines[: _MOST_LINES - 1], shorten(rest, style.face.widths, style.units(room))]
    return tuple(lines)


def _cut(text: str, style: Style, room: float) -> str:
    return shorten(style.face.printable(text), style.face.widths, style.units(room))
