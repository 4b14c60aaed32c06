from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QRect

from ledger.places.adding import add_doors
from ledger.places.doors import buildings
from ledger.places.plan import DoorPlan, door_plan
from ledger.records.places import Address
from ledger.store import Ledger
from ui.buildings.arrangement import Arrangement, arrange

WIDTH, HEIGHT = 1238, 520
TODAY = date(2026, 11, 23)


def plan_of(ledger: Ledger, rooms: list[tuple[str, str]], building: str = "8") -> DoorPlan:
    add_doors(ledger, addresses=[Address("银苑小区", building, unit, room) for unit, room in rooms])
    return door_plan(ledger, buildings(ledger)[0].id, today=TODAY)


def laid(plan: DoorPlan, width: int = WIDTH, scale: float = 1.0) -> Arrangement:
    return arrange(plan, width, HEIGHT, lambda pixels: round(pixels * scale))


def area(arrangement: Arrangement, room: str, unit: int = 0) -> QRect:
    return next(t.area for t in arrangement.tiles if t.door.room == room and t.unit == unit)


def overlaps(arrangement: Arrangement) -> Iterator[tuple[str, str]]:
    tiles = arrangement.tiles
    for place, one in enumerate(tiles):
        for other in tiles[place + 1 :]:
            if one.area.intersects(other.area):
                yield one.door.room, other.door.room


def test_floors_are_lines_and_risers_columns(ledger: Ledger) -> None:
    arrangement = laid(plan_of(ledger, [("1", room) for room in ("101", "102", "201", "203", "302")]))
    assert area(arrangement, "302").top() < area(arrangement, "201").top() < area(arrangement, "101").top()
    assert area(arrangement, "302").left() == area(arrangement, "102").left()
    assert area(arrangement, "203").left() > area(arrangement, "102").left()
    assert [mark.words for mark in arrangement.marks] == ["3 层", "2 层", "1 层"]


def test_ground_floors_stand_on_one_level(ledger: Ledger) -> None:
    arrangement = laid(plan_of(ledger, [("1", "101"), ("2", "101"), ("2", "201"), ("2", "301")]))
    assert area(arrangement, "101", 0).top() == area(arrangement, "101", 1).top()


def test_a_high_rise_is_higher_than_the_page_and_keeps_its_width(ledger: Ledger) -> None:
    rooms = [(unit, f"{floor}{door:02d}") for unit in "12" for floor in range(1, 27) for door in range(1, 9)]
    for scale in (1.0, 1.25, 1.5):
        arrangement = laid(plan_of(ledger, rooms), scale=scale)
        assert arrangement.height > HEIGHT
        assert max(tile.area.right() for tile in arrangement.tiles) < WIDTH
        assert not list(overlaps(arrangement))


def test_rooms_that_tell_no_floor_wrap(ledger: Ledger) -> None:
    arrangement = laid(plan_of(ledger, [("", f"{number}号") for number in range(1, 41)], building="东街"))
    assert len(arrangement.tiles) == 40
    assert len({tile.area.top() for tile in arrangement.tiles}) > 1
    assert max(tile.area.right() for tile in arrangement.tiles) < WIDTH
    assert arrangement.cards[0].title == ""


def test_rooms_numbered_through_are_put_side_by_side(ledger: Ledger) -> None:
    arrangement = laid(plan_of(ledger, [("1", "101"), ("1", "102"), ("1", "203"), ("1", "204"), ("1", "305")]))
    assert area(arrangement, "203").left() == area(arrangement, "101").left()


def test_a_building_without_doors_is_empty(ledger: Ledger) -> None:
    plan = plan_of(ledger, [("1", "101")])
    assert arrange(DoorPlan(plan.building, ()), WIDTH, HEIGHT, round) == Arrangement()
