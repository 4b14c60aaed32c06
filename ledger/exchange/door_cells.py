"""The door of a row, from one column or several, and from what headings and rows above leave unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.exchange.cells import Cell, text_of
from ledger.exchange.fields import DOOR_FIELDS, Field
from ledger.exchange.layout import Layout
from ledger.records.places import Address, DwellingUse
from ledger.rules.address import AddressReading, read_address, read_building, read_place
from ledger.rules.address_parts import split_estate, unit_name
from ledger.rules.finding import Finding, error

_AS_ABOVE = frozenset({"", "同上", "〃", '"', "″", "”", "-", "—", "/", "无"})
_DITTO = frozenset({"同上", "〃", "″", "”"})
_COLUMNS = (Field.ADDRESS, Field.ROOM, Field.BUILDING_UNIT, Field.BUILDING, Field.UNIT, Field.ESTATE, Field.FLOOR)


@dataclass(frozen=True, slots=True)
class Place:
    """Estate, building and unit that hold until something else is said."""

    estate: str = ""
    building: str = ""
    unit: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """The door a row tells. `text` is what was written, for a door that was not understood.

    `said` is False where the row leaves the door to the rows above, `as_above` where it says so: 同上.
    """

    said: bool
    address: Address | None = None
    text: str = ""
    remarks: tuple[str, ...] = ()
    use: DwellingUse | None = None
    found: tuple[tuple[str, Finding], ...] = ()
    as_above: bool = False

    @property
    def key(self) -> Address | str:
        """What two rows of one door share."""
        return self.address or self.text


class Doors:
    """Reads the doors of a table; the rows of one household are understood once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._indexes = tuple(index for field in DOOR_FIELDS for index in layout.household.get(field, ()))
        self._known: dict[tuple[object, ...], tuple[Door, Place]] = {}

    def read(self, row: Sequence[Cell], place: Place) -> tuple[Door, Place]:
        """The door of a row, and the place that holds for the rows below."""
        key = (place, *[row[index] for index in self._indexes])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = read_door(row, self._layout, place)
        return known


def read_door(row: Sequence[Cell], layout: Layout, place: Place) -> tuple[Door, Place]:
    """The door of a row, and the place that holds for the rows below."""
    said = {field: _said(row, layout, field) for field in _COLUMNS if field in layout.household}
    if not any(said.values()):
        return Door(False, as_above=_says_as_above(row, layout)), place
    dates = [field for field in said if _is_date(row, layout, field)]
    if dates:
        label = layout.label(dates[0])
        text = " ".join(part for part in said.values() if part)
        return Door(True, None, text, found=((label, error("door_became_date", text=said[dates[0]])),)), place
    above, place = place, _place_below(said, place)
    if Field.GRID in layout.household:
        same_building = (above.estate, above.building) == (place.estate, place.building)
        grid = _said(row, layout, Field.GRID) or (above.grid if same_building else "")
        place = replace(place, grid=grid)
    if not (said.get(Field.ROOM) or said.get(Field.ADDRESS)) and place == above:
        return Door(False), place  # the building alone, written beside every member
    reading, label_field = _read(said, place)
    text = "" if reading.address else " ".join(part for part in said.values() if part)
    found = tuple((layout.label(label_field), finding) for finding in reading.findings)
    return Door(True, reading.address, text, reading.remarks, reading.use, found), place


def _place_below(said: dict[Field, str], place: Place) -> Place:
    """What the columns of estate, building and unit say; blanks keep what stands above them."""
    estate, building, unit = place.estate, place.building, place.unit
    if name := said.get(Field.ESTATE):
        if name != estate:
            building = unit = ""
        estate, building, unit = read_place(name) or (name, building, unit)
    if text := said.get(Field.BUILDING) or said.get(Field.BUILDING_UNIT):
        named_estate, building, unit = read_building(text)
        estate = named_estate or estate
    if text := said.get(Field.UNIT):
        unit = unit_name(text)
    return Place(estate, building, unit, place.grid)


def _read(said: dict[Field, str], place: Place) -> tuple[AddressReading, Field]:
    address, room = said.get(Field.ADDRESS, ""), said.get(Field.ROOM, "")
    if room and address:
        place = _within(address, place)
    if room:
        floor = said.get(Field.FLOOR, "")
        if floor and room.isdigit() and len(room) <= 2:
            room = f"{floor.rstrip('层楼')}楼{room}号"
        given = {"estate": place.estate, "building": place.building, "unit": place.unit}
        return read_address(room, **given), Field.ROOM
    if address:
        return read_address(address, estate=place.estate, building=place.building, unit=place.unit), Field.ADDRESS
    missing = "address_no_room" if place.building else "address_no_building"
    text = " ".join(part for part in said.values() if part)
    field = next(field for field in _COLUMNS if said.get(field))
    return AddressReading(None, findings=(error(missing, text=text),)), field


def _within(address: str, place: Place) -> Place:
    """The address column beside one of rooms names the building, or only the estate."""
    if found := read_place(address):
        estate, building, unit = found
        return Place(estate or place.estate, building or place.building, unit or place.unit, place.grid)
    estate, _ = split_estate(address)
    return Place(estate or place.estate, place.building, place.unit, place.grid)


def _said(row: Sequence[Cell], layout: Layout, field: Field) -> str:
    for index in layout.household.get(field, ()):
        cell = row[index]
        text = cell if isinstance(cell, str) else text_of(cell)
        if text and (text := text.strip()) not in _AS_ABOVE:
            return text
    return ""


def _says_as_above(row: Sequence[Cell], layout: Layout) -> bool:
    indexes = (*layout.household.get(Field.ADDRESS, ()), *layout.household.get(Field.ROOM, ()))
    return any(isinstance(cell := row[index], str) and cell.strip() in _DITTO for index in indexes)


def _is_date(row: Sequence[Cell], layout: Layout, field: Field) -> bool:
    # Excel makes a date of 3-2; which door it was is lost.
    return any(isinstance(row[index], date) for index in layout.household[field])
