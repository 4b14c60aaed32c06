"""Where every door of a plan stands: units as cards, floors as lines, the ground floors on one level.

Nothing here paints or knows a widget. Lengths are given for text at 100 % and scaled by `size`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ledger.places.order import natural_key
from ledger.places.plan import Door, DoorPlan, Floor, Unit
from ledger.wording.places import floor_label, unit_label

Size = Callable[[float], int]

_PADDING = 16
_BETWEEN_CARDS = 16
_GAP = 6
_TITLE = 34
_MARK = 48
_NARROWEST, _BROADEST = 70, 128
_LOWEST, _HIGHEST = 46, 74
# Rooms whose last figures name the riser (501, 601) are put one above the other, unless that leaves mostly holes.
_SPARSEST = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of doors in a card; None keeps the place of a door that is not there."""

    words: str
    doors: tuple[Door | None, ...]


_Placed = tuple[Unit, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Tile:
    """A door and its area. `unit` counts the cards from 0."""

    door: Door
    area: QRect
    unit: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words beside a line: its floor."""

    words: str
    area: QRect


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit's card and its title."""

    title: str
    area: QRect


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan laid out: everything there is to paint, and how high it came out."""

    cards: tuple[UnitCard, ...] = ()
    marks: tuple[Mark, ...] = ()
    tiles: tuple[Tile, ...] = ()
    height: int = 0


def arrange(plan: DoorPlan, width: int, height: int, size: Size) -> Arrangement:
    """Lay a plan out in `width` pixels: tiles as large as `height` allows, lower ones where there are many floors."""
    most = max(1, (width - _card_width(0, 0, size)) // (size(_NARROWEST) + size(_GAP)))
    rows = list(_rows([(unit, tuple(_lines(unit, most))) for unit in plan.units], width, size))
    broad = min((_tile_width(row, width, size) for row in rows), default=0)
    board = _Board(size, broad, _tile_height(rows, height, size))
    for row in rows:
        board.put_row(row)
    return Arrangement(tuple(board.cards), tuple(board.marks), tuple(board.tiles), board.height)


class _Board:
    """The plan while its cards are put down, row by row."""

    def __init__(self, size: Size, broad: int, high: int) -> None:
        self.cards: list[UnitCard] = []
        self.marks: list[Mark] = []
        self.tiles: list[Tile] = []
        self.height = 0
        self._size = size
        self._broad = broad
        self._high = high

    def put_row(self, row: Sequence[_Placed]) -> None:
        size = self._size
        top = self.height + (size(_BETWEEN_CARDS) if self.cards else 0)
        deepest = max(len(lines) for _unit, lines in row)
        card_height = 2 * size(_PADDING) + size(_TITLE) + deepest * (self._high + size(_GAP)) - size(_GAP)
        left = 0
        for unit, lines in row:
            area = QRect(left, top, _card_width(_across(lines), self._broad, size), card_height)
            self._put_lines(lines, area, deepest - len(lines))
            self.cards.append(UnitCard(unit_label(unit.name), area))
            left = area.right() + 1 + size(_BETWEEN_CARDS)
        self.height = top + card_height

    def _put_lines(self, lines: Sequence[Line], card: QRect, above: int) -> None:
        # `above` lines stay empty, so that ground floors stand on one level.
        size, broad, high = self._size, self._broad, self._high
        first = card.left() + size(_PADDING) + size(_MARK)
        for place, line in enumerate(lines, above):
            y = card.top() + size(_PADDING) + size(_TITLE) + place * (high + size(_GAP))
            if line.words:
                self.marks.append(Mark(line.words, QRect(card.left() + size(_PADDING), y, size(_MARK), high)))
            for column, door in enumerate(line.doors):
                if door is not None:
                    area = QRect(first + column * (broad + size(_GAP)), y, broad, high)
                    self.tiles.append(Tile(door, area, len(self.cards)))


def _lines(unit: Unit, most: int) -> Iterator[Line]:
    risers = _risers(unit)
    for floor in unit.floors:
        doors: Sequence[Door | None] = _by_riser(floor, risers) if risers else floor.doors
        for begin in range(0, len(doors), most):
            yield Line(floor_label(floor.number) if begin == 0 else "", tuple(doors[begin : begin + most]))


def _riser(door: Door) -> str:
    return door.room[-2:] if door.room[-1:].isdigit() else door.room[-3:]


def _risers(unit: Unit) -> list[str]:
    """The risers of a unit from left to right; none where its rooms are not numbered by them."""
    named = [floor for floor in unit.floors if floor.number is not None]
    risers = sorted({_riser(door) for floor in named for door in floor.doors}, key=natural_key)
    doors = sum(len(floor.doors) for floor in named)
    clash = any(len({_riser(door) for door in floor.doors}) < len(floor.doors) for floor in named)
    if clash or doors < _SPARSEST * len(risers) * len(named):
        return []
    return risers


def _by_riser(floor: Floor, risers: Sequence[str]) -> Sequence[Door | None]:
    if floor.number is None:
        return floor.doors
    at = {_riser(door): door for door in floor.doors}
    return [at.get(riser) for riser in risers]


def _rows(units: Sequence[_Placed], width: int, size: Size) -> Iterator[list[_Placed]]:
    """The cards in rows, as many beside each other as fit with the narrowest tiles."""
    row: list[_Placed] = []
    used = 0
    for unit, lines in units:
        needed = _card_width(_across(lines), size(_NARROWEST), size)
        if row and used + size(_BETWEEN_CARDS) + needed > width:
            yield row
            row, used = [], 0
        used += needed + (size(_BETWEEN_CARDS) if row else 0)
        row.append((unit, lines))
    if row:
        yield row


def _across(lines: Sequence[Line]) -> int:
    return max((len(line.doors) for line in lines), default=1)


def _card_width(across: int, broad: int, size: Size) -> int:
    return 2 * size(_PADDING) + size(_MARK) + across * broad + max(0, across - 1) * size(_GAP)


def _tile_width(row: Sequence[_Placed], width: int, size: Size) -> int:
    across = [_across(lines) for _unit, lines in row]
    fixed = sum(_card_width(count, 0, size) for count in across) + (len(row) - 1) * size(_BETWEEN_CARDS)
    return max(size(_NARROWEST), min((width - fixed) // sum(across), size(_BROADEST)))


def _tile_height(rows: Sequence[Sequence[_Placed]], height: int, size: Size) -> int:
    lines = sum(max(len(lines) for _unit, lines in row) for row in rows)
    around = len(rows) * (2 * size(_PADDING) + size(_TITLE)) + (len(rows) - 1) * size(_BETWEEN_CARDS)
    return max(size(_LOWEST), min((height - around) // max(1, lines) - size(_GAP), size(_HIGHEST)))
